/* SPDX-License-Identifier: ISC */
/*
 * What an HTML page that came instead of a feed says of itself: enough for the
 * administrator to know it, and where the feed is. Nothing is followed.
 */
#ifndef PARSE_PAGE_H
#define PARSE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

struct page {
	char *title;    /* plain text, cut short; NULL when it has none */
	char *feed_url; /* of the first <link rel="alternate"> that names a
			 * feed's media type, absolute; NULL when none does */
};

/* Looks at the first LIMIT_PAGE bytes; false when it is no HTML page. url is
 * its own address, or NULL. page_done() frees. */
bool page_read(const char *data, size_t len, const char *url, struct page *ret);
void page_done(struct page *p);

#endif
