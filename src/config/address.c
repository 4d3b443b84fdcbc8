/* SPDX-License-Identifier: ISC */
/* Addresses as the configuration may give them. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>
#include <unistd.h>

#include "config/address.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/url.h"
#include "core/xalloc.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"

/* RFC 3986 2: what may stand in a URI. */
static const char uri_characters[] = LETTERS DIGITS "-._~:/?#[]@!$&'()*+,;=%";

/* How many bytes of s, ":" not counted, are a scheme; 0 when it has none. */
static size_t
scheme_length(const char *s)
{
	size_t len = strspn(s, LETTERS DIGITS "+-.");

	return strchr(LETTERS, s[0]) != NULL && s[len] == ':' ? len : 0;
}

static bool
has_scheme(const char *s, const char *scheme)
{
	size_t len = scheme_length(s);

	return len == strlen(scheme) && strncasecmp(s, scheme, len) == 0;
}

static bool
is_uri(const char *s)
{
	return s[strspn(s, uri_characters)] == '\0';
}

/* RFC 4151 2.1: tag:authority,date:specific; the authority is a host or an
 * e-mail address, the date a year, a month or a day. */
static bool
is_tag(const char *s)
{
	static const char first_day[] = "-01-01";
	const char *authority = s + strlen("tag:"), *date;
	size_t host = strspn(authority, LETTERS DIGITS "-._@"), len;
	char day[sizeof("2026-01-01")];

	if (host == 0 || authority[host] != ',' ||
	    strchr("-.@", authority[0]) != NULL ||
	    strchr("-.@", authority[host - 1]) != NULL)
		return false;
	date = authority + host + 1;
	len = strspn(date, DIGITS "-");
	if ((len != 4 && len != 7 && len != 10) || date[len] != ':')
		return false;
	memcpy(day, date, len);
	memcpy(day + len, first_day + len - 4, sizeof(first_day) - (len - 4));
	return clock_parse(day) != CLOCK_NONE;
}

/* RFC 8141 2: urn:namespace:specific. */
static bool
is_urn(const char *s)
{
	const char *name = s + strlen("urn:");
	size_t len = strspn(name, LETTERS DIGITS "-");

	return len >= 2 && len <= 32 && name[0] != '-' &&
	       name[len - 1] != '-' && name[len] == ':' &&
	       name[len + 1] != '\0';
}

/* The URL as it is sent, which the caller frees; NULL when it is none. */
static char *
resolve(const char *text)
{
	const char *rest = text + scheme_length(text);

	/* curl forgives one slash, and three. */
	if (!url_is_http(text) || strncmp(rest, "://", 3) != 0 ||
	    rest[3] == '/')
		return NULL;
	return url_resolve(NULL, text);
}

/* For a message: what no password can stand in. */
static const char *
shown(const char *text)
{
	const char *at = strrchr(text, '@');

	return at == NULL ? text : at + 1;
}

int
address_http(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	char *url = resolve(text);

	(void)ctx;
	if (url == NULL)
		return err_set(
		    e, EX_CONFIG, "'%s' is no http or https URL", shown(text));
	*(char **)field = url;
	return 0;
}

int
address_hub(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	if (url_has_user(text))
		return err_set(e, EX_CONFIG,
		    "a user name stands in it: each feed tells the hub's "
		    "address to everybody");
	return address_http(text, ctx, field, e);
}

int
address_base(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	char *url;

	(void)ctx;
	if (strpbrk(text, "?#") != NULL)
		return err_set(e, EX_CONFIG,
		    "'%s' has a query or a fragment: file names could not "
		    "follow it",
		    text);
	url = resolve(text);
	if (url == NULL)
		return err_set(
		    e, EX_CONFIG, "'%s' is no http or https URL", text);
	if (url[strlen(url) - 1] == '/') {
		*(char **)field = url;
		return 0;
	}
	*(char **)field = xasprintf("%s/", url);
	free(url);
	return 0;
}

int
address_id(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	(void)ctx;
	if (!is_uri(text))
		return err_set(e, EX_CONFIG,
		    "'%s' holds what may not stand in a URI", text);
	if (has_scheme(text, "tag") && !is_tag(text))
		return err_set(e, EX_CONFIG,
		    "'%s' is no tag URI: write tag:example.org,2026:reading",
		    text);
	if (has_scheme(text, "urn") && !is_urn(text))
		return err_set(
		    e, EX_CONFIG, "'%s' is no URN: write urn:uuid:…", text);
	if (!has_scheme(text, "tag") && !has_scheme(text, "urn") &&
	    !url_is_http(text))
		return err_set(e, EX_CONFIG,
		    "'%s' is no tag:, urn:, http: or https: URI", text);
	*(char **)field = xstrdup(text);
	return 0;
}

int
address_proxy(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	static const char *const schemes[] = {
	    "http", "https", "socks4", "socks4a", "socks5", "socks5h", NULL};
	const char *const *scheme = schemes;
	char *host = url_host(text);
	bool has_host = host != NULL;

	(void)ctx;
	free(host);
	while (*scheme != NULL && !has_scheme(text, *scheme))
		scheme++;
	if (*scheme == NULL || !has_host || !is_uri(text))
		return err_set(e, EX_CONFIG,
		    "no URL of a proxy: write http://proxy.example.org:3128");
	*(char **)field = xstrdup(text);
	return 0;
}

int
address_contact(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	const char *at = strchr(text, '@');
	bool mail = has_scheme(text, "mailto") && is_uri(text) && at != NULL &&
		    at > text + strlen("mailto:") && at[1] != '\0';

	(void)ctx;
	if (!mail && (!url_is_http(text) || !is_uri(text)))
		return err_set(e, EX_CONFIG,
		    "'%s' is no address: write mailto:web@example.org or an "
		    "http URL",
		    text);
	*(char **)field = xstrdup(text);
	return 0;
}

/* A domain of a country, or a usual one: a folder may be called "data.atom". */
static bool
is_domain(const char *name)
{
	static const char *const usual[] = {
	    "com", "edu", "gov", "info", "int", "net", "org"};

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (strcasecmp(usual[i], name) == 0)
			return true;
	return strlen(name) == 2 && strspn(name, LETTERS) == 2;
}

/* "www.example.org/feed": the name of a host where that of a folder or of a
 * file would stand, and there is none of that name. What may be a file on a
 * disk that is not there costs its feed, and not all of them. */
static bool
is_bare_url(const char *text, const char *from)
{
	size_t len = strspn(text, LETTERS DIGITS "-.");
	char *host = xstrndup(text, len), *path = file_absolute(from, host);
	const char *dot = strrchr(host, '.');
	bool has_rest = text[len] == '/' || text[len] == '?';
	bool is_www = strncasecmp(text, "www.", 4) == 0;
	bool is = ((is_www && (has_rest || text[len] == '\0')) ||
		      (text[0] != '.' && has_rest && dot != NULL &&
			  is_domain(dot + 1))) &&
		  access(path, F_OK) != 0;

	free(host);
	free(path);
	return is;
}

int
address_feed(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	if (has_scheme(text, "http") || has_scheme(text, "https"))
		return address_http(text, ctx, field, e);
	if (has_scheme(text, "file"))
		return err_set(e, EX_CONFIG,
		    "'%s': a local file is written as a path, without 'file:'",
		    text);
	if (scheme_length(text) > 0)
		return err_set(e, EX_CONFIG,
		    "'%s' is neither http, https, nor a path", shown(text));
	if (is_bare_url(text, ctx->file))
		return err_set(e, EX_CONFIG,
		    "'%s': no such file; did you mean https://%s?", text, text);
	*(char **)field = file_absolute(ctx->file, text);
	return 0;
}
