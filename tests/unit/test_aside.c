/* SPDX-License-Identifier: ISC */
/* What libxml2 is shown of CDATA, and what it is told of it later. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "parse/aside.h"

/* All that is shown, a few bytes at a time. */
static void
show(struct aside *a, struct buf *out)
{
	char some[7];
	size_t n;

	while ((n = aside_show(a, some, sizeof(some))) > 0)
		buf_add(out, some, n);
}

static void
test_shown(void **state)
{
	static const struct {
		const char *document, *shown;
		const char *kept; /* with a "|" behind each */
	} rows[] = {
	    {"", "", ""},
	    {"<a>b</a>", "<a>b</a>", ""},
	    {"<a><![CDATA[b]]></a>", "<a><![CDATA[]]></a>", "b|"},
	    {"<![CDATA[<b>&amp;\n]]]]><![CDATA[>]]>c",
		"<![CDATA[]]><![CDATA[]]>c", "<b>&amp;\n]]|>|"},
	    {"<a><![CDATA[]]><![CDATA[b]]>", "<a><![CDATA[]]><![CDATA[]]>",
		"|b|"},
	    /* What libxml2 reads in its way, or complains of. */
	    {"<![CDATA[a\r\nb]]><![CDATA[c]]>",
		"<![CDATA[a\r\nb]]><![CDATA[]]>", "c|"},
	    {"<![CDATA[a\001]]>", "<![CDATA[a\001]]>", ""},
	    {"<![CDATA[a\xff]]>", "<![CDATA[a\xff]]>", ""},
	    {"<![CDATA[a]]", "<![CDATA[a]]", ""},
	    {"<![cdata[a]]>", "<![cdata[a]]>", ""},
	    /* No section. */
	    {"<!--<![CDATA[a]]>--><![CDATA[b]]>",
		"<!--<![CDATA[a]]>--><![CDATA[]]>", "b|"},
	    {"<?a <![CDATA[b]]>?><![CDATA[c]]>",
		"<?a <![CDATA[b]]>?><![CDATA[]]>", "c|"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *document = rows[i].document;
		struct aside a;
		struct buf shown, kept;

		buf_init(&shown, SIZE_MAX / 2);
		buf_init(&kept, SIZE_MAX / 2);
		aside_init(&a, document, strlen(document), false);
		show(&a, &shown);
		while (a.n_taken < a.n_kept) {
			struct span span = aside_take(&a);

			buf_add(&kept, span.s, span.len);
			buf_addc(&kept, '|');
		}
		check_str(document, shown.data, rows[i].shown);
		check_str(document, kept.data, rows[i].kept);
		assert_int_equal(aside_take(&a).len, 0);
		aside_done(&a);
		buf_done(&shown);
		buf_done(&kept);
	}
}

static void
test_all_shown(void **state)
{
	static const char document[] = "<a><![CDATA[b]]></a>";
	struct aside a;
	struct buf shown;

	(void)state;
	buf_init(&shown, SIZE_MAX / 2);
	aside_init(&a, document, strlen(document), true);
	show(&a, &shown);
	assert_string_equal(shown.data, document);
	aside_done(&a);
	buf_done(&shown);
}

static void
test_stopped(void **state)
{
	static const char document[] = "<a><![CDATA[b]]></a>";
	struct aside a;
	char c;

	(void)state;
	aside_init(&a, document, strlen(document), false);
	assert_int_equal(aside_show(&a, &c, 1), 1);
	aside_stop(&a);
	assert_int_equal(aside_show(&a, &c, 1), 0);
	aside_done(&a);
}

/* More than are kept at once, shown and taken in turns. */
static void
test_many(void **state)
{
	enum { N = 2000, AHEAD = 30 };
	struct buf document;
	struct aside a;
	char some[12], want[16];
	int n_taken = 0;

	(void)state;
	buf_init(&document, SIZE_MAX / 2);
	for (int i = 0; i < N; i++)
		buf_addf(&document, "<![CDATA[%d]]>", i);
	aside_init(&a, document.data, document.len, false);
	while (aside_show(&a, some, sizeof(some)) > 0)
		while (a.n_kept - a.n_taken > AHEAD) {
			struct span span = aside_take(&a);

			snprintf(want, sizeof(want), "%d", n_taken++);
			assert_int_equal(span.len, strlen(want));
			assert_memory_equal(span.s, want, span.len);
		}
	assert_int_equal(n_taken, N - AHEAD);
	assert_true(a.n_kept < N / 2);
	aside_done(&a);
	buf_done(&document);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_shown),
	    cmocka_unit_test(test_all_shown),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
