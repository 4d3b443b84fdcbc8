/* SPDX-License-Identifier: ISC */
/* URLs by libcurl's parser. */
#include <stddef.h>
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
 * What a link says of how the reader came to it, everywhere or at one host;
 * names that begin with "utm_" belong here too. rss, fc and ff are PubMed's and
 * HighWire's; ai, mi and af are Atypon's; dgcid is Elsevier's; v is PubMed's
 * release, and at other hosts the video that is meant.
 */
static const struct {
	const char *name, *host;
} tracking[] = {
    {"fbclid", NULL},
    {"gclid", NULL},
    {"dclid", NULL},
    {"msclkid", NULL},
    {"mc_cid", NULL},
    {"mc_eid", NULL},
    {"dgcid", NULL},
    {"rss", NULL},
    {"fc", NULL},
    {"ff", NULL},
    {"ai", NULL},
    {"mi", NULL},
    {"af", NULL},
    {"v", "pubmed.ncbi.nlm.nih.gov"},
};

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

/* Without the white space around it and the line breaks in it, as the URL
 * Standard of WHATWG has it: feeds wrap long links. A run of spaces is one.
 * NULL when it is blank or too long. */
static char *
strip(const char *ref)
{
	char *squashed, *out;

	if (text_is_blank(ref) || strlen(ref) > 2 * LIMIT_URL)
		return NULL;
	squashed = xstrdup(ref);
	out = squashed;
	for (const char *s = ref; *s != '\0'; s++)
		if (strchr("\t\r\n", *s) == NULL)
			*out++ = *s;
	*out = '\0';
	return text_squash(squashed);
}

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* True for "mailto:x", "urn:…": absolute, but without "//" for curl to read. */
static bool
is_opaque(const char *ref)
{
	size_t letters = strspn(ref, LETTERS);
	size_t n = strspn(ref, LETTERS "0123456789+-.");

	return letters > 0 && ref[n] == ':' && strncmp(ref + n, "://", 3) != 0;
}

/* Bytes that RFC 3986 does not let stand in a URL, percent-encoded. Takes url,
 * which may be NULL; NULL when the result is too long. */
static char *
escape(char *url)
{
	struct buf b;

	if (url == NULL)
		return NULL;
	buf_init(&b, LIMIT_URL);
	for (const char *s = url; *s != '\0'; s++) {
		if (*s <= ' ' || *s > '~' || strchr("\"<>\\^`{|}", *s) != NULL)
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

/* What ref, which is not blank, means at base; NULL when it means nothing. */
static CURLU *
join(const char *base, const char *ref)
{
	const unsigned int flags =
	    CURLU_NON_SUPPORT_SCHEME | CURLU_ALLOW_SPACE | CURLU_URLENCODE;
	CURLU *u = base == NULL ? NULL : parse(base, flags);
	CURLUcode code;

	if (u == NULL)
		return parse(ref, flags);
	/* curl 7.88 takes a base's fragment, and a reference that is nothing
	 * else, for a part of the path. */
	if (ref[0] == '#') {
		code = curl_url_set(u, CURLUPART_FRAGMENT, ref + 1, flags);
	} else {
		curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
		code = curl_url_set(u, CURLUPART_URL, ref, flags);
	}
	if (code != CURLUE_OK) {
		curl_url_cleanup(u);
		return NULL;
	}
	return u;
}

static bool
is_plain(char c, const char *signs)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr(signs, c) != NULL);
}

/*
 * True for most of what links are: http, a host that is a name in lower case, a
 * path, perhaps a query, and in them nothing to be decoded, encoded or left
 * out. curl, which takes its time, makes of it what it is.
 */
static bool
is_settled(const char *url)
{
	const char *s = url, *label;

	if (url == NULL || strncmp(s, "http", 4) != 0)
		return false;
	s += 4 + (s[4] == 's');
	if (strncmp(s, "://", 3) != 0)
		return false;
	for (label = s += 3; is_plain(*s, "-."); s++)
		if (*s == '.')
			label = s + 1;
	/* What ends with a number may be an address. */
	if (*label < 'a' || *label > 'z' || *s != '/')
		return false;
	while (is_plain(*s, "/-_.~?&=+,;:@!$()*ABCDEFGHIJKLMNOPQRSTUVWXYZ") &&
	       (s[0] != '/' || s[1] != '.') && (s[0] != '?' || s[1] != '\0'))
		s++;
	return *s == '\0' && s - url <= (ptrdiff_t)LIMIT_URL;
}

char *
url_resolve(const char *base, const char *ref)
{
	char *stripped, *url;
	CURLU *u;

	if (is_settled(ref))
		return xstrdup(ref);
	stripped = strip(ref);
	if (stripped == NULL || is_opaque(stripped))
		return escape(stripped);
	u = join(base, stripped);
	url = u == NULL ? NULL : escape(part(u, CURLUPART_URL, 0));
	curl_url_cleanup(u);
	free(stripped);
	return url;
}

/* curl decodes a host's percent-escapes, and lets some controls through, and a
 * "%" that it would decode the next time. */
static bool
is_host(const char *host)
{
	size_t n, len = host == NULL ? 0 : strlen(host);
	unsigned int cp;

	for (size_t i = 0; i < len; i += n) {
		n = text_decode(host + i, len - i, &cp);
		if (n == 0 || cp <= ' ' || cp == '%' || text_is_control(cp))
			return false;
	}
	return len > 0;
}

static bool
is_http(CURLU *u)
{
	char *scheme = part(u, CURLUPART_SCHEME, 0);
	char *host = part(u, CURLUPART_HOST, 0);
	bool is = scheme != NULL && is_host(host) &&
		  (strcasecmp(scheme, "http") == 0 ||
		      strcasecmp(scheme, "https") == 0);

	free(scheme);
	free(host);
	return is;
}

bool
url_is_http(const char *url)
{
	CURLU *u;
	bool is;

	if (is_settled(url))
		return true;
	/* curl takes "http:/a", which for a browser may be "/a". */
	if (url == NULL ||
	    (strncasecmp(url, "http://", 7) != 0 &&
		strncasecmp(url, "https://", 8) != 0) ||
	    (u = parse(url, CURLU_NON_SUPPORT_SCHEME)) == NULL)
		return false;
	is = is_http(u);
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
is_tracking(const char *parameter, const char *host)
{
	size_t len = strcspn(parameter, "=&");

	if (strncasecmp(parameter, "utm_", 4) == 0)
		return true;
	for (size_t i = 0; i < sizeof(tracking) / sizeof(tracking[0]); i++)
		if (strlen(tracking[i].name) == len &&
		    strncasecmp(parameter, tracking[i].name, len) == 0 &&
		    (tracking[i].host == NULL ||
			strcmp(tracking[i].host, host) == 0))
			return true;
	return false;
}

static const char *
without_www(const char *host)
{
	while (strncmp(host, "www.", 4) == 0 && host[4] != '\0')
		host += 4;
	return host;
}

/* Adds what is left of a query without its tracking parameters. */
static void
add_query(struct buf *b, const char *query, const char *host)
{
	char mark = '?';
	size_t len;

	for (const char *s = query; *s != '\0'; s += len + (s[len] == '&')) {
		len = strcspn(s, "&");
		if (len == 0 || is_tracking(s, host))
			continue;
		buf_addc(b, mark);
		buf_add(b, s, len);
		mark = '&';
	}
}

/* The parts of an http URL, put together as url_normalise() has them. */
static void
add_normal(struct buf *b, const char *host, const char *port, const char *path,
    const char *query)
{
	size_t len = strlen(path);

	host = without_www(host);
	buf_addf(b, "https://%s", host);
	if (port != NULL && strcmp(port, "80") != 0 && strcmp(port, "443") != 0)
		buf_addf(b, ":%s", port);
	while (len > 0 && path[len - 1] == '/')
		len--;
	buf_add(b, path, len);
	if (query != NULL)
		add_query(b, query, host);
}

char *
url_normalise(const char *url)
{
	CURLU *u = url == NULL ? NULL : parse(url, 0);
	char *name, *host, *port, *path, *query;
	struct buf b;

	if (u == NULL)
		return NULL;
	buf_init(&b, LIMIT_URL);
	if (is_http(u)) {
		name = part(u, CURLUPART_HOST, 0);
		host = text_lower(name);
		port = part(u, CURLUPART_PORT, 0);
		path = part(u, CURLUPART_PATH, 0);
		query = part(u, CURLUPART_QUERY, 0);
		add_normal(&b, host, port, path, query);
		free(query);
		free(path);
		free(port);
		free(host);
		free(name);
	}
	curl_url_cleanup(u);
	if (b.len == 0 || !buf_ok(&b)) {
		buf_done(&b);
		return NULL;
	}
	return buf_take(&b);
}

char *
url_clean(const char *url)
{
	size_t page = strcspn(url, "?#"), all = strcspn(url, "#");
	char *host = url_host(url), *query;
	struct buf b;

	if (host == NULL || url[page] != '?') {
		free(host);
		return xstrdup(url);
	}
	query = xstrndup(url + page + 1, all - page - 1);
	buf_init(&b, strlen(url));
	buf_add(&b, url, page);
	add_query(&b, query, without_www(host));
	buf_adds(&b, url + all);
	free(query);
	free(host);
	return buf_take(&b);
}

char *
url_public(const char *url)
{
	CURLU *u = parse(url, CURLU_NON_SUPPORT_SCHEME);
	const char *at = strrchr(url, '@');
	char *result;

	if (u == NULL)
		return xstrdup(at == NULL ? url : at + 1);
	curl_url_set(u, CURLUPART_USER, NULL, 0);
	curl_url_set(u, CURLUPART_PASSWORD, NULL, 0);
	result = part(u, CURLUPART_URL, 0);
	curl_url_cleanup(u);
	return result == NULL ? xstrdup("") : result;
}

/* Whether the host of len bytes is name, or beneath it. */
static bool
is_beneath(const char *host, size_t len, const char *name)
{
	size_t n = strlen(name);

	return len >= n && strncasecmp(host + len - n, name, n) == 0 &&
	       (len == n || host[len - n - 1] == '.');
}

bool
url_is_example(const char *uri)
{
	static const char *const names[] = {
	    "example", "example.com", "example.net", "example.org"};
	const char *host = strchr(uri, ':');
	size_t len;

	if (host == NULL)
		return false;
	host += 1 + strspn(host + 1, "/");
	len = strcspn(host, "@/?#,");
	if (host[len] == '@')
		host += len + 1;
	len = strcspn(host, ":/?#,");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_beneath(host, len, names[i]))
			return true;
	return false;
}

/* "https://example.org:443"; NULL when url is not http or https. */
static char *
origin(const char *url)
{
	CURLU *u = parse(url, 0);
	char *scheme, *name, *host, *port, *result = NULL;

	if (u == NULL)
		return NULL;
	if (is_http(u)) {
		scheme = part(u, CURLUPART_SCHEME, 0);
		name = part(u, CURLUPART_HOST, 0);
		host = text_lower(name);
		port = part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT);
		result = xasprintf("%s://%s:%s", scheme, host, port);
		free(port);
		free(host);
		free(name);
		free(scheme);
	}
	curl_url_cleanup(u);
	return result;
}

/* Whether one is http at its default port, the other the same host's https. */
static bool
is_upgrade(const char *from, const char *to)
{
	const char *const http = "http://", *const https = "https://";
	size_t host = strlen(from) - strlen(":80");

	return strncmp(from, http, strlen(http)) == 0 &&
	       strncmp(to, https, strlen(https)) == 0 &&
	       strcmp(from + host, ":80") == 0 &&
	       strncmp(from + strlen(http), to + strlen(https),
		   host - strlen(http)) == 0 &&
	       strcmp(to + host + 1, ":443") == 0;
}

bool
url_is_same_server(const char *url, const char *other)
{
	char *a = origin(url), *b = origin(other);
	bool same =
	    a != NULL && b != NULL && (strcmp(a, b) == 0 || is_upgrade(a, b));

	free(a);
	free(b);
	return same;
}

void
url_credentials(const char *url, char **user, char **password)
{
	CURLU *u = parse(url, CURLU_NON_SUPPORT_SCHEME);

	*user = *password = NULL;
	if (u == NULL)
		return;
	*user = part(u, CURLUPART_USER, CURLU_URLDECODE);
	*password = part(u, CURLUPART_PASSWORD, CURLU_URLDECODE);
	curl_url_cleanup(u);
}

bool
url_has_user(const char *url)
{
	char *user, *password;
	bool has;

	url_credentials(url, &user, &password);
	has = user != NULL || password != NULL;
	free(user);
	free(password);
	return has;
}
