/* SPDX-License-Identifier: ISC */
/* What HTML fragments are made of. */
#include <string.h>

#include "check.h"
#include "parse/html_read.h"

static void
test_words(void **state)
{
	static const struct {
		const char *text;
		size_t n;
	} cases[] = {
	    {"", 0},
	    {"word", 4},
	    {"two words", 9},
	    {"two  words", 3},
	    {"two \nwords", 3},
	    {"two\nwords", 3},
	    {"end. ", 4},
	    {" word", 0},
	    /* what goes on is not whole */
	    {"na\xc3\xafve", 0},
	    {"so na\xc3\xafve", 2},
	    {"a&b", 0},
	    {"so a<b", 2},
	    {"a\tb", 0},
	    {"a\x01 b", 0},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].text,
		    html_words(cases[i].text, strlen(cases[i].text)),
		    (long)cases[i].n);
	check_int("no more than there is", html_words("a bc", 3), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
