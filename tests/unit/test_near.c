/* SPDX-License-Identifier: ISC */
/* The word that was meant. */
#include <stdlib.h>

#include "check.h"
#include "config/near.h"

static void
test_near(void **state)
{
	static const char *const words[] = {
	    "section", "sections", "feed", "url", "in", "threshold"};
	static const struct {
		const char *word, *want;
	} cases[] = {
	    {"section", " (did you mean 'section'?)"},
	    {"sectoin", " (did you mean 'section'?)"},
	    {"sectons", " (did you mean 'sections'?)"},
	    {"setcion", " (did you mean 'section'?)"},
	    {"feeed", " (did you mean 'feed'?)"},
	    {"fed", " (did you mean 'feed'?)"},
	    {"treshold", " (did you mean 'threshold'?)"},
	    {"trshld", ""},
	    {"ulr", ""},
	    {"ur", " (did you mean 'url'?)"},
	    {"u", ""},
	    {"on", " (did you mean 'in'?)"},
	    {"no", ""},
	    {"", ""},
	};
	static const char endless[] =
	    "sectionsectionsectionsectionsectionsectionsectionsection"
	    "sectionsectionsectionsectionsectionsectionsectionsection";

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct near near = near_start(cases[i].word);
		char *hint;

		near_offer(&near, endless);
		for (size_t j = 0; j < N_OF(words); j++)
			near_offer(&near, words[j]);
		hint = near_hint(&near);
		check_str(cases[i].word, hint, cases[i].want);
		free(hint);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_near),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
