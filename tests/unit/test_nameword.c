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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
