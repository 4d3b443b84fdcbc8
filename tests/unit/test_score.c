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

	check_ok(k, store_score(k->s, &k->c, &k->e));
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
	check_ok(&k, store_score(k.s, &k.c, &k.e));
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
	assert_int_equal(store_score(k.s, &k.c, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_CONFIG);
	assert_non_null(strstr(k.e.msg, "x.conf:7: rule 'place'"));
	/* Nothing of the attempt stays. */
	k.rules[1].query = NULL;
	check_int("as before", score_of(&k), 11);
	stock_close(&k);
}

/* Stretches of item numbers with gaps between them are all judged. */
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
	check_ok(&k, store_score(k.s, &k.c, &k.e));
	sqlite3_exec(k.s->db,
	    "UPDATE item SET score = NULL WHERE number IN (1, 1501);"
	    "DELETE FROM verdict",
	    NULL, NULL, NULL);
	check_ok(&k, store_score(k.s, &k.c, &k.e));
	list = list_all(&k, NOW);
	for (size_t i = 0; i < list.n; i++)
		check_int("score", list.list[i].score,
		    strcmp(list.list[i].item.title, "Else") == 0 ? 0 : 11);
	entries_done(&list);
	stock_close(&k);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
