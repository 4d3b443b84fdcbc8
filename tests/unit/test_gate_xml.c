/* SPDX-License-Identifier: ISC */
/* The last look at a document of XML. */
#include "damage.h"
#include "publish/atom.h"
#include "publish/gate_xml.h"
#include "publish/opml.h"
#include "publish/rss.h"

static const struct trial atom = {atom_render, gate_xml_atom};
static const struct trial rss = {rss_render, gate_xml_rss};
static const struct trial opml = {opml_render, gate_xml_opml};

static void
test_atom(void **state)
{
	static const struct damage damages[] = {
	    {"</feed>", "", "document: not well-formed"},
	    {"<feed", "<!DOCTYPE feed [<!ENTITY x 'y'>]>\n<feed",
		"document: a DTD"},
	    {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#",
		"document: not an Atom feed"},
	    {"<id>tag:example.org,2026:reading/reading</id>", "",
		"feed: not one id that is an absolute URI"},
	    {"<id>tag:example.org,2026:reading/reading</id>",
		"<id>reading</id>", "feed: not one id that is an absolute URI"},
	    {"<subtitle type=\"text\">", "<title>x</title><subtitle>",
		"feed: not one title"},
	    {"<updated>2026-11-22T23:29:59Z</updated>",
		"<updated>yesterday</updated>",
		"feed: not one updated that is a time"},
	    {"<updated>2026-11-22T23:29:59Z</updated>",
		"<updated>2026-11-22T23:29:58Z</updated>",
		"tag:example.org,2026:item/1: updated later than its feed"},
	    {"<link rel=\"self\"", "<link rel=\"related\"",
		"feed: no self link"},
	    {"<id>tag:example.org,2026:item/1</id>",
		"<id>tag:example.org,2026:item/3</id>",
		"tag:example.org,2026:item/1: not the id that the edition "
		"has"},
	    {"<title type=\"text\">One</title>",
		"<title type=\"text\"> </title>",
		"tag:example.org,2026:item/1: not one title"},
	    {"<link rel=\"alternate\" type=\"text/html\" "
	     "href=\"https://journal.example/1\"/>",
		"", "tag:example.org,2026:item/1: no alternate link"},
	    {"href=\"https://journal.example/1\"", "href=\"1\"",
		"tag:example.org,2026:item/1: no alternate link"},
	    {"<updated>2026-11-22T23:29:58Z</updated>",
		"<updated>2026-11-22T23:29:59Z</updated>",
		"feed: two entries updated at one time"},
	    {"</feed>", "<entry/></feed>",
		"feed: more entries than the edition"},
	};
	(void)state;
	check_damages(&atom, FILE_ALL, damages, N_OF(damages));
}

static void
test_atom_ids(void **state)
{
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	damage_make(&f, FILE_ALL);
	buf_init(&doc, LIMIT_DOCUMENT);
	atom_render(&f.ed, &doc);
	fixture_add(&f, "articles", "Three");
	assert_int_equal(gate_xml_atom(&f.ed, &doc, &e), -1);
	check_str("three", e.msg, "feed: fewer entries than the edition");

	free(f.ed.entries.list[2].entry_id);
	f.ed.entries.list[2].entry_id = xstrdup("tag:example.org,2026:item/1");
	buf_clear(&doc);
	atom_render(&f.ed, &doc);
	assert_int_equal(gate_xml_atom(&f.ed, &doc, &e), -1);
	check_str("twice", e.msg,
	    "tag:example.org,2026:item/1: an id that two entries have");
	buf_done(&doc);
	fixture_done(&f);
}

static void
test_rss(void **state)
{
	static const struct damage damages[] = {
	    {"</rss>", "", "document: not well-formed"},
	    {"<rss", "<!DOCTYPE rss [<!ENTITY x 'y'>]>\n<rss",
		"document: a DTD"},
	    {"<rss", "<rss xmlns=\"urn:x\"", "document: not an RSS feed"},
	    {"<title>Leadership reading</title>", "",
		"channel: not one title and one description"},
	    {"<link>https://www.example.org/research</link>",
		"<link>/research</link>", "channel: not one link"},
	    {"rel=\"self\"", "rel=\"related\"", "channel: no self link"},
	    {">tag:example.org,2026:item/1<", ">tag:example.org,2026:item/3<",
		"tag:example.org,2026:item/1: not the guid that the edition "
		"has"},
	    {"<title>One</title>", "<title> </title>",
		"tag:example.org,2026:item/1: not one title and one "
		"description"},
	    {"<link>https://journal.example/1</link>",
		"<link>javascript:alert(1)</link>",
		"tag:example.org,2026:item/1: not one link"},
	    {"<pubDate>Mon, 12 Sep 2022 08:00:00 GMT</pubDate>", "",
		"tag:example.org,2026:item/1: not one pubDate"},
	    {"</channel>", "<item/></channel>",
		"channel: more items than the edition"},
	};

	(void)state;
	check_damages(&rss, FILE_RSS, damages, N_OF(damages));
}

static void
test_opml(void **state)
{
	static const struct damage damages[] = {
	    {"</opml>", "", "document: not well-formed"},
	    {"<opml", "<opml xmlns=\"urn:x\"", "document: not an outline"},
	    {"<title>Leadership reading: its sources</title>", "",
		"head: not one title"},
	    {"<outline text=\"Articles\"", "<outline",
		"body: an outline without its text or link"},
	    {"xmlUrl=\"https://a.example/rss\"", "",
		"body: an outline without its text or link"},
	    {"https://a.example/rss", "rss",
		"body: an outline without its text or link"},
	    {" url=\"https://b.example/\"", "",
		"body: an outline without its text or link"},
	    {"</body>", "<outline text=\"x\"/></body>",
		"body: not the sections and feeds of the edition"},
	    {"<outline text=\"Articles\">",
		"<outline text=\"Articles\"><outline text=\"x\"/>",
		"body: not the sections and feeds of the edition"},
	};
	struct fixture f;

	(void)state;
	fixture_init(&f, FILE_OPML);
	fixture_add_channel(&f, "articles", "A", "https://a.example/rss", NULL);
	fixture_add_channel(&f, "jobs", "B", NULL, "https://b.example/");
	for (size_t i = 0; i < N_OF(damages); i++)
		check_damage(&opml, &f.ed, &damages[i]);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_atom),
	    cmocka_unit_test(test_atom_ids),
	    cmocka_unit_test(test_rss),
	    cmocka_unit_test(test_opml),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
