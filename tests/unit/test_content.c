/* SPDX-License-Identifier: ISC */
/* What Atom's type and mode make of a text. */
#include "check.h"
#include "parse/content.h"

enum { TEXT = 0, MARKUP = 1, XHTML = 2, BASE64 = 4, SKIPPED = 8 };

static void
test_rows(void **state)
{
	static const struct {
		const char *type, *mode;
		bool is_old;
		int want;
	} rows[] = {
	    {NULL, NULL, false, TEXT},
	    {"text", NULL, false, TEXT},
	    {"html", NULL, false, MARKUP},
	    {"HTML", NULL, false, MARKUP},
	    {"xhtml", NULL, false, MARKUP | XHTML},
	    {"text/html; charset=utf-8", NULL, false, MARKUP},
	    {"application/xhtml+xml", NULL, false, MARKUP | XHTML},
	    {"text/plain", NULL, false, TEXT},
	    {"image/png", NULL, false, SKIPPED},
	    {"video/mp4", NULL, false, SKIPPED},
	    {"image/svg+xml", NULL, false, SKIPPED},
	    {"nonsense", NULL, false, TEXT},
	    /* Atom 0.3 */
	    {NULL, NULL, true, TEXT},
	    {"text/html", NULL, true, MARKUP | XHTML},
	    {"text/html", "xml", true, MARKUP | XHTML},
	    {"text/html", "escaped", true, MARKUP},
	    {"application/xhtml+xml", "escaped", true, MARKUP},
	    {"text/html", "base64", true, MARKUP | BASE64},
	    {"text/plain", "base64", true, BASE64},
	    {"image/png", "base64", true, SKIPPED | BASE64},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct content c =
		    content_of(rows[i].type, rows[i].mode, rows[i].is_old);

		check_int(rows[i].type == NULL ? "none" : rows[i].type,
		    (c.is_markup ? MARKUP : 0) | (c.is_xhtml ? XHTML : 0) |
			(c.is_base64 ? BASE64 : 0) |
			(c.is_skipped ? SKIPPED : 0),
		    rows[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
