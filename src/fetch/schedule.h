/* SPDX-License-Identifier: ISC */
/* When a feed is asked next: arithmetic alone, no clock and no store. */
#ifndef FETCH_SCHEDULE_H
#define FETCH_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/health.h"

/* When nobody says how often: what a daily reader would not notice. */
#define SCHEDULE_FIRST_SECS ((int64_t)6 * 3600)

/*
 * How often to ask a feed for which the configuration does not say it: half
 * of what was learnt before (-1 = nothing) when the poll brought something new,
 * half as much again when it did not, between an hour and a day; six hours at
 * first.
 */
int64_t schedule_learn(int64_t learnt_secs, bool has_new);

/*
 * When a feed is due again that was asked at h->checked_at: the latest of what
 * we choose and what we are told. We choose `every`, else what was learnt;
 * after a failure no more than an hour, doubled for each further one up to a
 * day or what is usual when that is longer; and less a fortieth to a twentieth,
 * so that feeds do not all come due together. We are told the feed's ttl, until
 * when its document is fresh, and Retry-After: never sooner than these, but for
 * those over a week, which is the longest. Then moved by whole hours out of the
 * hours and days that the feed wants to be left alone (all of them means none
 * of them). DUE_AT_NEVER after OUTCOME_GONE. Of h it reads also feed, whose
 * name makes the difference, and what stands on the last poll: outcome,
 * failures, ttl_secs, skip_hours, skip_days, and of due what it was planned
 * with, which it returns with `every` in it.
 */
struct due schedule_next(const struct health *h, int64_t every_secs);

#endif
