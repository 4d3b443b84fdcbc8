/* SPDX-License-Identifier: ISC */
/* When a feed is asked next: arithmetic alone, no clock and no store. */
#ifndef FETCH_SCHEDULE_H
#define FETCH_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/health.h"

/* When nobody says how often: what a daily reader would not notice. */
#define SCHEDULE_FIRST_SECS ((int64_t)6 * 3600)

/* What is known of a feed's rhythm. */
struct pace {
	const char *feed;    /* its name: no two have the same jitter */
	int64_t every_secs;  /* the configuration's word; -1 = none */
	int64_t ttl_secs;    /* the feed's own word; -1 = none */
	uint32_t skip_hours; /* as in struct feed */
	uint8_t skip_days;
	int64_t learnt_secs; /* what schedule_learn() said last; -1 = nothing */
	int64_t failures; /* polls in a row that did not go well, with this */
};

/*
 * How often to ask a feed for which the configuration does not say it: half
 * of what was learnt before when the poll brought something new, half as much
 * again when it did not, between an hour and a day; six hours at first.
 */
int64_t schedule_learn(const struct pace *pace, bool has_new);

/*
 * The next due time after a response that came at now: the latest of `every`
 * (else what was learnt) and the feed's ttl, doubled for each failure up to a
 * day, max-age (unless it failed) and Retry-After; up to a twentieth later, so
 * that feeds do not all come due together; at most a week from now, and then up
 * to a twentieth sooner, unless Retry-After says so long; then moved by whole
 * hours out of the hours and days that the feed wants to be left alone (all of
 * them means none of them). Always later than now; DUE_AT_NEVER after
 * OUTCOME_GONE.
 */
struct due schedule_next(
    const struct pace *pace, const struct response *r, int64_t now);

#endif
