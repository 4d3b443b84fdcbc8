/* SPDX-License-Identifier: ISC */
/* URLs by libcurl's parser. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"

/*
 * What a link says of how the reader came to it; a name that ends in "*" is a
 * prefix. rss, fc and ff are PubMed's and HighWire's; ai, mi and af are
 * Atypon's; dgcid is Elsevier's.
 */
static const char *const tracking[] = {"utm_*", "fbclid", "gclid", "dclid",
    "msclkid", "mc_cid", "mc_eid", "dgcid", "rss", "fc", "ff", "ai", "mi",
    "af"};

static CURLU *
parse(const char *url, unsigned int flags)
{
	CURLU *u = curl_url();

	if (u == NULL)
		abort();
	if (curl_url_set(u, CURLUPART_URL, url, flags) != CURLUE_OK) {
		curl_url_cleanup(u);
		return NULL;
	}
	return u;
}

/* One part of a URL as memory that free() releases; NULL when it is absent. */
static char *
part(CURLU *u, CURLUPart what, unsigned int flags)
{
	char *value, *copy;

	if (curl_url_get(u, what, &value, flags) != CURLUE_OK)
		return NULL;
	copy = xstrdup(value);
	curl_free(value);
	return copy;
}

/* Without the white space around it and without line breaks in it, as the URL
 * Standard of WHATWG has it: feeds wrap long links. */
static char *
strip(const char *ref)
{
	struct buf b;

	buf_init(&b, LIMIT_URL);
	for (ref += strspn(ref, " \t\r\n\f"); *ref != '\0'; ref++)
		if (strchr("\t\r\n", *ref) == NULL)
			buf_addc(&b, *ref);
	while (b.len > 0 && b.data[b.len - 1] == ' ')
		buf_cut(&b, b.len - 1);
	if (!buf_ok(&b))
		buf_cut(&b, 0);
	return buf_take(&b);
}

/* True for "mailto:x", "urn:…": absolute, but without "//" for curl to read. */
static bool
is_opaque(const char *ref)
{
	size_t n = strspn(ref, "abcdefghijklmnopqrstuvwxyz"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

	return n > 1 && ref[n] == ':' && strncmp(ref + n, "://", 3) != 0;
}

/* Bytes that RFC 3986 does not let stand in a URL, percent-encoded. */
static char *
escape(char *url)
{
	struct buf b;

	if (url == NULL)
		return NULL;
	buf_init(&b, LIMIT_URL);
	for (const char *s = url; *s != '\0'; s++) {
		if (*s <= ' ' || strchr("\"<>\\^`{|}\x7f", *s) != NULL)
			buf_addf(&b, "%%%02X", (unsigned int)(unsigned char)*s);
		else
			buf_addc(&b, *s);
	}
	free(url);
	if (!buf_ok(&b)) {
		buf_done(&b);
		return NULL;
	}
	return buf_take(&b);
}

char *
url_resolve(const char *base, const char *ref)
{
	const unsigned int flags =
	    CURLU_NON_SUPPORT_SCHEME | CURLU_ALLOW_SPACE | CURLU_URLENCODE;
	char *stripped, *url = NULL;
	CURLU *u = NULL;

	if (text_is_blank(ref))
		return NULL;
	stripped = strip(ref);
	if (stripped[0] == '\0')
		goto out;
	if (is_opaque(stripped)) {
		url = escape(xstrdup(stripped));
		goto out;
	}
	if (base != NULL && (u = parse(base, flags)) != NULL) {
		if (curl_url_set(u, CURLUPART_URL, stripped, flags) !=
		    CURLUE_OK)
			goto out;
	} else if ((u = parse(stripped, flags)) == NULL) {
		goto out;
	}
	url = escape(part(u, CURLUPART_URL, 0));
out:
	curl_url_cleanup(u);
	free(stripped);
	return url;
}

bool
url_is_http(const char *url)
{
	CURLU *u;
	char *scheme, *host;
	bool is;

	if (url == NULL || (u = parse(url, CURLU_NON_SUPPORT_SCHEME)) == NULL)
		return false;
	scheme = part(u, CURLUPART_SCHEME, 0);
	host = part(u, CURLUPART_HOST, 0);
	is = scheme != NULL && host != NULL && host[0] != '\0' &&
	     (strcasecmp(scheme, "http") == 0 ||
		 strcasecmp(scheme, "https") == 0);
	free(scheme);
	free(host);
	curl_url_cleanup(u);
	return is;
}

char *
url_host(const char *url)
{
	CURLU *u;
	char *host, *lower = NULL;

	if (url == NULL || (u = parse(url, CURLU_NON_SUPPORT_SCHEME)) == NULL)
		return NULL;
	host = part(u, CURLUPART_HOST, 0);
	if (host != NULL)
		lower = text_lower(host);
	free(host);
	curl_url_cleanup(u);
	return lower;
}

static bool
is_tracking(const char *parameter)
{
	size_t name = strcspn(parameter, "=&");

	for (size_t i = 0; i < sizeof(tracking) / sizeof(tracking[0]); i++) {
		size_t len = strlen(tracking[i]);

		if (tracking[i][len - 1] == '*'
			? strncasecmp(parameter, tracking[i], len - 1) == 0
			: name == len &&
			      strncasecmp(parameter, tracking[i], len) == 0)
			return true;
	}
	return false;
}

/* The query without its tracking parameters; NULL when none is left. */
static char *
clean_query(const char *query)
{
	struct buf b;
	size_t len;

	buf_init(&b, LIMIT_URL);
	for (const char *s = query; *s != '\0'; s += len + (s[len] == '&')) {
		len = strcspn(s, "&");
		if (len == 0 || is_tracking(s))
			continue;
		if (b.len > 0)
			buf_addc(&b, '&');
		buf_add(&b, s, len);
	}
	if (b.len == 0) {
		buf_done(&b);
		return NULL;
	}
	return buf_take(&b);
}

char *
url_normalise(const char *url)
{
	CURLU *u;
	char *host, *port, *path, *query, *clean = NULL, *result;
	const char *name;
	size_t len;

	if (!url_is_http(url))
		return NULL;
	u = parse(url, 0);
	port = part(u, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
	path = part(u, CURLUPART_PATH, 0);
	query = part(u, CURLUPART_QUERY, 0);
	host = url_host(url);
	name = strncmp(host, "www.", 4) == 0 ? host + 4 : host;
	for (len = strlen(path); len > 0 && path[len - 1] == '/'; len--)
		continue;
	if (query != NULL)
		clean = clean_query(query);
	result = xasprintf("https://%s%s%s%.*s%s%s", name,
	    port == NULL ? "" : ":", port == NULL ? "" : port, (int)len, path,
	    clean == NULL ? "" : "?", clean == NULL ? "" : clean);
	free(clean);
	free(query);
	free(path);
	free(port);
	free(host);
	curl_url_cleanup(u);
	return result;
}

char *
url_public(const char *url)
{
	CURLU *u = parse(url, CURLU_NON_SUPPORT_SCHEME);
	char *result;

	if (u == NULL)
		return xstrdup(url);
	curl_url_set(u, CURLUPART_USER, NULL, 0);
	curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
	result = part(u, CURLUPART_URL, 0);
	curl_url_cleanup(u);
	return result == NULL ? xstrdup("") : result;
}
