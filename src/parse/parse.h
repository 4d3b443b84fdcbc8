/* SPDX-License-Identifier: ISC */
/*
 * Bytes to struct feed: RSS 0.9x, 1.0 and 2.0, Atom, CDF, JSON Feed. The one
 * door of parse/.
 *
 * Pure: no clock, file, network, log or database; what it is given is all it
 * knows, so it can be fuzzed, and run in a process that may do nothing else.
 * Nothing external is ever read. All text that comes out is as model/feed.h
 * says; all HTML is sanitised; every limit is in core/limits.h.
 */
#ifndef PARSE_PARSE_H
#define PARSE_PARSE_H

#include <stddef.h>

#include "core/err.h"
#include "model/feed.h"
#include "model/response.h"

struct hints {
	const char *content_type; /* the HTTP header; NULL when there is none */
	const char *url;          /* of the document; NULL when unknown */
};

/*
 * Reads the len bytes of data, behind which is a NUL, and uses them up: UTF-8
 * is read, and mended, where it stands. OUTCOME_OK fills *ret, which the caller
 * frees with feed_done(); OUTCOME_NOT_FEED (HTML, nothing, something else) and
 * OUTCOME_UNREADABLE (a feed, but nothing could be read) fill *e and leave
 * *ret alone.
 */
enum outcome parse_feed(char *data, size_t len, const struct hints *hints,
    struct feed *ret, struct err *e);

#endif
