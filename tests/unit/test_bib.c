/* SPDX-License-Identifier: ISC */
/* An edition as BibTeX, line by line. */
#include "publish/bib.h"
#include "publish/gate_text.h"
#include "rendered.h"

static void
test_whole(void **state)
{
	static const char want[] =
	    "@article{lectern-fd74c29d15ab,\n"
	    "  author = {Jones, Laura and Khan, S. and {Department of Health, "
	    "England} and Smith, Jr, John and van der Laan, Mark},\n"
	    "  title = {{Leaders \\& led: p {\\textless} 0.05}},\n"
	    "  journal = {BMJ Leader},\n"
	    "  volume = {10},\n"
	    "  number = {1},\n"
	    "  pages = {12--19},\n"
	    "  publisher = {BMJ},\n"
	    "  date = {2022-09-12},\n"
	    "  year = {2022},\n"
	    "  month = sep,\n"
	    "  doi = {10.1136/leader-2022-000655},\n"
	    "  url = {https://doi.org/10.1136/leader-2022-000655},\n"
	    "  abstract = {Two bold words \\& more.},\n"
	    "  keywords = {NHS},\n"
	    "  language = {cy},\n"
	    "}\n\n"
	    "@misc{lectern-7544a1db914c,\n"
	    "  title = {{Lecturer, leadership}},\n"
	    "  howpublished = {The Journal},\n"
	    "  date = {2022-09-12},\n"
	    "  year = {2022},\n"
	    "  month = sep,\n"
	    "  note = {Closes 30 November 2026.},\n"
	    "  url = {https://journal.example/2},\n"
	    "  abstract = {University of X Salary: £1; more},\n"
	    "}\n\n";
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_BIB);
	en = fixture_add_article(&f);
	fixture_author(en, "Department of Health, England");
	fixture_author(en, "John Smith Jr");
	fixture_author(en, "Mark van der Laan");
	fixture_add_advert(&f);
	got = rendered(&f.ed, bib_render, gate_text_bib);
	assert_string_equal(got, want);
	free(got);
	fixture_done(&f);
}

static void
test_escapes(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"50% of $1 & #2 in a_b", "50\\% of \\$1 \\& \\#2 in a\\_b"},
	    {"\\input{x}", "{\\textbackslash}input{\\textbraceleft}x"
			   "{\\textbraceright}"},
	    {"}", "{\\textbraceright}"},
	    {"~^<>|", "{\\textasciitilde}{\\textasciicircum}{\\textless}"
		      "{\\textgreater}{\\textbar}"},
	    {"naïve – “王” \"x\" 'y' @z, =", "naïve – “王” \"x\" 'y' @z, ="},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct fixture f;
		char *got, *want = xasprintf("title = {{%s}},", cases[i].want);

		fixture_init(&f, FILE_BIB);
		fixture_add(&f, "articles", cases[i].text);
		got = rendered(&f.ed, bib_render, gate_text_bib);
		if (strstr(got, want) == NULL)
			fail_msg("no %s in %s", want, got);
		free(want);
		free(got);
		fixture_done(&f);
	}
}

/* A retraction and its original name each other. */
static void
test_notice(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_BIB);
	fixture_add_notice(&f, AMENDMENT_RETRACTION, "articles");
	got = rendered(&f.ed, bib_render, gate_text_bib);
	assert_int_equal(
	    count_of(got, "  note = {Retraction of Boards and quality, "
			  "https://journal.example/2},\n"),
	    1);
	assert_int_equal(
	    count_of(got, "  note = {Retracted by A notice: Boards and "
			  "quality, https://journal.example/1},\n"),
	    1);
	free(got);
	fixture_done(&f);
}

static void
test_hostile(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_BIB);
	fixture_add_hostile(&f);
	got = rendered(&f.ed, bib_render, gate_text_bib);
	assert_int_equal(count_of(got, "\n@"), 0);
	assert_int_equal(count_of(got, "\n}"), 1);
	assert_int_equal(count_of(got, "javascript:"), 0);
	free(got);
	/* Where braces would not balance, the address alone is told. */
	free(f.ed.entries.list[0].item.doi);
	f.ed.entries.list[0].item.doi = xstrdup("10.1000/a}b\\c");
	got = rendered(&f.ed, bib_render, gate_text_bib);
	assert_int_equal(count_of(got, "  doi = "), 0);
	assert_int_equal(
	    count_of(got, "  url = {https://doi.org/10.1000/a%7Db%5Cc},"), 1);
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_escapes),
	    cmocka_unit_test(test_notice),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
