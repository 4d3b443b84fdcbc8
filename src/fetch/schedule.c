/* SPDX-License-Identifier: ISC */
/* When a feed is asked next. */
#include "fetch/schedule.h"
#include "core/clock.h"
#include "core/limits.h"

#define HOUR_SECS ((int64_t)3600)
#define DAY_SECS (24 * HOUR_SECS)

#define EARLY_PART 40 /* of a time to wait: see early() */

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
schedule_learn(int64_t learnt_secs, bool has_new)
{
	int64_t secs = learnt_secs;

	if (secs < 0)
		return SCHEDULE_FIRST_SECS;
	secs = has_new ? secs / 2 : sooner(secs, DAY_SECS) * 3 / 2;
	return later(HOUR_SECS, sooner(secs, DAY_SECS));
}

/* Most failures are over within the hour, so a feed that is asked rarely need
 * not lose half a day to one. */
static int64_t
back_off(int64_t secs, int64_t failures)
{
	int64_t most = later(DAY_SECS, sooner(secs, LIMIT_WAIT_SECS));

	secs = later(1, sooner(secs, HOUR_SECS));
	for (; failures > 1 && secs < most; failures--)
		secs = sooner(2 * secs, most);
	return secs;
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

/*
 * Not all at once; and sooner, not later, so that cron's next round finds a
 * feed due that is to be asked once a round, though cron itself may be some
 * seconds early.
 */
static int64_t
early(const struct health *h, int64_t secs)
{
	int64_t part = secs / EARLY_PART;

	return later(1, secs - part - jitter(h->feed, h->checked_at, part));
}

/* What is ours to choose. */
static struct due
choose(const struct health *h, int64_t every_secs)
{
	struct due due = h->due;
	int64_t secs = every_secs;

	due.every_secs = every_secs;
	due.reason = every_secs < 0 ? DUE_RHYTHM : DUE_EVERY;
	if (secs < 0)
		secs = due.learnt_secs;
	if (secs < 0)
		secs = SCHEDULE_FIRST_SECS;
	if (h->failures > 0) {
		secs = back_off(secs, h->failures);
		due.reason = DUE_FAILED;
	}
	due.at = h->checked_at + early(h, sooner(secs, LIMIT_WAIT_SECS));
	return due;
}

/* The first time from at on, whole hours apart, when a feed may be asked. One
 * that never may does not mean it. */
static int64_t
leave_alone(const struct health *h, int64_t at)
{
	uint32_t hours = h->skip_hours & ALL_HOURS;
	uint32_t days = h->skip_days & ALL_DAYS;
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

struct due
schedule_next(const struct health *h, int64_t every_secs)
{
	struct due due = choose(h, every_secs);
	int64_t now = h->checked_at, at;
	const struct {
		int64_t at;
		enum due_reason reason;
	} words[] = {
	    {now + sooner(h->ttl_secs, LIMIT_WAIT_SECS), DUE_TTL},
	    {h->due.fresh_until_at, DUE_FRESH},
	    {h->due.wait_until_at, DUE_WAIT},
	};

	if (h->outcome == OUTCOME_GONE) {
		due.at = DUE_AT_NEVER;
		due.reason = DUE_NEVER;
		return due;
	}
	/* That bothers nobody, and may be mended by now. */
	if (h->outcome == OUTCOME_FILE) {
		due.at = now;
		due.reason = DUE_AT_ONCE;
		return due;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		at = sooner(words[i].at, now + LIMIT_WAIT_SECS);
		/* Who means much longer need not wait together. */
		if (at == now + LIMIT_WAIT_SECS && words[i].reason != DUE_WAIT)
			at = now + early(h, LIMIT_WAIT_SECS);
		if (at <= due.at)
			continue;
		due.at = at;
		due.reason = words[i].reason;
	}
	due.at = leave_alone(h, due.at);
	return due;
}
