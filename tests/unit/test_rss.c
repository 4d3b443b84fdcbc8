/* SPDX-License-Identifier: ISC */
/* An edition as RSS, read back by XPath. */
#include "publish/gate_xml.h"
#include "publish/rss.h"
#include "xpath.h"

#define ITEM "/rss/channel/item[1]/"

static void
read_back(struct reader *r, const struct edition *ed)
{
	reader_open(r, ed, rss_render, gate_xml_rss);
}

static void
test_channel(void **state)
{
	static const struct expectation x[] = {
	    {"/rss/@version", "2.0"},
	    {"/rss/channel/title", "Leadership reading"},
	    {"/rss/channel/link", "https://www.example.org/research"},
	    {"/rss/channel/description", "Selected for members"},
	    {"/rss/channel/language", "en-GB"},
	    {"/rss/channel/lastBuildDate", "Sun, 22 Nov 2026 23:29:59 GMT"},
	    {"/rss/channel/generator", "lectern " LECTERN_VERSION},
	    {"/rss/channel/dc:creator", "The Faculty"},
	    {"/rss/channel/a:link[@rel='self']/@href",
		"https://www.example.org/feeds/reading.rss"},
	    {"/rss/channel/a:link[@rel='self']/@type", "application/rss+xml"},
	    {"/rss/channel/a:link[@rel='related'][1]/@href",
		"https://www.example.org/feeds/reading.atom"},
	    {"count(/rss/channel/item)", "2"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_RSS);
	fixture_add(&f, "articles", "One");
	fixture_add(&f, "jobs", "Two");
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	fixture_done(&f);

	fixture_init(&f, FILE_RSS);
	f.ed.site.subtitle = NULL;
	read_back(&r, &f.ed);
	check_path(&r, "/rss/channel/description", "Leadership reading");
	check_path(&r, "count(/rss/channel/lastBuildDate)", "0");
	reader_done(&r);
	fixture_done(&f);
}

static void
test_article(void **state)
{
	static const struct expectation x[] = {
	    {ITEM "title", "Leaders & led: p < 0.05"},
	    {ITEM "link", "https://doi.org/10.1136/leader-2022-000655"},
	    {ITEM "guid", "tag:example.org,2026:item/1"},
	    {ITEM "guid/@isPermaLink", "false"},
	    {ITEM "pubDate", "Mon, 12 Sep 2022 08:00:00 GMT"},
	    {"count(" ITEM "dc:creator)", "2"},
	    {ITEM "dc:creator[2]", "Khan, S."},
	    {ITEM "category[1]", "Articles"},
	    {ITEM "category[1]/@domain",
		"https://www.example.org/research#section"},
	    {ITEM "category[2]", "NHS"},
	    {ITEM "category[2]/@domain", "https://tags.example/"},
	    {ITEM "description", "<p>Two <b>bold</b> words &amp; more.</p>"},
	    {"count(" ITEM "content:encoded)", "0"},
	    {"count(" ITEM "enclosure)", "1"},
	    {ITEM "enclosure/@url", "https://journal.example/1.pdf"},
	    {ITEM "enclosure/@length", "1234"},
	    {ITEM "enclosure/@type", "application/pdf"},
	    {ITEM "comments", "https://journal.example/1/comments"},
	    {ITEM "dc:rights", "© The authors"},
	    {ITEM "dc:identifier", "doi:10.1136/leader-2022-000655"},
	    {ITEM "dc:publisher", "BMJ"},
	    {ITEM "dcterms:bibliographicCitation", "BMJ Leader 10(1), 12-19"},
	    {ITEM "source", "The Journal"},
	    {ITEM "source/@url", "https://journal.example/rss"},
	    {"count(" ITEM "dc:source)", "0"},
	    {"count(//*[contains(., '@example.org')])", "0"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_RSS);
	fixture_add_article(&f);
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	fixture_done(&f);
}

static void
test_text(void **state)
{
	static const struct expectation x[] = {
	    {ITEM "description", "<p>In short: a &lt; b.</p>\n<p>So.</p>"},
	    {ITEM "content:encoded", "<p>The text.</p>"},
	    {"/rss/channel/item[2]/description",
		"<p>Bare. The Journal. 12 September 2022.</p>"},
	    {"/rss/channel/item[2]/link",
		"https://www.example.org/research#item-2"},
	    {"/rss/channel/item[2]/dc:source", "The Journal"},
	    {"/rss/channel/item[2]/dcterms:valid",
		"end=2026-11-30;scheme=W3C-DTF"},
	};
	struct fixture f;
	struct reader r;
	struct entry *en;

	(void)state;
	fixture_init(&f, FILE_RSS);
	en = fixture_add(&f, "articles", "Both");
	en->item.html = xstrdup("<p>The text.</p>");
	en->item.text = xstrdup("The text.");
	en->item.summary = xstrdup("In short: a < b.\n\nSo.");
	en = fixture_add(&f, "jobs", "Bare");
	free(en->item.url);
	en->item.url = NULL;
	en->item.closes_at = clock_parse("2026-11-30");
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	fixture_done(&f);
}

/* Also to a reader that takes a title or a name for HTML. */
static void
test_hostile(void **state)
{
	static const struct expectation x[] = {
	    {"count(//*[local-name()='script'])", "0"},
	    {"count(//*[not(*) and name() != 'dc:identifier' and "
	     "contains(., '<script')])",
		"0"},
	    {"count(//*[contains(., 'javascript:')])", "0"},
	    {"count(//@*[contains(., 'javascript:')])", "0"},
	    {"count(//comment() | //processing-instruction())", "0"},
	    {"count(" ITEM "enclosure)", "0"},
	    {"count(" ITEM "comments)", "0"},
	    {"count(" ITEM "category[2]/@domain)", "0"},
	    {"substring(" ITEM "title, 1, 32)",
		"\"'>< script>alert(1)< /script>]]"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_RSS);
	fixture_add_hostile(&f);
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_channel),
	    cmocka_unit_test(test_article),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
