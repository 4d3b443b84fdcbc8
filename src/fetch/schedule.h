/* SPDX-License-Identifier: ISC */
/* When a feed is asked next: arithmetic alone, no clock and no store. */
#ifndef FETCH_SCHEDULE_H
#define FETCH_SCHEDULE_H

#include <stdint.h>

#include "model/response.h"

struct pace {
	int64_t every_secs; /* the configuration's word; -1 = none */
	int64_t ttl_secs;   /* the feed's own word; -1 = none */
	int64_t failures;   /* polls in a row that did not go well, with this */
};

/*
 * The next due time after a response that came at now: the latest of `every`
 * (six hours when neither the configuration nor the feed says), Retry-After
 * and max-age; after failures doubled each time up to a day; never later than
 * a week. Always later than now.
 */
int64_t schedule_next(
    const struct pace *pace, const struct response *r, int64_t now);

#endif
