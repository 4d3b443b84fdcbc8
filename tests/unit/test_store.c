/* SPDX-License-Identifier: ISC */
/* The store's file: whose it is, its versions, its transactions. */
#include <sqlite3.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "stock.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/tokenizer.h"

static void
execute(const char *path, const char *sql)
{
	sqlite3 *db;
	char *message = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

static void
test_reopen(void **state)
{
	struct stock k;
	struct counts counts;
	struct feed doc;

	(void)state;
	stock_open(&k, true);
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	stock_reopen(&k);
	check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
	check_int("items", counts.n_items, 1);
	check_int("rejected", counts.by_state[STATE_REJECTED], 1);
	stock_close(&k);
}

static void
refuse(const char *path, int code, const char *word)
{
	struct stat before, after;
	struct err e = {0};

	assert_int_equal(stat(path, &before), 0);
	assert_null(store_open(path, &e));
	check_int(e.msg, e.code, code);
	assert_non_null(strstr(e.msg, path));
	assert_non_null(strstr(e.msg, word));
	assert_int_equal(stat(path, &after), 0);
	check_int("untouched", after.st_size, before.st_size);
	check_int("untouched", after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
}

static void
test_refusals(void **state)
{
	struct stock k;
	FILE *f;

	(void)state;
	stock_open(&k, true);
	store_close(k.s);
	k.s = NULL;
	execute(k.path, "PRAGMA user_version = 99");
	refuse(k.path, EX_CONFIG, "newer");
	execute(k.path, "PRAGMA application_id = 7");
	refuse(k.path, EX_CONFIG, "not a store");
	stock_close(&k);

	execute(k.path, "CREATE TABLE theirs (a)");
	refuse(k.path, EX_CONFIG, "not a store");
	unlink(k.path);

	f = fopen(k.path, "w");
	assert_non_null(f);
	for (int i = 0; i < 100; i++)
		fputs("This is a letter, not a database.\n", f);
	fclose(f);
	refuse(k.path, EX_CONFIG, "not a store");
	unlink(k.path);
}

static void
test_nowhere(void **state)
{
	struct err e = {0};

	(void)state;
	assert_null(store_open("/nonexistent/folder/x.db", &e));
	check_int(e.msg, e.code, EX_CANTCREAT);
}

static void
test_pragmas(void **state)
{
	static const struct {
		const char *sql, *want;
	} table[] = {
	    {"PRAGMA journal_mode", "wal"},
	    {"PRAGMA synchronous", "2"},
	    {"PRAGMA foreign_keys", "1"},
	    {"PRAGMA trusted_schema", "0"},
	    {"PRAGMA application_id", "1279607636"},
	    {"PRAGMA user_version", "3"},
	};
	struct stock k;

	(void)state;
	stock_open(&k, true);
	for (size_t i = 0; i < N_OF(table); i++) {
		sqlite3_stmt *stmt;

		assert_int_equal(
		    sqlite3_prepare_v2(k.s->db, table[i].sql, -1, &stmt, NULL),
		    SQLITE_OK);
		assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
		check_str(table[i].sql,
		    (const char *)sqlite3_column_text(stmt, 0), table[i].want);
		sqlite3_finalize(stmt);
	}
	stock_close(&k);
}

static void
make_version_1(const struct stock *k)
{
	sqlite3 *db;
	struct err e;

	unlink(k->path);
	assert_int_equal(sqlite3_open(k->path, &db), SQLITE_OK);
	assert_int_equal(tokenizer_register(db, &e), 0);
	assert_int_equal(
	    sqlite3_exec(db, store_schema_sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	execute(k->path,
	    "INSERT INTO edition (file, shown, updated_at)"
	    " VALUES ('x.atom', 'hash', 5);"
	    "INSERT INTO feed (name, url, section, trusted)"
	    " VALUES ('old', 'https://old.example/', 'articles', 0);"
	    "INSERT INTO origin (id, title) VALUES ('urn:o', 'Old');"
	    "INSERT INTO item (entry_id, feed, holder, first_seen_at,"
	    " published_at, updated_at, origin, title, score) VALUES"
	    " ('urn:1', 1, 1, 5, 5, 5, 1, 'Scored', 7),"
	    " ('urn:2', 1, 1, 6, 6, 6, 1, 'Not yet', NULL)");
}

/* What waited to be scored still does. */
static void
check_unscored(struct stock *k)
{
	int64_t n;

	check_ok(k, sql_get(k->s, SQL_SCORE_AMOUNT, NO_ARGS, &n, &k->e));
	check_int("to be scored", n, 1);
}

/* A closing date that was read in a text outlives the program. */
static void
check_prose(struct stock *k)
{
	struct entries list;
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words")->prose_closes_at =
	    NOW + DAY;
	check_ok(k, store_sync(k->s, &k->c, &k->e));
	poll_doc(k, SOURCE_JOBS, &doc, NOW);
	stock_reopen(k);
	list = list_all(k, NOW);
	check_int("read", list.list[0].item.prose_closes_at, NOW + DAY);
	check_int("closes", list.list[0].closes_at, NOW + DAY);
	entries_done(&list);
}

static void
test_older_version(void **state)
{
	const struct output o = {.file = lend("x.atom")};
	struct stock k;
	struct counts counts;
	bool is;

	(void)state;
	stock_open(&k, true);
	store_close(k.s);
	make_version_1(&k);
	assert_null(store_open_read(k.path, &k.e));
	check_int(k.e.msg, k.e.code, EX_CONFIG);
	assert_non_null(strstr(k.e.msg, "older"));
	k.s = store_open(k.path, &k.e);
	assert_non_null(k.s);
	check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
	check_unscored(&k);
	/* What was there is there, and what is new can be kept. */
	check_prose(&k);
	check_ok(&k, store_is_told(k.s, &o, "abc", &is, &k.e));
	assert_false(is);
	check_ok(&k, store_set_told(k.s, &o, "abc", &k.e));
	check_ok(&k, store_is_told(k.s, &o, "abc", &is, &k.e));
	assert_true(is);
	check_ok(&k, store_is_told(k.s, &o, "abd", &is, &k.e));
	assert_false(is);
	stock_close(&k);
}

/* A migration that breaks off leaves the store as it was. */
static void
test_migration_is_whole(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, true);
	store_close(k.s);
	k.s = NULL;
	make_version_1(&k);
	/* The second step finds its column there… */
	execute(k.path, "ALTER TABLE setting ADD COLUMN deaf_hub TEXT");
	assert_null(store_open(k.path, &k.e));
	/* …though the first had added this one. */
	execute(k.path, "ALTER TABLE edition ADD COLUMN told TEXT");
	stock_close(&k);
}

/* What is killed between the items and the commit is not marked as seen. */
static void
test_crash(void **state)
{
	struct stock k;
	struct requests due;
	struct feed doc;

	(void)state;
	stock_open(&k, true);
	check_ok(&k, store_begin(k.s, &k.e));
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	store_rollback(k.s);
	check_int("items", count_all(&k), 0);
	check_ok(&k, store_due(k.s, &k.c, NOW, false, &due, &k.e));
	check_int("due", (int64_t)due.n, N_SOURCES);
	for (size_t i = 0; i < due.n; i++) {
		assert_null(due.list[i].etag);
		assert_null(due.list[i].last_modified);
		assert_null(due.list[i].body_hash);
	}
	requests_done(&due);

	/* The same again finds the seconds and the index as they were. */
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("items", count_all(&k), 1);
	stock_close(&k);
}

/* A call that fails takes back all of its own part. */
static void
test_whole(void **state)
{
	struct source unknown = {.name = lend("nobody")};
	struct response r = {
	    .request = {.source = &unknown, .url = lend("https://a.example/")},
	    .outcome = OUTCOME_OK,
	};
	struct tally tally = {0};
	struct stock k;
	struct feed doc;
	const struct due due = {.at = NOW, .reason = DUE_EVERY};
	const struct poll p = {&r, &doc, NOW, due, due};

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	feed_init(&doc);
	add_item(&doc, "Two", "https://a.example/2", "Words");
	assert_int_equal(store_add_poll(k.s, &p, &tally, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_SOFTWARE);
	/* In the midst of an item. */
	r.request.source = &k.sources[SOURCE_AHEAD];
	assert_int_equal(
	    sqlite3_exec(k.s->db, "DROP VIEW item_words", NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(store_add_poll(k.s, &p, &tally, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_SOFTWARE);
	feed_done(&doc);
	check_int("tally", (int64_t)tally.n_new, 0);
	check_int("items", (int64_t)count_all(&k), 1);
	stock_close(&k);
}

static void
test_decisions_stay(void **state)
{
	struct stock k;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	assert_int_equal(sqlite3_exec(k.s->db,
			     "INSERT INTO decision (item, action, by, why, at)"
			     " VALUES (1, 'hide', 'E', 'no', 5)",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	assert_int_equal(
	    sqlite3_exec(
		k.s->db, "UPDATE decision SET why = 'yes'", NULL, NULL, NULL),
	    SQLITE_CONSTRAINT);
	assert_int_equal(
	    sqlite3_exec(k.s->db, "DELETE FROM decision", NULL, NULL, NULL),
	    SQLITE_CONSTRAINT);
	stock_close(&k);
}

static void
test_check(void **state)
{
	struct stock k;
	struct counts counts;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "One", "https://a.example/1", "Words");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	sqlite3_exec(
	    k.s->db, "UPDATE item SET title = 'Other'", NULL, NULL, NULL);
	assert_int_equal(store_check(k.s, NOW, &counts, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_DATAERR);
	assert_non_null(strstr(k.e.msg, "full-text"));
	sqlite3_exec(k.s->db,
	    "UPDATE item SET title = 'One'; PRAGMA foreign_keys = OFF;"
	    "UPDATE item SET feed = 77",
	    NULL, NULL, NULL);
	assert_int_equal(store_check(k.s, NOW, &counts, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_DATAERR);
	assert_non_null(strstr(k.e.msg, "feed"));
	stock_close(&k);
}

static void
test_run(void **state)
{
	const struct run runs[] = {
	    {NOW - 2, NOW, 1, 2, 3, 4, 5, {6, 7}},
	    {NOW, NOW + 2, 9, 5, 1, 3, 8, {4, 2}},
	};
	struct stock k;
	struct run last;

	(void)state;
	stock_open(&k, false);
	check_ok(&k, store_last_run(k.s, &last, &k.e));
	check_int("none", last.finished_at, CLOCK_NONE);
	for (size_t i = 0; i < N_OF(runs); i++) {
		check_ok(&k, store_add_run(k.s, &runs[i], &k.e));
		check_ok(&k, store_last_run(k.s, &last, &k.e));
		assert_memory_equal(&last, &runs[i], sizeof(last));
	}
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reopen),
	    cmocka_unit_test(test_refusals),
	    cmocka_unit_test(test_nowhere),
	    cmocka_unit_test(test_pragmas),
	    cmocka_unit_test(test_older_version),
	    cmocka_unit_test(test_migration_is_whole),
	    cmocka_unit_test(test_crash),
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_decisions_stay),
	    cmocka_unit_test(test_check),
	    cmocka_unit_test(test_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
