/* SPDX-License-Identifier: ISC */
/* Why an item is where it is, asked in every way a person may ask. */
#include <sqlite3.h>
#include <sysexits.h>

#include "stock.h"
#include "store/sql.h"

#define A "http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1"

static void
fill(struct stock *k)
{
	struct feed doc;
	struct item *it;

	feed_init(&doc);
	it = add_item(&doc, "Leadership [sic] now", A,
	    "What hospital leadership is;\n\nthe rest is not leadership.");
	it->doi = xstrdup("10.1136/leader-1");
	it->id = xstrdup(A);
	add_item(&doc, "PhD", "https://www.jobs.ac.uk/job/DGV596/phd", "x")
	    ->id = xstrdup("job 7");
	poll_doc(k, SOURCE_AHEAD, &doc, NOW);
	feed_init(&doc);
	add_item(&doc, "Leadership", "https://doi.org/10.1136/LEADER-1", "x");
	poll_doc(k, SOURCE_LEADER, &doc, NOW + 5);
	poll_as(k, SOURCE_AHEAD, OUTCOME_UNCHANGED, NULL, NOW + 9);
	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
}

static const struct {
	const char *what;
	int64_t number; /* 0 = no such item */
} handles[] = {
    {"1", 1},
    {"2", 2},
    {"3", 0},
    {"-1", 0},
    {"99999999999999999999", 0},
    {"10.1136/leader-1", 1},
    {"doi:10.1136/LEADER-1", 1},
    {"https://doi.org/10.1136/leader-1", 1},
    {"http://dx.doi.org/10.1136/leader-1", 1},
    {"https://other.example/doi/full/10.1136/leader-1", 1},
    {A, 1},
    {"https://bmjleader.bmj.com/cgi/content/short/10/1/1", 1},
    {"https://bmjleader.bmj.com/cgi/content/short/10/1/1#x", 1},
    {"tag:example.org,2026:r/doi/10.1136/leader-1", 1},
    {"tag:example.org,2026:r/job/DGV596", 2},
    {"DGV596", 2},
    {"dgv596", 2},
    {"https://www.jobs.ac.uk/job/DGV596/renamed?x=1", 2},
    {"job 7", 2},
    {"ahead job 7", 2},
    {"GV596", 0},
    {"%", 0},
    {"", 0},
    {"https://nowhere.example/x", 0},
};

static void
test_find(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, false);
	fill(&k);
	for (size_t i = 0; i < N_OF(handles); i++) {
		struct explanation x;
		int rc =
		    store_explain(k.s, &k.c, handles[i].what, NOW, &x, &k.e);

		check_int(handles[i].what, rc, handles[i].number == 0 ? -1 : 0);
		if (rc != 0) {
			check_int(k.e.msg, k.e.code, EX_DATAERR);
			continue;
		}
		check_int(handles[i].what, x.entry.number, handles[i].number);
		explanation_done(&x);
	}
	stock_close(&k);
}

static void
test_explain(void **state)
{
	struct stock k;
	struct explanation x;

	(void)state;
	stock_open(&k, false);
	fill(&k);
	sqlite3_exec(k.s->db,
	    "INSERT INTO decision (item, action, by, why, at)"
	    " VALUES (1, 'pin', 'Editor', 'good', 5)",
	    NULL, NULL, NULL);
	check_ok(&k, store_explain(k.s, &k.c, "1", NOW, &x, &k.e));
	check_int("score", x.entry.score, 15);
	check_str("key", x.keys[0], "doi:10.1136/leader-1");
	check_str("key", x.keys[1], "guid:" A);
	check_str("key", x.keys[2],
	    "link:https://bmjleader.bmj.com/cgi/"
	    "content/short/10/1/1");
	check_str("key", x.keys[3], "link:https://doi.org/10.1136/LEADER-1");
	assert_null(x.keys[4]);
	check_int("sightings", (int64_t)x.n_sightings, 2);
	check_str("first", x.sightings[0].feed, "ahead");
	check_int("first", x.sightings[0].first_seen_at, NOW);
	/* Unchanged since, so seen since. */
	check_int("last", x.sightings[0].last_seen_at, NOW + 9);
	check_str("second", x.sightings[1].feed, "leader");
	check_int("matches", (int64_t)x.n_matches, 2);
	check_str("rule", x.matches[0].rule, "lead");
	check_int("score", x.matches[0].score, 11);
	check_int("excerpts", (int64_t)x.matches[0].n_excerpts, 2);
	check_str("field", x.matches[0].excerpts[0].field, "title");
	check_str(
	    "words", x.matches[0].excerpts[0].text, "[Leadership] [sic] now");
	check_str("field", x.matches[0].excerpts[1].field, "text");
	check_str("words", x.matches[0].excerpts[1].text,
	    "What hospital [leadership] is; the rest is not [leadership].");
	check_str("rule", x.matches[1].rule, "place");
	check_int("decisions", (int64_t)x.n_decisions, 1);
	check_str("by", x.decisions[0].by, "Editor");
	check_str("trusted", x.trusted_feed, "leader");
	check_int("threshold", x.threshold, 10);
	check_int("hold", x.hold, 6);
	explanation_done(&x);

	/* A rule that is gone since the last run has no words to show. */
	k.rules[0].name = lend("renamed");
	check_ok(&k, store_explain(k.s, &k.c, "1", NOW, &x, &k.e));
	check_int("excerpts", (int64_t)x.matches[0].n_excerpts, 0);
	explanation_done(&x);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
