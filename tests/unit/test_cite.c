/* SPDX-License-Identifier: ISC */
/* Works as a reading list cites them. */
#include "check.h"
#include "edition.h"
#include "publish/cite.h"

static void
test_people(void **state)
{
	static const struct {
		const char *names[5];
		const char *want;
	} cases[] = {
	    {{NULL}, NULL},
	    {{"Laura Jones"}, "Jones, L."},
	    {{"Laura Jones", "Khan, Sara"}, "Jones, L. and Khan, S."},
	    {{"Jones, L.", "Khan, S.", "Tom Smith"},
		"Jones, L., Khan, S. and Smith, T."},
	    {{"Jones, L.", "Khan, S.", "Smith, T.", "Fulop, N."},
		"Jones, L. et al."},
	    {{"NHS England", " "}, "NHS England"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct people p = {0};
		char *got;

		for (size_t j = 0; cases[i].names[j] != NULL; j++)
			people_add(&p)->name = xstrdup(cases[i].names[j]);
		people_add(&p)->url = xstrdup("https://no.name/");
		got = cite_people(&p);
		check_str("people", got, cases[i].want);
		free(got);
		people_done(&p);
	}
}

static void
test_stop(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"Role of medical leaders", "."},
	    {"Who leads?", ""},
	    {"Lead on!", ""},
	    {"Jones, L.", ""},
	    {"‘Who is in charge?’", ""},
	    {"“Who is in charge?”", ""},
	    {"(It depends.)", ""},
	    {"Leadership (in brief)", "."},
	    {"And then …", ""},
	    {"And then...", ""},
	    {"", "."},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_str(
		    cases[i].text, cite_stop(cases[i].text), cases[i].want);
}

static void
test_place(void **state)
{
	static const struct {
		const char *journal, *volume, *number, *first, *last, *want;
	} cases[] = {
	    {"BMJ Leader", "10", "1", "12", "19", "BMJ Leader 10(1), 12-19"},
	    {"BMJ Leader", "10", NULL, "12", "12", "BMJ Leader 10, 12"},
	    {"BMJ Leader", "10", "Suppl 1", NULL, NULL,
		"BMJ Leader 10(Suppl 1)"},
	    {"BMJ Leader", NULL, NULL, "e067016", NULL, "BMJ Leader e067016"},
	    {NULL, "10", NULL, NULL, NULL, "10"},
	    {"BMJ Leader", NULL, NULL, NULL, "19", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct citation c = {literal(cases[i].journal),
		    literal(cases[i].volume), literal(cases[i].number),
		    literal(cases[i].first), literal(cases[i].last), NULL};
		char *got = cite_place(&c);

		check_str("place", got, cases[i].want);
		free(got);
	}
}

static void
test_date(void **state)
{
	static const struct {
		const char *at, *want;
	} cases[] = {
	    {"2022-09-12T08:00:00Z", "12 September 2022"},
	    /* British summer */
	    {"2022-09-12T23:30:00Z", "13 September 2022"},
	    {"2022-12-12T23:30:00Z", "12 December 2022"},
	    /* a date without a time is that day everywhere */
	    {"2022-01-01", "1 January 2022"},
	};

	(void)state;
	assert_int_equal(clock_set_zone("Europe/London"), 0);
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = cite_date(clock_parse(cases[i].at));

		check_str(cases[i].at, got, cases[i].want);
		free(got);
	}
	clock_set_zone("America/Los_Angeles");
	for (size_t i = 0; i < 2; i++) {
		char *got = cite_date(clock_parse("2022-01-01"));

		check_str("a date alone", got, "1 January 2022");
		free(got);
	}
}

static void
test_entry(void **state)
{
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "articles", "Role of medical leaders");
	fixture_author(en, "Laura Jones");
	en->item.citation.journal = xstrdup("BMJ Leader");
	got = cite_entry(en);
	check_str("all of it", got,
	    "Jones, L. Role of medical leaders. BMJ Leader. 12 September "
	    "2022.");
	free(got);

	en = fixture_add(&f, "articles", "Who leads?");
	got = cite_entry(en);
	check_str("neither author nor journal", got,
	    "Who leads? The Journal. 12 September 2022.");
	free(got);
	fixture_done(&f);
}

static void
test_title(void **state)
{
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "articles", NULL);
	got = cite_title(en);
	check_str("nothing but its feed", got, "The Journal");
	free(got);
	en->item.text = xstrdup("A note.\n\nIt has no title.");
	got = cite_title(en);
	check_str("its text", got, "A note. It has no title.");
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_people),
	    cmocka_unit_test(test_stop),
	    cmocka_unit_test(test_place),
	    cmocka_unit_test(test_date),
	    cmocka_unit_test(test_entry),
	    cmocka_unit_test(test_title),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
