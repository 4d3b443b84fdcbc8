/* SPDX-License-Identifier: ISC */
/* Two works that turn out to be one, and a work under ever new keys. */
#include <sqlite3.h>

#include "core/limits.h"
#include "stock.h"
#include "store/sql.h"

#define A "https://journal.example/a"
#define B "https://journal.example/b"

static void
execute(struct stock *k, const char *sql)
{
	if (sqlite3_exec(k->s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(k->s->db));
}

static int64_t
ask(struct stock *k, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t value;

	assert_int_equal(
	    sqlite3_prepare_v2(k->s->db, sql, -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static struct tally
show(struct stock *k, int source, const char *url, const char *doi,
    const char *text, int64_t now)
{
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, "Leadership", url, text)->doi = xstrdup(doi);
	return poll_doc(k, source, &doc, now);
}

/* Item 1 has a link, item 2 a DOI and words; an editor spoke of both. */
static void
fill(struct stock *k)
{
	stock_open(k, false);
	show(k, SOURCE_AHEAD, A, NULL, NULL, NOW);
	show(k, SOURCE_CURRENT, B, "10.1/1", "hospital", NOW + 10);
	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
	execute(k, "INSERT INTO decision (item, action, by, why, at)"
		   " VALUES (1, 'pin', 'E', 'w', 1), (2, 'hide', 'E', 'w', 2)");
}

static void
test_join(void **state)
{
	struct stock k;
	struct entries list;
	struct tally tally;
	const struct entry *en;
	char *id;

	(void)state;
	fill(&k);
	list = list_all(&k, NOW);
	id = xstrdup(list.list[1].entry_id);
	entries_done(&list);
	tally = show(&k, SOURCE_AHEAD, A, "10.1/1", NULL, NOW + 20);
	check_int("new", (int64_t)tally.n_new, 0);
	check_int("changed", (int64_t)tally.n_changed, 1);
	check_int("unscored", ask(&k, "SELECT score IS NULL FROM scored"), 1);
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	list = list_all(&k, NOW + 20);
	check_int("entries", (int64_t)list.n, 1);
	en = &list.list[0];
	check_int("number", en->number, 1);
	check_str("id", en->entry_id, id);
	check_str("words of the other", en->item.text, "hospital");
	check_str("url", en->item.url, A);
	check_str("doi", en->item.doi, "10.1/1");
	check_int("score", en->score, 15);
	check_int("the last word", en->state, STATE_HIDDEN);
	check_str("feed", en->feeds[0], "ahead");
	check_str("feed", en->feeds[1], "current");
	check_int("published", en->published_at, NOW);
	check_int("updated", en->updated_at, NOW + 20);
	entries_done(&list);
	free(id);

	/* Both feeds show it under what they always did. */
	show(&k, SOURCE_CURRENT, B, "10.1/1", "hospital", NOW + 30);
	show(&k, SOURCE_AHEAD, A, NULL, NULL, NOW + 30);
	check_int("entries", (int64_t)count_all(&k), 1);
	stock_close(&k);
}

/* The other one is found under what it was known as, and only so. */
static void
test_other(void **state)
{
	struct stock k;
	struct entries list;
	struct explanation x;
	struct counts counts;
	char *ids[3] = {lend("2"), NULL, lend(B)};

	(void)state;
	fill(&k);
	list = list_all(&k, NOW);
	ids[1] = xstrdup(list.list[0].entry_id);
	entries_done(&list);
	show(&k, SOURCE_AHEAD, A, "10.1/1", NULL, NOW + 20);
	for (size_t i = 0; i < N_OF(ids); i++) {
		check_ok(&k, store_explain(k.s, &k.c, ids[i], NOW, &x, &k.e));
		check_int(ids[i], x.entry.number, 1);
		check_int("decisions", (int64_t)x.n_decisions, 2);
		explanation_done(&x);
	}
	check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
	check_int("counted", counts.n_items, 1);
	/* Other rules score all that there is. */
	k.rules[0].score++;
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	check_int("verdicts", ask(&k, "SELECT count(*) FROM verdict"), 2);
	check_int("scores", ask(&k, "SELECT sum(score) FROM scored"), 16);
	free(ids[1]);
	stock_close(&k);
}

/* Each speaks for itself, and what was one before is one yet. */
static void
test_chain(void **state)
{
	struct stock k;
	struct explanation x;

	(void)state;
	stock_open(&k, false);
	show(&k, SOURCE_AHEAD, A, NULL, "first", NOW);
	show(&k, SOURCE_CURRENT, B, NULL, "second", NOW + 10);
	show(&k, SOURCE_JOBS, B "/3", "10.1/1", "third", NOW + 20);
	show(&k, SOURCE_CURRENT, B, "10.1/1", "second", NOW + 30);
	check_int("two", (int64_t)count_all(&k), 2);
	show(&k, SOURCE_AHEAD, A, "10.1/1", "first", NOW + 40);
	check_int("one", (int64_t)count_all(&k), 1);
	check_ok(&k, store_explain(k.s, &k.c, "3", NOW, &x, &k.e));
	check_int("number", x.entry.number, 1);
	check_str("words", x.entry.item.text, "first");
	check_int("updated", x.entry.updated_at, NOW);
	explanation_done(&x);
	stock_close(&k);
}

/* One feed showed both, one after the other. */
static void
test_sightings(void **state)
{
	struct stock k;
	struct explanation x;

	(void)state;
	stock_open(&k, false);
	show(&k, SOURCE_AHEAD, A, NULL, "x", NOW);
	show(&k, SOURCE_AHEAD, B, "10.1/1", "x", NOW + 10);
	show(&k, SOURCE_CURRENT, A, "10.1/1", "x", NOW + 20);
	check_ok(&k, store_explain(k.s, &k.c, "1", NOW, &x, &k.e));
	check_int("sightings", (int64_t)x.n_sightings, 2);
	check_str("first", x.sightings[0].feed, "ahead");
	check_int("first", x.sightings[0].first_seen_at, NOW);
	check_int("last", x.sightings[0].last_seen_at, NOW + 10);
	explanation_done(&x);
	stock_close(&k);
}

/* A document in which one work stands twice, as it turns out half-way: its
 * first word counts. */
static void
test_half_way(void **state)
{
	struct stock k;
	struct feed doc;
	struct tally tally;

	(void)state;
	stock_open(&k, false);
	show(&k, SOURCE_AHEAD, A, NULL, "a", NOW);
	show(&k, SOURCE_AHEAD, B, "10.1/1", "b", NOW + 10);
	feed_init(&doc);
	add_item(&doc, "Leadership", B, "b")->doi = xstrdup("10.1/1");
	add_item(&doc, "Leadership", A, "a, again")->doi = xstrdup("10.1/1");
	tally = poll_doc(&k, SOURCE_AHEAD, &doc, NOW + 20);
	check_int("changed", (int64_t)tally.n_changed, 0);
	check_int("works", (int64_t)count_all(&k), 1);
	stock_close(&k);
}

/* In one transaction works come, change and become one, and a notice looks for
 * its original: the index has what is there in the end. */
static void
test_index_at_last(void **state)
{
	struct stock k;
	struct counts counts;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	check_ok(&k, store_begin(k.s, &k.e));
	show(&k, SOURCE_AHEAD, A, NULL, "a clinic", NOW);
	show(&k, SOURCE_AHEAD, A, NULL, "a hospital", NOW + 1);
	show(&k, SOURCE_CURRENT, B, "10.1/1", "else", NOW + 2);
	show(&k, SOURCE_CURRENT, A, "10.1/1", "else", NOW + 3);
	feed_init(&doc);
	add_item(&doc, "Wards without a chair", A "/2", "x");
	add_item(&doc, "Correction: Wards without a chair", A "/3", "x");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW + 4);
	show(&k, SOURCE_JOBS, A "/4", NULL, "z", NOW + 5);
	check_ok(&k, store_commit(k.s, &k.e));
	check_ok(&k, store_check(k.s, NOW + 5, &counts, &k.e));
	check_int("works", counts.n_items, 4);
	check_int("original", ask(&k, "SELECT original FROM mention"), 3);
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	check_int("scores", ask(&k, "SELECT sum(score) FROM scored"), 26);

	/* What is taken back leaves nothing, and does not hide what comes. */
	check_ok(&k, store_begin(k.s, &k.e));
	show(&k, SOURCE_AHEAD, A "/5", NULL, "y", NOW + 6);
	show(&k, SOURCE_AHEAD, A "/5", NULL, "y, reworded", NOW + 7);
	show(&k, SOURCE_AHEAD, A "/6", NULL, "y", NOW + 8);
	store_rollback(k.s);
	check_ok(&k, store_begin(k.s, &k.e));
	show(&k, SOURCE_JOBS, A "/7", NULL, "a hospital", NOW + 9);
	check_ok(&k, store_check(k.s, NOW + 10, &counts, &k.e));
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	show(&k, SOURCE_JOBS, A "/8", NULL, "z", NOW + 10);
	check_ok(&k, store_commit(k.s, &k.e));
	check_ok(&k, store_check(k.s, NOW + 10, &counts, &k.e));
	check_int("works", counts.n_items, 6);
	check_int("scores", ask(&k, "SELECT sum(score) FROM scored"), 41);
	stock_close(&k);
}

/* Of ever new keys the first stays, and the last. */
static void
test_keys(void **state)
{
	struct stock k;
	struct feed doc;
	const int n = 3 * LIMIT_KEYS;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < n; i++) {
		feed_init(&doc);
		add_item(&doc, "A", A, "x")->id = xasprintf("urn:x:%02d", i);
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i);
	}
	check_int("works", (int64_t)count_all(&k), 1);
	check_int("guids",
	    ask(&k, "SELECT count(*) FROM item_key WHERE kind = 'guid'"),
	    LIMIT_KEYS);
	check_int("first and last",
	    ask(&k, "SELECT count(*) FROM item_key"
		    " WHERE value IN ('urn:x:00', 'urn:x:95', 'urn:x:94')"),
	    3);
	check_int("links",
	    ask(&k, "SELECT count(*) FROM item_key WHERE kind = 'link'"), 1);

	/* A key that was forgotten is no key, but its Atom id is taken. */
	execute(&k, "UPDATE item_key SET value = 'x' WHERE kind = 'link'");
	execute(&k, "DELETE FROM item_key WHERE value = 'urn:x:00'");
	feed_init(&doc);
	add_item(&doc, "B", B, "x")->id = xstrdup("urn:x:00");
	check_int(
	    "new", (int64_t)poll_doc(&k, SOURCE_JOBS, &doc, NOW + n).n_new, 1);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_join),
	    cmocka_unit_test(test_other),
	    cmocka_unit_test(test_chain),
	    cmocka_unit_test(test_sightings),
	    cmocka_unit_test(test_half_way),
	    cmocka_unit_test(test_index_at_last),
	    cmocka_unit_test(test_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
