/* SPDX-License-Identifier: ISC */
/*
 * URLs by libcurl's own parser (RFC 3986 as curl reads it), so that what is
 * fetched, what is published and what is compared mean the same thing.
 */
#ifndef CORE_URL_H
#define CORE_URL_H

#include <stdbool.h>

/*
 * The absolute form of ref as seen from base (RFC 3986 section 5); base may be
 * NULL. White space around ref goes, spaces within are escaped. Returns NULL
 * when ref is blank, cannot be parsed, is over LIMIT_URL bytes, or stays
 * relative; any scheme is answered, the caller says which it lets through. The
 * caller frees.
 */
char *url_resolve(const char *base, const char *ref);

/* True for an absolute http or https URL that has a host. */
bool url_is_http(const char *url);

/* The host in lower case, without port; NULL when there is none. The caller
 * frees. */
char *url_host(const char *url);

/*
 * The form in which two links to one page are equal: https for http, host in
 * lower case without "www.", default port and fragment gone, no parameters that
 * only say how the reader came (utm_*, fbclid, gclid, rss, fc, ff, ai, mi, af,
 * and their kin), no final slash. Never for fetching. The path keeps its case.
 * NULL when url is not http or https. The caller frees.
 */
char *url_normalise(const char *url);

/* For publishing: url without those parameters, otherwise byte by byte as it
 * is. The caller frees. */
char *url_clean(const char *url);

/*
 * True when what is meant for the server of url alone may be sent to that of
 * other, too: scheme, host and port are the same, or other is the same host's
 * https where url is its http, each at its default port.
 */
bool url_is_same_server(const char *url, const char *other);

/* The user name and the password that stand in url, decoded; NULL for one that
 * does not. The caller frees both. */
void url_credentials(const char *url, char **user, char **password);

/* Whether a user name or a password stands in url. */
bool url_has_user(const char *url);

/* True for a URL, a mailto: or a tag: URI whose host is of those that nobody
 * has, since examples are written with them (RFC 2606, RFC 6761). */
bool url_is_example(const char *uri);

/* For a message: url without user name and password. The caller frees. */
char *url_public(const char *url);

#endif
