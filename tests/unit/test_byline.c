/* SPDX-License-Identifier: ISC */
/* Lists of names, taken apart where that is beyond doubt. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "parse/byline.h"

/* "Jane Doe | Richard Roe" */
static void
check_names(const char *text, const char *want)
{
	const struct span t = {text, strlen(text)};
	struct span *names;
	struct buf b;
	size_t n;

	names = byline_split(t, &n);
	buf_init(&b, MIB);
	for (size_t i = 0; i < n; i++) {
		buf_adds(&b, i > 0 ? " | " : "");
		buf_add(&b, names[i].s, names[i].len);
	}
	check_str(text, b.data, want);
	buf_done(&b);
	free(names);
}

static void
test_lists(void **state)
{
	static const struct {
		const char *text, *names;
	} rows[] = {
	    /* surnames, commas, initials */
	    {"LAPALU, N., Plaumann, P.-L., O'Connell, R. J.",
		"LAPALU, N. | Plaumann, P.-L. | O'Connell, R. J."},
	    {"Boskma, A., Sturms, L., Franx, A., van der Laan, M.",
		"Boskma, A. | Sturms, L. | Franx, A. | van der Laan, M."},
	    {"Kukla, D., Crampton, A., Wood, D., Khetani, S.",
		"Kukla, D. | Crampton, A. | Wood, D. | Khetani, S."},
	    {"Ivanov, Yu., Dupont, É., Nowak, Ł. A.",
		"Ivanov, Yu. | Dupont, É. | Nowak, Ł. A."},
	    {"Smith, AB, Jones, CD", "Smith, AB | Jones, CD"},
	    {"LI, W., WANG, X.", "LI, W. | WANG, X."},
	    {"King, M. L., Jr., Smith, J.", "King, M. L., Jr. | Smith, J."},
	    {"Smith, J. and Jones, A.", "Smith, J. | Jones, A."},
	    {"Smith, J., & Jones, A.", "Smith, J. | Jones, A."},
	    {"Smith, J., Brown, C., and Jones, A.",
		"Smith, J. | Brown, C. | Jones, A."},
	    {"Smith, Ann, Jones, B.", "Smith, Ann | Jones, B."},
	    {"García Márquez, Ana María, Jones, B.",
		"García Márquez, Ana María | Jones, B."},
	    {"Smith, J., Jones, A., on behalf of the X Study Group",
		"Smith, J. | Jones, A. | on behalf of the X Study Group"},
	    {"Smith, J., X Study Group, Jones, A.",
		"Smith, J. | X Study Group | Jones, A."},
	    {"Smith, J., X Study Group, Ann Roe",
		"Smith, J. | X Study Group | Ann Roe"},
	    {"Smith, J., Sukarno, Jones, A.",
		"Smith, J. | Sukarno | Jones, A."},
	    {"Doe, Jane and Roe, Richard", "Doe, Jane | Roe, Richard"},
	    /* full names */
	    {"J. Tormo, B. Moreira", "J. Tormo | B. Moreira"},
	    {"Cynthia C. Chang, Melinda D. Smith",
		"Cynthia C. Chang | Melinda D. Smith"},
	    {"Tianhua He, Byron B. Lamont", "Tianhua He | Byron B. Lamont"},
	    {"A.C. Correia, F. Costa e Silva, A.V. Correia",
		"A.C. Correia | F. Costa e Silva | A.V. Correia"},
	    {"Gbolahan Ajibola, Gloria K. Mayondi, Erik van Widenfelt",
		"Gbolahan Ajibola | Gloria K. Mayondi | Erik van Widenfelt"},
	    {"Smith J, Jones AB, Brown C", "Smith J | Jones AB | Brown C"},
	    {"LI WEI, WANG YAN", "LI WEI | WANG YAN"},
	    {"Jane Doe, MD, John Roe, Ph.D.", "Jane Doe, MD | John Roe, Ph.D."},
	    {"Jane Doe and John Roe", "Jane Doe | John Roe"},
	    {"Jane Doe & John Roe", "Jane Doe | John Roe"},
	    {"Achim Sawall und Andreas Fischer",
		"Achim Sawall | Andreas Fischer"},
	    {"Jane Doe, John Roe and Jim Beam",
		"Jane Doe | John Roe | Jim Beam"},
	    {"Jane Doe, John Roe, and the ABC Study Group",
		"Jane Doe | John Roe | the ABC Study Group"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++)
		check_names(rows[i].text, rows[i].names);
}

/* What could be one person is one. */
static void
test_one(void **state)
{
	static const char *const texts[] = {"", "Jane Doe", "Doe, Jane",
	    "Jones, L.", "Doe, Jane, MD", "García Márquez, Gabriel José",
	    "Department of Health, Leeds", "Smith and Sons Ltd"};

	(void)state;
	for (size_t i = 0; i < N_OF(texts); i++)
		check_names(texts[i], texts[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
