/* SPDX-License-Identifier: ISC */
/* Which feeds are due, their validators, and how their polls went. */
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

/* The names of the due feeds, in order, as one string. */
static void
check_due(struct stock *k, int64_t now, bool all, const char *want)
{
	struct requests due;
	char names[200] = "";
	size_t len = 0;

	check_ok(k, store_due(k->s, &k->c, now, all, &due, &k->e));
	for (size_t i = 0; i < due.n; i++)
		len += (size_t)snprintf(names + len, sizeof(names) - len, "%s ",
		    due.list[i].source->name);
	requests_done(&due);
	check_str("due", names, want);
}

static void
test_due(void **state)
{
	struct stock k;
	struct feed doc = one("x");

	(void)state;
	stock_open(&k, false);
	check_due(&k, NOW, false, "ahead current jobs leader ");
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW);
	poll_as(&k, SOURCE_JOBS, OUTCOME_TIMEOUT, NULL, NOW - 10);
	check_due(&k, NOW, false, "ahead leader ");
	check_due(&k, NOW + 3589, false, "ahead leader ");
	check_due(&k, NOW + 3590, false, "ahead leader jobs ");
	check_due(&k, NOW + 3600, false, "ahead leader jobs current ");
	check_due(&k, NOW, true, "ahead leader jobs current ");
	stock_close(&k);
}

static void
check_validators(struct stock *k, const char *etag, const char *hash)
{
	struct requests due;

	check_ok(k, store_due(k->s, &k->c, NOW, true, &due, &k->e));
	for (size_t i = 0; i < due.n; i++) {
		const struct request *r = &due.list[i];

		if (r->source != &k->sources[SOURCE_AHEAD])
			continue;
		check_str("etag", r->etag, etag);
		check_str("hash", r->body_hash, hash);
		check_str("url", r->url, k->sources[SOURCE_AHEAD].url);
	}
	requests_done(&due);
}

static void
answer(struct stock *k, enum outcome outcome, const char *etag,
    const char *hash, struct feed *doc)
{
	struct tally tally = {0};
	struct response r = {
	    .request = {.source = &k->sources[SOURCE_AHEAD],
		.url = k->sources[SOURCE_AHEAD].url},
	    .outcome = outcome,
	    .etag = lend(etag),
	    .body_hash = lend(hash),
	};
	const struct poll p = {&r, doc, NOW, {NOW + 1, DUE_EVERY, -1}};

	check_ok(k, store_add_poll(k->s, &p, &tally, &k->e));
	if (doc != NULL)
		feed_done(doc);
}

/* Replaced together with a document; added to by a 304; else left alone. */
static void
test_validators(void **state)
{
	struct stock k;
	struct feed doc = one("x");

	(void)state;
	stock_open(&k, false);
	check_validators(&k, NULL, NULL);
	answer(&k, OUTCOME_OK, "\"1\"", "h1", &doc);
	check_validators(&k, "\"1\"", "h1");
	answer(&k, OUTCOME_UNCHANGED, NULL, NULL, NULL);
	check_validators(&k, "\"1\"", "h1");
	answer(&k, OUTCOME_UNCHANGED, "\"2\"", NULL, NULL);
	check_validators(&k, "\"2\"", "h1");
	answer(&k, OUTCOME_HTTP, "\"error page\"", "h9", NULL);
	check_validators(&k, "\"2\"", "h1");
	doc = one("y");
	answer(&k, OUTCOME_OK, NULL, "h2", &doc);
	check_validators(&k, NULL, "h2");

	doc = one("z");
	answer(&k, OUTCOME_OK, "\"3\"", "h3", &doc);
	k.sources[SOURCE_AHEAD].url = lend("https://elsewhere.example/feed");
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_validators(&k, NULL, NULL);
	check_due(&k, NOW, false, "ahead current jobs leader ");
	stock_close(&k);
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
	check_ok(&k, store_get_health(k.s, "ahead", NOW, &h, &k.e));
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
		poll_as(&k, SOURCE_AHEAD, polls[i].outcome,
		    is_read ? &doc : NULL, polls[i].at);
		check_ok(&k, store_get_health(k.s, "ahead", NOW, &h, &k.e));
		check_int("outcome", h.outcome, polls[i].outcome);
		check_int("since", h.since_at, polls[i].since);
		check_int("failures", h.failures, polls[i].failures);
		check_int("checked", h.checked_at, polls[i].at);
		check_int("succeeded", h.succeeded_at, polls[i].succeeded);
		check_int("due", h.due.at, polls[i].at + 3600);
		check_int("ttl", h.ttl_secs, 60);
		check_str("message", h.message,
		    outcome_is_well(polls[i].outcome) ? NULL : "it failed");
		health_done(&h);
	}
	assert_int_equal(store_get_health(k.s, "nobody", NOW, &h, &k.e), -1);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_due),
	    cmocka_unit_test(test_validators),
	    cmocka_unit_test(test_health),
	    cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
