/* SPDX-License-Identifier: ISC */
/* What libxml2 is shown of CDATA and text, and what it is told of it later. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "parse/aside.h"

#define LONG "text that is longer than the marks of a section"
#define BLANK "                                           \n"

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
	    /* Text that is long enough, behind the last ">" of its tag. */
	    {"<a b='>'>" LONG "&lt;&amp;</a>", "<a b='>'><![CDATA[]]></a>",
		LONG "&lt;&amp;|"},
	    {"<a>c > " LONG "<b>" LONG "\n</b></a>",
		"<a>c ><![CDATA[]]><b><![CDATA[]]></b></a>",
		" " LONG "|" LONG "\n|"},
	    {"<!-- > -->" LONG "<a b='" LONG "'/>",
		"<!-- > --><![CDATA[]]><a b='" LONG "'/>", LONG "|"},
	    {"<a>" BLANK "<b>" BLANK "c</b></a>",
		"<a>" BLANK "<b><![CDATA[]]></b></a>", BLANK "c|"},
	    {"<a>" LONG "&#38;<b>" LONG "&nbsp;<b>" LONG "&</b>",
		"<a>" LONG "&#38;<b>" LONG "&nbsp;<b>" LONG "&</b>", ""},
	    {"<a>" LONG "\r\n<b>" LONG "\001<b>" LONG "\xff</b>",
		"<a>" LONG "\r\n<b>" LONG "\001<b>" LONG "\xff</b>", ""},
	    {"<a>" LONG, "<a>" LONG, ""},
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
			struct span span = aside_take(&a).span;

			buf_add(&kept, span.s, span.len);
			buf_addc(&kept, '|');
		}
		check_str(document, shown.data, rows[i].shown);
		check_str(document, kept.data, rows[i].kept);
		assert_int_equal(aside_take(&a).span.len, 0);
		aside_done(&a);
		buf_done(&shown);
		buf_done(&kept);
	}
}

static void
test_reference(void **state)
{
	static const struct {
		const char *s;
		size_t at, len;
		char c;
	} rows[] = {
	    {"", 0, 0, 0},
	    {"none", 4, 0, 0},
	    {"a&lt;b&gt;", 1, 4, '<'},
	    {"&gt;", 0, 4, '>'},
	    {"&&amp;lt;", 1, 5, '&'},
	    {"&quot;", 0, 6, '"'},
	    {"&nbsp;&apos;", 6, 6, '\''},
	    {"&amp", 4, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct span text = {rows[i].s, strlen(rows[i].s)};
		char c = 0;
		struct span found = aside_reference(&text, &c);

		check_int(rows[i].s, found.s - text.s, (int64_t)rows[i].at);
		check_int(rows[i].s, (int64_t)found.len, (int64_t)rows[i].len);
		check_int(rows[i].s, c, rows[i].c);
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
			struct span span = aside_take(&a).span;

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
	    cmocka_unit_test(test_reference),
	    cmocka_unit_test(test_all_shown),
	    cmocka_unit_test(test_stopped),
	    cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
