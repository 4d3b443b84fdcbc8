/* SPDX-License-Identifier: ISC */
/* When a feed is asked next. */
#include "fetch/schedule.h"
#include "core/limits.h"

#define HOUR_SECS 3600
#define DAY_SECS (24 * HOUR_SECS)

/* When nobody says how often: what a daily reader would not notice. */
#define DEFAULT_SECS (6 * HOUR_SECS)

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What the administrator and the publisher ask for, whichever is longer. A
 * publisher alone cannot make us come more often than hourly. */
static int64_t
interval(const struct pace *pace)
{
	if (pace->every_secs >= 0)
		return later(pace->every_secs, pace->ttl_secs);
	if (pace->ttl_secs >= 0)
		return later(pace->ttl_secs, HOUR_SECS);
	return DEFAULT_SECS;
}

/* Twice as long for each failure, up to a day. */
static int64_t
back_off(int64_t secs, int64_t failures)
{
	if (secs == 0 && failures > 0)
		secs = 1;
	for (; failures > 0 && secs < DAY_SECS; failures--)
		secs = secs > DAY_SECS / 2 ? DAY_SECS : 2 * secs;
	return secs;
}

int64_t
schedule_next(const struct pace *pace, const struct response *r, int64_t now)
{
	int64_t secs = back_off(interval(pace), pace->failures);

	secs = later(secs, r->retry_after_secs);
	secs = later(secs, r->max_age_secs);
	secs = later(secs, 1);
	return now + (secs < LIMIT_WAIT_SECS ? secs : LIMIT_WAIT_SECS);
}
