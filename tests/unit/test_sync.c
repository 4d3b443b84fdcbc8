/* SPDX-License-Identifier: ISC */
/* What the configuration says, in the store. */
#include <sqlite3.h>

#include "stock.h"
#include "store/sql.h"

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

static void
test_same(void **state)
{
	struct stock k;
	int changes;

	(void)state;
	stock_open(&k, false);
	changes = sqlite3_total_changes(k.s->db);
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_int("nothing written", sqlite3_total_changes(k.s->db), changes);
	stock_close(&k);
}

/* A feed that goes keeps its items and its place in their history. */
static void
test_gone(void **state)
{
	struct stock k;
	struct requests due;
	struct entries list;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "A", "https://journal.example/a", "x");
	poll_doc(&k, SOURCE_LEADER, &doc, NOW);
	k.c.n_sources = 2;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_ok(&k, store_due(k.s, &k.c, NOW, true, &due, &k.e));
	check_int("due", (int64_t)due.n, 2);
	requests_done(&due);
	list = list_all(&k, NOW);
	check_int("items", (int64_t)list.n, 1);
	check_str("feed", list.list[0].feeds[0], "leader");
	check_int("selected", list.list[0].state, STATE_SELECTED);
	entries_done(&list);
	k.c.n_sources = N_SOURCES;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_int("feeds", ask(&k, "SELECT count(*) FROM feed"), N_SOURCES);
	stock_close(&k);
}

/* Its items move with it, and rules of the other section see them. */
static void
test_moved(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "A", "https://journal.example/a", "hospital");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	k.rules[1].sections = (char *[]){lend("jobs"), NULL};
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	list = list_all(&k, NOW);
	check_int("articles", list.list[0].score, 0);
	entries_done(&list);
	k.sources[SOURCE_AHEAD].section = lend("jobs");
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	list = list_all(&k, NOW);
	check_int("jobs", list.list[0].score, 4);
	check_str("section", list.list[0].section, "jobs");
	check_int("closes", list.list[0].closes_at, NOW + 60 * DAY);
	entries_done(&list);
	stock_close(&k);
}

/* The one item that the store has, once it is scored. */
static struct entries
only(struct stock *k)
{
	struct entries list;

	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
	list = list_all(k, NOW);
	check_int("items", (int64_t)list.n, 1);
	return list;
}

static void
check_only(
    struct stock *k, const char *what, const char *section, enum state state)
{
	struct entries list = only(k);

	check_str(what, list.list[0].section, section);
	check_int(what, list.list[0].state, state);
	entries_done(&list);
}

static void
show(struct stock *k, int source, int64_t now)
{
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, "A", "https://journal.example/a", "hospital");
	poll_doc(k, source, &doc, now);
}

/* Section and trust are of feeds that the configuration has, as long as it
 * has one that showed the work. */
static void
test_home(void **state)
{
	struct source *leader;
	struct stock k;
	struct counts counts;

	(void)state;
	stock_open(&k, false);
	leader = &k.sources[SOURCE_LEADER];
	k.rules[1].sections = (char *[]){lend("jobs"), NULL};
	show(&k, SOURCE_LEADER, NOW);
	check_only(&k, "first", "articles", STATE_SELECTED);

	/* Renamed, in another section, and trusted no more. */
	*leader = (struct source){.name = lend("renamed"),
	    .url = leader->url,
	    .section = lend("jobs"),
	    .select = SELECT_RULES};
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_only(&k, "until it is seen", "articles", STATE_SELECTED);
	show(&k, SOURCE_LEADER, NOW + 1);
	check_only(&k, "seen", "jobs", STATE_REJECTED);
	check_int("scored there", ask(&k, "SELECT score FROM scored"), 4);

	/* Another one showed it, but later. */
	show(&k, SOURCE_AHEAD, NOW + 2);
	check_only(&k, "the first", "jobs", STATE_REJECTED);
	k.c.n_sources--;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_only(&k, "the other", "articles", STATE_REJECTED);
	k.c.n_sources++;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_only(&k, "the first again", "jobs", STATE_REJECTED);

	/* None is left, and then their section goes. */
	leader->select = SELECT_ALL;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	k.c.n_sources = 0;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_only(&k, "none", "articles", STATE_SELECTED);
	check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
	check_int("homeless", counts.n_homeless, 0);
	k.c.sections++;
	k.c.n_sections--;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
	check_int("homeless", counts.n_homeless, 1);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_gone),
	    cmocka_unit_test(test_moved),
	    cmocka_unit_test(test_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
