/* SPDX-License-Identifier: ISC */
/* When a feed is asked next. */
#include "fetch/schedule.h"
#include "core/clock.h"
#include "core/limits.h"

#define HOUR_SECS ((int64_t)3600)
#define DAY_SECS (24 * HOUR_SECS)

#define JITTER_PART 20 /* of the time to wait, at most */

#define ALL_HOURS 0xffffffU
#define ALL_DAYS 0x7fU

static int64_t
later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t
schedule_learn(const struct pace *pace, bool has_new)
{
	int64_t secs = pace->learnt_secs;

	if (secs < 0)
		return SCHEDULE_FIRST_SECS;
	secs = has_new ? secs / 2 : sooner(secs, DAY_SECS) * 3 / 2;
	return later(HOUR_SECS, sooner(secs, DAY_SECS));
}

/* Twice as long for each failure, up to a day. */
static int64_t
back_off(int64_t secs, int64_t failures)
{
	if (secs == 0 && failures > 0)
		secs = 1;
	for (; failures > 0 && secs < DAY_SECS; failures--)
		secs = sooner(2 * secs, DAY_SECS);
	return secs;
}

/* What the administrator and the feed ask for, whichever is longer. */
static struct due
interval(const struct pace *pace)
{
	struct due due = {SCHEDULE_FIRST_SECS, DUE_RHYTHM, pace->learnt_secs};

	if (pace->every_secs >= 0)
		due = (struct due){
		    pace->every_secs, DUE_EVERY, pace->learnt_secs};
	else if (pace->learnt_secs >= 0)
		due.at = pace->learnt_secs;
	if (pace->ttl_secs > due.at) {
		due.at = pace->ttl_secs;
		due.reason = DUE_TTL;
	}
	if (pace->failures > 0) {
		due.at = back_off(due.at, pace->failures);
		due.reason = DUE_FAILED;
	}
	return due;
}

/* From 0 to most; the same for the same feed at the same time, so that it can
 * be foretold, and unlike that of any other feed. FNV-1a. */
static int64_t
jitter(const char *feed, int64_t now, int64_t most)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *feed != '\0'; feed++)
		hash = (hash ^ (unsigned char)*feed) * 0x100000001b3;
	for (int i = 0; i < 64; i += 8)
		hash = (hash ^ ((uint64_t)now >> i & 0xff)) * 0x100000001b3;
	return (int64_t)(hash >> 1) % (most + 1);
}

/* The first time from at on, whole hours apart, when a feed may be asked. One
 * that never may does not mean it. */
static int64_t
leave_alone(const struct pace *pace, int64_t at)
{
	uint32_t hours = pace->skip_hours & ALL_HOURS;
	uint32_t days = pace->skip_days & ALL_DAYS;
	struct civil c = clock_civil(at);

	if (hours == ALL_HOURS)
		hours = 0;
	if (days == ALL_DAYS)
		days = 0;
	while ((hours >> c.hour & 1) != 0 || (days >> c.weekday & 1) != 0) {
		at += HOUR_SECS;
		c = clock_civil(at);
	}
	return at;
}

/* Not all at once, and not after the longest time; what a server asked for is
 * not made shorter. */
static int64_t
spread(const struct pace *pace, const struct due *due, int64_t now)
{
	int64_t secs = later(1, sooner(due->at, LIMIT_WAIT_SECS));
	int64_t more = jitter(pace->feed, now, secs / JITTER_PART);

	if (secs == LIMIT_WAIT_SECS && due->reason != DUE_WAIT)
		return secs - more;
	return sooner(secs + more, LIMIT_WAIT_SECS);
}

struct due
schedule_next(const struct pace *pace, const struct response *r, int64_t now)
{
	struct due due = interval(pace);
	const struct {
		int64_t secs;
		enum due_reason reason;
	} wishes[] = {
	    /* That of an error is the error page's. */
	    {outcome_is_well(r->outcome) ? r->max_age_secs : -1, DUE_FRESH},
	    {r->retry_after_secs, DUE_WAIT},
	};

	if (r->outcome == OUTCOME_GONE)
		return (struct due){DUE_AT_NEVER, DUE_NEVER, due.learnt_secs};
	for (size_t i = 0; i < sizeof(wishes) / sizeof(wishes[0]); i++) {
		if (wishes[i].secs <= due.at)
			continue;
		due.at = wishes[i].secs;
		due.reason = wishes[i].reason;
	}
	due.at = leave_alone(pace, now + spread(pace, &due, now));
	return due;
}
