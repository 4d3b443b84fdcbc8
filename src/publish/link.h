/* SPDX-License-Identifier: ISC */
/*
 * Where an entry leads. Only http and https ever come out of here: a feed's
 * javascript: link is no link.
 */
#ifndef PUBLISH_LINK_H
#define PUBLISH_LINK_H

#include "model/entry.h"

/* url with every character escaped that a URI may not hold, without what only
 * tracks its reader, and without user name and password; NULL when it is NULL,
 * relative, or not http(s). The caller frees. */
char *link_http(const char *url);

/* The same with all parameters, of a feed's address: in "?rss" what tracks the
 * reader of a page makes the feed. */
char *link_feed(const char *url);

/*
 * The page that an entry is about: the resolver's address of its DOI, else the
 * link its feed gave. NULL when it has neither. The caller frees.
 */
char *link_entry(const struct entry *en);

/* The same; of an entry without either its place on the site's page, which
 * shows it at least. The caller frees. */
char *link_shown(const struct edition *ed, const struct entry *en);

/* The id of an entry's place on the page: "item-12". It is as lasting as the
 * entry's number. The caller frees. */
char *link_anchor(const struct entry *en);

/* The first len bytes of s with all but RFC 3986's unreserved characters
 * escaped. The caller frees. */
char *link_escape(const char *s, size_t len);

#endif
