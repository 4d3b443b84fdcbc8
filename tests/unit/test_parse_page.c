/* SPDX-License-Identifier: ISC */
/* What an HTML page that came instead of a feed says of itself. */
#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "parse/page.h"

#define URL "https://journal.example/news/"
#define RSS "rel=\"alternate\" type=\"application/rss+xml\""

static const struct {
	const char *html;
	const char *title, *feed_url;
} pages[] = {
    {"<!DOCTYPE html><html><head><title>Just a moment...</title></head>",
	"Just a moment...", NULL},
    {"<HTML><HEAD><TITLE>\n Sign\n in </TITLE>", "Sign in", NULL},
    {"<html><head><title>Caf\xe9 &amp; more", "Café & more", NULL},
    {"<html><title></title><body>x", NULL, NULL},
    {"<html><body><p>no title</p>", NULL, NULL},
    {"<html><title>One</title><svg><title>Two</title></svg>", "One", NULL},
    {"<html><script>'<title>No</title>'</script><title>Yes</title>", "Yes",
	NULL},
    {"\xef\xbb\xbf \n<!-- x --><!-- y -->\n<!doctype HTML><title>T", "T", NULL},
    {"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html><head>"
     "<title>X</title>",
	"X", NULL},
    {"<html><link " RSS " href=\"/feed\">", NULL,
	"https://journal.example/feed"},
    {"<html><link " RSS " href=feed.xml>", NULL, URL "feed.xml"},
    {"<html><head><base href=\"https://other.example/a/b\"><link " RSS
     " href=\"c\">",
	NULL, "https://other.example/a/c"},
    {"<html><link rel=stylesheet href=a.css>"
     "<link rel=\"alternate\" hreflang=\"de\" href=\"/de\">"
     "<link REL=\"nofollow Alternate\" TYPE=\"Application/Atom+XML; x=y\""
     " HREF=\"//feeds.example/a?b=1&amp;c=2\"><link " RSS " href=\"/later\">",
	NULL, "https://feeds.example/a?b=1&c=2"},
    {"<html><link " RSS " href=\"javascript:alert(1)\">", NULL, NULL},
    {"<html><link " RSS " href=\"file:///etc/passwd\">", NULL, NULL},
    {"<html><link " RSS ">", NULL, NULL},
    {"<html><link rel=\"alternates\" type=\"application/rss+xml\" "
     "href=\"/a\">",
	NULL, NULL},
};

static const char *const others[] = {"", " ", "plain words",
    "{\"error\": \"<html>\"}", "<rss><channel><title>T</title></channel></rss>",
    "<?xml version=\"1.0\"?><feed/>", "<!-- <html> ", "<?xml <html",
    "\x89PNG\r\n\x1a\n", "<!DOCTYPE rss><rss/>"};

static void
test_pages(void **state)
{
	struct page p;

	(void)state;
	for (size_t i = 0; i < N_OF(pages); i++) {
		const char *html = pages[i].html;

		if (!page_read(html, strlen(html), URL, &p))
			fail_msg("no page: %s", html);
		check_str(html, p.title, pages[i].title);
		check_str(html, p.feed_url, pages[i].feed_url);
		page_done(&p);
	}
}

static void
test_others(void **state)
{
	struct page p = {.title = NULL};

	(void)state;
	for (size_t i = 0; i < N_OF(others); i++)
		if (page_read(others[i], strlen(others[i]), URL, &p))
			fail_msg("a page: %s", others[i]);
	assert_false(page_read(NULL, 0, URL, &p));
}

/* Where it came from is not known: a relative address says nothing. */
static void
test_no_url(void **state)
{
	static const char html[] =
	    "<html><title>T</title><link " RSS " href=\"/a\"><link " RSS
	    " href=\"http://b.example/\">";
	struct page p;

	(void)state;
	assert_true(page_read(html, strlen(html), NULL, &p));
	check_str("title", p.title, "T");
	check_str("feed", p.feed_url, "http://b.example/");
	page_done(&p);
}

static void
test_bounds(void **state)
{
	struct page p;
	struct buf b;

	(void)state;
	buf_init(&b, 4 * LIMIT_PAGE);
	buf_adds(&b, "<html><title>");
	for (int i = 0; i < 5000; i++)
		buf_adds(&b, "é");
	buf_adds(&b, "</title>");
	while (b.len < LIMIT_PAGE)
		buf_adds(&b, "<b><i>");
	buf_adds(&b, "<link " RSS " href=\"/beyond\">");
	assert_true(page_read(b.data, b.len, URL, &p));
	assert_int_equal(strlen(p.title), 80 + strlen("…"));
	assert_null(p.feed_url);
	page_done(&p);
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pages),
	    cmocka_unit_test(test_others),
	    cmocka_unit_test(test_no_url),
	    cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
