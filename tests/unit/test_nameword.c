/* SPDX-License-Identifier: ISC */
/* The words that tell where a list of names may be taken apart. */
#include <string.h>

#include "check.h"
#include "parse/nameword.h"

static void
test_words(void **state)
{
	static const struct {
		const char *word;
		enum nameword is;
	} cases[] = {
	    {"&", NAMEWORD_AND},
	    {"and", NAMEWORD_AND},
	    {"AND", NAMEWORD_AND},
	    {"und", NAMEWORD_AND},
	    {"Jr.", NAMEWORD_SUFFIX},
	    {"Ph.D.", NAMEWORD_SUFFIX},
	    {"III", NAMEWORD_SUFFIX},
	    {"Group", NAMEWORD_BODY},
	    {"Investigators,", NAMEWORD_BODY},
	    {"academy", NAMEWORD_NO_NAME},
	    {"(University", NAMEWORD_NO_NAME},
	    {"with", NAMEWORD_NO_NAME},
	    {"van", NAMEWORD_NAME},
	    {"Doe", NAMEWORD_NAME},
	    {"groupie", NAMEWORD_NAME},
	    {"gro", NAMEWORD_NAME},
	    {"", NAMEWORD_NAME},
	    {"...", NAMEWORD_NAME},
	    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NAMEWORD_NAME},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].word,
		    nameword_is(cases[i].word, strlen(cases[i].word)),
		    cases[i].is);
}

static void
test_and(void **state)
{
	static const struct {
		const char *s;
		size_t len;
	} cases[] = {
	    {"", 0},
	    {"and", 3},
	    {"and Jane", 4},
	    {"& Jane", 2},
	    {"Andrew", 0},
	    {"Jane and", 0},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].s,
		    (int64_t)nameword_and(cases[i].s, strlen(cases[i].s)),
		    (int64_t)cases[i].len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_and),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
