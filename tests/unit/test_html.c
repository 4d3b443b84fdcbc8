/* SPDX-License-Identifier: ISC */
/* HTML fragments: the safe form, the plain form, titles. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "parse/html.h"

#define BASE "https://example.org/a/b"

struct pair {
	const char *in, *out;
};

static const struct pair safe[] = {
    /* text */
    {"", NULL},
    {" &nbsp;\n", NULL},
    {"Health &amp; care &lt;b&gt; &rsquo;", "Health &amp; care &lt;b&gt; ’"},
    {"R&D, Q&A; AT&T &unknown; x",
	"R&amp;D, Q&amp;A; AT&amp;T &amp;unknown; x"},
    {"say \"it's\"", "say \"it's\""},
    {"&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"},
    {"&#146;&#39x\xc2\x92\x01\x7f", "’'x’"},
    {"one\n\ntwo\nlines", "<p>one</p><p>two lines</p>"},
    {"p < 0.05 <i>and</i> 3 > 2", "p &lt; 0.05 <i>and</i> 3 &gt; 2"},
    /* white space stands between elements, once */
    {"a <b> b </b> c", "a <b>b</b> c"},
    {"10&nbsp;000&nbsp; x", "10\xc2\xa0"
			    "000 x"},
    {"<p>\n a\n b </p>\n <p>c</p>", "<p>a b</p><p>c</p>"},
    {"<pre>\n\n a\n\tb <b> c</b>\n</pre>", "<pre> a\n\tb  <b>c</b></pre>"},
    {"a<br/>b<br><br><br>c<br>", "a<br>b<br><br>c"},
    {"<p>a</p><hr><p>b</p>", "<p>a</p><hr><p>b</p>"},
    {"<hr>", NULL},
    /* what is empty goes, but not cells */
    {"<p></p><p> &nbsp;</p><div><b></b></div>x", "x"},
    {"<p></p>", NULL},
    {"<table><tr><td></td><td>x</td></tr></table>",
	"<table><tbody><tr><td></td><td>x</td></tr></tbody></table>"},
    /* elements */
    {"<SPAN class=x>a</SPAN><font>b</font><foo>c</foo>", "abc"},
    {"<strike>a</strike><tt>b</tt>", "<s>a</s><code>b</code>"},
    {"<section><h2>A</h2><p>b</section>", "<div><h2>A</h2><p>b</p></div>"},
    {"<script>x</script><style>y</style><!-- z --><?php z ?>a", "a"},
    {"<svg><a><text>x</text></a></svg><math><mi>y</mi></math>", "y"},
    {"<form><input value=x><button>b</button>t</form>", "<div>t</div>"},
    {"<ol start=3><li>a</ol>", "<ol start=\"3\"><li>a</li></ol>"},
    /* attributes */
    {"<a href=\"../c?d=1&amp;e=2\" onclick=x title='\"q\"'>l</a>",
	"<a href=\"https://example.org/c?d=1&amp;e=2\" "
	"title=\"&quot;q&quot;\">l</a>"},
    {"<a href=mailto:a@b.org>m</a>", "<a href=\"mailto:a@b.org\">m</a>"},
    {"<a name=x>l</a><a href='javascript:x'>l</a>", "ll"},
    {"<img src=c.png alt=\"a<b\" width=30px height=20>",
	"<img src=\"https://example.org/a/c.png\" alt=\"a&lt;b\" "
	"width=\"30\" height=\"20\">"},
    {"<img src=c.png width=1 height=1><img src=d.png height=0px>", NULL},
    {"<img src=data:image/png;base64,AAAA><img alt=x>", NULL},
    {"<th scope=COL colspan=2 rowspan=9999>x",
	"<table><tbody><tr><th scope=\"col\" colspan=\"2\">x</th></tr></tbody>"
	"</table>"},
    /* what an HTML5 parser would move */
    {"<p>a<p>b", "<p>a</p><p>b</p>"},
    {"<p>a<div>b</div>c</p>", "<p>a</p><div>b</div>c"},
    {"<p>a<figure>b</figure>c</p>", "<p>a</p><figure>b</figure><p>c</p>"},
    {"<a href=//h/>a<h2>b</h2></a>",
	"<a href=\"https://h/\">a</a><h2><a href=\"https://h/\">b</a></h2>"},
    {"<a href=//h/>a<i><a href=//i/>b</a></i></a>",
	"<a href=\"https://h/\">a<i>b</i></a>"},
    {"<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"},
    {"<h2>a<ul><li>b<li>c</ul>", "<h2>a b c</h2>"},
    {"<ul><div>a</div><li>b</ul>", "<div>a</div><ul><li>b</li></ul>"},
    {"<ul>a<li>b<li>c</ul>", "a<ul><li>b</li><li>c</li></ul>"},
    {"<li>a<b>b<li>c", "<ul><li>a<b>b</b></li><li><b>c</b></li></ul>"},
    {"<ul><li>a<ul><li>b</ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"},
    {"<dt>a<p>b<dd>c", "<dl><dt>a b</dt><dd>c</dd></dl>"},
    {"<td>a<td>b", "<table><tbody><tr><td>a</td><td>b</td></tr></tbody>"
		   "</table>"},
    {"<table>x<tr><td>a</table>",
	"x<table><tbody><tr><td>a</td></tr></tbody></table>"},
    {"<pre>a<p>b</pre>", "<pre>a\nb</pre>"},
    /* JATS, HighWire, MathML */
    {"<sec><st>Background</st><p>A.</p><p>B.</p></sec>",
	"<p><strong>Background</strong> A.</p><p>B.</p>"},
    {"<jats:sec><jats:title>Aim</jats:title><jats:p>x <jats:italic>y"
     "</jats:italic></jats:p></jats:sec>",
	"<p><strong>Aim</strong> x <i>y</i></p>"},
    {"<sec><st>Aim</st>loose</sec>", "<p><strong>Aim</strong></p>loose"},
    {"word<cross-ref type=\"bib\" refid=\"R1\">1</cross-ref><sup><xref "
     "ref-type=bib>2</xref></sup>, <xref ref-type=\"fig\">Fig 1</xref>",
	"word, Fig 1"},
    {"<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup>"
     "</mml:math>",
	"x<sup>2</sup>"},
    {"<abstract><title>Abstract</title><sec><title>Aim</title><p>x</p></sec>"
     "</abstract>",
	"<p><strong>Abstract</strong></p><p><strong>Aim</strong> x</p>"},
    {"<title>x</title><b>y</b>", "<b>y</b>"},
    {"<jats:list><jats:list-item><jats:p>a</jats:p></jats:list-item>"
     "</jats:list>",
	"<ul><li><p>a</p></li></ul>"},
    {"<def-list><def-item><term>a</term><def><p>b</p></def></def-item>"
     "</def-list>",
	"<dl><dt>a</dt><dd><p>b</p></dd></dl>"},
    {"<p>See <jats:ext-link xlink:href=\"https://h/\">this</jats:ext-link>: "
     "<monospace>x</monospace></p><disp-quote>y</disp-quote>",
	"<p>See <a href=\"https://h/\">this</a>: <code>x</code></p>"
	"<blockquote>y</blockquote>"},
    {"<p>if <jats:inline-formula><jats:alternatives><jats:tex-math>$$a$$"
     "</jats:tex-math><mml:math><mml:mi>a</mml:mi></mml:math>"
     "</jats:alternatives></jats:inline-formula> holds:<disp-formula>b"
     "</disp-formula></p>",
	"<p>if a holds: b</p>"},
    {"<math><msubsup><mi>x</mi><mn>1</mn><mrow><mi>n</mi><mo>-</mo></mrow>"
     "</msubsup><mo>=</mo><msub><mi>y</mi><annotation>z</annotation><mi>i</mi>"
     "</msub></math>",
	"x<sub>1</sub><sup>n-</sup>=y<sub>i</sub>"},
    /* language, direction, a few declarations of CSS */
    {"<p lang=en-GB dir=RTL>a<span xml:lang=de>b</span>",
	"<p lang=\"en-GB\" dir=\"rtl\">a<span lang=\"de\">b</span></p>"},
    {"<p lang=\"x y\" dir=up>a<b lang=abcdefghi>b</b><b lang=en->c</b>",
	"<p>a<b>b</b><b>c</b></p>"},
    {"<span style=\"color:red; FONT-STYLE : Italic !important;x\">a</span>",
	"<span style=\"font-style:italic\">a</span>"},
    {"<p style=\"text-align:left;direction:rtl;text-align:center\">a",
	"<p style=\"direction:rtl;text-align:center\">a</p>"},
    {"<p style=\"background:url(//h/x);text-align:center}x{\">a", "<p>a</p>"},
    {"<span lang=de>a<span style=font-weight:bold>b<span lang=de>c",
	"<span lang=\"de\">a<span style=\"font-weight:bold\">bc</span></span>"},
    /* what is not shown */
    {"a<p hidden>b<i style=\"display: none\">c</i></p><div "
     "style=\"x:y;VISIBILITY:hidden!important\">d<p>e</div>f",
	"af"},
    {"<p style=display:none;display:block>a", "<p>a</p>"},
    {"<img src=//h/a style='width:1px;height:9px'><img src=//h/b style=height:0"
     "><img src=//h/c height=.5><img src=//h/d width=1px>",
	NULL},
    {"<img src=//h/a width=100% style=width:1em>", "<img src=\"https://h/a\">"},
    /* images that are to be loaded late */
    {"<img src=data:, data-src=//h/a><img srcset='//h/b?x,y 2x, //h/c'>",
	"<img src=\"https://h/a\"><img src=\"https://h/b?x,y\">"},
    {"<img src=//h/a data-src=//h/b srcset=//h/c>",
	"<img src=\"https://h/a\">"},
    {"<img srcset=javascript:x>", NULL},
    /* broken references */
    {"R&#D; <i>R&#D; &#x; &#;</i>&#",
	"R&amp;#D; <i>R&amp;#D; &amp;#x; &amp;#;</i>&amp;#"},
};

static const struct pair plain[] = {
    {"", NULL},
    {"<p> </p><script>x</script>", NULL},
    {"a\nb\n\nc", "a b\n\nc"},
    {"<p>a <b>b</b></p>\n<p>c &amp;amp; d</p>", "a b\n\nc &amp; d"},
    {"a<br>b<br><br>c", "a\nb\n\nc"},
    {"<p>x</p><ul><li>a<li>b</ul>y", "x\n\na\nb\n\ny"},
    {"<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"},
    {"CO<sub>2</sub>, 1<sup>st</sup>, 10<sup>-6</sup>, m<sup>2</sup>",
	"CO₂, 1st, 10⁻⁶, m²"},
    {"x<sup>n</sup> <sup>a</sup>b<sub>max</sub> 2<sup>x</sup>2<sup>2.5</sup>",
	"xⁿ abmax 2x2^2.5"},
    {"leaders<sup>1, 2,4</sup> Ca<sup>2+</sup> x<sup> </sup>y<sup>",
	"leaders¹, ²,⁴ Ca²⁺ x y"},
    {"<sup>2<p>3</sup>", "2\n\n3"},
    {"<math><mfrac><mi>a</mi><msqrt><mi>b</mi></msqrt></mfrac><mo>+</mo>"
     "<mfenced><mi>c</mi><msup><mi>d</mi><mn>2</mn></msup></mfenced></math>",
	"a/√(b)+(c,d²)"},
    {"<math><mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd>"
     "<mtd>4</mtd></mtr></mtable><munderover><mo>∑</mo><mi>i</mi><mi>n</mi>"
     "</munderover></math>",
	"1 2; 3 4∑ᵢⁿ"},
    {"<pre>a\n  b</pre>c", "a b\n\nc"},
    {"a<p style=display:none>b</p>c", "ac"},
    {"R&#D; <i>R&#D;</i>", "R&#D; R&#D;"},
    {"<sec><st>Aim</st><p>x</p></sec><sec><st>Result</st><p>y</p></sec>",
	"Aim: x\n\nResult: y"},
    {"soft\xc2\xad"
     "ware \x01\xc2\x81x",
	"software x"},
    {"<a href=x>l</a><img src=y alt=z>", "l"},
};

static const struct pair titles[] = {
    {"", NULL},
    {" <i> </i>", NULL},
    {"  A\n title ", "A title"},
    {"<i>E. coli</i> &amp; <scp>DNA</scp>", "E. coli & DNA"},
    {"Doctors&#39; &amp;amp; nurses&amp;#39; pay", "Doctors' & nurses' pay"},
    {"a &amp;amp;amp; b", "a & b"},
    {"&lt;i&gt;E. coli&lt;/i&gt;", "E. coli"},
    {"p < 0.05", "p < 0.05"},
    {"p&lt;0.05 and q&amp;gt;1", "p<0.05 and q>1"},
    {"a<b", "a<b"},
    {"a<b and c>d", "a<b and c>d"},
    {"i<j<k", "i<j<k"},
    {"x <unknown> y", "x <unknown> y"},
    {"Q&A, R&D at AT&T", "Q&A, R&D at AT&T"},
    {"Using <script> tags", "Using <script> tags"},
    {"The &lt;b&gt; tag", "The <b> tag"},
    {"a<script>alert(1)</script>b", "ab"},
    {"<!-- x -->a", "a"},
    {"Line<br/>break", "Line break"},
    {"<a href=\"x\" title='y'>Link</a>", "Link"},
    {"H<sub>2</sub>O at 10<sup>3</sup>", "H₂O at 10³"},
    {"<mml:math><mml:mi>x</mml:mi></mml:math>-ray", "x-ray"},
    {"co\xc2\xad"
     "operate\x01\x7f\xc2\x9d",
	"cooperate"},
    {"It&#146;s &#39x", "It’s 'x"},
    {"truncated <i", "truncated <i"},
};

static void
check_pairs(const struct pair *pairs, size_t n, char *(*form)(const char *))
{
	for (size_t i = 0; i < n; i++) {
		char *got = form(pairs[i].in);

		check_str(pairs[i].in, got, pairs[i].out);
		free(got);
	}
}

static char *
sanitise(const char *html)
{
	char *clean, *text;

	html_parse(html, BASE, NULL, &clean, &text);
	free(text);
	return clean;
}

static char *
text_of(const char *html)
{
	char *text;

	html_parse(html, NULL, NULL, NULL, &text);
	return text;
}

static char *
title_of(const char *title)
{
	return html_title(title, LIMIT_TITLE, NULL);
}

static void
test_sanitise(void **state)
{
	(void)state;
	check_pairs(safe, N_OF(safe), sanitise);
	for (size_t i = 0; i < N_OF(safe); i++) {
		char *again =
		    safe[i].out == NULL ? NULL : sanitise(safe[i].out);

		check_str("again", again, safe[i].out);
		free(again);
	}
}

static void
test_text(void **state)
{
	(void)state;
	check_pairs(plain, N_OF(plain), text_of);
}

static void
test_title(void **state)
{
	(void)state;
	check_pairs(titles, N_OF(titles), title_of);
}

static void
test_without_base(void **state)
{
	char *clean, *text;

	(void)state;
	html_parse("<a href=x>a</a><img src=y><a href=http://h/z>b</a>", NULL,
	    NULL, &clean, &text);
	check_str("relative URLs", clean, "a<a href=\"http://h/z\">b</a>");
	check_str("text", text, "ab");
	free(clean);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_sanitise),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_title),
	    cmocka_unit_test(test_without_base),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
