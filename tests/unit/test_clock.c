/* SPDX-License-Identifier: ISC */
/* Times: the calendar, zones, and the written forms. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check.h"
#include "core/clock.h"

#define DAY_SECS 86400

static const struct {
	int64_t year;
	int month, day;
	int64_t days;
} dates[] = {
    {1970, 1, 1, 0},
    {1969, 12, 31, -1},
    {2000, 2, 29, 11016},
    {2000, 3, 1, 11017},
    {1900, 2, 28, -25509},
    {1900, 3, 1, -25508},
    {2026, 11, 23, 20780},
    {1, 1, 1, -719162},
    {9999, 12, 31, 2932896},
    {0, 3, 1, -719468},
    {-1, 12, 31, -719529},
};

static void
test_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(dates); i++)
		check_int("days",
		    clock_days(dates[i].year, dates[i].month, dates[i].day),
		    dates[i].days);
	/* A day outside its month counts on. */
	assert_int_equal(clock_days(2026, 2, 29), clock_days(2026, 3, 1));
	assert_int_equal(clock_days(2026, 3, 0), clock_days(2026, 2, 28));
}

/* Walks through 20,000 years in steps that are no multiple of anything, beside
 * a calendar that counts up by the plain rule. */
static void
test_civil_round_trip(void **state)
{
	const int64_t from = clock_days(-10000, 1, 1);
	const int64_t to = clock_days(10000, 1, 1);

	(void)state;
	for (int64_t day = from; day < to; day += 89) {
		int64_t t = day * DAY_SECS + (day * 7919 % DAY_SECS);
		struct civil c = clock_civil(t);

		if (c.month < 1 || c.month > 12 || c.day < 1 ||
		    c.day > clock_month_days(c.year, c.month) || c.hour < 0 ||
		    c.hour > 23 || c.minute < 0 || c.minute > 59 ||
		    c.second < 0 || c.second > 59)
			fail_msg("%lld is no date", (long long)t);
		check_int("round trip",
		    clock_days(c.year, c.month, c.day) * DAY_SECS +
			c.hour * 3600 + c.minute * 60 + c.second,
		    t);
	}
}

static void
test_calendar_has_no_gap(void **state)
{
	struct civil c = clock_civil(clock_days(1850, 1, 1) * DAY_SECS);
	int64_t end = clock_days(2150, 1, 1);

	(void)state;
	assert_int_equal(c.weekday, 2); /* a Tuesday */
	for (int64_t day = clock_days(1850, 1, 1) + 1; day < end; day++) {
		struct civil next = clock_civil(day * DAY_SECS);
		bool is_leap =
		    (c.year % 4 == 0 && c.year % 100 != 0) || c.year % 400 == 0;
		static const int lengths[] = {
		    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
		int length = lengths[c.month - 1] + (c.month == 2 && is_leap);

		check_int("length", clock_month_days(c.year, c.month), length);
		check_int("weekday", next.weekday, (c.weekday + 1) % 7);
		check_int("day", next.day, c.day == length ? 1 : c.day + 1);
		check_int("month", next.month,
		    c.day < length ? c.month : c.month % 12 + 1);
		c = next;
	}
	check_int("year", c.year, 2149);
}

static void
test_zone(void **state)
{
	static const struct {
		const char *zone, *utc;
		int month, day, hour, minute;
	} cases[] = {
	    /* summer time begins and ends at 01:00 UTC */
	    {"Europe/London", "2026-03-29T00:59:59Z", 3, 29, 0, 59},
	    {"Europe/London", "2026-03-29T01:00:00Z", 3, 29, 2, 0},
	    {"Europe/London", "2026-10-25T00:59:59Z", 10, 25, 1, 59},
	    {"Europe/London", "2026-10-25T01:00:00Z", 10, 25, 1, 0},
	    {"Europe/London", "2026-06-30T23:30:00Z", 7, 1, 0, 30},
	    {"Europe/London", "2026-12-31T23:30:00Z", 12, 31, 23, 30},
	    /* midnight is a date without a time, and stays where it is */
	    {"Europe/London", "2026-07-25T00:00:00Z", 7, 25, 0, 0},
	    {"America/New_York", "2026-07-25T00:00:00Z", 7, 25, 0, 0},
	    {"America/New_York", "2026-07-25T00:00:01Z", 7, 24, 20, 0},
	    {"Asia/Kolkata", "2026-07-25T20:00:00Z", 7, 26, 1, 30},
	    {"UTC", "2026-07-25T12:34:00Z", 7, 25, 12, 34},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct civil c;

		assert_int_equal(clock_set_zone(cases[i].zone), 0);
		c = clock_local(clock_parse(cases[i].utc));
		check_int(cases[i].utc, c.month, cases[i].month);
		check_int(cases[i].utc, c.day, cases[i].day);
		check_int(cases[i].utc, c.hour, cases[i].hour);
		check_int(cases[i].utc, c.minute, cases[i].minute);
	}
	clock_set_zone("Europe/London");
	assert_int_equal(
	    clock_local(clock_parse("2026-06-30T23:30:00Z")).weekday, 3);
}

static void
test_zone_unknown(void **state)
{
	static const char *const names[] = {"", "Europe/Londres", "Europe",
	    "/usr/share/zoneinfo/Europe/London", ":Europe/London",
	    "../zoneinfo/Europe/London", "leapseconds", "zone.tab", "BST-1",
	    "\n"};
	struct civil c;

	(void)state;
	for (size_t i = 0; i < N_OF(names); i++) {
		clock_set_zone("Asia/Tokyo");
		check_int(names[i], clock_zone_exists(names[i]), false);
		check_int(names[i], clock_set_zone(names[i]), -1);
		c = clock_local(clock_parse("2026-06-30T12:30:00Z"));
		check_int("UTC instead", c.hour, 12);
	}
	assert_true(clock_zone_exists("Europe/London"));
	assert_true(clock_zone_exists("America/Argentina/Buenos_Aires"));
}

static void
test_rfc822(void **state)
{
	static const struct {
		int64_t t;
		const char *want;
	} cases[] = {
	    {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
	    {-1, "Wed, 31 Dec 1969 23:59:59 GMT"},
	    {951782400, "Tue, 29 Feb 2000 00:00:00 GMT"},
	    {1795390199, "Sun, 22 Nov 2026 23:29:59 GMT"},
	};
	char out[CLOCK_RFC822_SIZE];

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_str(
		    "written", clock_rfc822(cases[i].t, out), cases[i].want);
	/* No time, however absurd, writes past its end. */
	clock_rfc822(INT64_MIN, out);
	clock_rfc822(INT64_MAX, out);
}

static void
test_rfc3339(void **state)
{
	static const struct {
		int64_t t;
		const char *want;
	} cases[] = {
	    {0, "1970-01-01T00:00:00Z"},
	    {-1, "1969-12-31T23:59:59Z"},
	    {1795393870, "2026-11-23T00:31:10Z"},
	    {951827696, "2000-02-29T12:34:56Z"},
	    {-62135596800, "0001-01-01T00:00:00Z"},
	    {253402300799, "9999-12-31T23:59:59Z"},
	};
	char out[CLOCK_RFC3339_SIZE];

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		check_str(
		    "written", clock_rfc3339(cases[i].t, out), cases[i].want);
		check_int(out, clock_parse(out), cases[i].t);
	}
	/* No number of seconds breaks it. */
	clock_rfc3339(INT64_MIN, out);
	clock_rfc3339(INT64_MAX, out);
}

static void
test_parse(void **state)
{
	static const struct {
		const char *in;
		int64_t want;
	} cases[] = {
	    {"2026-11-23T00:31:10Z", 1795393870},
	    {"2026-11-23t00:31:10z", 1795393870},
	    {"2026-11-23 00:31:10Z", 1795393870},
	    {"2026-11-23T00:31:10.999Z", 1795393870},
	    {"2026-11-23T01:31:10+01:00", 1795393870},
	    {"2026-11-22T16:31:10-08:00", 1795393870},
	    {"2026-11-23T06:01:10+05:30", 1795393870},
	    {"2026-11-23T00:31:10-00:00", 1795393870},
	    {"2026-11-23", 1795392000},
	    {"2016-12-31T23:59:60Z", 1483228800},
	    {"2000-02-29", 951782400},
	    {"@0", 0},
	    {"@-1", -1},
	    {"@1795393870", 1795393870},
	    {"", CLOCK_NONE},
	    {"@", CLOCK_NONE},
	    {"@ 1", CLOCK_NONE},
	    {"@1x", CLOCK_NONE},
	    {"@-", CLOCK_NONE},
	    {"@253402300800", CLOCK_NONE},
	    {"@-62135596801", CLOCK_NONE},
	    {"@99999999999999999999", CLOCK_NONE},
	    {"now", CLOCK_NONE},
	    {"2026-11", CLOCK_NONE},
	    {"2026-11-2", CLOCK_NONE},
	    {"2026-1-23", CLOCK_NONE},
	    {"2026-11-23T", CLOCK_NONE},
	    {"2026-11-23T00:31", CLOCK_NONE},
	    {"2026-11-23T00:31Z", CLOCK_NONE},
	    {"2026-11-23T00:31:10", CLOCK_NONE},
	    {"2026-11-23T00:31:10.", CLOCK_NONE},
	    {"2026-11-23T00:31:10.Z", CLOCK_NONE},
	    {"2026-11-23T00:31:10Zx", CLOCK_NONE},
	    {"2026-11-23T00:31:10+0100", CLOCK_NONE},
	    {"2026-11-23T00:31:10+24:00", CLOCK_NONE},
	    {"2026-11-23T00:31:10+01:60", CLOCK_NONE},
	    {"2026-11-23T24:00:00Z", CLOCK_NONE},
	    {"2026-11-23T00:60:00Z", CLOCK_NONE},
	    {"2026-11-23T00:00:61Z", CLOCK_NONE},
	    {"2026-02-29", CLOCK_NONE},
	    {"1900-02-29", CLOCK_NONE},
	    {"2026-13-01", CLOCK_NONE},
	    {"2026-00-01", CLOCK_NONE},
	    {"2026-11-31", CLOCK_NONE},
	    {"2026-11-00", CLOCK_NONE},
	    {"0000-01-01", CLOCK_NONE},
	    {"2026-11-23x", CLOCK_NONE},
	    {" 2026-11-23", CLOCK_NONE},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		/* On the heap, so that reading too far is caught. */
		char *in = strdup(cases[i].in);

		check_int(in, clock_parse(in), cases[i].want);
		free(in);
	}
}

static void
test_names(void **state)
{
	(void)state;
	assert_string_equal(clock_month_name(1), "January");
	assert_string_equal(clock_month_name(9), "September");
	assert_string_equal(clock_month_name(12), "December");
}

static void
test_now(void **state)
{
	int64_t before = time(NULL);

	(void)state;
	assert_in_range(clock_now() - before, 0, 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_civil_round_trip),
	    cmocka_unit_test(test_calendar_has_no_gap),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_zone_unknown),
	    cmocka_unit_test(test_rfc3339),
	    cmocka_unit_test(test_rfc822),
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
