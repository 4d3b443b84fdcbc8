/* SPDX-License-Identifier: ISC */
/* What the elements of an item come to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "parse/parse.h"

#define ATOM "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>t</title>"
#define ATOM03                                                      \
	"<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\">" \
	"<title>t</title>"

static struct feed
read_feed(const char *head, const char *items, const char *tail)
{
	struct hints hints = {.url = "https://example.org/feed"};
	struct feed feed;
	struct buf b;
	struct err e;

	buf_init(&b, MIB);
	buf_addf(&b, "%s%s%s", head, items, tail);
	if (parse_feed(b.data, b.len, &hints, &feed, &e) != OUTCOME_OK)
		fail_msg("%s: %s", items, e.msg);
	buf_done(&b);
	return feed;
}

/* What stands in an entry, and the text that comes of it. */
static void
test_types(void **state)
{
	static const struct {
		const char *head, *content, *want;
	} rows[] = {
	    {ATOM, "<content>a &lt;b></content>", "a <b>"},
	    {ATOM, "<content type='html'>a &lt;b>c&lt;/b></content>", "a c"},
	    {ATOM, "<content type='image/png'>iVBORw0KGgo=</content>", NULL},
	    {ATOM,
		"<content type='application/xhtml+xml'>"
		"<p xmlns='http://www.w3.org/1999/xhtml'>a "
		"&lt;b></p></content>",
		"a <b>"},
	    {ATOM03,
		"<content type='text/html' mode='escaped'>"
		"a &lt;b>c&lt;/b></content>",
		"a c"},
	    {ATOM03, "<content type='text/html'>a &lt;b></content>", "a <b>"},
	    {ATOM03,
		"<content type='text/html' mode='base64'>YSA8Yj5jPC9iPg=="
		"</content>",
		"a c"},
	    {ATOM03, "<content mode='base64'>/////w==</content>", NULL},
	};
	struct feed feed;
	char entry[512];

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		snprintf(entry, sizeof(entry), "<entry><id>x</id>%s</entry>",
		    rows[i].content);
		feed = read_feed(rows[i].head, entry, "</feed>");
		assert_int_equal(feed.n_items, 1);
		check_str(rows[i].content, feed.items[0].text, rows[i].want);
		feed_done(&feed);
	}
}

static void
test_authors(void **state)
{
	static const struct {
		const char *entry;
		const char *want; /* the first one */
		size_t n;
	} rows[] = {
	    {"", "Feed", 1},
	    {"<author><name>A</name></author>", "A", 1},
	    {"<source><author><name>S</name></author></source>", "S", 1},
	    {"<author><name>A</name></author>"
	     "<source><author><name>S</name></author></source>",
		"A", 1},
	    {"<author><name>A</name><name>B</name></author>", "A", 1},
	    {"<author><given_name>A</given_name><last_name>B</last_name>"
	     "</author>",
		"A B", 1},
	    {"<author><name>A</name></author><author><name>A</name></author>"
	     "<author><name>B</name></author>",
		"A", 2},
	    {"<author><uri>http://e.org/a</uri></author>", NULL, 1},
	};
	struct feed feed;
	char entry[512];

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		snprintf(entry, sizeof(entry), "<entry><id>x</id>%s</entry>",
		    rows[i].entry);
		/* The feed's stand behind the entry, and count all the same. */
		feed = read_feed(
		    ATOM, entry, "<author><name>Feed</name></author></feed>");
		check_int(rows[i].entry, feed.items[0].authors.n, rows[i].n);
		check_str(rows[i].entry, feed.items[0].authors.list[0].name,
		    rows[i].want);
		feed_done(&feed);
	}
}

static void
test_keywords(void **state)
{
	struct feed feed = read_feed(
	    "<rss version='2.0' "
	    "xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
	    "<channel><title>t</title>",
	    "<item><title>i</title><itunes:keywords>a, b c,,a</itunes:keywords>"
	    "</item>",
	    "</channel></rss>");

	(void)state;
	assert_int_equal(feed.items[0].n_tags, 2);
	check_str("first", feed.items[0].tags[0].term, "a");
	check_str("second", feed.items[0].tags[1].term, "b c");
	feed_done(&feed);
}

/* n elements, of which at most max count. */
static void
test_attachments(void **state)
{
	struct feed feed;
	struct buf b;

	(void)state;
	for (size_t n = LIMIT_ATTACHMENTS; n <= LIMIT_ATTACHMENTS + 1; n++) {
		buf_init(&b, MIB);
		buf_adds(&b, "<item><title>i</title>");
		for (size_t i = 0; i < n; i++)
			buf_addf(&b, "<enclosure url='/%zu'/>", i);
		buf_adds(&b, "</item>");
		feed = read_feed("<rss version='2.0'><channel><title>t</title>",
		    b.data, "</channel></rss>");
		assert_int_equal(
		    feed.items[0].n_attachments, LIMIT_ATTACHMENTS);
		feed_done(&feed);
		buf_done(&b);
	}
}

/* The work that a notice says it is about: the plainest word for it counts. */
static void
test_amends(void **state)
{
	static const char *const rows[][2] = {
	    {"<prism:isCorrectionOf>doi:10.1136/A-1</prism:isCorrectionOf>",
		"10.1136/a-1"},
	    {"<prism:isCorrectionOf rdf:resource='info:doi/10.1136/a-1'/>",
		"10.1136/a-1"},
	    {"<dcterms:relation>https://doi.org/10.1136/a-1</dcterms:relation>",
		"10.1136/a-1"},
	    {"<dc:relation>10.1136/a-1</dc:relation>", "10.1136/a-1"},
	    {"<dcterms:isVersionOf>10.1136/a-1</dcterms:isVersionOf>",
		"10.1136/a-1"},
	    {"<atom:link rel='related' href='https://x.org/doi/10.1136/a-1'/>",
		"10.1136/a-1"},
	    {"<dc:relation>10.1136/b-2</dc:relation>"
	     "<prism:isCorrectionOf>10.1136/a-1</prism:isCorrectionOf>",
		"10.1136/a-1"},
	    {"<dc:relation>info:eu-repo/grant/7</dc:relation>"
	     "<dc:relation>10.1136/a-1</dc:relation>",
		"10.1136/a-1"},
	    {"<atom:link rel='related' href='https://x.org/10.1136'/>", NULL},
	    {"<atom:link rel='via' href='https://doi.org/10.1136/a-1'/>", NULL},
	    {"<dcterms:references>10.1136/a-1</dcterms:references>", NULL},
	    {"<dcterms:isReplacedBy>10.1136/a-1</dcterms:isReplacedBy>", NULL},
	};
	struct feed feed;
	char item[512];

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		snprintf(item, sizeof(item),
		    "<item><title>Correction</title>%s</item>", rows[i][0]);
		feed = read_feed("<rss version='2.0'><channel><title>t</title>",
		    item, "</channel></rss>");
		check_str(rows[i][0], feed.items[0].amends_doi, rows[i][1]);
		check_str(rows[i][0], feed.items[0].doi, NULL);
		feed_done(&feed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_types),
	    cmocka_unit_test(test_authors),
	    cmocka_unit_test(test_keywords),
	    cmocka_unit_test(test_attachments),
	    cmocka_unit_test(test_amends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
