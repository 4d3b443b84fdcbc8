/* SPDX-License-Identifier: ISC */
/* An edition as JSON Feed, line by line. */
#include "publish/gate_json.h"
#include "publish/json_feed.h"
#include "rendered.h"

static void
test_whole(void **state)
{
	static const char want[] =
	    "{\n"
	    "  \"version\": \"https://jsonfeed.org/version/1.1\",\n"
	    "  \"title\": \"Leadership reading\",\n"
	    "  \"home_page_url\": \"https://www.example.org/research\",\n"
	    "  \"feed_url\": \"https://www.example.org/feeds/reading.json\",\n"
	    "  \"description\": \"Selected for members\",\n"
	    "  \"language\": \"en-GB\",\n"
	    "  \"authors\": [\n"
	    "    {\n"
	    "      \"name\": \"The Faculty\"\n"
	    "    }\n"
	    "  ],\n"
	    "  \"_lectern\": {\n"
	    "    \"id\": \"tag:example.org,2026:reading/reading\",\n"
	    "    \"updated\": \"2026-11-22T23:29:59Z\",\n"
	    "    \"forms\": [\n"
	    "      {\n"
	    "        \"url\": \"https://www.example.org/feeds/reading.atom\",\n"
	    "        \"mime_type\": \"application/atom+xml\"\n"
	    "      },\n"
	    "      {\n"
	    "        \"url\": \"https://www.example.org/feeds/reading.rss\",\n"
	    "        \"mime_type\": \"application/rss+xml\"\n"
	    "      },\n"
	    "      {\n"
	    "        \"url\": \"https://www.example.org/feeds/reading.ris\",\n"
	    "        \"mime_type\": \"application/x-research-info-systems\"\n"
	    "      },\n"
	    "      {\n"
	    "        \"url\": \"https://www.example.org/feeds/reading.bib\",\n"
	    "        \"mime_type\": \"application/x-bibtex\"\n"
	    "      },\n"
	    "      {\n"
	    "        \"url\": \"https://www.example.org/feeds/reading.ics\",\n"
	    "        \"mime_type\": \"text/calendar\"\n"
	    "      }\n"
	    "    ]\n"
	    "  },\n"
	    "  \"items\": [\n"
	    "    {\n"
	    "      \"id\": \"tag:example.org,2026:item/1\",\n"
	    "      \"url\": \"https://doi.org/10.1136/leader-2022-000655\",\n"
	    "      \"external_url\": \"https://elsewhere.example/\",\n"
	    "      \"title\": \"Leaders & led: p < 0.05\",\n"
	    "      \"content_html\": \"<p>Two <b>bold</b> words &amp; "
	    "more.</p>\",\n"
	    "      \"date_published\": \"2022-09-12T08:00:00Z\",\n"
	    "      \"date_modified\": \"2026-11-22T23:29:59Z\",\n"
	    "      \"authors\": [\n"
	    "        {\n"
	    "          \"name\": \"Laura Jones\",\n"
	    "          \"url\": \"https://people.example/laura\"\n"
	    "        },\n"
	    "        {\n"
	    "          \"name\": \"Khan, S.\"\n"
	    "        }\n"
	    "      ],\n"
	    "      \"tags\": [\n"
	    "        \"Articles\",\n"
	    "        \"NHS\"\n"
	    "      ],\n"
	    "      \"language\": \"cy\",\n"
	    "      \"attachments\": [\n"
	    "        {\n"
	    "          \"url\": \"https://journal.example/1.pdf\",\n"
	    "          \"mime_type\": \"application/pdf\",\n"
	    "          \"title\": \"The paper\",\n"
	    "          \"size_in_bytes\": 1234\n"
	    "        }\n"
	    "      ],\n"
	    "      \"_lectern\": {\n"
	    "        \"section\": \"articles\",\n"
	    "        \"doi\": \"10.1136/leader-2022-000655\",\n"
	    "        \"journal\": \"BMJ Leader\",\n"
	    "        \"volume\": \"10\",\n"
	    "        \"issue\": \"1\",\n"
	    "        \"first_page\": \"12\",\n"
	    "        \"last_page\": \"19\",\n"
	    "        \"publisher\": \"BMJ\",\n"
	    "        \"rights\": \"© The authors\",\n"
	    "        \"license\": "
	    "\"https://creativecommons.org/licenses/by/4.0/\",\n"
	    "        \"source\": {\n"
	    "          \"id\": \"https://journal.example/feed\",\n"
	    "          \"title\": \"The Journal\",\n"
	    "          \"url\": \"https://journal.example/\",\n"
	    "          \"feed_url\": \"https://journal.example/rss\"\n"
	    "        }\n"
	    "      }\n"
	    "    },\n"
	    "    {\n"
	    "      \"id\": \"tag:example.org,2026:item/2\",\n"
	    "      \"url\": \"https://journal.example/2\",\n"
	    "      \"title\": \"Lecturer, leadership\",\n"
	    "      \"content_text\": \"University of X\\n\\nSalary: £1; "
	    "more\",\n"
	    "      \"date_published\": \"2022-09-12T08:00:00Z\",\n"
	    "      \"date_modified\": \"2026-11-22T23:29:58Z\",\n"
	    "      \"tags\": [\n"
	    "        \"Research opportunities\"\n"
	    "      ],\n"
	    "      \"_lectern\": {\n"
	    "        \"section\": \"jobs\",\n"
	    "        \"closes\": \"2026-11-30\",\n"
	    "        \"source\": {\n"
	    "          \"id\": \"https://journal.example/feed\",\n"
	    "          \"title\": \"The Journal\"\n"
	    "        }\n"
	    "      }\n"
	    "    }\n"
	    "  ]\n"
	    "}\n";
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_JSON);
	fixture_add_article(&f);
	fixture_add_advert(&f);
	got = rendered(&f.ed, json_feed_render, gate_json);
	assert_string_equal(got, want);
	free(got);
	fixture_done(&f);
}

/* A retraction and its original name each other. */
static void
test_notice(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_JSON);
	fixture_add_notice(&f, AMENDMENT_RETRACTION, "articles");
	got = rendered(&f.ed, json_feed_render, gate_json);
	assert_int_equal(
	    count_of(got,
		"\"amends\": {\n          \"kind\": \"retraction\",\n     "
		"     \"entry_id\": \"tag:example.org,2026:item/2\""),
	    1);
	assert_int_equal(
	    count_of(got,
		"\"amended\": {\n          \"kind\": \"retraction\",\n    "
		"      \"entry_id\": \"tag:example.org,2026:item/1\""),
	    1);
	free(got);
	fixture_done(&f);
}

static void
test_hostile(void **state)
{
	static const char *const never[] = {"\"javascript:", "\"data:",
	    "\"image\"", "\"external_url\"", "\"license\"", "onload"};
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_JSON);
	fixture_add_hostile(&f);
	got = rendered(&f.ed, json_feed_render, gate_json);
	for (size_t i = 0; i < N_OF(never); i++)
		check_int(never[i], (int64_t)count_of(got, never[i]), 0);
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_notice),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
