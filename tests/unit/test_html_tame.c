/* SPDX-License-Identifier: ISC */
/* Markup made such that libxml2 reads it in linear time. */
#include <stdlib.h>
#include <time.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/html.h"
#include "parse/html_tame.h"

static const struct {
	const char *html;
	const char *kept;
	const char *dropped;
} rows[] = {
    {"a<b>b</b>c", "a<b>b</b>c", "abc"},
    {"<P>a<P>b</p>", "<P>a<P>b</p>", "\n\na\n\nb\n\n"},
    /* what is not open has no end */
    {"a</b>b</p>c", "abc", "ab\n\nc"},
    {"<b>x<div>y</b>z</div>w", "<b>x<div>yz</div>w", "x\n\nyz\n\nw"},
    {"<p>a<b>b<p>c</b>d</p>", "<p>a<b>b<p>cd</p>", "\n\nab\n\ncd\n\n"},
    /* unknown elements mean something in formulas alone */
    {"<font>a</font>", "a", "a"},
    {"<mfrac><mi>a</mi><mn>2</mn></mfrac><mi>b</mi>",
	"<mfrac><mi>a</mi><mn>2</mn></mfrac>b", "a2b"},
    /* attributes that mean something */
    {"<a class=x href=//h/>a", "<a href=\"//h/\">a", "a"},
    {"<a href='x\"y' a>b>c", "<a href='x\"y'>b>c", "b>c"},
    {"<img src=\"x\"alt=y z=\"a>b\"/>", "<img src=\"x\" alt=\"y\"/>", ""},
    {"<b/>x</b>", "<b/>x", "x"},
    {"<b ID=x LANG=en style='a:b' hidden onclick=y>",
	"<b LANG=\"en\" style=\"a:b\" hidden=\"\">", ""},
    {"<b class>x<font style=y>z", "<b>xz", "xz"},
    {"R&#D&amp;&#65;&#x41;&#x<b>&#", "R&amp;#D&amp;&#65;&#x41;&amp;#x<b>&amp;#",
	"R&#D&amp;&#65;&#x41;&#x&#"},
    {"&abcdefghijklmnopqrstuvwxyzabcde;<b>&abcdefghijklmnopqrstuvwxyzabcdef",
	"&abcdefghijklmnopqrstuvwxyzabcde;<b>&amp;"
	"abcdefghijklmnopqrstuvwxyzabcdef",
	"&abcdefghijklmnopqrstuvwxyzabcde;&abcdefghijklmnopqrstuvwxyzabcdef"},
    /* in JATS a title is a heading */
    {"<title>a</title><sec><TITLE>b</title></sec><title>c",
	"<title>a</title><sec><st>b</st></sec><title>c", "a\n\nb\n\nc"},
    /* what never comes through */
    {"a<!-- <b> -->b<!DOCTYPE x>c<?d?>e", "abce", "abce"},
    {"a<script>if (a<b) \"</p>\"</script>b<STYLE>c</STYLE >d", "abd", "abd"},
    {"a<!--b", "a", "a"},
    {"a<script>b", "a", "a"},
    {"a<b", "a", "a"},
    {"a<b title=\"c>d", "a", "a"},
    /* what only looks like it */
    {"1 < 2 <3 <![CDATA[x]]> <", "1 &lt; 2 &lt;3 &lt;![CDATA[x]]> &lt;",
	"1 < 2 <3 <![CDATA[x]]> <"},
    {"a</>b</", "a>b", "a>b"},
};

static void
check_tame(const char *html, enum html_tags tags, const char *want)
{
	struct buf b;

	buf_init(&b, 6 * strlen(html));
	html_tame(html, strlen(html), tags, &b);
	check_str(html, b.data, want);
	buf_done(&b);
}

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		check_tame(rows[i].html, HTML_TAGS_KEPT, rows[i].kept);
		check_tame(rows[i].html, HTML_TAGS_DROPPED, rows[i].dropped);
	}
}

static size_t
count(const char *s, const char *what)
{
	size_t n = 0;

	for (; (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

static char *
repeat(const char *head, const char *unit, size_t n)
{
	struct buf b;

	buf_init(&b, strlen(head) + n * strlen(unit));
	buf_adds(&b, head);
	while (n-- > 0)
		buf_adds(&b, unit);
	return buf_take(&b);
}

static void
test_open(void **state)
{
	static const struct {
		const char *unit;
		size_t n, want;
	} cases[] = {
	    {"<b>", LIMIT_HTML_OPEN, LIMIT_HTML_OPEN},
	    {"<b>", LIMIT_HTML_OPEN + 1, LIMIT_HTML_OPEN},
	    {"<b></b>", LIMIT_HTML_OPEN + 1, LIMIT_HTML_OPEN + 1},
	    {"<br>", LIMIT_HTML_OPEN + 1, LIMIT_HTML_OPEN + 1},
	    {"<p><b>x", LIMIT_HTML_OPEN + 1, LIMIT_HTML_OPEN + 1},
	    {"<li>x", LIMIT_HTML_OPEN + 1, LIMIT_HTML_OPEN + 1},
	};
	struct buf b;
	char *html;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		html = repeat("", cases[i].unit, cases[i].n);
		buf_init(&b, 6 * strlen(html));
		html_tame(html, strlen(html), HTML_TAGS_KEPT, &b);
		check_int(
		    cases[i].unit, count(b.data, cases[i].unit), cases[i].want);
		buf_done(&b);
		free(html);
	}
}

/* Each took libxml2's parser up to a second. */
static void
test_time(void **state)
{
	static const struct {
		const char *head, *unit;
	} cases[] = {{"", "<div>"}, {"", "<b>"}, {"", "<a>x"}, {"", "<p>"},
	    {"", "<zz>"}, {"", "<font>"}, {"<div>", "</p>"}, {"<b>", "&"},
	    {"<b>", "<"}, {"", "<!--"}, {"<a ", "a=b "}, {"<a ", "href=b "},
	    {"", "<div><b></div>"}, {"", "<table><tr><td>"}, {"", "<ul><li>"},
	    {"", "<mfrac><x>"}};
	clock_t began;
	char *html, *markup, *text;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		html = repeat(cases[i].head, cases[i].unit,
		    LIMIT_HTML / strlen(cases[i].unit));
		began = clock();
		html_parse(html, NULL, NULL, &markup, &text);
		if (clock() - began > CLOCKS_PER_SEC / 2)
			fail_msg("%s takes too long", cases[i].unit);
		free(markup);
		free(text);
		free(html);
	}
}

/* Without budget the text comes through, if not its markup. */
static void
test_budget(void **state)
{
	size_t budget = 1000;
	char *markup, *text;

	(void)state;
	html_parse("<p>a <b>b</b><p>c", NULL, &budget, &markup, &text);
	check_str("within", markup, "<p>a <b>b</b></p><p>c</p>");
	assert_true(budget < 1000);
	free(markup);
	free(text);
	budget = 0;
	html_parse("<p>a <b>b</b><p>c", NULL, &budget, &markup, &text);
	check_str("beyond", markup, "<p>a b</p><p>c</p>");
	check_str("text", text, "a b\n\nc");
	free(markup);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_time),
	    cmocka_unit_test(test_budget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
