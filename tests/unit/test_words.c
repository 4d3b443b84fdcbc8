/* SPDX-License-Identifier: ISC */
/* Times, spans and states as a person says them. */
#include <stdlib.h>

#include "app/words.h"
#include "check.h"
#include "core/clock.h"

/* Takes got. */
static void
check_taken(const char *what, char *got, const char *want)
{
	check_str(what, got, want);
	free(got);
}

static const struct {
	int64_t secs;
	const char *words;
} spans[] = {
    {0, "0 s"},
    {1, "1 s"},
    {59, "59 s"},
    {60, "1 min"},
    {90, "90 s"},
    {601, "10 min"},
    {3600, "1 h"},
    {5400, "90 min"},
    {6 * 3600, "6 h"},
    {48600, "13 h"},
    {86400, "24 h"},
    {36 * 3600, "36 h"},
    {2 * 86400, "2 days"},
    {7 * 86400, "7 days"},
    {100 * 86400 + 1, "100 days"},
};

static void
test_span(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(spans); i++)
		check_taken("span", words_span(spans[i].secs), spans[i].words);
}

#define NOW "2026-05-04T12:00:00Z"

static const struct {
	const char *at, *since, *until;
} times[] = {
    {"2026-05-04T14:20:59Z", "14:20", "14:20"},
    {"2026-05-04T00:00:01Z", "00:00", "00:00"},
    {"2026-05-03T23:59:59Z", "yesterday, 23:59", "3 May, 23:59"},
    {"2026-05-05T02:10:00Z", "5 May", "tomorrow, 02:10"},
    {"2026-05-01T09:00:00Z", "1 May", "1 May, 09:00"},
    {"2026-01-01T09:00:00Z", "1 January", "1 January, 09:00"},
    {"2025-12-31T09:00:00Z", "31 December 2025", "31 December 2025, 09:00"},
    {"2027-01-01T09:05:00Z", "1 January 2027", "1 January 2027, 09:05"},
};

static void
test_times(void **state)
{
	int64_t now = clock_parse(NOW);

	(void)state;
	for (size_t i = 0; i < N_OF(times); i++) {
		int64_t at = clock_parse(times[i].at);

		check_taken(times[i].at, words_since(at, now), times[i].since);
		check_taken(times[i].at, words_until(at, now), times[i].until);
	}
}

/* A day ends at the site's midnight. */
static void
test_zone(void **state)
{
	int64_t now = clock_parse("2026-05-04T22:30:00Z");
	int64_t at = clock_parse("2026-05-04T23:30:00Z");

	(void)state;
	check_int("zone", clock_set_zone("Europe/London"), 0);
	check_taken("summer", words_until(at, now), "tomorrow, 00:30");
	check_int("zone", clock_set_zone("UTC"), 0);
	check_taken("UTC", words_until(at, now), "23:30");
}

static const struct {
	enum due_reason reason;
	const char *words;
} reasons[] = {
    {DUE_AT_ONCE, ""},
    {DUE_EVERY, "every 2 h, says the configuration"},
    {DUE_RHYTHM, "every 9 h suits its rhythm"},
    {DUE_TTL, "every 30 min at most, says the feed"},
    {DUE_FRESH, "nothing changes before, says its server"},
    {DUE_WAIT, "its server asks us to wait"},
    {DUE_HOST, "its host asks us to wait"},
    {DUE_FAILED, "less often with each failure"},
    {DUE_NEVER, ""},
};

static void
test_reasons(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(reasons); i++) {
		const struct health h = {
		    .due = {.at = 1,
			.reason = reasons[i].reason,
			.learnt_secs = 32400},
		    .ttl_secs = 1800,
		};

		check_taken(
		    "reason", words_due_reason(&h, 7200), reasons[i].words);
	}
}

static void
test_reasons_that_are_gone(void **state)
{
	static const struct {
		enum due_reason reason;
		const char *words;
	} unknown[] = {
	    {DUE_EVERY, ""},
	    {DUE_RHYTHM, "every 6 h until its rhythm is known"},
	    {DUE_TTL, ""},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(unknown); i++) {
		const struct health h = {
		    .due = {.at = 1,
			.reason = unknown[i].reason,
			.learnt_secs = -1},
		    .ttl_secs = -1,
		};

		check_taken(
		    "reason", words_due_reason(&h, -1), unknown[i].words);
	}
}

static void
test_outcomes(void **state)
{
	(void)state;
	for (int i = 0; i <= OUTCOME_DEFERRED; i++)
		assert_non_null(words_outcome((enum outcome)i));
	check_str("blocked", words_outcome(OUTCOME_BLOCKED), "blocked");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_span),
	    cmocka_unit_test(test_times),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_reasons),
	    cmocka_unit_test(test_reasons_that_are_gone),
	    cmocka_unit_test(test_outcomes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
