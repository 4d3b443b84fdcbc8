/* SPDX-License-Identifier: ISC */
/* Parts of the page that the site brings along. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "config/part.h"
#include "core/limits.h"
#include "core/xalloc.h"

static char path[] = "/tmp/test_part.XXXXXX";

static void
write_part(const char *data, size_t len)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void
test_part(void **state)
{
	static const struct {
		value_fn *take;
		const char *text, *fault; /* NULL: it is taken */
	} cases[] = {
	    {part_style, "h1 { color: teal }\n", NULL},
	    {part_style, "a { background: url(\"own.svg\") }\n", NULL},
	    {part_style, "</STYLE><script>", "'</style'"},
	    {part_style, "@import \"x.css\";", "'@import'"},
	    {part_style, "\xff", "is not UTF-8 text"},
	    {part_style, "\x1b", "is not UTF-8 text"},
	    {part_html, "<p><img src=\"a.svg\" alt=\"\">\n\tUs</p>\n", NULL},
	    {part_html, "<Script>", "'<script'"},
	    {part_html, "<style>", "'<style'"},
	    {part_html, "<p style=\"color: red\">", "' style='"},
	    {part_html, "<form>", "'<form'"},
	    {part_html, "<iframe>", "'<iframe'"},
	    {part_html, "<!-- the rest is gone", "'<!--'"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {.file = path};
		char *got = NULL;
		struct err e = {0};
		int rc;

		write_part(cases[i].text, strlen(cases[i].text));
		rc = cases[i].take(path, &ctx, &got, &e);
		check_int(cases[i].text, rc, cases[i].fault == NULL ? 0 : -1);
		check_str(
		    "text", got, cases[i].fault == NULL ? cases[i].text : NULL);
		if (rc != 0 && strstr(e.msg, cases[i].fault) == NULL)
			fail_msg("%s: %s", cases[i].text, e.msg);
		free(got);
	}
}

/* As editors on Windows save it; within the text it is no mark. */
static void
test_mark(void **state)
{
	static const struct {
		const char *text, *got;
	} cases[] = {
	    {"\xef\xbb\xbf<p>\xc3\xa9</p>", "<p>\xc3\xa9</p>"},
	    {"\xef\xbb\xbf", ""},
	    {"<p>\xef\xbb\xbf</p>", NULL},
	    {"\xef\xbb\xbf<script>", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {.file = path};
		char *got = NULL;
		struct err e = {0};

		write_part(cases[i].text, strlen(cases[i].text));
		part_html(path, &ctx, &got, &e);
		check_str(cases[i].text, got, cases[i].got);
		free(got);
	}
}

static void
test_size(void **state)
{
	const struct context ctx = {.file = path};
	char *long_one = xcalloc(1, LIMIT_PART + 1), *got = NULL;
	struct err e = {0};

	(void)state;
	memset(long_one, 'x', LIMIT_PART + 1);
	write_part(long_one, LIMIT_PART);
	check_int("fits", part_html(path, &ctx, &got, &e), 0);
	free(got);
	got = NULL;
	write_part(long_one, LIMIT_PART + 1);
	check_int("is too long", part_html(path, &ctx, &got, &e), -1);
	check_int("is not there", part_html("/no/such", &ctx, &got, &e), -1);
	check_str("untouched", got, NULL);
	free(long_one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_part),
	    cmocka_unit_test(test_mark),
	    cmocka_unit_test(test_size),
	};
	int fd = mkstemp(path), rc;

	if (fd < 0)
		return 1;
	close(fd);
	rc = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return rc;
}
