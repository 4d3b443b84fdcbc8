/* SPDX-License-Identifier: ISC */
/* How much of an item's text is republished. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/digest.h"

static void
test_cut(void **state)
{
	static const struct {
		const char *text;
		size_t max;
		const char *want;
	} cases[] = {
	    {"Short.", 40, "Short."},
	    {"Exactly forty bytes of text, no more ok.", 40,
		"Exactly forty bytes of text, no more ok."},
	    {"One sentence ends here. The next one goes on and on.", 40,
		"One sentence ends here. …"},
	    {"Is it so? Yes it is and so on and so forth.", 20, "Is it so? …"},
	    /* a sentence that ends too early is no cut */
	    {"No. But this one is long, and longer than that, truly.", 40,
		"No. But this one is long, and longer …"},
	    {"A list of words, cut behind a comma", 21, "A list of words …"},
	    {"Onewordthatneverendsandneverwill", 12, "Onewordt …"},
	    /* no character is cut in two */
	    {"éééééééééééé", 12, "éééé …"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = digest_cut(cases[i].text, cases[i].max);

		check_str(cases[i].text, got, cases[i].want);
		assert_true(strlen(got) <= cases[i].max);
		free(got);
	}
}

static char *
repeat(const char *s, size_t len)
{
	char *text = xmalloc(len + 1);

	for (size_t i = 0; i < len; i++)
		text[i] = s[i % strlen(s)];
	text[len] = '\0';
	return text;
}

static void
test_long_text(void **state)
{
	char *text = repeat("Nine and ", LIMIT_ENTRY_TEXT + 100), *got;
	struct item it = {.text = text, .html = text};

	(void)state;
	assert_null(digest_html(&it));
	got = digest_text(&it);
	assert_true(strlen(got) <= LIMIT_ENTRY_TEXT);
	assert_true(strlen(got) > LIMIT_ENTRY_TEXT - 20);
	free(got);

	text[LIMIT_ENTRY_TEXT] = '\0';
	assert_ptr_equal(digest_html(&it), text);
	got = digest_text(&it);
	check_str("at the limit", got, text);
	free(got);
	free(text);

	text = repeat("<b></b>", 4 * LIMIT_ENTRY_TEXT + 1);
	it = (struct item){.text = text + strlen(text), .html = text};
	assert_null(digest_html(&it));
	free(text);
}

static void
test_summary(void **state)
{
	char same[] = "The same.", other[] = "Said apart.";
	struct item it = {.text = same, .summary = same};
	char *got;

	(void)state;
	assert_null(digest_summary(&it));
	it.summary = other;
	got = digest_summary(&it);
	check_str("said apart", got, other);
	free(got);
	it = (struct item){.summary = other};
	assert_null(digest_summary(&it));
	got = digest_text(&it);
	check_str("alone", got, other);
	free(got);
	it = (struct item){0};
	assert_null(digest_text(&it));
	assert_null(digest_html(&it));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_long_text),
	    cmocka_unit_test(test_summary),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
