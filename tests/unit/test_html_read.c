/* SPDX-License-Identifier: ISC */
/* What comes through the one reader of fragments, and in which order. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/html_read.h"

/* "<b href>", "text", "</b>" as they come. */
static void
on_start(
    void *context, const struct html_element *el, const char *const *attributes)
{
	buf_addf(context, "<%s", el->name);
	for (; attributes != NULL && *attributes != NULL; attributes += 2)
		buf_addf(context, " %s=%s", attributes[0], attributes[1]);
	buf_addc(context, '>');
}

static void
on_text(void *context, const char *s, size_t len)
{
	buf_add(context, s, len);
}

static void
on_end(void *context, const struct html_element *el)
{
	buf_addf(context, "</%s>", el->name);
}

static const struct html_handler handler = {on_start, on_text, on_end};

static const struct {
	const char *in, *out;
} cases[] = {
    {"", ""},
    {"text", "text"},
    {"a &amp; b &lt;i&gt; &eacute;&#39;&#x2014;", "a & b <i> é'—"},
    {"AT&T &nothing; R&#D", "AT&T &nothing; R&#D"},
    {"a\n\nb\n\n\nc", "<p>a</p><p>b</p><p>c</p>"},
    {"a\n\n&lt;b", "<p>a</p><p><b</p>"},
    {"<p>a<p>b", "<p>a</p><p>b</p>"},
    {"<b><i>a</b>b</i>", "<b><i>a</i></b>b"},
    {"<B HREF=x LANG=en>a</B>", "<b lang=en>a</b>"},
    {"a<br>b<br/>c", "a<br>b<br>c"},
    {"<unknown>a</unknown><o:p>b</o:p>", "ab"},
    {"<jats:p>a</jats:p>", "<p>a</p>"},
    {"<html><head><title>x</title></head><body><p>a</body>", "<p>a</p>"},
    /* what is never shown */
    {"a<script>b</script><style>c</style><!-- d --><?e?>f", "af"},
    {"<svg><b>a</b><script>b</script></svg><i>c</i>", "<i>c</i>"},
    {"<p hidden><b>a</b></p><b style=display:none>b</b>c", "c"},
    {"<img src=x width=1>a<hr hidden>b", "ab"},
    {"a<xref ref-type=BIBR>1</xref><xref>b</xref>", "ab"},
    {"<sup><cross-ref type=bib>1</cross-ref></sup>", "<sup></sup>"},
    /* formulas */
    {"<mfrac><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></mfrac>d", "a/bcd"},
    {"<msup><mi>a</mi><mn>2</mn></msup>", "a<sup>2</sup>"},
    {"<msubsup><mi>a</mi><mn>1</mn><mn>2</mn><mn>3</mn></msubsup>",
	"a<sub>1</sub><sup>2</sup>3"},
    {"<msqrt><mfrac><mn>1</mn><msup><mi>x</mi><mi>y</mi></msup></mfrac>"
     "</msqrt>",
	"√(1/x<sup>y</sup>)"},
    {"<msup><mi>a</mi><script>x</script><mn>2", "a<sup>2</sup>"},
    {"<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"},
};

static char *
read_all(const char *html, size_t *budget)
{
	struct buf b;

	buf_init(&b, 2 * LIMIT_HTML);
	html_read(html, &handler, &b, budget);
	return buf_take(&b);
}

static void
test_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = read_all(cases[i].in, NULL);

		check_str(cases[i].in, got, cases[i].out);
		free(got);
	}
}

/* What one fragment takes is taken from the budget; without one it is read
 * without tags. */
static void
test_budget(void **state)
{
	static const char html[] = "<p>a<b>b</b></p>c";
	size_t budget = LIMIT_HTML, before;
	char *got = read_all(html, &budget);

	(void)state;
	check_str("enough", got, "<p>a<b>b</b></p>c");
	free(got);
	assert_true(budget < LIMIT_HTML);
	before = budget;
	free(read_all("no markup", &budget));
	check_int("for nothing", (int64_t)budget, (int64_t)before);
	budget = 10;
	got = read_all(html, &budget);
	check_str("too little", got, "<p></p><p>ab</p><p>c</p>");
	check_int("all of it", (int64_t)budget, 10);
	free(got);
}

static void
test_limit(void **state)
{
	char *html = xmalloc(LIMIT_HTML + 10), *got;

	(void)state;
	memset(html, 'x', LIMIT_HTML + 9);
	html[LIMIT_HTML + 9] = '\0';
	got = read_all(html, NULL);
	check_int("text", (int64_t)strlen(got), (int64_t)LIMIT_HTML);
	free(got);
	memcpy(html, "<b>", 3);
	got = read_all(html, NULL);
	check_int("markup", (int64_t)strlen(got),
	    (int64_t)(LIMIT_HTML + strlen("</b>")));
	free(got);
	free(html);
}

static void
test_reference(void **state)
{
	static const struct {
		const char *s;
		size_t len;
		unsigned int cp;
	} references[] = {
	    {"&amp;x", 5, '&'},
	    {"&amp", 0, 0},
	    {"&thetasym;", 10, 0x3d1},
	    {"&nothing;", 0, 0},
	    {"&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", 0, 0},
	    {"&;", 0, 0},
	    {"&", 0, 0},
	    {"&#65;", 5, 'A'},
	    {"&#65", 4, 'A'},
	    {"&#x41;", 6, 'A'},
	    {"&#X41x", 5, 'A'},
	    {"&#", 0, 0},
	    {"&#x;", 0, 0},
	    {"&#0;", 4, 0xfffd},
	    {"&#1114112;", 10, 0xfffd},
	    {"&#99999999999999999999999;", 26, 0xfffd},
	};
	unsigned int cp;

	(void)state;
	for (size_t i = 0; i < N_OF(references); i++) {
		cp = 0;
		check_int(references[i].s,
		    (int64_t)html_reference(references[i].s, &cp),
		    (int64_t)references[i].len);
		check_int(references[i].s, cp, references[i].cp);
	}
}

static void
test_character(void **state)
{
	static const struct {
		const char *s;
		size_t len;
		unsigned int cp;
	} characters[] = {
	    {"a", 1, 'a'},
	    {"\n", 1, '\n'},
	    {"\r\n", 1, 0},
	    {"\rx", 1, '\n'},
	    {"\f", 1, ' '},
	    {"\x01", 1, 0},
	    {"\x7f", 1, 0},
	    {"\xc3\xa9", 2, 0xe9},
	    {"\xc2\x93", 2, 0x201c},
	    {"\xc2\x81", 2, 0},
	    {"\xef\xbf\xbf", 3, 0},
	    {"\xff", 1, 0},
	    {"\xc3", 1, 0},
	};
	unsigned int cp;

	(void)state;
	for (size_t i = 0; i < N_OF(characters); i++) {
		const char *s = characters[i].s;

		check_int(s, (int64_t)html_character(s, strlen(s), &cp),
		    (int64_t)characters[i].len);
		check_int(s, cp, characters[i].cp);
	}
}

static void
test_words(void **state)
{
	static const struct {
		const char *s;
		size_t letters, words;
	} lines[] = {
	    {"", 0, 0},
	    {"word", 4, 4},
	    {"two words", 3, 9},
	    {"two words and<", 3, 9},
	    {"two  spaces", 3, 3},
	    {"two\nlines", 3, 3},
	    {"a&b", 1, 0},
	    {"caf\xc3\xa9 \xe2\x80\x99", 5, 9},
	    {"caf\xc3", 3, 0},
	    {"a\xc2\xa0"
	     "b",
		1, 0},
	    {"soft\xc2\xadly", 4, 0},
	    {"a\xc2\x92s", 1, 0},
	    {"a\xe2\x80\xae", 1, 0},
	    {" x", 0, 0},
	    {"x\x01", 1, 0},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(lines); i++) {
		const char *s = lines[i].s;

		check_int(s, (int64_t)html_letters(s, strlen(s)),
		    (int64_t)lines[i].letters);
		check_int(s, (int64_t)html_words(s, strlen(s)),
		    (int64_t)lines[i].words);
	}
}

/* What html_words() is, a word at a time. */
static size_t
count_words(const char *s, size_t len)
{
	size_t n, k, begun = 0; /* where the word at n begins */

	for (n = 0; n < len; n += k) {
		if ((k = html_letters(s + n, len - n)) > 0)
			continue;
		if (s[n] != ' ' || n == begun)
			break;
		k = 1;
		begun = n + 1;
	}
	if (n > begun && (n == len || s[n] == '\n'))
		return n;
	return begun > 0 ? begun - 1 : 0;
}

static void
test_words_at_once(void **state)
{
	static const char bytes[] =
	    "abcdefghijklmnopq;=%\xc3\xa9   \n&<>\x7f\x1f\xc2\xa0";
	uint32_t seed = 1;
	char text[40];

	(void)state;
	for (size_t i = 0; i < 200000; i++) {
		const size_t len = i % sizeof(text);
		/* Most are letters. */
		const size_t some = i % 2 == 0 ? 27 : strlen(bytes);

		for (size_t n = 0; n < len; n++) {
			seed = seed * 1664525 + 1013904223;
			text[n] = bytes[(seed >> 16) % some];
		}
		text[len < sizeof(text) ? len : 0] = '\0';
		check_int(text, (int64_t)html_words(text, len),
		    (int64_t)count_words(text, len));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_budget),
	    cmocka_unit_test(test_limit),
	    cmocka_unit_test(test_reference),
	    cmocka_unit_test(test_character),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_words_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
