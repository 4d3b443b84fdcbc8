/* SPDX-License-Identifier: ISC */
/*
 * The last look at a document before members see it: read back from its bytes
 * by a reader that is not its writer, and compared with the edition it was
 * made of. What fails here is a fault of this program; the file that members
 * have stays then, and the message names the rule that was broken. Each family
 * of forms has a gate of its own; what they have in common is here.
 */
#ifndef PUBLISH_GATE_H
#define PUBLISH_GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"
#include "core/err.h"

/* Fills e with "where: rule" (EX_SOFTWARE) and returns -1. */
int gate_broken(struct err *e, const char *where, const char *rule);

/* True for UTF-8 without control characters. */
bool gate_is_text(const struct buf *doc);

/* The length of an absolute URI's scheme; 0 of any other reference. */
size_t gate_scheme(const char *s);

/* Of two char *, for qsort() and bsearch(). */
int gate_compare(const void *a, const void *b);

/* Sorts the ids, which are the caller's; -1 when two are the same. */
int gate_distinct(const char **ids, size_t n, struct err *e);

#endif
