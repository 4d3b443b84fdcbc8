/* SPDX-License-Identifier: ISC */
/* Bytes that grow up to a maximum. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"

static void
test_add(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 1000);
	check_str("new", b.data, "");
	assert_int_equal(buf_add(&b, "", 0), 0);
	assert_int_equal(buf_add(&b, "a\0b", 3), 0);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	buf_clear(&b);
	check_str("cleared", b.data, "");
	assert_int_equal(buf_adds(&b, "one "), 0);
	assert_int_equal(buf_addc(&b, '2'), 0);
	assert_int_equal(buf_addf(&b, " %s %d", "three", 4), 0);
	assert_int_equal(buf_add_utf8(&b, 0x2019), 0);
	assert_int_equal(buf_add_utf8(&b, 0xd800), 0);
	check_str("added", b.data, "one 2 three 4\xe2\x80\x99\xef\xbf\xbd");
	assert_int_equal(b.len, strlen(b.data));
	buf_cut(&b, 3);
	check_str("cut", b.data, "one");
	assert_true(buf_ok(&b));
	buf_done(&b);
}

static void
test_grows(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 100000);
	for (size_t i = 0; i < 100000; i++) {
		assert_int_equal(buf_addc(&b, (char)('a' + i % 26)), 0);
		assert_int_equal(b.data[b.len], '\0');
	}
	for (size_t i = 0; i < 100000; i++)
		if (b.data[i] != (char)('a' + i % 26))
			fail_msg("byte %zu is '%c'", i, b.data[i]);
	buf_done(&b);
}

static void
test_maximum(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 5);
	assert_int_equal(buf_adds(&b, "abcdef"), -1);
	assert_int_equal(b.len, 0);
	assert_false(buf_ok(&b));
	assert_int_equal(buf_adds(&b, "abc"), 0);
	assert_false(buf_ok(&b)); /* it remembers */
	buf_clear(&b);
	assert_true(buf_ok(&b));
	assert_int_equal(buf_adds(&b, "abcde"), 0);
	assert_true(buf_ok(&b));
	assert_int_equal(buf_addc(&b, 'f'), -1);
	assert_int_equal(buf_add_utf8(&b, 0xe9), -1);
	assert_int_equal(buf_addf(&b, "%d", 1), -1);
	assert_int_equal(buf_add(&b, "x", SIZE_MAX), -1);
	assert_int_equal(buf_add(&b, "", 0), 0);
	check_str("full", b.data, "abcde");
	buf_cut(&b, 4);
	assert_int_equal(buf_add_utf8(&b, 0xe9), -1);
	check_str("a character is not cut in two", b.data, "abcd");
	buf_done(&b);

	buf_init(&b, 0);
	assert_int_equal(buf_addc(&b, 'a'), -1);
	check_str("no room at all", b.data, "");
	buf_done(&b);
}

static void
test_take(void **state)
{
	struct buf b;
	char *s;

	(void)state;
	buf_init(&b, 5);
	s = buf_take(&b);
	check_str("nothing taken", s, "");
	free(s);
	buf_adds(&b, "abcde");
	buf_addc(&b, 'f');
	s = buf_take(&b);
	check_str("taken", s, "abcde");
	free(s);
	check_str("empty again", b.data, "");
	assert_true(buf_ok(&b));
	assert_int_equal(b.max, 5);
	assert_int_equal(buf_adds(&b, "fg"), 0);
	check_str("used again", b.data, "fg");
	buf_done(&b);
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_add),
	    cmocka_unit_test(test_grows),
	    cmocka_unit_test(test_maximum),
	    cmocka_unit_test(test_take),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
