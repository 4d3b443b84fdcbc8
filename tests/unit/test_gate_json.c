/* SPDX-License-Identifier: ISC */
/* The last look at a JSON Feed. */
#include "damage.h"
#include "publish/gate_json.h"
#include "publish/json_feed.h"

static const struct trial json = {json_feed_render, gate_json};

static void
test_json(void **state)
{
	static const struct damage damages[] = {
	    {"{", "[", "document: not JSON"},
	    {"One", "\xff", "document: not JSON"},
	    {"\"title\": \"L", "\"version\": \"x\",\n\"title\": \"L",
		"document: not JSON"},
	    {"version/1.1", "version/2", "document: not a JSON Feed"},
	    {"\"title\": \"Leadership reading\"", "\"title\": 1",
		"feed: no title"},
	    {"\"https://www.example.org/feeds/reading.json\"",
		"\"reading.json\"", "feed: no addresses"},
	    {"\"items\"", "\"itmes\"", "items: not one for each entry"},
	    {"\"items\": [", "\"items\": [{},",
		"items: not one for each entry"},
	    {"item/1\"", "item/3\"",
		"tag:example.org,2026:item/1: not the id that the edition "
		"has"},
	    {"\"One\"", "\"\"", "tag:example.org,2026:item/1: no title"},
	    {"\"https://journal.example/1\"", "\"javascript:alert(1)\"",
		"tag:example.org,2026:item/1: no url"},
	    {"content_text", "content_txet",
		"tag:example.org,2026:item/1: no content"},
	    {"\"date_modified\": \"2026", "\"date_modified\": \"now",
		"tag:example.org,2026:item/1: no date_modified that is a "
		"time"},
	};

	(void)state;
	check_damages(&json, FILE_JSON, damages, N_OF(damages));
}

static void
test_twice(void **state)
{
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	damage_make(&f, FILE_JSON);
	free(f.ed.entries.list[1].entry_id);
	f.ed.entries.list[1].entry_id = xstrdup("tag:example.org,2026:item/1");
	buf_init(&doc, LIMIT_DOCUMENT);
	json_feed_render(&f.ed, &doc);
	assert_int_equal(gate_json(&f.ed, &doc, &e), -1);
	check_str("twice", e.msg,
	    "tag:example.org,2026:item/1: an id that two entries have");
	buf_done(&doc);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_json),
	    cmocka_unit_test(test_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
