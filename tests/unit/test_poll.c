/* SPDX-License-Identifier: ISC */
/* Which feeds are due, where, with which validators. */
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

/* What a poll of "ahead" would send now. */
static void
check_asked(struct stock *k, const char *what, const char *url,
    const char *etag, const char *hash)
{
	struct requests due;

	check_ok(k, store_due(k->s, &k->c, NOW, false, &due, &k->e));
	for (size_t i = 0; i < due.n; i++) {
		const struct request *r = &due.list[i];

		if (r->source != &k->sources[SOURCE_AHEAD])
			continue;
		check_str(what, r->etag, etag);
		check_str(what, r->body_hash, hash);
		check_str(what, r->url, url);
	}
	requests_done(&due);
}

static const struct due at_once = {.at = NOW, .reason = DUE_EVERY};

static void
set_due(struct stock *k, int source, struct due due)
{
	check_ok(k, store_set_due(k->s, k->sources[source].name, &due, &k->e));
}

/* What a server answers when it is asked for the feed "ahead". */
struct answer {
	enum outcome outcome;
	long status;
	const char *etag, *hash;
	const char *url;   /* that answered at last; NULL = that of the feed */
	const char *moved; /* where it leads for good */
	bool is_part;
};

static void
answer(struct stock *k, const struct answer *a)
{
	char *url = k->sources[SOURCE_AHEAD].url;
	struct tally tally = {0};
	struct feed doc = one(a->etag == NULL ? "x" : a->etag);
	struct requests due;
	struct response r = {
	    .request = {.source = &k->sources[SOURCE_AHEAD]},
	    .outcome = a->outcome,
	    .http_status = a->status,
	    .is_part = a->is_part,
	    .etag = lend(a->etag),
	    .body_hash = lend(a->hash),
	    .url = a->url == NULL ? url : lend(a->url),
	    .moved_url = lend(a->moved),
	};
	const struct poll p = {
	    &r, a->outcome == OUTCOME_OK ? &doc : NULL, NOW, at_once, at_once};

	check_ok(k, store_due(k->s, &k->c, NOW, false, &due, &k->e));
	for (size_t i = 0; i < due.n; i++)
		if (due.list[i].source == r.request.source)
			r.request.url = due.list[i].url;
	check_ok(k, store_add_poll(k->s, &p, &tally, &k->e));
	requests_done(&due);
	feed_done(&doc);
}

#define HERE "https://journal.example/rss/ahead.xml"
#define THERE "https://there.example/feed"
#define BEYOND "https://beyond.example/feed"

/* Each follows on the one above it. */
static const struct {
	const char *what;
	struct answer answer;
	const char *etag, *hash; /* that are sent and compared then */
} validator_cases[] = {
    {"a document", {OUTCOME_OK, 200, "1", "h1", NULL, NULL, false}, "1", "h1"},
    {"304", {OUTCOME_UNCHANGED, 304, NULL, NULL, NULL, NULL, false}, "1", "h1"},
    {"304 with another one",
	{OUTCOME_UNCHANGED, 304, "2", NULL, NULL, NULL, false}, "2", "h1"},
    {"an error has none", {OUTCOME_HTTP, 500, "3", "h3", NULL, NULL, false},
	"2", "h1"},
    {"the same bytes with another one",
	{OUTCOME_UNCHANGED, 200, "4", "h1", NULL, NULL, false}, "4", "h1"},
    {"the same bytes without any",
	{OUTCOME_UNCHANGED, 200, NULL, "h1", NULL, NULL, false}, NULL, "h1"},
    {"another document", {OUTCOME_OK, 200, "5", "h5", NULL, NULL, false}, "5",
	"h5"},
    {"a document without any", {OUTCOME_OK, 200, NULL, "h6", NULL, NULL, false},
	NULL, "h6"},
    {"a part has them, but is not what the next one is compared with",
	{OUTCOME_OK, 226, "7", "h7", NULL, NULL, true}, "7", "h6"},
    {"304 from elsewhere knows nothing of them",
	{OUTCOME_UNCHANGED, 304, NULL, NULL, THERE, NULL, false}, NULL, NULL},
    {"a document from elsewhere",
	{OUTCOME_OK, 200, "8", "h8", THERE, NULL, false}, "8", "h8"},
    {"304 from there", {OUTCOME_UNCHANGED, 304, NULL, NULL, THERE, NULL, false},
	"8", "h8"},
    {"304 from here with another one",
	{OUTCOME_UNCHANGED, 304, "9", NULL, NULL, NULL, false}, NULL, NULL},
};

static void
test_validators(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, false);
	check_asked(&k, "never polled", HERE, NULL, NULL);
	for (size_t i = 0; i < N_OF(validator_cases); i++) {
		answer(&k, &validator_cases[i].answer);
		check_asked(&k, validator_cases[i].what, HERE,
		    validator_cases[i].etag, validator_cases[i].hash);
	}
	stock_close(&k);
}

/* Each follows on the one above it. */
static const struct {
	const char *what;
	enum outcome outcome;
	const char *moved;
	const char *asked; /* what is asked then */
	const char *known; /* where it is known to lead */
	int64_t polls;
} moves[] = {
    {"not moved", OUTCOME_OK, NULL, HERE, NULL, 0},
    {"once", OUTCOME_OK, THERE, HERE, THERE, 1},
    {"twice", OUTCOME_UNCHANGED, THERE, HERE, THERE, 2},
    {"taken back", OUTCOME_UNCHANGED, NULL, HERE, NULL, 0},
    {"once again", OUTCOME_UNCHANGED, THERE, HERE, THERE, 1},
    {"failures say nothing", OUTCOME_HTTP, NULL, HERE, THERE, 1},
    {"nor do failures there", OUTCOME_NOT_FEED, BEYOND, HERE, THERE, 1},
    {"twice again", OUTCOME_UNCHANGED, THERE, HERE, THERE, 2},
    {"elsewhere", OUTCOME_UNCHANGED, BEYOND, HERE, BEYOND, 1},
    {"back, once", OUTCOME_UNCHANGED, THERE, HERE, THERE, 1},
    {"back, twice", OUTCOME_UNCHANGED, THERE, HERE, THERE, 2},
    {"back for good", OUTCOME_OK, THERE, THERE, THERE, 3},
    {"asked there", OUTCOME_UNCHANGED, NULL, THERE, THERE, 3},
    {"fails there", OUTCOME_TIMEOUT, NULL, THERE, THERE, 3},
    {"moves on, once", OUTCOME_OK, BEYOND, THERE, BEYOND, 1},
    {"does not move on", OUTCOME_OK, NULL, THERE, THERE, 3},
    {"moves on, once again", OUTCOME_OK, BEYOND, THERE, BEYOND, 1},
    {"moves on, twice", OUTCOME_OK, BEYOND, THERE, BEYOND, 2},
    {"moves on for good", OUTCOME_OK, BEYOND, BEYOND, BEYOND, 3},
};

static void
test_moves(void **state)
{
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	for (size_t i = 0; i < N_OF(moves); i++) {
		answer(&k, &(struct answer){.outcome = moves[i].outcome,
			       .status = 200,
			       .etag = "1",
			       .hash = "h",
			       .moved = moves[i].moved});
		check_asked(&k, moves[i].what, moves[i].asked, "1", "h");
		check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
		check_str(moves[i].what, h.moved_url, moves[i].known);
		check_int(moves[i].what, h.moved_polls, moves[i].polls);
		health_done(&h);
	}
	stock_close(&k);
}

static const struct answer to_there = {
    OUTCOME_OK, 200, "1", "h", THERE, THERE, false};

/* Once the configuration says the same, nothing has to be learnt again. */
static void
test_url_follows(void **state)
{
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < STORE_MOVED_POLLS; i++)
		answer(&k, &to_there);
	k.sources[SOURCE_AHEAD].url = lend(THERE);
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_asked(&k, "followed", THERE, "1", "h");
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	check_str("moved", h.moved_url, NULL);
	check_int("outcome", h.outcome, OUTCOME_OK);
	health_done(&h);
	stock_close(&k);
}

static void
test_another_url(void **state)
{
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < STORE_MOVED_POLLS; i++)
		answer(&k, &to_there);
	k.sources[SOURCE_AHEAD].url = lend(BEYOND);
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_asked(&k, "another", BEYOND, NULL, NULL);
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	check_str("moved", h.moved_url, NULL);
	check_int("outcome", h.outcome, OUTCOME_NEVER);
	check_int("due", h.due.at, CLOCK_NONE);
	health_done(&h);
	check_due(&k, NOW, false, "ahead current jobs leader ");
	stock_close(&k);
}

/* Where a redirect no longer leads anywhere, a person is the way out. */
static void
test_the_way_back(void **state)
{
	struct stock k;
	struct requests due;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < STORE_MOVED_POLLS; i++)
		answer(&k, &to_there);
	check_ok(&k, store_due(k.s, &k.c, NOW, true, &due, &k.e));
	check_str("all", due.list[due.n - 1].url, THERE);
	requests_done(&due);
	answer(&k, &(struct answer){.outcome = OUTCOME_HTTP, .status = 404});
	check_asked(&k, "by itself", THERE, "1", "h");
	check_ok(&k, store_due(k.s, &k.c, NOW, true, &due, &k.e));
	check_str("all", due.list[due.n - 1].url, HERE);
	requests_done(&due);
	stock_close(&k);
}

static void
test_a_host_waits(void **state)
{
	const struct due later = {.at = NOW + 900, .reason = DUE_EVERY};
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	set_due(&k, SOURCE_CURRENT, later);
	check_ok(
	    &k, store_defer(k.s, "journal.example", NULL, NOW + 600, &k.e));
	check_due(&k, NOW, false, "jobs leader ");
	check_due(&k, NOW + 599, false, "jobs leader ");
	check_due(&k, NOW + 600, false, "jobs leader ahead ");
	check_due(&k, NOW + 900, false, "jobs leader ahead current ");
	check_due(&k, NOW, true, "jobs leader ahead current ");
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	check_int("reason", h.due.reason, DUE_HOST);
	health_done(&h);
	check_ok(&k, store_get_health(k.s, "current", &h, &k.e));
	check_int("reason", h.due.reason, DUE_EVERY);
	health_done(&h);
	stock_close(&k);
}

/* Those alone whose next poll stands on another `every`. */
static void
test_another_every(void **state)
{
	const struct due planned = {.at = NOW + 60, .every_secs = 3600};
	const struct due never = {.at = DUE_AT_NEVER, .reason = DUE_NEVER};
	struct stock k;
	struct healths hs;

	(void)state;
	stock_open(&k, false);
	for (int i = SOURCE_AHEAD; i < N_SOURCES; i++)
		k.sources[i].every_secs = 3600;
	poll_as(&k, SOURCE_AHEAD, OUTCOME_TIMEOUT, NULL, NOW);
	poll_as(&k, SOURCE_CURRENT, OUTCOME_TIMEOUT, NULL, NOW);
	poll_as(&k, SOURCE_JOBS, OUTCOME_TIMEOUT, NULL, NOW);
	set_due(&k, SOURCE_AHEAD, planned);
	set_due(&k, SOURCE_CURRENT, planned);
	set_due(&k, SOURCE_JOBS, never);
	k.sources[SOURCE_CURRENT].every_secs = -1;
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	check_ok(&k, store_list_outdated(k.s, &hs, &k.e));
	check_int("outdated", (int64_t)hs.n, 1);
	check_str("outdated", hs.list[0].feed, "current");
	check_int("planned", hs.list[0].due.every_secs, 3600);
	hs.list[0].due.every_secs = -1;
	check_ok(&k, store_set_due(k.s, "current", &hs.list[0].due, &k.e));
	healths_done(&hs);
	check_ok(&k, store_list_outdated(k.s, &hs, &k.e));
	check_int("outdated", (int64_t)hs.n, 0);
	healths_done(&hs);
	stock_close(&k);
}

/* The host that is asked, not the one that the configuration names. */
static void
test_a_host_that_moved(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < STORE_MOVED_POLLS + 1; i++)
		answer(&k, &to_there);
	check_ok(&k, store_defer(k.s, "there.example", NULL, NOW + 9, &k.e));
	check_due(&k, NOW, false, "current jobs leader ");
	stock_close(&k);
}

static void
test_never_again(void **state)
{
	const struct due never = {.at = DUE_AT_NEVER, .reason = DUE_NEVER};
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	set_due(&k, SOURCE_AHEAD, never);
	check_ok(&k, store_defer(k.s, "journal.example", NULL, NOW, &k.e));
	check_due(
	    &k, NOW + 100000 * (int64_t)DAY, false, "jobs leader current ");
	check_due(&k, NOW, true, "jobs leader current ahead ");
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	assert_true(h.due.at == DUE_AT_NEVER);
	check_int("reason", h.due.reason, DUE_NEVER);
	health_done(&h);
	stock_close(&k);
}

/* Another run was told of another address while this one asked the old: what
 * it brought is kept, what it learnt of the old one is not said of the new. */
static void
test_asked_too_late(void **state)
{
	struct source old;
	struct stock k;
	struct health h;
	struct feed doc = one("x");

	(void)state;
	stock_open(&k, false);
	old = k.sources[SOURCE_AHEAD];
	k.sources[SOURCE_AHEAD].url = lend(THERE);
	check_ok(&k, store_sync(k.s, &k.c, &k.e));
	k.sources[SOURCE_AHEAD] = old;
	check_int(
	    "new", (int64_t)poll_doc(&k, SOURCE_AHEAD, &doc, NOW).n_new, 1);
	check_asked(&k, "the new one", THERE, NULL, NULL);
	check_due(&k, NOW, false, "ahead current jobs leader ");
	check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
	check_int("outcome", h.outcome, OUTCOME_NEVER);
	check_int("learnt", h.due.learnt_secs, -1);
	health_done(&h);
	stock_close(&k);
}

/* Next time sooner when the document brings something. */
static void
test_news(void **state)
{
	const struct due later = {
	    .at = NOW + 900, .reason = DUE_RHYTHM, .learnt_secs = 7200};
	const struct due sooner = {
	    .at = NOW + 300, .reason = DUE_RHYTHM, .learnt_secs = 3600};
	struct stock k;
	struct health h;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 3; i++) {
		struct feed doc = one(i < 2 ? "x" : "changed");
		struct tally tally = {0};
		const struct response r = {
		    .request = {.source = &k.sources[SOURCE_AHEAD],
			.url = k.sources[SOURCE_AHEAD].url},
		    .outcome = OUTCOME_OK,
		};
		const struct poll p = {&r, &doc, NOW, later, sooner};

		check_ok(&k, store_add_poll(k.s, &p, &tally, &k.e));
		check_ok(&k, store_get_health(k.s, "ahead", &h, &k.e));
		check_int("due", h.due.at, i == 1 ? later.at : sooner.at);
		check_int("learnt", h.due.learnt_secs, i == 1 ? 7200 : 3600);
		health_done(&h);
		feed_done(&doc);
	}
	stock_close(&k);
}

/* What a clock that was ahead once put off for years is due. */
static void
test_a_wrong_clock(void **state)
{
	const struct due years = {.at = NOW + 900 * DAY, .reason = DUE_EVERY};
	const struct due weeks = {.at = NOW + 13 * DAY, .reason = DUE_TTL};
	struct stock k;
	struct feed doc = one("x");

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW + 5 * DAY);
	set_due(&k, SOURCE_JOBS, years);
	set_due(&k, SOURCE_LEADER, weeks);
	check_due(&k, NOW, false, "ahead current jobs ");
	poll_as(&k, SOURCE_CURRENT, OUTCOME_UNCHANGED, NULL, NOW);
	poll_as(&k, SOURCE_JOBS, OUTCOME_UNCHANGED, NULL, NOW);
	check_due(&k, NOW, false, "ahead ");
	stock_close(&k);
}

/* What a part does not show has not vanished from the feed. */
static void
test_a_part(void **state)
{
	struct stock k;
	struct explanation x;

	(void)state;
	stock_open(&k, false);
	answer(&k, &(struct answer){.outcome = OUTCOME_OK, .status = 200});
	{
		struct feed part;
		struct response r = {
		    .request = {.source = &k.sources[SOURCE_AHEAD]},
		    .outcome = OUTCOME_OK,
		    .is_part = true,
		};
		const struct poll p = {&r, &part, NOW + DAY, at_once, at_once};
		struct tally tally = {0};

		feed_init(&part);
		r.request.url = r.request.source->url;
		add_item(&part, "B", "https://journal.example/b", "y");
		check_ok(&k, store_add_poll(k.s, &p, &tally, &k.e));
		check_int("new", (int64_t)tally.n_new, 1);
		feed_done(&part);
	}
	check_ok(&k, store_explain(k.s, &k.c, "https://journal.example/a", NOW,
			 &x, &k.e));
	check_int("seen", x.sightings[0].last_seen_at, NOW + DAY);
	explanation_done(&x);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_due),
	    cmocka_unit_test(test_validators),
	    cmocka_unit_test(test_moves),
	    cmocka_unit_test(test_url_follows),
	    cmocka_unit_test(test_another_url),
	    cmocka_unit_test(test_the_way_back),
	    cmocka_unit_test(test_a_host_waits),
	    cmocka_unit_test(test_a_host_that_moved),
	    cmocka_unit_test(test_another_every),
	    cmocka_unit_test(test_never_again),
	    cmocka_unit_test(test_asked_too_late),
	    cmocka_unit_test(test_news),
	    cmocka_unit_test(test_a_wrong_clock),
	    cmocka_unit_test(test_a_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
