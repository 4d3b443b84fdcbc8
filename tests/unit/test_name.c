/* SPDX-License-Identifier: ISC */
/* A person's name as bibliographies write it. */
#include <stdlib.h>

#include "check.h"
#include "core/text.h"
#include "publish/name.h"

static void
test_cite(void **state)
{
	static const struct {
		const char *name, *want;
	} cases[] = {
	    /* in natural order */
	    {"Laura Jones", "Jones, L."},
	    {"L. Jones", "Jones, L."},
	    {"L Jones", "Jones, L."},
	    {"Laura M. Jones", "Jones, L. M."},
	    {"J. R. R. Tolkien", "Tolkien, J. R. R."},
	    {"JR Smith", "Smith, J. R."},
	    {"Jean-Pierre Dupont", "Dupont, J.-P."},
	    {"Naomi Fulop", "Fulop, N."},
	    {"LAURA JONES", "JONES, L."},
	    {"ANN LEE", "LEE, A."},
	    {"Mary O'Connell", "O'Connell, M."},
	    {"Élodie Brûlé", "Brûlé, É."},
	    {"Søren Østergaard", "Østergaard, S."},
	    {"Robert (Bob) Smith", "Smith, R."},
	    {"laura jones", "jones, L."},
	    /* surname first */
	    {"Jones, L.", "Jones, L."},
	    {"Jones, Laura", "Jones, L."},
	    {"Jones, Laura M.", "Jones, L. M."},
	    {"Hines, P. J.", "Hines, P. J."},
	    {"Hines, PJ", "Hines, P. J."},
	    {"LAPALU, N.", "LAPALU, N."},
	    {"Plaumann, P.-L.", "Plaumann, P.-L."},
	    {"O'Connell, R. J.", "O'Connell, R. J."},
	    {"Fernández-García, María José", "Fernández-García, M. J."},
	    {"Dixon-Woods, Mary", "Dixon-Woods, M."},
	    /* as PubMed has it */
	    {"Jones L", "Jones, L."},
	    {"Jones LM", "Jones, L. M."},
	    {"van der Laan MJ", "van der Laan, M. J."},
	    {"Jones MD", "Jones, M. D."},
	    /* particles */
	    {"Mark van der Laan", "van der Laan, M."},
	    {"van der Laan, Mark", "van der Laan, M."},
	    {"Laan, Mark van der", "van der Laan, M."},
	    {"Ludwig van Beethoven", "van Beethoven, L."},
	    {"Robert Van Pelt", "Van Pelt, R."},
	    {"Carlos Da Silva", "Da Silva, C."},
	    {"Van Morrison", "Morrison, V."},
	    {"Al Gore", "Gore, A."},
	    {"van Gogh", "van Gogh"},
	    {"Dr. Maria St John", "St John, M."},
	    /* titles, degrees, generations */
	    {"Dr Laura Jones", "Jones, L."},
	    {"Professor Dame Lesley Fallowfield", "Fallowfield, L."},
	    {"Laura Jones PhD", "Jones, L."},
	    {"Laura Jones, PhD", "Jones, L."},
	    {"Laura Jones, M.D., Ph.D.", "Jones, L."},
	    {"Jones, L., PhD", "Jones, L."},
	    {"Jones, Dr Laura", "Jones, L."},
	    {"John Smith Jr.", "Smith, J., Jr."},
	    {"John Smith, Jr.", "Smith, J., Jr."},
	    {"Smith, John, Jr.", "Smith, J., Jr."},
	    {"Smith, John, III", "Smith, J., III"},
	    /* no persons */
	    {"NHS England", "NHS England"},
	    {"Faculty of Medical Leadership and Management",
		"Faculty of Medical Leadership and Management"},
	    {"Leadership Working Group", "Leadership Working Group"},
	    {"The Lancet", "The Lancet"},
	    {"The King's Fund", "The King's Fund"},
	    {"Department of Health, London", "Department of Health, London"},
	    {"Smith, J. and Jones, K.", "Smith, J. and Jones, K."},
	    {"WHO", "WHO"},
	    {"admin", "admin"},
	    {"Aristotle", "Aristotle"},
	    {"editor2026 x", "editor2026 x"},
	    {"王 伟", "王 伟"},
	    {"a b c d e f g h i", "a b c d e f g h i"},
	    /* a comma says that it is a person after all */
	    {"Trust, Simon", "Trust, S."},
	    /* hardly names */
	    {"", ""},
	    {" ", " "},
	    {",", ","},
	    {", ,", ", ,"},
	    {"Jones,", "Jones,"},
	    {",Jones", ",Jones"},
	    {", Laura Jones", ", Laura Jones"},
	    {"(", "("},
	    {"(a b", "(a b"},
	    {"Dr", "Dr"},
	    {"<script>alert('x')</script> Jones", "Jones, S."},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = name_cite(cases[i].name);

		check_str(cases[i].name, got, cases[i].want);
		free(got);
	}
}

/* What was cited once is left as it is when it comes back. */
static void
test_cites_itself(void **state)
{
	static const char *const names[] = {"Jones, L.", "van der Laan, M. J.",
	    "Dupont, J.-P.", "Brûlé, É.", "Smith, J., Jr.", "NHS England"};

	(void)state;
	for (size_t i = 0; i < N_OF(names); i++) {
		char *got = name_cite(names[i]);

		check_str(names[i], got, names[i]);
		free(got);
	}
}

static void
test_any_bytes(void **state)
{
	char name[24];

	(void)state;
	srand(1);
	for (int i = 0; i < 20000; i++) {
		static const char bytes[] = "aB. ,-('\xc3\xa9\xe7\x8e\x8b\xff";
		size_t n = (size_t)(rand() % (int)sizeof(name));
		char *got;

		for (size_t j = 0; j < n; j++)
			name[j] = bytes[(size_t)rand() % (sizeof(bytes) - 1)];
		name[n > 0 ? n - 1 : 0] = '\0';
		got = name_cite(name);
		if (text_is_utf8(name, strlen(name)))
			assert_true(text_is_utf8(got, strlen(got)));
		free(got);
	}
}

static void
test_parse(void **state)
{
	static const struct {
		const char *name, *family, *given, *suffix;
	} cases[] = {
	    {"Laura M. Jones", "Jones", "Laura M.", NULL},
	    {"Jones LM", "Jones", "L. M.", NULL},
	    {"Laan, Mark van der", "van der Laan", "Mark", NULL},
	    {"Dr John Smith Jr", "Smith", "John", "Jr"},
	    {"Smith, John, Jr.", "Smith", "John", "Jr."},
	    {"NHS England", NULL, NULL, NULL},
	    {"Madonna", NULL, NULL, NULL},
	    {"( , Laura", NULL, NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct name_parts parts = {0};

		check_int(cases[i].name, name_parse(cases[i].name, &parts),
		    cases[i].family != NULL);
		check_str(cases[i].name, parts.family, cases[i].family);
		check_str(cases[i].name, parts.given, cases[i].given);
		check_str(cases[i].name, parts.suffix, cases[i].suffix);
		name_parts_done(&parts);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cite),
	    cmocka_unit_test(test_parse),
	    cmocka_unit_test(test_cites_itself),
	    cmocka_unit_test(test_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
