/* SPDX-License-Identifier: ISC */
/* What the values of HTTP headers mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "fetch/header.h"

#define DATE 784111777 /* Sun, 06 Nov 1994 08:49:37 GMT */

static void
check(const char *value, int64_t is, int64_t expected)
{
	if (is != expected)
		fail_msg("%s: %lld, not %lld", value == NULL ? "NULL" : value,
		    (long long)is, (long long)expected);
}

static void
test_clean(void **state)
{
	static const struct {
		const char *value;
		bool expected;
	} cases[] = {
	    {NULL, false},
	    {"", true},
	    {"W/\"a b\"", true},
	    {"not quoted, still opaque", true},
	    {"\"\xc3\xa9\"", true},
	    {"\"\xe9\"", false},
	    {"a\tb", false},
	    {"a\x01", false},
	    {"a\x7f", false},
	    {"\xc2\x85", false},
	};
	char *big = xmalloc(LIMIT_HEADER + 2);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].value, header_is_clean(cases[i].value),
		    cases[i].expected);
	memset(big, 'a', LIMIT_HEADER + 1);
	big[LIMIT_HEADER + 1] = '\0';
	assert_false(header_is_clean(big));
	assert_true(header_is_clean(big + 1));
	free(big);
}

static void
test_date(void **state)
{
	static const struct {
		const char *value;
		int64_t expected;
	} cases[] = {
	    {NULL, CLOCK_NONE},
	    {"Sun, 06 Nov 1994 08:49:37 GMT", DATE},
	    {"Sunday, 06-Nov-94 08:49:37 GMT", DATE},
	    {"Sun Nov  6 08:49:37 1994", DATE},
	    {"0", CLOCK_NONE},
	    {"-1", CLOCK_NONE},
	    {"", CLOCK_NONE},
	    {"tomorrow: noon", CLOCK_NONE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].value, header_date(cases[i].value),
		    cases[i].expected);
}

static void
test_retry_after(void **state)
{
	static const struct {
		const char *value;
		int64_t date_at, expected;
	} cases[] = {
	    {NULL, DATE, -1},
	    {"120", DATE, 120},
	    {"120", CLOCK_NONE, 120},
	    {"120 ", DATE, 120},
	    {"0", DATE, 0},
	    {"-5", DATE, -1},
	    {"1.5", DATE, -1},
	    {"soon", DATE, -1},
	    {"99999999999999999999999999", DATE, LIMIT_WAIT_SECS},
	    {"Sun, 06 Nov 1994 09:49:37 GMT", DATE, 3600},
	    {"Sun, 06 Nov 1994 09:49:37 GMT", CLOCK_NONE, -1},
	    {"Sun, 06 Nov 1994 07:49:37 GMT", DATE, -1},
	    {"Sun, 06 Nov 2094 07:49:37 GMT", DATE, LIMIT_WAIT_SECS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].value,
		    header_retry_after(cases[i].value, cases[i].date_at),
		    cases[i].expected);
}

static void
test_max_age(void **state)
{
	static const struct {
		const char *value;
		int64_t expected;
	} cases[] = {
	    {NULL, -1},
	    {"", -1},
	    {"public", -1},
	    {"max-age=600", 600},
	    {"public, max-age=600", 600},
	    {"Max-Age=600,must-revalidate", 600},
	    {"max-age=\"600\"", 600},
	    {",,, max-age = 600 ,", 600},
	    {"max-age", -1},
	    {"max-age=", -1},
	    {"max-age=soon", -1},
	    {"max-age=,7", -1},
	    {"max-age=-7", -1},
	    {"max-age=x7", -1},
	    {"s-maxage=600", -1},
	    {"x-max-age=600", -1},
	    {"public,max-age=600,", 600},
	    {"max-age=600,no-cache,", -1},
	    {"max-age=600, no-cache", -1},
	    {"no-store, max-age=600", -1},
	    {"max-age=18446744073709551616", LIMIT_WAIT_SECS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].value, header_max_age(cases[i].value),
		    cases[i].expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_date),
	    cmocka_unit_test(test_retry_after),
	    cmocka_unit_test(test_max_age),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
