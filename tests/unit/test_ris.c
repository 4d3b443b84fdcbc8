/* SPDX-License-Identifier: ISC */
/* An edition as RIS, line by line. */
#include "publish/gate_text.h"
#include "publish/ris.h"
#include "rendered.h"

static void
test_whole(void **state)
{
	static const char want[] =
	    "TY  - JOUR\r\n"
	    "AU  - Jones, Laura\r\n"
	    "AU  - Khan, S.\r\n"
	    "AU  - Department of Health England\r\n"
	    "AU  - Smith, John, Jr\r\n"
	    "TI  - Leaders & led: p < 0.05\r\n"
	    "T2  - BMJ Leader\r\n"
	    "VL  - 10\r\n"
	    "IS  - 1\r\n"
	    "SP  - 12\r\n"
	    "EP  - 19\r\n"
	    "PB  - BMJ\r\n"
	    "PY  - 2022\r\n"
	    "DA  - 2022/09/12\r\n"
	    "DO  - 10.1136/leader-2022-000655\r\n"
	    "UR  - https://doi.org/10.1136/leader-2022-000655\r\n"
	    "AB  - Two bold words & more.\r\n"
	    "KW  - NHS\r\n"
	    "LA  - cy\r\n"
	    "ER  - \r\n\r\n"
	    "TY  - ELEC\r\n"
	    "TI  - Lecturer, leadership\r\n"
	    "T2  - The Journal\r\n"
	    "PY  - 2022\r\n"
	    "DA  - 2022/09/12\r\n"
	    "N1  - Closes 30 November 2026.\r\n"
	    "UR  - https://journal.example/2\r\n"
	    "AB  - University of X Salary: £1; more\r\n"
	    "ER  - \r\n\r\n"
	    "TY  - BLOG\r\n"
	    "TI  - Bare\r\n"
	    "T2  - The Journal\r\n"
	    "PY  - 2022\r\n"
	    "DA  - 2022/09/12\r\n"
	    "UR  - https://journal.example/3\r\n"
	    "ER  - \r\n\r\n";
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_RIS);
	en = fixture_add_article(&f);
	fixture_author(en, "Department of Health, England");
	fixture_author(en, "John Smith Jr");
	fixture_author(en, " ");
	fixture_add_advert(&f);
	fixture_add(&f, "articles", "Bare");
	got = rendered(&f.ed, ris_render, gate_text_ris);
	assert_string_equal(got, want);
	free(got);
	fixture_done(&f);
}

/* A retraction and its original name each other. */
static void
test_notice(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_RIS);
	fixture_add_notice(&f, AMENDMENT_RETRACTION, "articles");
	got = rendered(&f.ed, ris_render, gate_text_ris);
	assert_int_equal(
	    count_of(got, "N1  - Retraction of Boards and quality, "
			  "https://journal.example/2\r\n"),
	    1);
	assert_int_equal(
	    count_of(got, "N1  - Retracted by A notice: Boards and quality, "
			  "https://journal.example/1\r\n"),
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
	fixture_init(&f, FILE_RIS);
	fixture_add_hostile(&f);
	got = rendered(&f.ed, ris_render, gate_text_ris);
	assert_int_equal(count_of(got, "\nTY  -"), 0);
	assert_int_equal(count_of(got, "\nER  - \r\n"), 1);
	assert_int_equal(count_of(got, "\xe2\x80\xa8"), 0);
	free(got);
	fixture_done(&f);
}

static void
test_empty(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_RIS);
	got = rendered(&f.ed, ris_render, gate_text_ris);
	assert_string_equal(got, "");
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_notice),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
