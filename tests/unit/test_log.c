/* SPDX-License-Identifier: ISC */
/* Lines on stderr: which level says what, and what a stranger cannot do. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "check.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/text.h"
#include "core/xalloc.h"

static void
say_all(enum log_level level)
{
	log_set_level(level);
	log_error("error %d", 1);
	log_warn("warning %d", 2);
	log_info("info %d", 3);
	log_set_level(LOG_NORMAL);
}

static void
test_levels(void **state)
{
	(void)state;
	CAPTURE(say_all(LOG_QUIET));
	check_str("quiet", output, "lectern: error 1\n");
	CAPTURE(say_all(LOG_NORMAL));
	check_str("normal", output, "lectern: error 1\nlectern: warning 2\n");
	CAPTURE(say_all(LOG_VERBOSE));
	check_str("verbose", output,
	    "lectern: error 1\nlectern: warning 2\nlectern: info 3\n");
}

static void
test_printable(void **state)
{
	static const struct {
		const char *in, *want;
	} cases[] = {
	    {"plain", "plain"},
	    {"caf\xc3\xa9 \xe2\x80\x98x\xe2\x80\x99",
		"caf\xc3\xa9 \xe2\x80\x98x\xe2\x80\x99"},
	    {"a\nlectern: forged", "a\\x0alectern: forged"},
	    {"a\r\tb", "a\\x0d\\x09b"},
	    {"\x1b[31mred\x07", "\\x1b[31mred\\x07"},
	    {"\x7f", "\\x7f"},
	    {"a\xe2\x80\xae"
	     "b",
		"a\\x202eb"},
	    {"\xe2\x80\x8e\xe2\x80\x8f", "\\x200e\\x200f"},
	    {"\xe2\x81\xa6\xe2\x81\xa9", "\\x2066\\x2069"},
	    {"\xc2\x9b"
	     "31m",
		"\\x9b31m"},
	    {"caf\xe9", "caf\\xe9"},
	    {"\xc0\xaf", "\\xc0\\xaf"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *want = xasprintf("lectern: %s\n", cases[i].want);

		CAPTURE(log_error("%s", cases[i].in));
		check_str(cases[i].in, output, want);
		free(want);
	}
}

/* On stdout, lines are ours. */
static void
test_say(void **state)
{
	(void)state;
	CAPTURE_FROM(STDOUT_FILENO, stdout,
	    log_say("%d: %s\n\n", 1, "a\x1b[1m\r\xe2\x80\xae"));
	check_str("say", output, "1: a\\x1b[1m\\x0d\\x202e\n\n");
}

static void
test_long(void **state)
{
	char text[3 * LIMIT_LOG_LINE];
	size_t len;

	(void)state;
	memset(text, 'a', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	CAPTURE(log_error("%s", text));
	assert_int_equal(strlen(output), LIMIT_LOG_LINE + 1);

	/* "é" past the end is left out whole, and nothing comes after it. */
	len = LIMIT_LOG_LINE - strlen("lectern: ");
	memcpy(text + len - 1, "\xc3\xa9z", 4);
	CAPTURE(log_error("%s", text));
	assert_int_equal(strlen(output), LIMIT_LOG_LINE);
	assert_null(strchr(output, 'z'));
	assert_true(text_is_utf8(output, strlen(output)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_levels),
	    cmocka_unit_test(test_printable),
	    cmocka_unit_test(test_say),
	    cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
