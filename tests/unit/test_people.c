/* SPDX-License-Identifier: ISC */
/* Lists of authors, taken apart where that is beyond doubt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/people.h"

/* "Jane Doe <jane@example.org> | Richard Roe" */
static char *
shown(const struct people *p)
{
	struct buf b;

	buf_init(&b, MIB);
	for (size_t i = 0; i < p->n; i++) {
		buf_adds(&b, i > 0 ? " | " : "");
		buf_adds(&b, p->list[i].name == NULL ? "" : p->list[i].name);
		if (p->list[i].name != NULL && p->list[i].email != NULL)
			buf_addc(&b, ' ');
		if (p->list[i].email != NULL)
			buf_addf(&b, "<%s>", p->list[i].email);
		assert_null(p->list[i].url);
	}
	return buf_take(&b);
}

struct row {
	const char *text;
	const char *people;
};

static void
check_rows(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct people p = {0};
		size_t left = LIMIT_PEOPLE;
		char *got;

		people_parse(rows[i].text, &p, &left);
		got = shown(&p);
		check_str(rows[i].text, got, rows[i].people);
		free(got);
		people_done(&p);
	}
}

static void
test_one(void **state)
{
	static const struct row rows[] = {
	    {"Jane Doe", "Jane Doe"},
	    {"  Jane\n   Doe ", "Jane Doe"},
	    {"Jones, L.", "Jones, L."},
	    {"Doe, Jane", "Doe, Jane"},
	    {"Wijesiri, H. S. M. S. K.", "Wijesiri, H. S. M. S. K."},
	    {"van der Laan, M.", "van der Laan, M."},
	    {"Sullivan, Dan J., Jr.", "Sullivan, Dan J., Jr."},
	    {"Jane Doe, MD, PhD", "Jane Doe, MD, PhD"},
	    {"Ortega y Gasset, José", "Ortega y Gasset, José"},
	    {"王小明", "王小明"},
	    {"By Jane Doe", "Jane Doe"},
	    {"Byron Doe", "Byron Doe"},
	    {"\"Doe, Jane\"", "Doe, Jane"},
	    {"(Jane) Doe (Leeds)", "(Jane) Doe (Leeds)"},
	    {"Jane Doe (Leeds, UK)", "Jane Doe (Leeds, UK)"},
	    {"Jane Doe (@jane)", "Jane Doe (@jane)"},
	    {"Smith, J., et al.", "Smith, J."},
	    {"Jane Doe,", "Jane Doe"},
	    {"a@", "a@"},
	    /* could be one */
	    {"García Márquez, Gabriel José", "García Márquez, Gabriel José"},
	    {"García Márquez, Gabriel J.", "García Márquez, Gabriel J."},
	    {"Smith, John and Mary", "Smith, John and Mary"},
	    {"Doe, Jane, Roe, Richard", "Doe, Jane, Roe, Richard"},
	    {"Jane Doe, Health Editor", "Jane Doe, Health Editor"},
	    {"Jane A. Doe, Health Editor", "Jane A. Doe, Health Editor"},
	    {"Jane Doe, Department of Medicine, University of Leeds",
		"Jane Doe, Department of Medicine, University of Leeds"},
	    /* bodies */
	    {"The ABC Study Group and XYZ Consortium",
		"The ABC Study Group and XYZ Consortium"},
	    {"Department of Health and Social Care",
		"Department of Health and Social Care"},
	    {"National Institute for Health and Care Excellence",
		"National Institute for Health and Care Excellence"},
	    {"Marks and Spencer", "Marks and Spencer"},
	    {"Bill and Melinda Gates Foundation",
		"Bill and Melinda Gates Foundation"},
	    {"Health Editor, BBC News", "Health Editor, BBC News"},
	    /* nobody */
	    {"", ""},
	    {" ", ""},
	    {",", ""},
	    {"; ;", ""},
	    {"-", ""},
	    {"@", ""},
	    {"()", ""},
	};

	(void)state;
	check_rows(rows, N_OF(rows));
}

static void
test_addresses(void **state)
{
	static const struct row rows[] = {
	    {"editor@example.org (Jane Doe)", "Jane Doe <editor@example.org>"},
	    {"editor@example.org (Doe, Jane (Leeds))",
		"Doe, Jane (Leeds) <editor@example.org>"},
	    {"Jane Doe (jane@example.org)", "Jane Doe <jane@example.org>"},
	    {"Jane Doe <jane@example.org>", "Jane Doe <jane@example.org>"},
	    {"\"Doe, Jane\" <jane@example.org>",
		"Doe, Jane <jane@example.org>"},
	    {"Doe, Jane <jane@example.org>", "Doe, Jane <jane@example.org>"},
	    {"Jane Doe <mailto:jane@example.org>",
		"Jane Doe <jane@example.org>"},
	    {"Jane Doe jane@example.org", "Jane Doe <jane@example.org>"},
	    {"jane@example.org Jane Doe", "Jane Doe <jane@example.org>"},
	    {"jane@example.org", "<jane@example.org>"},
	    {"<jane@example.org>", "<jane@example.org>"},
	    {"mailto:jane@example.org", "<jane@example.org>"},
	    {"a@b  ,&;", "<a@b>"},
	    {"noreply@example.org ()", "<noreply@example.org>"},
	    {"noreply@example.org (Blogger)", "Blogger <noreply@example.org>"},
	    {"jane@example.org <jane@example.org>", "<jane@example.org>"},
	    {"a@example.org (A One), b@example.org (B Two)",
		"A One <a@example.org> | B Two <b@example.org>"},
	    {"a@example.org (A One) and b@example.org (B Two)",
		"A One <a@example.org> | B Two <b@example.org>"},
	    {"a@example.org (One, A), b@example.org",
		"One, A <a@example.org> | <b@example.org>"},
	    {"One, A <a@example.org>, Two, B <b@example.org>",
		"One, A <a@example.org> | Two, B <b@example.org>"},
	    {"One, A <a@example.org>; Two, B",
		"One, A <a@example.org> | Two, B"},
	};

	(void)state;
	check_rows(rows, N_OF(rows));
}

static void
test_lists(void **state)
{
	static const struct row rows[] = {
	    /* as parse/byline.h says */
	    {"LAPALU, N., Plaumann, P.-L., O'Connell, R. J.",
		"LAPALU, N. | Plaumann, P.-L. | O'Connell, R. J."},
	    {" Jane Doe, John Roe and Jim Beam et al. ",
		"Jane Doe | John Roe | Jim Beam"},
	    {"Jane Doe, John Roe, and the ABC Study Group",
		"Jane Doe | John Roe | the ABC Study Group"},
	    /* semicolons */
	    {"Pavana, M.; Roy,  Nirupam; Di Li;",
		"Pavana, M. | Roy, Nirupam | Di Li"},
	    {"Holoien,  T.  W. -S.; Prieto,  J.  L.",
		"Holoien, T. W. -S. | Prieto, J. L."},
	    {"Doe, Jane; and Roe, Richard", "Doe, Jane | Roe, Richard"},
	    {"Sandoval, L.; amp; Maccarone, T. J.",
		"Sandoval, L. | Maccarone, T. J."},
	    /* none twice */
	    {"Jane Doe, Jane Doe and Jane Doe", "Jane Doe"},
	    {"Doe, J.; Doe, J. A.", "Doe, J. | Doe, J. A."},
	    {"Jane Doe; Jane Doe <jane@example.org>",
		"Jane Doe <jane@example.org>"},
	    {"jane@example.org; Jane Doe <Jane@example.org>",
		"Jane Doe <jane@example.org>"},
	};

	(void)state;
	check_rows(rows, N_OF(rows));
}

static void
test_appends(void **state)
{
	struct people p = {0};
	size_t left = LIMIT_PEOPLE;
	char *got;

	(void)state;
	people_parse("Jane Doe", &p, &left);
	people_parse(NULL, &p, &left);
	people_parse("Roe, R.", &p, &left);
	people_parse("jane@example.org (Jane Doe)", &p, &left);
	got = shown(&p);
	check_str("appended", got, "Jane Doe <jane@example.org> | Roe, R.");
	free(got);
	people_done(&p);
}

static void
test_limits(void **state)
{
	struct people p = {0};
	size_t left = LIMIT_PEOPLE;
	struct buf b;

	(void)state;
	buf_init(&b, MIB);
	for (int i = 0; i < 3 * LIMIT_PEOPLE; i++)
		buf_addf(&b, "Name%d, A., ", i);
	people_parse(b.data, &p, &left);
	assert_int_equal(p.n, LIMIT_PEOPLE);
	people_parse("Jane Doe; John Roe", &p, &left);
	assert_int_equal(p.n, LIMIT_PEOPLE);
	people_done(&p);

	/* the same ones count, too */
	buf_clear(&b);
	for (int i = 0; i < LIMIT_PEOPLE - 1; i++)
		buf_adds(&b, "z;");
	left = LIMIT_PEOPLE;
	people_parse(b.data, &p, &left);
	assert_int_equal(p.n, 1);
	assert_true(left <= 1);
	people_parse("Jane Doe; John Roe", &p, &left);
	assert_int_equal(left, 0);
	assert_true(p.n <= 2);
	people_done(&p);

	buf_clear(&b);
	left = LIMIT_PEOPLE;
	for (size_t i = 0; i < LIMIT_PERSON; i++)
		buf_adds(&b, "é");
	people_parse(b.data, &p, &left);
	assert_int_equal(p.n, 1);
	assert_int_equal(strlen(p.list[0].name), LIMIT_PERSON);
	people_done(&p);

	buf_cut(&b, 0);
	for (size_t i = 0; i < 20 * KIB; i++)
		buf_adds(&b, i % 2 == 0 ? "; Doe@" : ", J and ");
	left = LIMIT_PEOPLE;
	people_parse(b.data, &p, &left);
	people_done(&p);
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one),
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_appends),
	    cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
