/* SPDX-License-Identifier: ISC */
/* Which spellings of a title are one. */
#include <stdlib.h>

#include "check.h"
#include "store/title.h"

static const char *const cases[][2] = {
    {"Boards & quality", "board and quality"},
    {"Boards and Quality.", "board and quality"},
    {"R&D in hospitals", "r and d in hospital"},
    {"Organisational behaviour in the centre",
	"organisational behavior in the centre"},
    {"Organizational behavior in the center",
	"organisational behavior in the centre"},
    {"\u201cThe trust\u2019s\u201d board", "the trust s board"},
    {"&&&", "and and and"},
    {"\xff & \xc3", "\xff and \xc3"},
    {"F\u00fchrung im Krankenhaus", "f\u00fchrung im krankenhaus"},
    {"What we learnt from mice", "what we learnt from mice"},
    {"What we learned from a mouse", "what we learnt from a mice"},
    {"", ""},
};

static void
test_fold(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *words = title_fold(cases[i][0]);

		check_str(cases[i][0], words, cases[i][1]);
		free(words);
	}
}

static void
test_words(void **state)
{
	static const struct {
		const char *title;
		size_t min;
		const char *words;
	} titles[] = {
	    {"Boards & quality", 3, "board and quality"},
	    {"Book reviews", 3, NULL},
	    {"Book reviews", 2, "book review"},
	    {"", 3, NULL},
	    {NULL, 3, NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(titles); i++) {
		char *words = title_words(titles[i].title, titles[i].min);

		check_str(titles[i].title == NULL ? "NULL" : titles[i].title,
		    words, titles[i].words);
		free(words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fold),
	    cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
