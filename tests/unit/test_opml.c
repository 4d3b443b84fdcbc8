/* SPDX-License-Identifier: ISC */
/* The feeds of an edition as OPML, line by line. */
#include "publish/gate_xml.h"
#include "publish/opml.h"
#include "rendered.h"

static void
test_whole(void **state)
{
	static const char want[] =
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<opml version=\"2.0\">\n"
	    "  <head>\n"
	    "    <title>Leadership reading: its sources</title>\n"
	    "    <dateModified>Sun, 22 Nov 2026 23:29:59 GMT</dateModified>\n"
	    "    <ownerName>The Faculty</ownerName>\n"
	    "  </head>\n"
	    "  <body>\n"
	    "    <outline text=\"Articles\">\n"
	    "      <outline text=\"BMJ &amp; more\" type=\"rss\" title=\"BMJ "
	    "&amp; more\" xmlUrl=\"https://bmj.example/rss\" "
	    "htmlUrl=\"https://bmj.example/\"/>\n"
	    "      <outline text=\"Ours\" type=\"link\" "
	    "url=\"https://ours.example/\"/>\n"
	    "      <outline text=\"Nowhere\"/>\n"
	    "    </outline>\n"
	    "    <outline text=\"Research opportunities\">\n"
	    "      <outline text=\"Jobs\" type=\"rss\" title=\"Jobs\" "
	    "xmlUrl=\"http://jobs.example/rss\"/>\n"
	    "    </outline>\n"
	    "  </body>\n"
	    "</opml>\n";
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_OPML);
	fixture_add_channel(&f, "articles", "BMJ & more",
	    "https://bmj.example/rss", "https://bmj.example/");
	fixture_add_channel(
	    &f, "jobs", "Jobs", "http://jobs.example/rss", NULL);
	fixture_add_channel(
	    &f, "articles", "Ours", NULL, "https://ours.example/");
	fixture_add_channel(&f, "articles", "Nowhere", NULL, NULL);
	f.ed.updated_at = clock_parse("2026-11-22T23:29:59Z");
	got = rendered(&f.ed, opml_render, gate_xml_opml);
	assert_string_equal(got, want);
	free(got);
	fixture_done(&f);
}

static void
test_hostile(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_OPML);
	fixture_add_channel(&f, "jobs", "\"/><script>alert(1)</script>",
	    "javascript:alert(1)", "https://me:secret@jobs.example/\"><b>");
	got = rendered(&f.ed, opml_render, gate_xml_opml);
	assert_int_equal(count_of(got, "script&gt;"), 2);
	assert_int_equal(count_of(got, "&lt;script"), 0);
	assert_int_equal(count_of(got, "<script"), 0);
	assert_int_equal(count_of(got, "javascript"), 0);
	assert_int_equal(count_of(got, "secret"), 0);
	assert_int_equal(
	    count_of(got, "url=\"https://jobs.example/%22%3E%3Cb%3E\""), 1);
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
