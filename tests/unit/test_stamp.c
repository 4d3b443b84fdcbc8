/* SPDX-License-Identifier: ISC */
/* Seconds that no two entries share. */
#include <sqlite3.h>

#include "stock.h"
#include "store/sql.h"
#include "store/stamp.h"

static struct feed
many(size_t n, const char *text, const char *base)
{
	struct feed doc;

	feed_init(&doc);
	for (size_t i = 0; i < n; i++) {
		char *url = xasprintf("%s%zu", base, i);

		add_item(&doc, url, url, text);
		free(url);
	}
	return doc;
}

static void
check_unique(const struct entries *list)
{
	for (size_t i = 0; i < list->n; i++)
		for (size_t j = i + 1; j < list->n; j++)
			if (list->list[i].updated_at ==
			    list->list[j].updated_at)
				fail_msg("%zu and %zu at %lld", i, j,
				    (long long)list->list[i].updated_at);
}

static int64_t
updated_of(const struct entries *list, const char *url)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->list[i].item.url, url) == 0)
			return list->list[i].updated_at;
	fail_msg("no %s", url);
	return 0;
}

#define X "https://x.example/"
#define Y "https://y.example/"

/* The first of a document is the newest, and the latest free second. */
static void
test_order(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc = many(5, "x", X);

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	doc = many(5, "x", Y);
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW);
	doc = many(8, "x", "https://z.example/");
	poll_doc(&k, SOURCE_JOBS, &doc, NOW + 3);
	list = list_all(&k, NOW);
	check_unique(&list);
	check_int("x0", updated_of(&list, X "0"), NOW);
	check_int("x4", updated_of(&list, X "4"), NOW - 4);
	check_int("y0", updated_of(&list, Y "0"), NOW - 5);
	check_int("z2", updated_of(&list, "https://z.example/2"), NOW + 1);
	check_int("z3", updated_of(&list, "https://z.example/3"), NOW - 10);
	/* All of one second: in the order of the document. */
	check_str("newest", list.list[0].item.url, "https://z.example/0");
	check_str("next", list.list[1].item.url, "https://z.example/1");
	entries_done(&list);
	stock_close(&k);
}

/* A change moves it up, never down, also within the second of its birth. */
static void
test_change(void **state)
{
	struct stock k;
	struct entries before, after;
	struct feed doc = many(5, "x", X);

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	for (int i = 0; i < 4; i++) {
		before = list_all(&k, NOW);
		doc = many(5, i % 2 == 0 ? "y" : "x", X);
		check_int("changed",
		    (int64_t)poll_doc(&k, SOURCE_AHEAD, &doc, NOW + 2 * i)
			.n_changed,
		    5);
		after = list_all(&k, NOW);
		check_unique(&after);
		for (size_t j = 0; j < before.n; j++)
			assert_true(
			    updated_of(&after, before.list[j].item.url) >
			    before.list[j].updated_at);
		entries_done(&before);
		entries_done(&after);
	}
	stock_close(&k);
}

/* What is said again moves nothing. */
static void
test_still(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc = many(3, "x", X);

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	for (int i = 1; i < 4; i++) {
		doc = many(3, "x", X);
		doc.items[0].published_at = NOW - i;
		doc.items[1].modified_at = NOW + i;
		doc.items[2].html = xstrdup(i % 2 ? "<p>x</p>" : "<b>x</b>");
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i * DAY);
	}
	list = list_all(&k, NOW);
	check_int("x0", updated_of(&list, X "0"), NOW);
	check_int("x1", updated_of(&list, X "1"), NOW - 1);
	check_int("x2", updated_of(&list, X "2"), NOW - 2);
	entries_done(&list);
	stock_close(&k);
}

/* Each in a second of its own, without a gap. */
static void
test_many(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc;
	int looks;

	(void)state;
	stock_open(&k, false);
	check_ok(&k, store_begin(k.s, &k.e));
	for (int i = 0; i < 4; i++) {
		char *base = xasprintf("https://h%d.example/", i);

		doc = many(500, "x", base);
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		free(base);
	}
	check_ok(&k, store_commit(k.s, &k.e));
	/* Without walking past those before. */
	looks = sqlite3_stmt_status(
	    k.s->stmts[SQL_ITEM_UPDATED], SQLITE_STMTSTATUS_RUN, 0);
	assert_true(looks <= 2 * 2000);
	list = list_all(&k, NOW);
	check_int("all", (int64_t)list.n, 2000);
	check_int("first", list.list[0].updated_at, NOW);
	check_int("last", list.list[1999].updated_at, NOW - 1999);
	entries_done(&list);
	stock_close(&k);
}

/* What was written a moment ago keeps its date, for as long as that does not
 * take its update far ahead. */
static void
test_dated(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc = many(100, "x", X);
	int64_t last = 0;
	size_t kept = 0;

	(void)state;
	stock_open(&k, false);
	for (size_t i = 0; i < doc.n_items; i++)
		doc.items[i].published_at = i < 5 ? NOW - 2 : NOW;
	doc.items[99].published_at = NOW - DAY;
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	list = list_all(&k, NOW);
	check_unique(&list);
	check_int("x2", updated_of(&list, X "2"), NOW - 2);
	check_int("x3", updated_of(&list, X "3"), NOW + 1);
	for (size_t i = 0; i < list.n; i++) {
		const struct entry *en = &list.list[i];

		assert_true(en->published_at <= en->updated_at);
		if (en->updated_at > last)
			last = en->updated_at;
		kept += en->published_at == en->item.published_at;
	}
	check_int("ahead", last, NOW + STAMP_AHEAD_SECS);
	check_int("kept", (int64_t)kept, 3 + STAMP_AHEAD_SECS + 1);
	entries_done(&list);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_change),
	    cmocka_unit_test(test_still),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_dated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
