/* SPDX-License-Identifier: ISC */
/* When a feed is asked next. */
#include "check.h"
#include "core/clock.h"
#include "fetch/schedule.h"

#define MINUTE 60
#define HOUR 3600
#define DAY (24 * HOUR)
#define WEEK (7 * DAY)
#define NOW 1767225600 /* Thursday, 1 January 2026, midnight */

/* -1 where it is 0, so that a case says only what it is about. */
struct said {
	int64_t every, ttl, learnt, failures, retry_after, max_age;
};

static int64_t
or_none(int64_t secs)
{
	return secs == 0 ? -1 : secs;
}

/* When a span that begins with now is over; 0 is none. */
static int64_t
until(int64_t secs, int64_t now)
{
	if (secs == 0)
		return CLOCK_NONE;
	return secs < INT64_MAX - now ? now + secs : INT64_MAX;
}

static struct due
next(const char *feed, const struct said *said, int64_t now)
{
	const struct health h = {
	    .feed = lend(feed),
	    .outcome = said->failures > 0 ? OUTCOME_TIMEOUT : OUTCOME_OK,
	    .failures = said->failures,
	    .checked_at = now,
	    .ttl_secs = or_none(said->ttl),
	    .due = {.learnt_secs = or_none(said->learnt),
		.fresh_until_at = until(said->max_age, now),
		.wait_until_at = until(said->retry_after, now)},
	};

	return schedule_next(&h, or_none(said->every));
}

static const struct {
	const char *what;
	struct said said;
	int64_t secs;
	enum due_reason reason;
} cases[] = {
    {"nobody says", {0}, 6 * HOUR, DUE_RHYTHM},
    {"every", {.every = 2 * HOUR}, 2 * HOUR, DUE_EVERY},
    {"an impatient administrator", {.every = 600}, 600, DUE_EVERY},
    {"learnt", {.learnt = 3 * HOUR}, 3 * HOUR, DUE_RHYTHM},
    {"every outweighs what was learnt", {.every = HOUR, .learnt = DAY}, HOUR,
	DUE_EVERY},
    {"ttl", {.ttl = 12 * HOUR}, 12 * HOUR, DUE_TTL},
    {"ttl is shorter", {.ttl = MINUTE}, 6 * HOUR, DUE_RHYTHM},
    {"ttl is longer than learnt", {.learnt = HOUR, .ttl = 2 * HOUR}, 2 * HOUR,
	DUE_TTL},
    {"ttl is longer than every", {.every = HOUR, .ttl = 3 * HOUR}, 3 * HOUR,
	DUE_TTL},
    {"ttl is shorter than every", {.every = 4 * HOUR, .ttl = 3 * HOUR},
	4 * HOUR, DUE_EVERY},
    {"max-age is longer", {.every = HOUR, .max_age = 5 * HOUR}, 5 * HOUR,
	DUE_FRESH},
    {"max-age is shorter", {.every = 2 * HOUR, .max_age = MINUTE}, 2 * HOUR,
	DUE_EVERY},
    {"Retry-After is longest",
	{.every = HOUR,
	    .failures = 1,
	    .retry_after = 9 * HOUR,
	    .max_age = HOUR},
	9 * HOUR, DUE_WAIT},
    {"Retry-After is shorter than the back-off",
	{.every = HOUR, .failures = 3, .retry_after = HOUR}, 4 * HOUR,
	DUE_FAILED},
    {"max-age is no longer", {.every = HOUR, .max_age = HOUR}, HOUR, DUE_FRESH},
    {"ttl is no longer", {.every = HOUR, .ttl = HOUR}, HOUR, DUE_TTL},
    {"ttl is not doubled", {.every = HOUR, .ttl = 3 * HOUR, .failures = 1},
	3 * HOUR, DUE_TTL},
    {"first failure", {.every = HOUR, .failures = 1}, HOUR, DUE_FAILED},
    {"a feed of each six hours fails", {.every = 6 * HOUR, .failures = 1}, HOUR,
	DUE_FAILED},
    {"an unknown feed fails", {.failures = 1}, HOUR, DUE_FAILED},
    {"a hasty feed fails", {.every = 600, .failures = 1}, 600, DUE_FAILED},
    {"third failure", {.every = HOUR, .failures = 3}, 4 * HOUR, DUE_FAILED},
    {"fifth failure", {.every = HOUR, .failures = 5}, 16 * HOUR, DUE_FAILED},
    {"sixth failure", {.every = HOUR, .failures = 6}, DAY, DUE_FAILED},
    {"thousandth failure", {.every = HOUR, .failures = 1000}, DAY, DUE_FAILED},
    {"failures of what was learnt", {.learnt = HOUR, .failures = 2}, 2 * HOUR,
	DUE_FAILED},
    {"a rare feed fails", {.every = 3 * DAY, .failures = 4}, 8 * HOUR,
	DUE_FAILED},
    {"a rare feed keeps failing", {.every = 3 * DAY, .failures = 99}, 3 * DAY,
	DUE_FAILED},
    {"every second", {.every = 1}, 1, DUE_EVERY},
    {"every second, after failures", {.every = 1, .failures = 3}, 4,
	DUE_FAILED},
};

/* Ours is a fortieth to a twentieth early, what we are told is to the second.
 */
static void
test_next(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct said *said = &cases[i].said;
		int64_t most = cases[i].secs, least = most;
		struct due due = next("a", said, NOW);

		if (due.reason == DUE_EVERY || due.reason == DUE_RHYTHM ||
		    due.reason == DUE_FAILED) {
			least -= most / 40 * 2;
			most -= most / 40;
		}
		if (due.at < NOW + least || due.at > NOW + most)
			fail_msg("%s: %lld s", cases[i].what,
			    (long long)(due.at - NOW));
		check_int(cases[i].what, due.every_secs, or_none(said->every));
		check_int(cases[i].what, due.reason, cases[i].reason);
		check_int(cases[i].what, due.learnt_secs,
		    or_none(cases[i].said.learnt));
	}
}

static const struct said too_long[] = {
    {.every = WEEK},
    {.every = INT64_MAX, .failures = 9},
    {.ttl = INT64_MAX},
    {.max_age = 365 * (int64_t)DAY},
    {.retry_after = INT64_MAX, .failures = 1},
};

static void
test_a_week_at_most(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(too_long); i++) {
		int64_t a = next("a", &too_long[i], NOW).at - NOW;
		int64_t b = next("b", &too_long[i], NOW).at - NOW;

		assert_in_range(a, WEEK - WEEK / 20, WEEK);
		assert_in_range(b, WEEK - WEEK / 20, WEEK);
		if (too_long[i].retry_after > 0)
			check_int("as the server asks", a, WEEK);
		else
			assert_int_not_equal(a, b);
	}
}

static void
test_always_later(void **state)
{
	const struct health h = {.feed = lend(""),
	    .ttl_secs = -1,
	    .due.learnt_secs = -1,
	    .checked_at = NOW};

	(void)state;
	check_int("a second", schedule_next(&h, 0).at, NOW + 1);
}

static void
test_gone(void **state)
{
	const struct health h = {.feed = lend("a"),
	    .outcome = OUTCOME_GONE,
	    .failures = 1,
	    .checked_at = NOW,
	    .ttl_secs = -1,
	    .due = {.learnt_secs = 5 * HOUR, .wait_until_at = NOW + HOUR}};
	struct due due = schedule_next(&h, HOUR);

	(void)state;
	assert_true(due.at == DUE_AT_NEVER);
	check_int("reason", due.reason, DUE_NEVER);
	check_int("learnt", due.learnt_secs, 5 * HOUR);
}

/* cron runs each `cron` seconds, some of them early or late. A feed is asked
 * in the run in which its time is up, not in the one after it. */
static const struct {
	int64_t cron, every, max_age;
	int64_t least, most; /* between two polls, not counting those seconds */
} rounds[] = {
    {600, 600, 0, 600, 600},
    {600, 1800, 0, 1800, 1800},
    {600, HOUR, 0, HOUR, HOUR},
    {600, 6 * HOUR, 0, 6 * HOUR - 600, 6 * HOUR},
    {HOUR, HOUR, 0, HOUR, HOUR},
    {HOUR, 6 * HOUR, 0, 6 * HOUR, 6 * HOUR},
    {HOUR, 10 * MINUTE, 0, HOUR, HOUR},
    {6 * HOUR, 6 * HOUR, 0, 6 * HOUR, 6 * HOUR},
    {6 * HOUR, HOUR, 0, 6 * HOUR, 6 * HOUR},
    {6 * HOUR, DAY, 0, DAY, DAY},
    {DAY, DAY, 0, DAY, DAY},
    {WEEK, WEEK, 0, WEEK, WEEK},
    {HOUR, HOUR, 59 * MINUTE, HOUR, HOUR},
    {HOUR, HOUR, 61 * MINUTE, 2 * HOUR, 2 * HOUR},
};

static void
test_rounds_of_cron(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(rounds); i++) {
		const struct said said = {
		    .every = rounds[i].every, .max_age = rounds[i].max_age};
		int64_t asked = NOW, due = next("a", &said, NOW).at;

		for (int n = 1; n < 500; n++) {
			int64_t now = NOW + n * rounds[i].cron + n % 5 - 2;

			if (now < due)
				continue;
			assert_in_range(now - asked, rounds[i].least - 4,
			    rounds[i].most + 4);
			asked = now;
			due = next("a", &said, now).at;
		}
	}
}

/* The same each time for the same feed and time; spread for others. */
static void
test_jitter(void **state)
{
	const struct said said = {.every = 20 * HOUR};
	char name[] = "feed-0";
	int64_t min = INT64_MAX, max = 0;

	(void)state;
	for (int i = 0; i < 10; i++) {
		int64_t early;

		name[5] = (char)('0' + i);
		early = NOW + said.every - next(name, &said, NOW).at;
		check_int(
		    name, NOW + said.every - next(name, &said, NOW).at, early);
		min = early < min ? early : min;
		max = early > max ? early : max;
	}
	assert_in_range(min, 30 * MINUTE, 37 * MINUTE);
	assert_in_range(max, 53 * MINUTE, HOUR);
	assert_true(
	    next("a", &said, NOW).at + DAY != next("a", &said, NOW + DAY).at);
}

static const struct {
	const char *what;
	int64_t learnt;
	bool has_new;
	int64_t secs;
} lessons[] = {
    {"the first poll brings everything", -1, true, 6 * HOUR},
    {"the first poll brings nothing", -1, false, 6 * HOUR},
    {"something new", 6 * HOUR, true, 3 * HOUR},
    {"nothing new", 6 * HOUR, false, 9 * HOUR},
    {"never under an hour", HOUR, true, HOUR},
    {"near an hour", HOUR + 1, true, HOUR},
    {"never over a day", DAY, false, DAY},
    {"near a day", 20 * HOUR, false, DAY},
    {"nonsense", INT64_MAX, false, DAY},
    {"less nonsense", 0, false, HOUR},
};

static void
test_learn(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(lessons); i++) {
		check_int(lessons[i].what,
		    schedule_learn(lessons[i].learnt, lessons[i].has_new),
		    lessons[i].secs);
	}
}

#define BIT(n) (1U << (n))
#define NIGHT (BIT(0) | BIT(1) | BIT(2) | BIT(3) | BIT(4) | BIT(5))
#define WEEKEND (BIT(0) | BIT(6))

/* NOW is midnight, at the beginning of a Thursday; a poll is due two hours
 * later. */
static const struct {
	const char *what;
	uint32_t hours;
	uint8_t days;
	int day, hour; /* of January when it is due after all */
} skips[] = {
    {"nothing", 0, 0, 1, 2},
    {"other hours", BIT(1) | BIT(3), 0, 1, 2},
    {"other days", 0, WEEKEND, 1, 2},
    {"that hour", BIT(2), 0, 1, 3},
    {"the night", NIGHT, 0, 1, 6},
    {"all hours but one", 0xffffff & ~BIT(1), 0, 2, 1},
    {"all hours", 0xffffff, 0, 1, 2},
    {"more than all hours", 0xffffffff, 0, 1, 2},
    {"hours that there are not", BIT(24) | BIT(31), 0, 1, 2},
    {"Thursdays", 0, BIT(4), 2, 0},
    {"Thursdays to Saturdays", 0, BIT(4) | BIT(5) | BIT(6), 4, 0},
    {"all days but Wednesdays", 0, 0x7f & ~BIT(3), 7, 0},
    {"all days", 0, 0x7f, 1, 2},
    {"more than all days", 0, 0xff, 1, 2},
    {"Thursdays, and nights", NIGHT, BIT(4), 2, 6},
    {"all days, and nights", NIGHT, 0x7f, 1, 6},
    {"all hours, and Thursdays", 0xffffff, BIT(4), 2, 0},
};

static void
test_left_alone(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(skips); i++) {
		const struct health h = {
		    .feed = lend("a"),
		    .checked_at = NOW,
		    .ttl_secs = 2 * HOUR,
		    .skip_hours = skips[i].hours,
		    .skip_days = skips[i].days,
		};
		struct civil c = clock_civil(schedule_next(&h, HOUR).at);

		check_int(skips[i].what, c.day, skips[i].day);
		check_int(skips[i].what, c.hour, skips[i].hour);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_next),
	    cmocka_unit_test(test_a_week_at_most),
	    cmocka_unit_test(test_always_later),
	    cmocka_unit_test(test_gone),
	    cmocka_unit_test(test_rounds_of_cron),
	    cmocka_unit_test(test_jitter),
	    cmocka_unit_test(test_learn),
	    cmocka_unit_test(test_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
