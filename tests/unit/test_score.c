/* SPDX-License-Identifier: ISC */
/* What the rules say of items, and when they are asked again. */
#include <sqlite3.h>
#include <sysexits.h>

#include "stock.h"
#include "store/sql.h"

#define A "https://journal.example/a"

static struct feed
doc_of(const char *title, const char *text)
{
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, title, A, text);
	return doc;
}

static int
score_of(struct stock *k)
{
	struct entries list;
	int score;

	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
	list = list_all(k, NOW);
	score = list.list[0].score;
	entries_done(&list);
	return score;
}

static const struct {
	const char *title, *text;
	int score;
} cases[] = {
    {"Something", "else", 0},
    {"Something", "on leadership", 6},
    {"Leadership", "and more", 11},
    {"Leadership", "in hospitals", 15},
    {"The clinical leader\xe2\x80\x99s work", "else", 11},
    {"Clinical Leadership", "else", 11},
    {"Something", "on hospital wards", 4},
    {"Leadership", "for every team leader", 0},
    {"Hospital", "leadership of a team leader", 0},
};

static void
test_scores(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		struct feed doc = doc_of(cases[i].title, cases[i].text);

		stock_open(&k, false);
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		check_int(cases[i].title, score_of(&k), cases[i].score);
		stock_close(&k);
	}
}

/* Words that the summary alone has count where the rule looks at the text. */
static void
test_fields(void **state)
{
	static const struct {
		unsigned int fields;
		int score;
	} table[] = {
	    {FIELD_TITLE, 0},
	    {FIELD_SUMMARY, 6},
	    {FIELD_TEXT, 6},
	    {FIELD_AUTHORS, 0},
	    {FIELD_TITLE | FIELD_SUMMARY, 6},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(table); i++) {
		struct stock k;
		struct feed doc = doc_of("Title", "leadership");

		stock_open(&k, false);
		doc.items[0].summary = xstrdup("leadership");
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		k.rules[0].fields = table[i].fields;
		check_int("score", score_of(&k), table[i].score);
		stock_close(&k);
	}
}

static void
test_authors(void **state)
{
	struct stock k;
	struct feed doc = doc_of("Title", "Text");

	(void)state;
	stock_open(&k, false);
	people_add(&doc.items[0].authors)->name = xstrdup("Institute, L.");
	people_add(&doc.items[0].authors)->name = xstrdup("Leadership, X.");
	item_add_tag(&doc.items[0])->term = xstrdup("Hospital");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("authors and tags", score_of(&k), 10);
	stock_close(&k);
}

/* Only a change of the rules, or of the words, judges anew. */
static void
test_again(void **state)
{
	struct stock k;
	struct feed doc = doc_of("Leadership", "x");
	int changes;

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("first", score_of(&k), 11);
	changes = sqlite3_total_changes(k.s->db);
	k.c.threshold = 99;
	check_int("a threshold", score_of(&k), 11);
	check_int("nothing written", sqlite3_total_changes(k.s->db), changes);
	k.rules[0].score = 7;
	check_int("a score", score_of(&k), 12);
	k.c.n_rules = 0;
	check_int("no rule", score_of(&k), 0);
	k.c.n_rules = 2;
	check_int("rules", score_of(&k), 12);
	doc = doc_of("Leadership", "of hospitals");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW + 1);
	check_int("words", score_of(&k), 16);
	doc = doc_of("Management", "of things");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW + 2);
	check_int("other words", score_of(&k), 0);
	stock_close(&k);
}

static void
test_sections(void **state)
{
	char *jobs[] = {lend("jobs"), NULL};
	struct stock k;
	struct feed doc = doc_of("Leadership", "x");
	struct entries list;

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	feed_init(&doc);
	add_item(&doc, "Leadership fellow", "https://www.jobs.ac.uk/job/ABC123",
	    "x");
	poll_doc(&k, SOURCE_JOBS, &doc, NOW + 1);
	k.rules[0].sections = jobs;
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	list = list_all(&k, NOW);
	check_int("job", list.list[0].score, 11);
	check_int("article", list.list[1].score, 0);
	entries_done(&list);
	stock_close(&k);
}

static void
test_bad_query(void **state)
{
	struct stock k;
	struct feed doc = doc_of("Leadership", "x");

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("good", score_of(&k), 11);
	k.rules[1].query = lend("leader AND (");
	assert_int_equal(store_score(k.s, &k.c, NULL, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_CONFIG);
	assert_non_null(strstr(k.e.msg, "x.conf:7: rule 'place'"));
	/* Nothing of the attempt stays. */
	k.rules[1].query = NULL;
	check_int("as before", score_of(&k), 11);
	stock_close(&k);
}

/* Items that are far apart are all judged. */
static void
test_gaps(void **state)
{
	struct stock k;
	struct feed doc = doc_of("Leadership", "x");
	struct entries list;

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("first", score_of(&k), 11);
	feed_init(&doc);
	for (int i = 0; i < 1500; i++) {
		char *url = xasprintf("https://x.example/%d", i);

		add_item(&doc, i == 1499 ? "Leadership" : "Else", url, "x");
		free(url);
	}
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW + 1);
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	sqlite3_exec(k.s->db,
	    "UPDATE scored SET score = NULL WHERE item IN (1, 1501);"
	    "DELETE FROM verdict",
	    NULL, NULL, NULL);
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	list = list_all(&k, NOW);
	for (size_t i = 0; i < list.n; i++)
		check_int("score", list.list[i].score,
		    strcmp(list.list[i].item.title, "Else") == 0 ? 0 : 11);
	entries_done(&list);
	stock_close(&k);
}

/* A section has its own thresholds, or the general ones. */
static void
test_section_thresholds(void **state)
{
	static const struct {
		int threshold, hold;
		enum state state;
	} table[] = {
	    {-1, -1, STATE_HELD},
	    {6, -1, STATE_SELECTED},
	    {7, 6, STATE_HELD},
	    {20, 7, STATE_REJECTED},
	    {20, -1, STATE_HELD},
	    {-1, 7, STATE_REJECTED},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(table); i++) {
		struct feed doc = doc_of("Title", "leadership");
		struct entries list;
		struct explanation x;
		struct stock k;

		stock_open(&k, false);
		k.sections[0].threshold = table[i].threshold;
		k.sections[0].hold = table[i].hold;
		check_ok(&k, store_sync(k.s, &k.c, &k.e));
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		check_int("score", score_of(&k), 6);
		list = list_all(&k, NOW);
		check_int(
		    "state", (int)list.list[0].state, (int)table[i].state);
		entries_done(&list);
		check_ok(&k, store_explain(k.s, &k.c, "1", NOW, &x, &k.e));
		check_int("threshold", x.threshold,
		    table[i].threshold < 0 ? 10 : table[i].threshold);
		check_int(
		    "hold", x.hold, table[i].hold < 0 ? 6 : table[i].hold);
		explanation_done(&x);
		stock_close(&k);
	}
}

/* What came of other rules is told; of new items there is nothing to tell. */
static void
test_told(void **state)
{
	struct feed doc = doc_of("Leadership", "x");
	struct scoring done;
	struct stock k;

	(void)state;
	stock_open(&k, false);
	check_ok(&k, store_score(k.s, &k.c, &done, &k.e));
	check_int("an empty store", done.anew, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_ok(&k, store_score(k.s, &k.c, &done, &k.e));
	check_int("a new item", done.anew, false);
	check_int("scored", (int)done.n_items, 1);
	check_ok(&k, store_score(k.s, &k.c, &done, &k.e));
	check_int("scored again", (int)done.n_items, 0);
	k.rules[0].score = 1;
	check_ok(&k, store_score(k.s, &k.c, &done, &k.e));
	check_int("other rules", done.anew, true);
	check_int("all", (int)done.n_items, 1);
	check_int("before", (int)done.n_before, 1);
	check_int("now", (int)done.n_now, 0);
	stock_close(&k);
}

static unsigned int seed = 1;

static unsigned int
random_below(unsigned int n)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % n;
}

/* Words whose forms meet in the index, and what stands between words. */
static char *
random_text(unsigned int n)
{
	static const char *const pieces[] = {"leader", "leaders",
	    "leader\xe2\x80\x99s", "leadership", "hospital", "hospitals",
	    "organisation", "organizational", "team", "Team-leader", "&",
	    "health-care", "\xc3\xa9quipe", "R&D", "C++", ".", "AND", "studies",
	    "\xe2\x80\x94", "analysis", "\xef\xbc\xac\xef\xbc\xa5"};
	struct buf b;

	buf_init(&b, 10000);
	buf_adds(&b, "x");
	while (n-- > 0) {
		buf_addc(&b, ' ');
		buf_adds(&b, pieces[random_below(N_OF(pieces))]);
	}
	return buf_take(&b);
}

static struct feed
random_doc(size_t from, size_t n)
{
	struct feed doc;

	feed_init(&doc);
	for (size_t i = from; i < from + n; i++) {
		char *url = xasprintf("https://x.example/%zu", i);
		char *title = random_text(1 + random_below(4));
		char *text = random_text(random_below(12));
		struct item *it = add_item(&doc, title, url, text);

		people_add(&it->authors)->name = random_text(1);
		item_add_tag(it)->term = random_text(1);
		free(url);
		free(title);
		free(text);
	}
	return doc;
}

static char *
dump(struct stock *k)
{
	sqlite3_stmt *stmt;
	char *text;

	assert_int_equal(
	    sqlite3_prepare_v2(k->s->db,
		"SELECT group_concat(item || rule || score)"
		" || (SELECT group_concat(score) FROM scored)"
		" FROM (SELECT * FROM verdict ORDER BY item, rule)",
		-1, &stmt, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	text = xstrdup((const char *)sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return text;
}

#define ITEMS 400
#define BATCH 8 /* few enough for an index of their own */

static const struct {
	const char *any, *and, *not, *query;
	unsigned int fields;
} random_rules[] = {
    {"leader", NULL, NULL, NULL, FIELD_ALL},
    {"organisation*", "health care", "team leader", NULL, FIELD_ALL},
    {"R and D", NULL, "c", NULL, FIELD_TITLE},
    {"equipe", "team*", NULL, NULL, FIELD_TEXT},
    {"analyses", NULL, NULL, NULL, FIELD_AUTHORS | FIELD_TAGS},
    {NULL, NULL, NULL, "NEAR(leader hospital, 2) NOT and", FIELD_ALL},
    {NULL, NULL, NULL, "^x + study OR tags : analyses", FIELD_ALL},
};

/* Verdicts under one of those rules of items that the seed alone decides. */
static char *
verdicts(size_t i, bool as_they_come)
{
	char *lists[3][2] = {{lend(random_rules[i].any)},
	    {lend(random_rules[i].and)}, {lend(random_rules[i].not )}};
	struct stock k;
	char *text;
	size_t n;

	seed = (unsigned int)i + 1;
	stock_open(&k, false);
	k.rules[0] = (struct rule){.name = lend("r"),
	    .any_of = lists[0],
	    .and_of = lists[1],
	    .none_of = lists[2],
	    .query = lend(random_rules[i].query),
	    .fields = random_rules[i].fields,
	    .score = 3,
	    .title_score = (int)i % 2};
	k.c.n_rules = 1;
	for (size_t from = 0; from < ITEMS; from += n) {
		struct feed doc;

		n = from == 0 ? ITEMS / 4 : BATCH;
		doc = random_doc(from, n);
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		if (as_they_come)
			check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	}
	check_ok(&k, store_score(k.s, &k.c, NULL, &k.e));
	text = dump(&k);
	stock_close(&k);
	return text;
}

/* Whether items are scored as they come or all at once is the same. */
static void
test_both_ways(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(random_rules); i++) {
		char *at_once = verdicts(i, false);
		char *as_they_come = verdicts(i, true);

		/* Some match and some do not. */
		check_int(at_once, strchr(at_once, 'r') != NULL, true);
		check_int(at_once, strstr(at_once, ",0") != NULL, true);
		check_str("verdicts", as_they_come, at_once);
		free(at_once);
		free(as_they_come);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_scores),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_authors),
	    cmocka_unit_test(test_again),
	    cmocka_unit_test(test_sections),
	    cmocka_unit_test(test_bad_query),
	    cmocka_unit_test(test_gaps),
	    cmocka_unit_test(test_section_thresholds),
	    cmocka_unit_test(test_told),
	    cmocka_unit_test(test_both_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
