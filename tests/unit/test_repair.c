/* SPDX-License-Identifier: ISC */
/* What keeps a document from being XML is mended, the rest is left alone. */
#include <stdlib.h>

#include "check.h"
#include "core/xalloc.h"
#include "parse/repair.h"

static const struct {
	const char *name, *in, *out;
} cases[] = {
    {"well-formed", "<a b='1'>&amp;&#8217;&lt;</a>",
	"<a b='1'>&amp;&#8217;&lt;</a>"},
    {"bare ampersand", "<a>R & D, AT&T, a&b;</a>",
	"<a>R &amp; D, AT&amp;T, a&amp;b;</a>"},
    {"in an attribute", "<a href='?x=1&y=2'/>", "<a href='?x=1&amp;y=2'/>"},
    {"HTML's entity", "<a>caf&eacute;s&nbsp;&hellip;</a>",
	"<a>caf\u00e9s\u00a0\u2026</a>"},
    {"without a semicolon", "<a>&nbsp x &copy</a>",
	"<a>&amp;nbsp x &amp;copy</a>"},
    {"bare less-than", "<a>p < 0.05, 3<4</a>", "<a>p &lt; 0.05, 3&lt;4</a>"},
    {"at the end", "<a>x<", "<a>x&lt;"},
    {"ampersand at the end", "<a>x&", "<a>x&amp;"},
    {"control characters",
	"<a>b\x07\x01"
	"c\x7f\td\r\n</a>",
	"<a>bc\td\r\n</a>"},
    {"their references", "<a>&#7;&#x1;&#0;&#xFFFE;&#x110000;&#xD800;&#65;</a>",
	"<a>&#65;</a>"},
    {"a number too long", "<a>&#99999999999999999999;</a>", "<a></a>"},
    {"Windows' punctuation", "<a>&#146;</a>", "<a>&#146;</a>"},
    {"CDATA", "<a><![CDATA[a & b < c \x01]]> & </a>",
	"<a><![CDATA[a & b < c ]]> &amp; </a>"},
    {"comment", "<a><!-- & < --></a>", "<a><!-- & < --></a>"},
    {"CDATA without an end", "<a><![CDATA[a & b", "<a><![CDATA[a &amp; b"},
    {"junk in front", "\n junk <?xml version='1.0'?><a/>",
	"<?xml version='1.0'?><a/>"},
    {"no markup at all", "nothing & nothing", ""},
    {"empty", "", ""},
};

static void
test_repair(void **state)
{
	struct buf out;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		buf_init(&out, 1000);
		repair_xml(cases[i].in, strlen(cases[i].in), &out);
		check_str(cases[i].name, out.data, cases[i].out);
		buf_done(&out);
	}
}

/* A NUL is a control character like another, not the end. */
static void
test_nul(void **state)
{
	static const char in[] = "<a>x\0y</a>";
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	repair_xml(in, sizeof(in) - 1, &out);
	check_str("NUL", out.data, "<a>xy</a>");
	buf_done(&out);
}

/* A million openings without an end are looked at once each. */
static void
test_openings(void **state)
{
	const size_t n = 1000000;
	char *in = xmalloc(4 * n);
	struct buf out;

	(void)state;
	for (size_t i = 0; i < n; i++)
		memcpy(in + 4 * i, "<!--", 4);
	buf_init(&out, 40 * n);
	repair_xml(in, 4 * n, &out);
	check_int("length", (int64_t)out.len, (int64_t)(4 * n));
	buf_done(&out);
	free(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_repair),
	    cmocka_unit_test(test_nul),
	    cmocka_unit_test(test_openings),
	};

	return cmocka_run_group_tests_name("repair", tests, NULL, NULL);
}
