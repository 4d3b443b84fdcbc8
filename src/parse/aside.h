/* SPDX-License-Identifier: ISC */
/*
 * A document as libxml2 is shown it: of a CDATA section, and of a longer run of
 * text, only the marks of an empty section. What would stand there is laid
 * aside meanwhile, since libxml2 would look at every character three times and
 * copy it. It sees all that it would mind: what is unclean, or refers to more
 * than XML's own entities, is shown as it is.
 */
#ifndef PARSE_ASIDE_H
#define PARSE_ASIDE_H

#include "parse/tag.h"

struct aside_piece {
	struct span span;
	bool is_section; /* "&" means itself; in a text "&lt;" is "<" */
};

struct aside {
	const char *next, *stop, *end; /* shown so far; as it is until stop */
	struct aside_piece piece;      /* what is at stop, and not shown */
	const char *behind;            /* where the document goes on then */
	const char *marks;             /* to be shown instead; "" = nothing */
	struct pieces pieces;
	struct aside_piece *kept; /* the first n_taken are done with */
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
struct aside_piece aside_take(struct aside *a);

/* The first reference to one of XML's five entities in a text, with *c what it
 * means; at its end, and empty, when there is none. */
struct span aside_reference(const struct span *text, char *c);

#endif
