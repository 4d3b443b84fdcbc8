/* SPDX-License-Identifier: ISC */
/* The quick reader of simple markup makes of it what libxml2 does. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/html_sax.h"

/* Whether an attribute is there for the first time. */
static bool
is_first(const xmlChar **attributes, const xmlChar **one)
{
	for (; attributes < one; attributes += 2)
		if (xmlStrEqual(*attributes, *one))
			return false;
	return true;
}

/* What is called, written down. */
static void
on_start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	if (strcmp((const char *)name, "x-fragment") == 0)
		return;
	buf_addf(context, "\n(%s", (const char *)name);
	for (const xmlChar **a = attributes; a != NULL && *a != NULL; a += 2)
		if (is_first(attributes, a))
			buf_addf(context, " %s={%s}", (const char *)a[0],
			    (const char *)a[1]);
	buf_adds(context, "\n");
}

static void
on_end(void *context, const xmlChar *name)
{
	if (strcmp((const char *)name, "x-fragment") != 0)
		buf_addf(context, "\n%s)\n", (const char *)name);
}

static void
on_text(void *context, const xmlChar *s, int len)
{
	buf_add(context, s, (size_t)len);
}

static const htmlSAXHandler sax = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
};

/* Whether it was read quickly; then it was read the same. */
static bool
compare(const char *html)
{
	struct buf markup, full, quick;
	bool was_quick;

	buf_init(&markup, LIMIT_HTML);
	buf_init(&full, 8 * LIMIT_HTML);
	buf_init(&quick, 8 * LIMIT_HTML);
	buf_adds(&markup, HTML_SAX_BEGIN);
	buf_adds(&markup, html);
	html_sax_full(&markup, &sax, &full);
	was_quick = html_sax_quick(&markup, &sax, &quick);
	if (was_quick)
		check_str(html, quick.data, full.data);
	else
		check_str(html, markup.data + strlen(HTML_SAX_BEGIN), html);
	buf_done(&markup);
	buf_done(&full);
	buf_done(&quick);
	return was_quick;
}

static void
test_simple(void **state)
{
	static const struct {
		const char *html;
		bool quick;
	} cases[] = {
	    {"", true},
	    {"text", true},
	    {"<p>a <em>b</em> c</p>\n<p>d<br>e<br/>f</p>", true},
	    {"<ul>\n<li>a</li>\n<li><p>b</p></li></ul> \n", true},
	    {"<a href=\"x?a=1&amp;b=2&c=3&copy=4\" title='\"'>l</a>", true},
	    {"<img src=\"a\" src=\"b\" alt=\"\"> <img>", true},
	    {"&lt;b&gt; &amp;amp; &nbsp;&hellip;&unknown; AT&T & &; &ni;x",
		true},
	    {"&#233;&#xe9;&#Xe9;&#9;&#38;lt;", true},
	    {"na\xc3\xafve \xf0\x9f\x98\x80", true},
	    {"a\rb\r\nc\x7f", true},
	    /* what may mean something else to libxml2 */
	    {"&#128;", false},
	    {"&#55296;", false},
	    {"&#128512;", false},
	    {"&#1114112;", false},
	    {"&#0;", false},
	    {"&#39 x", false},
	    {"&#x;", false},
	    {"\xff", false},
	    {"<p>a", false},
	    {"a</p>", false},
	    {"<b><i>a</b></i>", false},
	    {"<p>a<p>b</p></p>", false},
	    {"<P>a</P>", false},
	    {"<p/>", false},
	    {"<p >a</p>", false},
	    {"<a href=x>l</a>", false},
	    {"<a HREF=\"x\">l</a>", false},
	    {"<a href=\"&#0;\">l</a>", false},
	    {"<a href=\"x>l</a>", false},
	    {"<a href=\"x\"/>l</a>", false},
	    {"<a href=\"x\"title=\"y\">l</a>", false},
	    {"<a><b><a>x</a></b></a>", false},
	    {"<hr>", false},
	    {"<table><tr><td>x</td></tr></table>", false},
	    {"<jats:p>a</jats:p>", false},
	    {"<script>a</script>", false},
	    {"<!-- a -->", false},
	    {"a < b", false},
	    {"<", false},
	    {"</", false},
	    {"<p", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(
		    cases[i].html, compare(cases[i].html), cases[i].quick);
}

/* Any element in any other in any third, with text in all places. */
static void
test_every_nesting(void **state)
{
	static const char *const names[] = {"a", "b", "blockquote", "br",
	    "code", "dd", "div", "dl", "em", "figure", "h1", "hr", "i", "img",
	    "li", "ol", "p", "pre", "q", "small", "table", "td", "tr", "ul"};
	const char *name[3];
	size_t n_quick = 0;
	char *html;

	(void)state;
	for (size_t i = 0; i < N_OF(names) * N_OF(names) * N_OF(names); i++) {
		name[0] = names[i % N_OF(names)];
		name[1] = names[i / N_OF(names) % N_OF(names)];
		name[2] = names[i / N_OF(names) / N_OF(names)];
		html = xasprintf("1<%s>2<%s>\n<%s>3</%s> </%s>4</%s>5", name[0],
		    name[1], name[2], name[2], name[1], name[0]);
		n_quick += compare(html);
		free(html);
		/* One behind another, and what is void. */
		html = xasprintf("<%s>1<%s>2</%s>\n<%s></%s>", name[0], name[1],
		    name[0], name[2], name[2]);
		n_quick += compare(html);
		free(html);
	}
	check_int("some are simple", n_quick > 1000, true);
}

/* A deep one, and one with many attributes, are left to libxml2. */
static void
test_bounds(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_HTML);
	for (int i = 0; i < 17; i++)
		buf_adds(&b, "<div>");
	for (int i = 0; i < 17; i++)
		buf_adds(&b, "</div>");
	check_int("depth", compare(b.data), false);
	check_int("less deep", compare(b.data + strlen("<div>")), false);
	buf_cut(&b, b.len - strlen("</div>"));
	check_int(
	    "depth that is borne", compare(b.data + strlen("<div>")), true);
	buf_clear(&b);
	buf_adds(&b, "<a");
	for (int i = 0; i < 17; i++)
		buf_adds(&b, " title=\"x\"");
	buf_adds(&b, ">l</a>");
	check_int("attributes", compare(b.data), false);
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_simple),
	    cmocka_unit_test(test_every_nesting),
	    cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
