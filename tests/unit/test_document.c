/* SPDX-License-Identifier: ISC */
/* A document to a feed: what is left of it at each limit and one beyond. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "parse/document.h"

static void
add_many(struct buf *in, size_t n, const char *s)
{
	while (n-- > 0)
		buf_adds(in, s);
}

static void
read_feed(struct buf *in, struct feed *feed, struct reading *reading)
{
	feed_init(feed);
	document_read(
	    in->data, in->len, XML_STRICT, "http://e.org/", feed, reading);
	check_int("root", reading->root, ROOT_FEED);
}

static void
test_items(void **state)
{
	struct reading reading;
	struct feed feed;
	struct buf in;

	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		buf_init(&in, 1000000);
		buf_adds(&in, "<rss><channel>");
		add_many(
		    &in, LIMIT_ITEMS + extra, "<item><title>x</title></item>");
		buf_adds(&in, "<title>late</title></channel></rss>");
		read_feed(&in, &feed, &reading);
		check_int("items", (int64_t)feed.n_items, LIMIT_ITEMS);
		check_int("truncated", feed.truncated, extra > 0);
		check_int("complete", reading.report.complete, true);
		check_str("title", feed.title, extra > 0 ? NULL : "late");
		feed_done(&feed);
		buf_done(&in);
	}
}

/* Beyond the limit the base around it holds. */
static void
test_bases(void **state)
{
	struct reading reading;
	struct feed feed;
	struct buf in;

	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		buf_init(&in, 1000000);
		buf_adds(&in, "<rss><channel>");
		add_many(&in, LIMIT_BASES - 1 + extra, "<a xml:base='/'/>");
		buf_adds(&in, "<item xml:base='/in/'><link>x</link></item>"
			      "</channel></rss>");
		read_feed(&in, &feed, &reading);
		check_str("url", feed.items[0].url,
		    extra == 0 ? "http://e.org/in/x" : "http://e.org/x");
		feed_done(&feed);
		buf_done(&in);
	}
}

/* An entry in an entry's content is a part of it. */
static void
test_nested(void **state)
{
	static const char text[] =
	    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>a</title>"
	    "<content type='application/xml'><entry><title>b</title></entry>"
	    "</content><id>c</id></entry></feed>";
	struct reading reading;
	struct feed feed;
	struct buf in;

	(void)state;
	buf_init(&in, 1000);
	buf_adds(&in, text);
	read_feed(&in, &feed, &reading);
	check_int("items", (int64_t)feed.n_items, 1);
	check_str("title", feed.items[0].title, "a");
	check_str("id", feed.items[0].id, "c");
	feed_done(&feed);
	buf_done(&in);
}

static void
test_rdf(void **state)
{
	static const struct {
		const char *uri;
		enum format format;
	} versions[] = {
	    {"http://purl.org/rss/1.0/", FORMAT_RSS10},
	    {"http://my.netscape.com/rdf/simple/0.9/", FORMAT_RSS090},
	    {"http://channel.netscape.com/rdf/simple/0.9/", FORMAT_RSS090},
	};
	struct reading reading;
	struct feed feed;
	struct buf in;

	(void)state;
	for (size_t i = 0; i < N_OF(versions); i++) {
		buf_init(&in, 1000);
		buf_addf(&in,
		    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/"
		    "22-rdf-syntax-ns#' xmlns='%s'><channel/></rdf:RDF>",
		    versions[i].uri);
		read_feed(&in, &feed, &reading);
		check_int(versions[i].uri, feed.format, versions[i].format);
		feed_done(&feed);
		buf_done(&in);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_items),
	    cmocka_unit_test(test_bases),
	    cmocka_unit_test(test_nested),
	    cmocka_unit_test(test_rdf),
	};

	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
