/* SPDX-License-Identifier: ISC */
/* What titles claim to be: forms as journals have them, and look-alikes. */
#include "check.h"
#include "model/amendment.h"

enum { NONE, CORRECTION, CONCERN, RETRACTION };
enum { SURE, UNSURE, ITSELF, PERHAPS_ITSELF };

static const struct {
	const char *title;
	int kind;
	const char *about;
	int sense;
} cases[] = {
    {"Correction: Boards and quality", CORRECTION, "Boards and quality", SURE},
    {"Correction to: Boards and quality", CORRECTION, "Boards and quality",
	SURE},
    {"CORRECTION", CORRECTION, NULL, SURE},
    {"Correction.", CORRECTION, NULL, SURE},
    {"Corrections", CORRECTION, NULL, SURE},
    {"Author Correction: Boards", CORRECTION, "Boards", SURE},
    {"Publisher Correction: Boards", CORRECTION, "Boards", SURE},
    {"Corrigendum", CORRECTION, NULL, SURE},
    {"Corrigendum to \u201cBoards and quality\u201d [J. Health 59 (2020) 1-7]",
	CORRECTION, "\u201cBoards and quality\u201d [J. Health 59 (2020) 1-7]",
	SURE},
    {"Corrigendum to 'A trust's board' [J. Health 59]", CORRECTION,
	"'A trust's board' [J. Health 59]", SURE},
    {"Erratum to: \"Boards and quality\"", CORRECTION, "\"Boards and quality\"",
	SURE},
    {"Erratum for the report \u201cBoards and quality\u201d by A. Smith",
	CORRECTION, "the report \u201cBoards and quality\u201d by A. Smith",
	SURE},
    {"Erratum \u2013 Boards", CORRECTION, "Boards", SURE},
    {"Department of Error", CORRECTION, NULL, SURE},
    {"Boards and quality [Corrigendum]", CORRECTION, "Boards and quality",
	SURE},
    {"Expression of concern: Boards", CONCERN, "Boards", SURE},
    {"Expression of Concern", CONCERN, NULL, SURE},
    {"Editorial expression of concern: Boards", CONCERN, "Boards", SURE},
    {"Expression of concern about boards", CONCERN, "boards", SURE},
    {"Retraction: Boards", RETRACTION, "Boards", SURE},
    {"Retraction\u2014Boards", RETRACTION, "Boards", SURE},
    {"Retraction notice to \"Boards\" [1]", RETRACTION, "\"Boards\" [1]", SURE},
    {"Retraction Note: Boards", RETRACTION, "Boards", SURE},
    {"Statement of Retraction: Boards", RETRACTION, "Boards", SURE},
    {"Notice of Retraction and Replacement. Smith et al. Boards", RETRACTION,
	"Smith et al. Boards", SURE},
    {"Boards and quality [Retraction]", RETRACTION, "Boards and quality", SURE},
    {"Retraction: Correction: Boards", RETRACTION, "Correction: Boards", SURE},
    {"Retracted: Boards", RETRACTION, "Boards", ITSELF},
    {"RETRACTED ARTICLE: Boards", RETRACTION, "Boards", ITSELF},
    {"[Retracted] Boards", RETRACTION, "Boards", ITSELF},
    {"[RETRACTED]: Boards", RETRACTION, "Boards", ITSELF},
    {"Boards (Retracted)", RETRACTION, "Boards", ITSELF},
    {"WITHDRAWN: Boards", RETRACTION, "Boards", ITSELF},
    {"[Withdrawn] Boards", RETRACTION, "Boards", ITSELF},
    {"Boards (withdrawn)", RETRACTION, "Boards", ITSELF},
    {"Withdrawn: the young", RETRACTION, "the young", PERHAPS_ITSELF},
    {"Correction of hyponatraemia", CORRECTION, "hyponatraemia", UNSURE},
    {"Correcting hyponatraemia", NONE, NULL, UNSURE},
    {"Retracting consent", NONE, NULL, UNSURE},
    {"Correction for multiple testing", CORRECTION, "multiple testing", UNSURE},
    {"Correction to normal", CORRECTION, "normal", UNSURE},
    {"Retraction of the tongue", RETRACTION, "the tongue", UNSURE},
    {"Retraction notice (doi 10.5555/q.3)", RETRACTION, NULL, SURE},
    {"Retraction notice [DOI: 10.5555/q(3)x]", RETRACTION, NULL, SURE},
    {"Retraction: https://doi.org/10.5555/q.3.", RETRACTION, NULL, SURE},
    {"Retraction notice (doi 10.5555/q.3) and more", NONE, NULL, UNSURE},
    {"Retraction notice (doi)", NONE, NULL, UNSURE},
    {"Retraction notice (10 of them)", NONE, NULL, UNSURE},
    {"Correction to Smith et al.", CORRECTION, NULL, UNSURE},
    {"Correction: Smith et al", CORRECTION, NULL, SURE},
    {"Correction: Smith et al. Boards", CORRECTION, "Smith et al. Boards",
	SURE},
    {"Boards and quality", NONE, NULL, UNSURE},
    {"Correctional services: who leads?", NONE, NULL, UNSURE},
    {"Corrections policy and leadership", NONE, NULL, UNSURE},
    {"Correction facilities", NONE, NULL, UNSURE},
    {"Retracted articles in surgery", NONE, NULL, UNSURE},
    {"Retractions are rising", NONE, NULL, UNSURE},
    {"Retracted to death", NONE, NULL, UNSURE},
    {"Withdrawn from the service", NONE, NULL, UNSURE},
    {"Errata-prone leaders", NONE, NULL, UNSURE},
    {"Who leads? (a correction of views)", NONE, NULL, UNSURE},
    {"[Correction", NONE, NULL, UNSURE},
    {"(Retraction) of the tongue: a series", RETRACTION, "the tongue: a series",
	UNSURE},
    {"[Correction] Boards", CORRECTION, "Boards", SURE},
    {"()", NONE, NULL, UNSURE},
    {"]", NONE, NULL, UNSURE},
    {"", NONE, NULL, UNSURE},
    {NULL, NONE, NULL, UNSURE},
};

static void
test_claim(void **state)
{
	struct claim c;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const char *title =
		    cases[i].title == NULL ? "NULL" : cases[i].title;

		claim_read(cases[i].title, &c);
		check_int(title, c.kind, cases[i].kind);
		check_str(title, c.about, cases[i].about);
		check_int(title, c.is_itself, cases[i].sense >= ITSELF);
		check_int(title, c.is_sure,
		    cases[i].sense == SURE || cases[i].sense == ITSELF);
		claim_done(&c);
	}
}

/* What the rest of a notice's title holds between quotation marks. */
static const char *const quoted[][2] = {
    {"Erratum to \"A b c\" [1-7]", "A b c"},
    {"Erratum to \u201cA b\u201d, \u201cC\u201d", "A b"},
    {"Erratum to \u2018A board\u2019s work\u2019 [1]", "A board\u2019s work"},
    {"Erratum to 'A board's work' [1]", "A board's work"},
    {"Erratum: the report \u201cA\u201d by B", "A"},
    {"Erratum: \u201cA", NULL},
    {"Erratum: a board's work", NULL},
    {"Erratum: A", NULL},
    {"Erratum", NULL},
};

static void
test_quoted(void **state)
{
	struct claim c;

	(void)state;
	for (size_t i = 0; i < N_OF(quoted); i++) {
		claim_read(quoted[i][0], &c);
		check_str(quoted[i][0], c.quoted, quoted[i][1]);
		claim_done(&c);
	}
}

static void
test_names(void **state)
{
	(void)state;
	check_str("3", amendment_str(AMENDMENT_RETRACTION), "retraction");
	check_str("0", amendment_str(AMENDMENT_NONE), "none");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_claim),
	    cmocka_unit_test(test_quoted),
	    cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
