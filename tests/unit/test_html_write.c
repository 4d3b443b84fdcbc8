/* SPDX-License-Identifier: ISC */
/* What holds for whatever a stranger sends: only allowed things come out, they
 * are balanced, and sanitising them again changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "parse/html.h"
#include "safe_html.h"

#define BASE "https://example.org/a/b"

/* Classes of attack, and of damage. */
static const char *const nasty[] = {
    "<script>alert(1)</script>x",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//evil/x.js></SCRIPT>x",
    "<script/xss src=x>x</script>y",
    "<<script>alert(1);//<</script>x",
    "<script>x",
    "<script><!--</script>--><img src=x onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">x",
    "<style><img src=\"</style><img src=x onerror=alert(1)//\">x",
    "<style>@import 'x'</style>y",
    "<svg><style><img src=x onerror=alert(1)></style></svg>x",
    "<svg/onload=alert(1)>x",
    "<svg><p><style><a title=\"</style><img src=x onerror=alert(1)>\">x",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">x",
    "<math><table><mglyph><style><!--</style><b title=\"--&gt;&lt;x\">y",
    "<math><annotation-xml><script>x</script></annotation-xml></math>y",
    "<math href=\"javascript:alert(1)\">x</math>",
    "<form><math></form><form><mglyph><style></math><img onerror=x>y",
    "<form><form action=javascript:x><input type=submit></form></form>x",
    "<form id=x></form><button form=x formaction=javascript:x>y</button>z",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x` `<script>alert(1)</script>\"` `>",
    "<img src=\"http://h/x\" alt=\"``onerror=alert(1)\">",
    "<img alt='\"><script>x</script>' src=http://h/y>",
    "<img/src=x/onerror=alert(1)>x",
    "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">x",
    "<img src=javascript:alert(1)>x",
    "<img src=\"data:image/svg+xml,<svg onload=alert(1)>\">x",
    "<img src=http://h/t.gif width=1 height=1>x",
    "<img src=http://h/t.gif width=\"0\">x",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\">x</a>",
    "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
    "<a href=\"jav&#x0A;ascript:alert(1)\">x</a>",
    "<a href=\"jav\tascript:alert(1)\">x</a>",
    "<a href=\" &#14;  javascript:alert(1)\">x</a>",
    "<a href=\"\x01javascript:alert(1)\">x</a>",
    "<a href=\"&#106;&#97;&#118;&#97;script&#58;x\">x</a>",
    "<a href=\"&#0000106avascript&colon;x\">x</a>",
    "<a href=\"javascript&#58;//%0aalert(1)\">x</a>",
    "<a href=vbscript:x>x</a><a href=data:text/html,x>y</a>",
    "<a href=file:///etc/passwd>x</a><a href=//evil>y</a>",
    "<a href=\"http://h/\" style=\"x:expression(alert(1))\">x</a>",
    "<a href='http://h/?a=1&b=\"c\"'>x</a>",
    "<a href=http://h/ onmouseover=alert(1)>x</a>",
    "<a href=http://h/ title=\"&quot; onclick=&quot;x\">x</a>",
    "<a href=http://h/ title='\" onclick=\"x'>x</a>",
    "<a href=\"http://h/\"title=\"x\"onclick=\"y\">x</a>",
    "<a href=\"http://h/>x</a><b>y",
    "<a href=http://h/><a href=http://i/>x</a></a>",
    "<iframe src=javascript:x></iframe>x",
    "<iframe srcdoc=\"<script>x</script>\">y</iframe>z",
    "<frameset><frame src=javascript:x></frameset>x",
    "<object data=x><embed src=y></object>z",
    "<embed src=x>y",
    "<applet code=x>y</applet>z",
    "<base href=\"http://evil/\"><a href=x>y</a>",
    "<meta http-equiv=refresh content=\"0;url=javascript:x\">y",
    "<link rel=stylesheet href=x>y",
    "<plaintext>x<script>y",
    "<xmp><script>x</script></xmp>y",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<textarea><script>x</script></textarea>y",
    "<textarea></textarea><img src=x onerror=alert(1)>y",
    "<title><img src=x onerror=alert(1)></title>y",
    "<title>x</title></textarea><img src=x onerror=y>",
    "<noembed><img src=\"</noembed><img src=x onerror=y>\">x",
    "<noframes><p title=\"</noframes><img onerror=x>\">y",
    "<template><script>x</script></template>y",
    "<select><option><script>x</script></option></select>y",
    "<select><style></select><script>x</script></style>y",
    "<video src=x onerror=y><source onerror=z></video>w",
    "<details open ontoggle=alert(1)>x</details>",
    "<isindex type=image src=1 onerror=alert(1)>x",
    "<image src=http://h/x onerror=y>z",
    "<body onload=x><p>y</body>",
    "<html><head><title>x</title></head><body>y",
    "<!-- x",
    "<!--><img src=x onerror=alert(1)>-->y",
    "<!--->x-->y",
    "<!-- --!><script>x</script>-->y",
    "<!--[if IE]><script>x</script><![endif]-->y",
    "<![CDATA[<script>x</script>]]>y",
    "<![CDATA[x",
    "<!DOCTYPE html [<!ENTITY x \"<script>\">]>&x;y",
    "<!ELEMENT x><?xml version=\"1.0\"?>y",
    "<?import namespace=x>y<?php echo '<script>' ?>z",
    "</p></div></body></html>x",
    "</script><b>x",
    "<b><i><u>x</b></u></i>y",
    "<b <script>alert(1)</script>x",
    "<p/onclick=x>y</p/onclick=x>",
    "<p =x='\"><script>'>y",
    "<p\x0cid=x>\x0by",
    "<p \"onclick\"=x>y",
    "<x-y:z onclick=x>w</x-y:z>",
    "<xml:script>x</xml:script><svg:script>y</svg:script>",
    "<\xc2\xa0script>x</script>y",
    "<\xef\xbc\x9cscript\xef\xbc\x9e",
    "\xef\xbb\xbf<b>x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;x<b>&#x3c;script&#x3e;</b>",
    "<b>&#0;&#x110000;&#xd800;&#xffff;&#1;</b>x",
    "&#99999999999999999999;<b>&#99999999999999999999;",
    "\xc2\x85\xc2\x9fx<b>\xc2\x80\xef\xbf\xbf",
    "<p>x<table><tr><td>y<p>z<table><td>w",
    "<table><caption>x<table><caption>y",
    "<table><b><tr><i><td><u>x<li>y",
    "<ul><ol><li>x<dl><li>y<dt>z<ul>w",
    "<h1><h2>x<h3><p>y<h4>z",
    "<pre>\n\n\nx<pre>\ny<table><td>\nz",
    "<p>x<pre>\n  y\r\n\tz <b> \n</b></pre>",
    "<sec><st>x<p>y<st>z</sec><p>w",
    "<p><st>x</st><p>y</p><st>z</st><b>w</b><p>v",
    "<br><br>x<br> <br><p><br>y<br></p><br>z",
    "<q cite=javascript:x>y<blockquote cite=http://h/>z",
    "<ol start=\"1 onclick=x\"><li value=x>y",
    "<td colspan=-1 rowspan=99999999999999999999>x",
    "<time datetime='\"><script>'>x</time>",
    "<abbr title=\"<!--\">x</abbr><abbr title=\"-->\">y</abbr>",
    "<cite><code><kbd><var><samp><sub><sup><small><mark><ins><del>x",
    "<a href=http://h/>x<p>y<ul><li>z<table><tr><td>w</a>v",
    "<b>x<b>y<strong>z<i>w<b>v",
    "x<hr>y<p>z<hr>w<h1>v<hr>u",
    "<a hre",
    "<img src=\"http://h/x",
    "<",
    "&",
    "&#",
    "&#x",
    "</",
    "<!",
    "<p><b",
    "a<b c<d e>f",
};

static bool
is_clean(const char *s)
{
	unsigned int cp;

	for (size_t n; s != NULL && *s != '\0'; s += n)
		if ((n = text_decode(s, strlen(s), &cp)) == 0 ||
		    text_is_control(cp))
			return false;
	return true;
}

static void
check_properties(const char *what, const char *html)
{
	char *once, *text, *twice = NULL, *again = NULL;
	char *title = html_title(html, LIMIT_TITLE, NULL);

	html_parse(html, BASE, NULL, &once, &text);
	if (once != NULL)
		html_parse(once, BASE, NULL, &twice, &again);
	free(again);
	if (once != NULL && !is_safe_html(once))
		fail_msg("%s: not safe: %s", what, once);
	check_str(what, twice, once);
	if (!is_clean(text) || !is_clean(title))
		fail_msg("%s: control characters", what);
	free(once);
	free(twice);
	free(text);
	free(title);
}

static void
test_nasty(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(nasty); i++)
		check_properties(nasty[i], nasty[i]);
}

/* Each behind each other, so that one's state meets the other's. */
static void
test_nasty_pairs(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_HTML);
	for (size_t i = 0; i < N_OF(nasty); i++) {
		for (size_t j = 0; j < N_OF(nasty); j++) {
			buf_clear(&b);
			buf_adds(&b, nasty[i]);
			buf_adds(&b, nasty[j]);
			check_properties(b.data, b.data);
		}
	}
	buf_done(&b);
}

/* More than LIMIT_HTML of one thing, then of another. */
static void
test_floods(void **state)
{
	static const struct {
		const char *first, *second;
	} floods[] = {
	    {"<a><div>", "<a><div>"},
	    {"<b>", "x"},
	    {"<b>", "</i>"},
	    {"<b>x", "<p>y"},
	    {"<", "&"},
	    {"<!--", "-->x"},
	    {"<div>x", "</div>y"},
	    {"<blockquote>", "<li>x"},
	    {"<table><tr><td>x", "<td>"},
	    {"<td>", "<td>x"},
	    {"word ", "&quot;"},
	    {"\"'&", "<p>'\""},
	    {" ", "x"},
	    {"x\n\n", "y\n\n"},
	    {"\xc3\xa9", "\xf0\x9f\x98\x80"},
	    {"<pre>\n x", "\n\n y"},
	    {"<sec><st>x", "<p>y"},
	    {"<mfrac>x", "<sup>2"},
	    {"<a href=http://h/>x", "<h2>y"},
	    {"<i a=", "<x></y>"},
	    {"<img src=x>", "<hr>"},
	};
	struct buf b;

	(void)state;
	buf_init(&b, 3 * LIMIT_HTML);
	for (size_t i = 0; i < N_OF(floods); i++) {
		buf_clear(&b);
		while (b.len < LIMIT_HTML / 2)
			buf_adds(&b, floods[i].first);
		while (b.len < LIMIT_HTML + KIB)
			buf_adds(&b, floods[i].second);
		check_properties(floods[i].first, b.data);
	}
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_nasty),
	    cmocka_unit_test(test_nasty_pairs),
	    cmocka_unit_test(test_floods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
