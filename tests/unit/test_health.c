/* SPDX-License-Identifier: ISC */
/* How the polls of feeds went. */
#include <sysexits.h>

#include "stock.h"

static struct feed
one(const char *text)
{
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, "A", "https://journal.example/a", text);
	return doc;
}

static const struct {
	enum outcome outcome;
	int64_t at;
	int64_t since, failures, succeeded;
} polls[] = {
    {OUTCOME_OK, 100, 100, 0, 100},
    {OUTCOME_UNCHANGED, 200, 200, 0, 200},
    {OUTCOME_UNCHANGED, 300, 200, 0, 300},
    {OUTCOME_TIMEOUT, 400, 400, 1, 300},
    {OUTCOME_TIMEOUT, 500, 400, 2, 300},
    {OUTCOME_HTTP, 600, 600, 3, 300},
    {OUTCOME_NOT_FEED, 700, 700, 4, 300},
    {OUTCOME_UNCHANGED, 800, 800, 0, 800},
    {OUTCOME_OK, 900, 900, 0, 900},
};

static void
test_health(void **state)
{
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	check_int("never", h.outcome, OUTCOME_NEVER);
	check_int("never", h.checked_at, CLOCK_NONE);
	check_int("never", h.succeeded_at, CLOCK_NONE);
	check_int("never", h.ttl_secs, -1);
	health_done(&h);
	for (size_t i = 0; i < N_OF(polls); i++) {
		bool is_read = polls[i].outcome == OUTCOME_OK;
		struct feed doc;

		feed_init(&doc);
		doc.ttl_secs = 60;
		doc.recovered = polls[i].at == 900;
		poll_as(&k, SOURCE_AHEAD, polls[i].outcome,
		    is_read ? &doc : NULL, polls[i].at);
		check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
		check_int("outcome", h.outcome, polls[i].outcome);
		check_int("since", h.since_at, polls[i].since);
		check_int("failures", h.failures, polls[i].failures);
		check_int("checked", h.checked_at, polls[i].at);
		check_int("succeeded", h.succeeded_at, polls[i].succeeded);
		check_int("due", h.due.at, polls[i].at + 3600);
		check_int("ttl", h.ttl_secs, 60);
		check_int("damaged", h.is_damaged, polls[i].at == 900);
		check_str("message", h.message,
		    outcome_is_well(polls[i].outcome) ? NULL : "it failed");
		health_done(&h);
	}
	assert_int_equal(store_get_health(k.s, "nobody", &h, &k.e), -1);
	check_int(k.e.msg, k.e.code, EX_USAGE);
	stock_close(&k);
}

static void
test_counts(void **state)
{
	struct stock k;
	struct healths hs;
	struct feed doc = one("x");

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	doc = one("x");
	add_item(&doc, "B", "https://journal.example/b", "y");
	poll_doc(&k, SOURCE_LEADER, &doc, NOW + 50);
	doc = one("x");
	poll_doc(&k, SOURCE_LEADER, &doc, NOW + 90);
	check_ok(&k, store_list_health(k.s, NOW, &hs, &k.e));
	check_int("feeds", (int64_t)hs.n, N_SOURCES);
	check_str("first", hs.list[0].feed, "ahead");
	check_int("ahead", hs.list[0].n_items, 1);
	/* Another feed's trust selects it. */
	check_int("ahead", hs.list[0].n_selected, 1);
	check_int("current", hs.list[1].n_items, 0);
	check_int("leader", hs.list[3].n_items, 2);
	check_int("leader", hs.list[3].n_selected, 2);
	check_int("new item", hs.list[3].new_item_at, NOW + 50);
	healths_done(&hs);
	stock_close(&k);
}

static const struct {
	const char *what;
	int days[6]; /* before NOW; ends with -1 */
	int64_t secs;
} rhythms[] = {
    {"one day", {3, -1}, -1},
    {"a day and the next", {3, 4, -1}, DAY},
    {"twice on a day", {3, 3, 10, -1}, 7 * DAY},
    {"uneven", {0, 1, 11, 12, -1}, 4 * DAY},
};

static void
test_rhythm(void **state)
{
	struct stock k;
	struct healths hs;

	(void)state;
	for (size_t i = 0; i < N_OF(rhythms); i++) {
		struct feed doc;

		stock_open(&k, false);
		feed_init(&doc);
		for (int j = 0; rhythms[i].days[j] >= 0; j++) {
			char url[] = "https://journal.example/0";

			url[sizeof(url) - 2] = (char)('0' + j);
			add_item(&doc, url, url, url)->published_at =
			    NOW - rhythms[i].days[j] * DAY;
		}
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		check_ok(&k, store_list_health(k.s, NOW, &hs, &k.e));
		check_int(
		    rhythms[i].what, hs.list[0].rhythm_secs, rhythms[i].secs);
		check_int("no items", hs.list[1].rhythm_secs, -1);
		healths_done(&hs);
		stock_close(&k);
	}
}

/* Twenty days, not all that it ever had. */
static void
test_a_new_rhythm(void **state)
{
	struct stock k;
	struct healths hs;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	for (int i = 0; i < 30; i++) {
		char url[60];

		snprintf(url, sizeof(url), "https://journal.example/%d", i);
		add_item(&doc, url, url, url)->published_at =
		    NOW - (i < 20 ? i : 100 * i) * (int64_t)DAY;
	}
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_ok(&k, store_list_health(k.s, NOW, &hs, &k.e));
	check_int("rhythm", hs.list[0].rhythm_secs, DAY);
	healths_done(&hs);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_health),
	    cmocka_unit_test(test_counts),
	    cmocka_unit_test(test_rhythm),
	    cmocka_unit_test(test_a_new_rhythm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
