/* SPDX-License-Identifier: ISC */
/* What keeps a document from being XML is mended, the rest is left alone. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "parse/repair.h"

static const struct {
	const char *name, *in, *out;
} cases[] = {
    {"well-formed", "<a b='1'>&amp;&#8217;&lt;</a>",
	"<a b=\"1\">&amp;&#8217;&lt;</a>"},
    {"bare ampersand", "<a>R & D, AT&T, a&b;</a>",
	"<a>R &amp; D, AT&amp;T, a&amp;b;</a>"},
    {"in an attribute", "<a><b href='?x=1&y=2'/></a>",
	"<a><b href=\"?x=1&amp;y=2\"/></a>"},
    {"HTML's entity", "<a>caf&eacute;s&nbsp;&hellip;</a>",
	"<a>caf\u00e9s\u00a0\u2026</a>"},
    {"without a semicolon", "<a>&nbsp x &copy</a>",
	"<a>&amp;nbsp x &amp;copy</a>"},
    {"bare less-than", "<a>p < 0.05, 3<4</a>", "<a>p &lt; 0.05, 3&lt;4</a>"},
    {"at the end", "<a>x<", "<a>x&lt;</a>"},
    {"ampersand at the end", "<a>x&", "<a>x&amp;</a>"},
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
    {"comment", "<a><!-- & < -->x<!----->y</a>", "<a>xy</a>"},
    {"CDATA without an end", "<a><![CDATA[a & <b/>", "<a>a &amp; <b/></a>"},
    {"junk in front", "\n junk <?xml version='1.0'?><a/>", "<a></a>"},
    {"a script's complaint",
	"Warning: x<br />\n<b>Notice</b><?xml version='1.0'?>\n<rss>x</rss>",
	"<rss>x</rss>"},
    {"a prefix", "<br><rdf:RDF>x</rdf:RDF>", "<rdf:RDF>x</rdf:RDF>"},
    {"a page that names a feed", "<p/><html><a>x</a><rss/></html>",
	"<html><a>x</a><rss/></html>"},
    {"behind the root", "<a>x</a> y <b>z</b><![CDATA[<]]>",
	"<a>x y <b>z</b><![CDATA[<]]></a>"},
    {"never closed", "<a><b>x", "<a><b>x</b></a>"},
    {"closed further out", "<a><b><c>x</b><d/></a>",
	"<a><b><c>x</c></b><d/></a>"},
    {"nothing to close", "<a>x</b>y</a>", "<a>xy</a>"},
    {"crossed", "<a><b><i>x</b>y</i></a>", "<a><b><i>x</i></b>y</a>"},
    {"case as written first", "<a><b><B>x</b></B></a>",
	"<a><b><B>x</B></b></a>"},
    {"any case second", "<A><b>x</B></a>", "<A><b>x</b></A>"},
    {"void in HTML", "<a>x<br>y<IMG src='z'></br></a>",
	"<a>x<br/>y<IMG src=\"z\"/></a>"},
    {"an item that nobody closes",
	"<r><item><t>1<item><t>2</t></item><p><item>3</r>",
	"<r><item><t>1</t></item><item><t>2</t></item><p></p><item>3</item>"
	"</r>"},
    {"a link behind open markup", "<a><d><p>x</d><link>y</link></a>",
	"<a><d><p>x</p></d><link>y</link></a>"},
    {"a text that nobody ends", "<rss><description>x<b>y<title>z</title></rss>",
	"<rss><description>x<b>y</b></description><title>z</title></rss>"},
    {"a title within a text", "<rss><description><sec><title>x</title>y</sec>",
	"<rss><description><sec><title>x</title>y</sec></description></rss>"},
    {"attributes", "<a b=1 c d='\"' e = \"f\"g='1<2' =h 1=2>x</a>",
	"<a b=\"1\" c=\"\" d='\"' e=\"f\" g=\"1&lt;2\" h=\"\">x</a>"},
    {"a quote that nobody closes", "<a><b c=\"d>x</b><b c=\"e\"/></a>",
	"<a><b c=\"d\">x</b><b c=\"e\"/></a>"},
    {"a tag that nobody ends", "<a><b c='d'<e>x</e></a>",
	"<a><b c=\"d\"><e>x</e></b></a>"},
    {"no name of XML", "<a><\u201cx\u201d></a>", "<a>&lt;\u201cx\u201d></a>"},
    {"a declaration", "<a><!DOCTYPE html>x</a>", "<a>x</a>"},
    {"no character of XML", "<a>x\xef\xbf\xbf\xef\xbb\xbf</a>",
	"<a>x\xef\xbb\xbf</a>"},
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

static void
add_many(struct buf *in, size_t n, const char *s)
{
	while (n-- > 0)
		buf_adds(in, s);
}

/* A million of each takes no longer than it must, and no more room. */
static void
test_floods(void **state)
{
	static const struct {
		const char *unit;
		size_t len; /* of the mended form of a million */
	} floods[] = {
	    {"<!--", 7},
	    {"<?", 7},
	    {"<![CDATA[", 7},
	    {"<!", 7},
	    {"&", 5000007},
	    {"<", 4000007},
	    {"</b", 7},
	    {"<b c=\"", 7 + (LIMIT_DEPTH - 1) * 12},
	};
	struct buf in, out;

	(void)state;
	for (size_t i = 0; i < N_OF(floods); i++) {
		buf_init(&in, 10000000);
		buf_adds(&in, "<a>");
		add_many(&in, 1000000, floods[i].unit);
		buf_init(&out, REPAIR_GROWTH * in.len);
		repair_xml(in.data, in.len, &out);
		check_int(
		    floods[i].unit, (int64_t)out.len, (int64_t)floods[i].len);
		assert_true(buf_ok(&out));
		buf_done(&in);
		buf_done(&out);
	}
}

/* Beyond the depth the text stays, and the next item is an item. */
static void
test_depth(void **state)
{
	struct buf in, out;

	(void)state;
	buf_init(&in, 10000);
	buf_init(&out, 10000);
	buf_adds(&in, "<r><item>");
	add_many(&in, 2 * LIMIT_DEPTH, "<b>x");
	buf_adds(&in, "<item>y</item></r>");
	repair_xml(in.data, in.len, &out);
	buf_clear(&in);
	buf_adds(&in, "<r><item>");
	add_many(&in, LIMIT_DEPTH - 2, "<b>x");
	add_many(&in, LIMIT_DEPTH + 2, "x");
	add_many(&in, LIMIT_DEPTH - 2, "</b>");
	buf_adds(&in, "</item><item>y</item></r>");
	check_str("depth", out.data, in.data);
	buf_done(&in);
	buf_done(&out);
}

/* What one tag has too much of goes, the tag stays. */
static void
test_surplus(void **state)
{
	struct buf in, out;
	size_t n = 0;

	(void)state;
	buf_init(&in, 100000);
	buf_init(&out, 100000);
	buf_adds(&in, "<a><b");
	for (int i = 0; i < 2 * LIMIT_ATTRIBUTES; i++)
		buf_addf(&in, " a%d=''", i);
	buf_adds(&in, "/><n");
	add_many(&in, LIMIT_NAME, "n");
	buf_adds(&in, ">x</a>");
	repair_xml(in.data, in.len, &out);
	for (const char *s = out.data; (s = strchr(s, '=')) != NULL; s++)
		n++;
	check_int("attributes", (int64_t)n, LIMIT_ATTRIBUTES);
	check_str("name", strstr(out.data, "/>"), "/>x</a>");
	buf_done(&in);
	buf_done(&out);
}

static void
test_whole(void **state)
{
	static const struct {
		const char *in;
		enum repair whole;
	} docs[] = {
	    {"<rss>x</rss>", REPAIR_WHOLE},
	    {"<rss/>", REPAIR_WHOLE},
	    {"<rss>x</rss>y<b>", REPAIR_WHOLE},
	    {"<rss>x", REPAIR_CUT},
	    {"<rss><a></a", REPAIR_CUT},
	    {"", REPAIR_CUT},
	    {"<rss><item>x</item>", REPAIR_CUT},
	    {"<rss><item>x</item><item>y", REPAIR_CUT_IN_ITEM},
	    {"<rss><item><title>x</ti", REPAIR_CUT_IN_ITEM},
	};
	struct buf out;

	(void)state;
	for (size_t i = 0; i < N_OF(docs); i++) {
		buf_init(&out, 100);
		check_int(docs[i].in,
		    repair_xml(docs[i].in, strlen(docs[i].in), &out),
		    docs[i].whole);
		buf_done(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_repair),
	    cmocka_unit_test(test_nul),
	    cmocka_unit_test(test_floods),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_surplus),
	    cmocka_unit_test(test_whole),
	};

	return cmocka_run_group_tests_name("repair", tests, NULL, NULL);
}
