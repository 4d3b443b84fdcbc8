/* SPDX-License-Identifier: ISC */
/*
 * A document as libxml2 is shown it: of a CDATA section only its marks. What
 * stands between them is laid aside meanwhile, since libxml2 would look at
 * every character three times and copy it. It sees all that it would mind: a
 * section of unclean text is shown whole.
 */
#ifndef PARSE_ASIDE_H
#define PARSE_ASIDE_H

#include "parse/tag.h"

struct aside {
	const char *next, *stop, *end; /* shown so far; as it is until stop */
	struct span section;           /* what is at stop, and not shown */
	struct pieces pieces;
	struct span *kept; /* shown as empty; the first n_taken are done with */
	size_t n_kept, n_taken;
};

/* Borrows the document. Of one that is not sound XML all is to be shown: who
 * mends it may take for a section what is none. */
void aside_init(struct aside *a, const char *data, size_t len, bool shows_all);
void aside_done(struct aside *a);

/* Fills out with what comes next of what is shown: how many bytes, 0 at the
 * end. */
size_t aside_show(struct aside *a, char *out, size_t len);

/* From here on nothing is shown. */
void aside_stop(struct aside *a);

/* What stands in the next section that was seen empty. */
struct span aside_take(struct aside *a);

#endif
