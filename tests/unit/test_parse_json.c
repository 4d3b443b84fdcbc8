/* SPDX-License-Identifier: ISC */
/* JSON Feed: what is one, and what outranks what. The rest is in the goldens.
 */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/json.h"

static enum outcome
read_json(const char *text, struct feed *f)
{
	char *copy = xstrdup(text);
	enum outcome outcome;
	struct err e;

	feed_init(f);
	outcome = json_read(
	    copy, strlen(copy), "https://example.org/a/feed.json", f, &e);
	free(copy);
	return outcome;
}

static void
test_what_is_a_feed(void **state)
{
	static const struct {
		const char *text;
		enum outcome want;
	} cases[] = {
	    {"{\"version\": \"https://jsonfeed.org/version/1.1\"}", OUTCOME_OK},
	    {"{\"items\": []}", OUTCOME_OK},
	    {"{\"items\": 1}", OUTCOME_NOT_FEED},
	    {"{\"version\": \"2.0\"}", OUTCOME_NOT_FEED},
	    {"[]", OUTCOME_NOT_FEED},
	    {"{", OUTCOME_UNREADABLE},
	};
	struct feed f;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		check_int(
		    cases[i].text, read_json(cases[i].text, &f), cases[i].want);
		feed_done(&f);
	}
}

/* Of an item's members: its URL, and what its first author is called. */
static void
test_items(void **state)
{
	static const struct {
		const char *members, *url, *author;
	} cases[] = {
	    {"\"url\": \"b\"", "https://example.org/a/b", "Ann"},
	    {"\"external_url\": \"/c\"", "https://example.org/c", "Ann"},
	    {"\"id\": \"http://b.example.org/\", \"external_url\": \"/c\"",
		"http://b.example.org/", "Ann"},
	    {"\"id\": \"b\", \"authors\": [{\"name\": \"Bob\"}]", NULL, "Bob"},
	    {"\"author\": {\"name\": \"Bob\"}", NULL, "Bob"},
	    {"\"authors\": [{\"name\": \"Cy\"}], \"author\": {\"name\": "
	     "\"Bob\"}",
		NULL, "Cy"},
	};
	struct feed f;
	char *text;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		text = xasprintf("{\"authors\": [{\"name\": \"Ann\"}], "
				 "\"items\": [{%s}]}",
		    cases[i].members);
		assert_int_equal(read_json(text, &f), OUTCOME_OK);
		assert_int_equal(f.n_items, 1);
		check_str(text, f.items[0].url, cases[i].url);
		check_str(
		    text, f.items[0].authors.list[0].name, cases[i].author);
		feed_done(&f);
		free(text);
	}
}

static void
test_too_many_items(void **state)
{
	struct feed f;
	struct buf text;

	(void)state;
	buf_init(&text, MIB);
	buf_adds(&text, "{\"items\": [{}");
	for (size_t i = 0; i < LIMIT_ITEMS; i++)
		buf_adds(&text, ",{}");
	buf_adds(&text, "]}");
	assert_int_equal(read_json(text.data, &f), OUTCOME_OK);
	assert_int_equal(f.n_items, LIMIT_ITEMS);
	assert_true(f.truncated);
	feed_done(&f);
	buf_done(&text);
}

static void
test_cut(void **state)
{
	struct feed f;

	(void)state;
	assert_int_equal(
	    read_json("{\"authors\": [{\"name\": \"Ann\"}], \"items\": "
		      "[{\"id\": \"a\"}, {\"id\": \"b\"}, {\"id\": \"c",
		&f),
	    OUTCOME_OK);
	assert_int_equal(f.n_items, 2);
	assert_true(f.truncated && f.recovered);
	assert_false(f.items[1].is_cut);
	feed_done(&f);
	assert_int_equal(read_json("{\"items\": [1], \"title\": \"x", &f),
	    OUTCOME_UNREADABLE);
	assert_int_equal(
	    read_json("{\"authors\": [{\"name\": \"Ann\"}], \"items\": "
		      "[{\"id\": \"a",
		&f),
	    OUTCOME_UNREADABLE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_is_a_feed),
	    cmocka_unit_test(test_items),
	    cmocka_unit_test(test_too_many_items),
	    cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
