/* SPDX-License-Identifier: ISC */
/*
 * Mends what keeps a document from being XML and what libxml2 would drop or
 * choke on. A bare "&" or "<" becomes text, HTML's named entities become their
 * characters, control characters and references to them go. Every element is
 * closed: by an end tag further out, by the next item, or by the end; an end
 * tag of nothing goes, and so do comments, instructions and declarations. Of
 * tags, names, attributes and depth beyond the limits the text alone stays.
 * What stands before the root of a feed goes too.
 */
#ifndef PARSE_REPAIR_H
#define PARSE_REPAIR_H

#include "core/buf.h"

/* Mending makes a document at most so many times as long: "&" to "&amp;". */
#define REPAIR_GROWTH 5

enum repair {
	REPAIR_WHOLE,      /* the root element was closed */
	REPAIR_CUT,        /* it was not: some of the document is missing */
	REPAIR_CUT_IN_ITEM /* and that begins within the last item */
};

/* Appends the mended form of len bytes of UTF-8 to out. */
enum repair repair_xml(const char *data, size_t len, struct buf *out);

#endif
