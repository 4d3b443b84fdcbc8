/* SPDX-License-Identifier: ISC */
/* When a feed is asked next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fetch/schedule.h"

#define HOUR 3600
#define DAY (24 * HOUR)
#define NOW 1767225600

static const struct {
	const char *what;
	struct pace pace; /* every, ttl, failures */
	int64_t retry_after_secs, max_age_secs;
	int64_t expected_secs;
} cases[] = {
    {"nobody says", {-1, -1, 0}, -1, -1, 6 * HOUR},
    {"the configuration", {2 * HOUR, -1, 0}, -1, -1, 2 * HOUR},
    {"the feed", {-1, 12 * HOUR, 0}, -1, -1, 12 * HOUR},
    {"an impatient feed", {-1, 60, 0}, -1, -1, HOUR},
    {"an impatient administrator", {600, -1, 0}, -1, -1, 600},
    {"the later of both", {2 * HOUR, 3 * HOUR, 0}, -1, -1, 3 * HOUR},
    {"the later of both again", {4 * HOUR, 3 * HOUR, 0}, -1, -1, 4 * HOUR},
    {"max-age is longer", {HOUR, -1, 0}, -1, 5 * HOUR, 5 * HOUR},
    {"max-age is shorter", {2 * HOUR, -1, 0}, -1, 60, 2 * HOUR},
    {"Retry-After is longest", {HOUR, -1, 1}, 9 * HOUR, HOUR, 9 * HOUR},
    {"first failure", {HOUR, -1, 1}, -1, -1, 2 * HOUR},
    {"third failure", {HOUR, -1, 3}, -1, -1, 8 * HOUR},
    {"fifth failure", {HOUR, -1, 5}, -1, -1, DAY},
    {"thousandth failure", {HOUR, -1, 1000}, -1, -1, DAY},
    {"a rare feed fails", {3 * DAY, -1, 4}, -1, -1, 3 * DAY},
    {"never later than a week", {HOUR, -1, 0}, INT64_MAX, -1, 7 * DAY},
    {"not even when asked to", {INT64_MAX, -1, 9}, -1, -1, 7 * DAY},
    {"always later than now", {0, -1, 0}, -1, 0, 1},
    {"also after failures", {0, -1, 3}, -1, -1, 8},
};

static void
test_next(void **state)
{
	struct response r = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		r.retry_after_secs = cases[i].retry_after_secs;
		r.max_age_secs = cases[i].max_age_secs;
		if (schedule_next(&cases[i].pace, &r, NOW) - NOW !=
		    cases[i].expected_secs)
			fail_msg("%s", cases[i].what);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_next)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
