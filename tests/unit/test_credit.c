/* SPDX-License-Identifier: ISC */
/* Whom an entry is credited to. */
#include "check.h"
#include "edition.h"
#include "publish/credit.h"

static void
test_title(void **state)
{
	static const struct {
		const char *title, *author, *want;
	} cases[] = {
	    {"Leadership for what? by Brigid Russell", "Brigid Russell",
		"Leadership for what?"},
	    {"Notes from a board. By Ann Ellery", "Ann Ellery",
		"Notes from a board"},
	    {"What even is productivity? By Dr. Ryan Kemp", "Ryan Kemp",
		"What even is productivity?"},
	    {"No game by Professor Dame Lesley Fallowfield",
		"Lesley Fallowfield", "No game"},
	    {"Nurturing Nature in the NHS. Isabella Fisk", "Isabella Fisk",
		"Nurturing Nature in the NHS"},
	    {"Nature | BY ISABELLA FISK", "Isabella Fisk", "Nature"},
	    /* whom it is about, or whom it is not by */
	    {"In conversation with Dr. Jan Frich", "Jan Frich",
		"In conversation with Dr. Jan Frich"},
	    {"A life lived by Ann Ellery", "Ann Eller",
		"A life lived by Ann Ellery"},
	    {"A life lived by Ann Ellery", "Zain Memon",
		"A life lived by Ann Ellery"},
	    /* nothing would be left */
	    {"Ann Ellery", "Ann Ellery", "Ann Ellery"},
	    {"By Ann Ellery", "Ann Ellery", "By Ann Ellery"},
	    {". Ann Ellery", "Ann Ellery", ". Ann Ellery"},
	    {" Ann Ellery", "Ann Ellery", " Ann Ellery"},
	    {"Leaders", " ", "Leaders"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct fixture f;
		struct entry *en;
		char *got;

		fixture_init(&f, FILE_ALL);
		en = fixture_add(&f, "articles", cases[i].title);
		fixture_author(en, cases[i].author);
		got = credit_title(en);
		check_str(cases[i].title, got, cases[i].want);
		free(got);
		fixture_done(&f);
	}
}

static void
test_employer(void **state)
{
	static const struct {
		const char *publisher, *text, *want, *rest;
	} cases[] = {
	    {NULL, "University of X - School of Y\n\nSalary: £1",
		"University of X - School of Y", "Salary: £1"},
	    {"Example Trust", "A fellowship.", "Example Trust",
		"A fellowship."},
	    {"Example Trust", "Example Trust\nA fellowship.", "Example Trust",
		"A fellowship."},
	    /* a sentence, a label, nothing else */
	    {NULL, "We seek a leader.\n\nApply now", NULL,
		"We seek a leader.\n\nApply now"},
	    {NULL, "Salary: £1\nHours: 37", NULL, "Salary: £1\nHours: 37"},
	    {NULL, "University of X", NULL, "University of X"},
	    {NULL, "\nx", NULL, "\nx"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct fixture f;
		struct entry *en;
		char *got;

		fixture_init(&f, FILE_ALL);
		en = fixture_add(&f, "jobs", "Lecturer");
		en->item.text = xstrdup(cases[i].text);
		en->item.citation.publisher = xstrdup(cases[i].publisher);
		got = credit_employer(en);
		check_str("no advert", got, NULL);
		en->closes_at = clock_parse("2026-11-30");
		got = credit_employer(en);
		check_str(cases[i].text, got, cases[i].want);
		check_str(
		    "the rest", credit_rest(cases[i].text, got), cases[i].rest);
		free(got);
		fixture_done(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_title),
	    cmocka_unit_test(test_employer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
