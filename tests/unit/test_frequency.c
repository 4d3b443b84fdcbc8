/* SPDX-License-Identifier: ISC */
/* What a feed says of how often to come. */
#include "check.h"
#include "parse/frequency.h"

static void
test_ttl(void **state)
{
	static const struct {
		const char *ttl, *period, *times;
		int64_t want;
	} rows[] = {
	    {NULL, NULL, NULL, -1},
	    {"60", NULL, NULL, 3600},
	    {"60", "hourly", "2", 3600},
	    {"0", NULL, NULL, -1},
	    {"-5", "daily", NULL, 86400},
	    {"1000000", NULL, NULL, -1},
	    {NULL, "Hourly", "2", 1800},
	    {NULL, "hourly", "0", 3600},
	    {NULL, "hourly", "3600", 1},
	    {NULL, "hourly", "9000000000000000000", 1},
	    {NULL, "hourly", "99999999999999999999", 3600},
	    {NULL, NULL, "2", -1},
	};
	struct frequency f;
	struct feed feed;

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		frequency_init(&f);
		feed_init(&feed);
		frequency_take(&f, F_TTL, rows[i].ttl);
		frequency_take(&f, F_UPDATE_PERIOD, rows[i].period);
		frequency_take(&f, F_UPDATE_FREQUENCY, rows[i].times);
		frequency_finish(&f, &feed);
		check_int("ttl", feed.ttl_secs, rows[i].want);
	}
}

static void
test_skipped(void **state)
{
	struct frequency f;
	struct feed feed;

	(void)state;
	frequency_init(&f);
	feed_init(&feed);
	frequency_take(&f, F_SKIP_HOUR, "24");
	frequency_take(&f, F_SKIP_HOUR, "23");
	frequency_take(&f, F_SKIP_HOUR, "25");
	frequency_take(&f, F_SKIP_DAY, "Saturday");
	frequency_take(&f, F_SKIP_DAY, "Holiday");
	frequency_finish(&f, &feed);
	check_int("hours", feed.skip_hours, 1 | 1 << 23);
	check_int("days", feed.skip_days, 1 << 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ttl),
	    cmocka_unit_test(test_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
