/* SPDX-License-Identifier: ISC */
/* The words in dates. */
#include <string.h>

#include "check.h"
#include "parse/dateword.h"

static void
test_fold(void **state)
{
	static const struct {
		const char *text, *folded;
	} cases[] = {
	    {"", ""},
	    {"9 MARCH 2026", "9 march 2026"},
	    {"a\tb\r\nc\u00a0d\u2009e", "a b  c d e"},
	    {"a\u2013b\u2014c\u2212d", "a-b-c-d"},
	    {"d\u2019abril", "d'abril"},
	    {"März, août, décembre, październik, Ağustos",
		"marz, aout, decembre, pazdziernik, agustos"},
	    {"ma\u0308rz", "marz"},
	    {"Ιούλ Μαΐου ΑΠΡ", "ιουλ μαιου απρ"},
	    {"МАЯ Июнь", "мая июнь"},
	    {"2026년 3월 25일 오후 2", "2026  3  25  pm  2"},
	    {"2026年3月25日", "2026 3 25 "},
	    {"10:00 (UTC (really)) x", "10:00  x"},
	    {"10:00 (UTC", "10:00 "},
	    {"10:00) x", "10:00) x"},
	};
	char folded[64];

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		check_int(cases[i].text,
		    dateword_fold(cases[i].text, folded, sizeof(folded)), 0);
		check_str(cases[i].text, folded, cases[i].folded);
	}
	assert_int_equal(dateword_fold("123", folded, 4), 0);
	assert_int_equal(dateword_fold("1234", folded, 4), -1);
	assert_int_equal(dateword_fold("\xff", folded, sizeof(folded)), -1);
	assert_int_equal(dateword_fold("\xc3", folded, sizeof(folded)), -1);
}

static void
test_months(void **state)
{
	static const struct {
		const char *word;
		int month;
	} cases[] = {
	    {"january", 1},
	    {"jan", 1},
	    {"sept", 9},
	    {"december", 12},
	    {"juin", 6},
	    {"juillet", 7},
	    {"juli", 7},
	    {"marras", 11},
	    {"mars", 3},
	    {"cervna", 6},
	    {"cervence", 7},
	    {"cervenec", 7},
	    {"cerven", 6},
	    {"czerwca", 6},
	    {"ja", 0},
	    {"foo", 0},
	    {"", 0},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].word,
		    dateword_month(cases[i].word, strlen(cases[i].word)),
		    cases[i].month);
}

static void
test_zones(void **state)
{
	static const struct {
		const char *word;
		int east;
	} cases[] = {
	    {"gmt", 0},
	    {"z", 0},
	    {"a", 0},
	    {"est", -300},
	    {"es", 0},
	    {"mest", 120},
	    {"nst", -210},
	    {"ist", 330},
	    {"xyz", 0},
	};
	int east;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		east = -1;
		assert_true(
		    dateword_zone(cases[i].word, strlen(cases[i].word), &east));
		check_int(cases[i].word, east, cases[i].east);
	}
	assert_false(dateword_zone("someday", 7, &east));
}

static void
test_others(void **state)
{
	(void)state;
	assert_int_equal(dateword_length("march 9"), 5);
	assert_int_equal(dateword_length("мая 9"), 6);
	assert_int_equal(dateword_length("9"), 0);
	assert_int_equal(dateword_length(""), 0);
	assert_true(dateword_is_filler("of", 2));
	assert_true(dateword_is_filler("de", 2));
	assert_false(dateword_is_filler("off", 3));
	assert_false(dateword_is_filler("", 0));
	assert_true(dateword_is_ordinal("th", 2));
	assert_true(dateword_is_ordinal("er", 2));
	assert_false(dateword_is_ordinal("t", 1));
	assert_false(dateword_is_ordinal("", 0));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fold),
	    cmocka_unit_test(test_months),
	    cmocka_unit_test(test_zones),
	    cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
