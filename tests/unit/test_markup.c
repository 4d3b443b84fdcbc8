/* SPDX-License-Identifier: ISC */
/* Text made safe to stand in HTML. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "publish/markup.h"

static const struct {
	const char *text, *clean, *markup;
} cases[] = {
    {"", "", ""},
    {"plain", "plain", "plain"},
    {"<b a=\"x\" c='y'>&amp;", "<b a=\"x\" c='y'>&amp;",
	"&lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;amp;"},
    {"naïve – 王", "naïve – 王", "naïve – 王"},
    {"a\x01\x1b\x7f\xc2\x85"
     "b",
	"ab", "ab"},
    {"two\n\tlines", "two\n\tlines", "two\n\tlines"},
    {"\xff"
     "a\xc3",
	"\xef\xbf\xbd"
	"a\xef\xbf\xbd",
	"\xef\xbf\xbd"
	"a\xef\xbf\xbd"},
    {"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd",
	"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
};

static void
test_clean(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = markup_clean(cases[i].text);

		check_str(cases[i].text, got, cases[i].clean);
		free(got);
	}
}

static void
test_plain(void **state)
{
	static const struct {
		const char *text, *want;
	} plain[] = {
	    {"p < 0.05, a<5, <3 & more", "p < 0.05, a<5, <3 & more"},
	    {"<b>x</b>", "< b>x< /b>"},
	    {"<<!--<?<", "<< !--< ?<"},
	    {"\x01<\x02script", "< script"},
	    {"<", "<"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(plain); i++) {
		char *got = markup_plain(plain[i].text);

		check_str(plain[i].text, got, plain[i].want);
		free(got);
	}
}

static void
test_add(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_TEXT);
	for (size_t i = 0; i < N_OF(cases); i++) {
		buf_clear(&b);
		markup_add(&b, cases[i].text);
		check_str(cases[i].text, b.data, cases[i].markup);
	}
	buf_clear(&b);
	markup_add(&b, NULL);
	check_str("NULL", b.data, "");
	buf_done(&b);
}

static void
test_addf(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_TEXT);
	markup_addf(&b, "<a href=\"%s\">%s</a>%s\n", "\"><b>", "a & %s", "");
	check_str(
	    "addf", b.data, "<a href=\"&quot;&gt;&lt;b&gt;\">a &amp; %s</a>\n");
	buf_done(&b);
}

static void
test_is_language(void **state)
{
	static const struct {
		const char *tag;
		bool is;
	} tags[] = {{"en", true}, {"en-GB", true}, {"zh-Hant-TW", true},
	    {NULL, false}, {"", false}, {"e", false}, {"-en", false},
	    {"en-", false}, {"en_GB", false}, {"en\" x=\"", false},
	    {"abcdefghijklmnopqrstuvwxyz-abcdefghijkl", false}};

	(void)state;
	for (size_t i = 0; i < N_OF(tags); i++)
		check_int(tags[i].tag == NULL ? "NULL" : tags[i].tag,
		    markup_is_language(tags[i].tag), tags[i].is);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_plain),
	    cmocka_unit_test(test_add),
	    cmocka_unit_test(test_addf),
	    cmocka_unit_test(test_is_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
