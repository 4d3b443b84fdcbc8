/* SPDX-License-Identifier: ISC */
/*
 * A second for an entry's `updated` that no other entry has: validators warn
 * of equal ones, and readers lose the order. It is the latest free second up
 * to now, so that what comes first in a document is the newest; an entry that
 * had a later one already gets the next free second above it, as `updated`
 * never goes back.
 */
#ifndef STORE_STAMP_H
#define STORE_STAMP_H

#include "store/sql.h"

/* old_at: the entry's present second; CLOCK_NONE for a new one. */
int stamp_find(
    struct store *s, int64_t now, int64_t old_at, int64_t *ret, struct err *e);

#endif
