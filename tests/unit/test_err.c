/* SPDX-License-Identifier: ISC */
/* What went wrong, in words: filled, prefixed, cut. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "core/err.h"
#include "core/text.h"

static void
test_set(void **state)
{
	struct err e;

	(void)state;
	assert_int_equal(err_set(&e, 65, "line %d: %s", 12, "what"), -1);
	assert_int_equal(e.code, 65);
	check_str("set", e.msg, "line 12: what");
	/* The old message may be part of the new one. */
	assert_int_equal(err_set(&e, 78, "(%s)", e.msg), -1);
	check_str("set from itself", e.msg, "(line 12: what)");
}

static void
test_prefix(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, 65, "what");
	assert_int_equal(err_prefix(&e, "line %d", 12), -1);
	assert_int_equal(err_prefix(&e, "bmj-leader"), -1);
	assert_int_equal(e.code, 65);
	check_str("prefix", e.msg, "bmj-leader: line 12: what");
}

/* What a library quotes may be cut within a character. */
static void
test_clean(void **state)
{
	struct err e;

	(void)state;
	err_set(&e, 65, "near '%s'", "\xff\x01\xc3\xa9\xe2\x82");
	check_str("set", e.msg, "near '\xc3\xa9'");
	err_prefix(&e, "\xe2\x82");
	check_str("prefix", e.msg, ": near '\xc3\xa9'");
}

static void
test_long(void **state)
{
	char text[6000];
	struct err e;

	(void)state;
	/* Two bytes each, so that the cut falls in the middle of one. */
	for (size_t i = 0; i + 2 < sizeof(text); i += 2)
		memcpy(text + i, "\xc3\xa9", 3);
	err_set(&e, 65, "%s", text);
	assert_int_equal(strlen(e.msg), sizeof(e.msg) - 2);
	assert_true(text_is_utf8(e.msg, strlen(e.msg)));
	assert_memory_equal(e.msg, text, strlen(e.msg));

	err_set(&e, 65, "what");
	err_prefix(&e, "%s", text);
	assert_int_equal(strlen(e.msg), sizeof(e.msg) - 2);
	assert_true(text_is_utf8(e.msg, strlen(e.msg)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_set),
	    cmocka_unit_test(test_prefix),
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
