/* SPDX-License-Identifier: ISC */
/* Names of outcomes, and the end of a response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/xalloc.h"
#include "model/response.h"

static void
test_names(void **state)
{
	(void)state;
	for (int o = OUTCOME_NEVER; o <= OUTCOME_UNREADABLE; o++) {
		assert_non_null(outcome_str((enum outcome)o));
		assert_int_equal(
		    outcome_parse(outcome_str((enum outcome)o)), o);
	}
	assert_int_equal(outcome_parse("what"), OUTCOME_NEVER);
	assert_int_equal(outcome_parse(""), OUTCOME_NEVER);
}

static void
test_well(void **state)
{
	(void)state;
	for (int o = OUTCOME_NEVER; o <= OUTCOME_UNREADABLE; o++)
		assert_int_equal(outcome_is_well((enum outcome)o),
		    o == OUTCOME_NEVER || o == OUTCOME_OK ||
			o == OUTCOME_UNCHANGED);
}

static void
test_done(void **state)
{
	struct response r = {0};

	(void)state;
	response_done(&r); /* takes a zeroed one */
	r.request.url = xstrdup("http://example.org/");
	r.request.etag = xstrdup("\"a\"");
	r.message = xstrdup("HTTP 404");
	buf_init(&r.body, 10);
	buf_adds(&r.body, "body");
	r.max_age_secs = 60;
	response_done(&r); /* AddressSanitizer sees what it forgets */
	assert_null(r.request.url);
	assert_null(r.message);
	assert_int_equal(r.max_age_secs, -1);
	response_done(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_well),
	    cmocka_unit_test(test_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
