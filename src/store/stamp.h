/* SPDX-License-Identifier: ISC */
/*
 * A second for an entry's `updated` that no other entry has: validators warn
 * of equal ones, and readers lose the order.
 *
 * A new entry gets the latest free second up to now, so that what comes first
 * in a document is the newest; of two thousand that come at once, the last is
 * half an hour old at birth. One that is dated later than that keeps its date,
 * as nothing may be published after it was updated, and gets a second at most
 * STAMP_AHEAD_SECS from now.
 *
 * An entry that changes gets a later second than it had. When now and all
 * before it that is late enough are taken, that one lies ahead of now too, by
 * as many seconds as there were changes: that no two are the same, and that
 * `updated` never goes back, weigh more than a clock that is right.
 */
#ifndef STORE_STAMP_H
#define STORE_STAMP_H

#include "store/sql.h"

#define STAMP_AHEAD_SECS 60

/* For a new entry; not before not_before (CLOCK_NONE: no matter), unless that
 * would be too far ahead. */
int stamp_new(struct store *s, int64_t now, int64_t not_before, int64_t *ret,
    struct err *e);

/* For one that had old_at. */
int stamp_next(
    struct store *s, int64_t now, int64_t old_at, int64_t *ret, struct err *e);

#endif
