/* SPDX-License-Identifier: ISC */
/* States, editions and lists. */
#include <sqlite3.h>

#include "stock.h"
#include "store/sql.h"

#define A "https://journal.example/a"
#define JOB "https://www.jobs.ac.uk/job/ABC123"

static void
decide(struct stock *k, const char *action)
{
	char *sql = xasprintf("INSERT INTO decision (item, action, by, why, at)"
			      " VALUES (1, '%s', 'E', 'w', %lld)",
	    action, (long long)NOW);

	if (sqlite3_exec(k->s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(k->s->db));
	free(sql);
}

static enum state
state_at(struct stock *k, int64_t now)
{
	struct entries list;
	enum state state;

	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
	list = list_all(k, now);
	state = list.list[0].state;
	entries_done(&list);
	return state;
}

static const struct {
	const char *what;
	int source;
	const char *title, *text;
	const char *decisions[3];
	enum state state;
} cases[] = {
    {"nothing", SOURCE_AHEAD, "A", "x", {NULL}, STATE_REJECTED},
    {"below the hold", SOURCE_AHEAD, "A", "hospital", {NULL}, STATE_REJECTED},
    {"the hold itself", SOURCE_AHEAD, "A", "leadership", {NULL}, STATE_HELD},
    {"the threshold itself", SOURCE_AHEAD, "A", "leadership in hospital",
	{NULL}, STATE_SELECTED},
    {"above it", SOURCE_AHEAD, "Leadership", "x", {NULL}, STATE_SELECTED},
    {"a trusted feed", SOURCE_LEADER, "A", "x", {NULL}, STATE_SELECTED},
    {"pinned", SOURCE_AHEAD, "A", "x", {"pin"}, STATE_SELECTED},
    {"hidden", SOURCE_LEADER, "Leadership", "x", {"hide"}, STATE_HIDDEN},
    {"hidden, then pinned", SOURCE_AHEAD, "A", "x", {"hide", "pin"},
	STATE_SELECTED},
    {"hidden, then let go", SOURCE_AHEAD, "Leadership", "x",
	{"hide", "release"}, STATE_SELECTED},
    {"pinned, then let go", SOURCE_AHEAD, "A", "x", {"pin", "release"},
	STATE_REJECTED},
    {"hidden, with a note", SOURCE_AHEAD, "Leadership", "x", {"hide", "note"},
	STATE_HIDDEN},
};

static void
test_states(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		struct feed doc;

		stock_open(&k, false);
		feed_init(&doc);
		add_item(&doc, cases[i].title, A, cases[i].text);
		poll_doc(&k, cases[i].source, &doc, NOW);
		for (int j = 0; cases[i].decisions[j] != NULL; j++)
			decide(&k, cases[i].decisions[j]);
		check_int(cases[i].what, state_at(&k, NOW), cases[i].state);
		stock_close(&k);
	}
}

/* At the second of closing it is closed. */
static void
test_expiry(void **state)
{
	struct stock k;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "Leadership", JOB, "x")->published_at = NOW - DAY;
	poll_doc(&k, SOURCE_JOBS, &doc, NOW);
	check_int(
	    "by lifetime", state_at(&k, NOW + 59 * DAY - 1), STATE_SELECTED);
	check_int("by lifetime", state_at(&k, NOW + 59 * DAY), STATE_EXPIRED);
	feed_init(&doc);
	add_item(&doc, "Leadership", JOB, "x")->closes_at = NOW + 80 * DAY;
	poll_doc(&k, SOURCE_JOBS, &doc, NOW + 1);
	check_int(
	    "its own word", state_at(&k, NOW + 80 * DAY - 1), STATE_SELECTED);
	check_int("its own word", state_at(&k, NOW + 80 * DAY), STATE_EXPIRED);
	decide(&k, "pin");
	check_int("pinned", state_at(&k, NOW + 80 * DAY), STATE_EXPIRED);
	decide(&k, "hide");
	check_int("hidden", state_at(&k, NOW + 80 * DAY), STATE_HIDDEN);
	stock_close(&k);
}

static void
fill(struct stock *k)
{
	struct feed doc;

	feed_init(&doc);
	add_item(&doc, "Leadership 1", "https://j.example/1", "x")
	    ->published_at = NOW - 10;
	add_item(&doc, "Leadership 2", "https://j.example/2", "x")
	    ->published_at = NOW - 5;
	add_item(&doc, "Leadership 3", "https://j.example/3", "x")
	    ->published_at = NOW - 5;
	add_item(&doc, "Nothing", "https://j.example/4", "x");
	poll_doc(k, SOURCE_AHEAD, &doc, NOW);
	feed_init(&doc);
	add_item(&doc, "Leadership fellow", JOB, "x");
	poll_doc(k, SOURCE_JOBS, &doc, NOW + 9);
	check_ok(k, store_score(k->s, &k->c, NULL, &k->e));
}

static void
check_edition(struct stock *k, const struct output *o, const char *want)
{
	struct edition ed;
	char titles[300] = "";
	size_t len = 0;

	check_ok(k, store_edition(k->s, &k->c, o, NOW + 9, &ed, &k->e));
	for (size_t i = 0; i < ed.entries.n; i++)
		len += (size_t)snprintf(titles + len, sizeof(titles) - len,
		    "%s; ", ed.entries.list[i].item.title);
	check_str("edition", titles, want);
	edition_done(&ed);
}

static void
test_edition(void **state)
{
	char *jobs[] = {lend("jobs"), NULL};
	char *both[] = {lend("jobs"), lend("articles"), NULL};
	char *none[] = {lend("nosuch"), NULL};
	struct stock k;
	struct edition ed;

	(void)state;
	stock_open(&k, false);
	fill(&k);
	check_edition(&k, &k.outputs[0],
	    "Leadership fellow; Leadership 2; Leadership 3; Leadership 1; ");
	check_edition(&k, &k.outputs[1], "Leadership fellow; Leadership 2; ");
	k.outputs[0].sections = jobs;
	check_edition(&k, &k.outputs[0], "Leadership fellow; ");
	k.outputs[0].sections = none;
	check_edition(&k, &k.outputs[0], "");

	/* Sections stand in the order of the configuration. */
	k.outputs[0].sections = both;
	check_ok(
	    &k, store_edition(k.s, &k.c, &k.outputs[0], NOW + 9, &ed, &k.e));
	check_int("sections", (int64_t)ed.n_sections, 2);
	check_str("section", ed.sections[0].name, "articles");
	check_int("updated", ed.updated_at, NOW + 9);
	check_str("site", ed.site.title, "R");
	check_int("outputs", (int64_t)ed.n_outputs, 2);
	edition_done(&ed);
	stock_close(&k);
}

static int64_t
updated_at(struct stock *k, const struct output *o, int64_t now)
{
	struct edition ed;
	int64_t at;

	check_ok(k, store_edition(k->s, &k->c, o, now, &ed, &k->e));
	at = ed.updated_at;
	edition_done(&ed);
	return at;
}

/* The feeds of a list, told as far as they are everybody's business. */
static void
test_channels(void **state)
{
	static const char want[] =
	    "ahead|articles|https://journal.example/rss/ahead.xml|\n"
	    "Current|articles|https://journal.example/rss/current.xml|"
	    "https://journal.example/\n"
	    "jobs|jobs|https://www.jobs.ac.uk/jobs/health/?format=rss|\n"
	    "leader|articles||\n";
	char *jobs[] = {lend("jobs"), NULL}, got[400] = "";
	struct stock k;
	struct feed doc;
	struct edition ed;
	size_t len = 0;

	(void)state;
	stock_open(&k, false);
	k.outputs[0].form = FORM_OPML;
	feed_init(&doc);
	doc.title = xstrdup("Current");
	doc.url = xstrdup("https://journal.example/");
	add_item(&doc, "A", A, "x");
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW);
	check_ok(&k, store_edition(k.s, &k.c, &k.outputs[0], NOW, &ed, &k.e));
	for (size_t i = 0; i < ed.n_channels; i++) {
		const struct channel *c = &ed.channels[i];

		len += (size_t)snprintf(got + len, sizeof(got) - len,
		    "%s|%s|%s|%s\n", c->title, c->section,
		    c->url != NULL ? c->url : "",
		    c->home_url != NULL ? c->home_url : "");
	}
	check_str("channels", got, want);
	check_int("entries", (int64_t)ed.entries.n, 0);
	edition_done(&ed);

	/* It changes with its feeds, not with what they show. */
	feed_init(&doc);
	doc.title = xstrdup("Current");
	doc.url = xstrdup("https://journal.example/");
	add_item(&doc, "Leadership", JOB, "hospital");
	poll_doc(&k, SOURCE_CURRENT, &doc, NOW + 5);
	check_int("same", updated_at(&k, &k.outputs[0], NOW + 6), NOW);
	k.outputs[0].sections = jobs;
	check_int("fewer", updated_at(&k, &k.outputs[0], NOW + 7), NOW + 7);
	stock_close(&k);
}

/* With no entry to take it from, the time is that of the first question. */
static void
test_no_entries(void **state)
{
	struct stock k;
	struct edition ed;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 3; i++) {
		check_ok(&k, store_edition(
				 k.s, &k.c, &k.outputs[0], NOW + i, &ed, &k.e));
		check_int("updated", ed.updated_at, NOW);
		check_int("sections", (int64_t)ed.n_sections, 2);
		edition_done(&ed);
	}
	stock_close(&k);
}

/* The time of an edition stands while it shows the same, and never goes back:
 * not when its newest entry goes, nor when the clock does. */
static void
test_updated(void **state)
{
	struct stock k;
	struct feed doc;
	const struct output *all = &k.outputs[0];

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "A", A, "x");
	poll_doc(&k, SOURCE_LEADER, &doc, NOW);
	check_int("first", updated_at(&k, all, NOW + 5), NOW);
	check_int("same", updated_at(&k, all, NOW + 6), NOW);
	feed_init(&doc);
	add_item(&doc, "B", JOB, "x")->closes_at = NOW + DAY;
	poll_doc(&k, SOURCE_LEADER, &doc, NOW + 10);
	check_int("one more", updated_at(&k, all, NOW + 11), NOW + 11);
	check_int("same", updated_at(&k, all, NOW + 12), NOW + 11);
	check_int(
	    "one less", updated_at(&k, all, NOW + DAY + 1), NOW + DAY + 1);
	check_int("same", updated_at(&k, all, NOW + DAY + 9), NOW + DAY + 1);
	check_int("clock", updated_at(&k, all, NOW + 12), NOW + DAY + 1);
	stock_close(&k);
}

static const struct {
	struct filter filter;
	size_t n;
} filters[] = {
    {{-1, NULL, CLOCK_NONE}, 5},
    {{STATE_SELECTED, NULL, CLOCK_NONE}, 4},
    {{STATE_REJECTED, NULL, CLOCK_NONE}, 1},
    {{STATE_HIDDEN, NULL, CLOCK_NONE}, 0},
    {{-1, "jobs", CLOCK_NONE}, 1},
    {{-1, "nosuch", CLOCK_NONE}, 0},
    {{-1, NULL, NOW}, 5},
    {{-1, NULL, NOW + 1}, 1},
    {{STATE_REJECTED, "jobs", NOW + 1}, 0},
};

static void
test_list(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, false);
	fill(&k);
	for (size_t i = 0; i < N_OF(filters); i++) {
		struct entries list;

		check_ok(
		    &k, store_list(k.s, &filters[i].filter, NOW, &list, &k.e));
		check_int("entries", (int64_t)list.n, (int64_t)filters[i].n);
		entries_done(&list);
	}
	stock_close(&k);
}

/* A date that is read in an advert's text closes it, when it can be right. */
static void
test_prose(void **state)
{
	static const struct {
		const char *what;
		int source;
		int64_t stated, prose, own,
		    closes; /* days from now; 0 = none */
	} dates[] = {
	    {"read", SOURCE_JOBS, 0, 30, 30, 30},
	    {"stated", SOURCE_JOBS, 40, 30, 40, 40},
	    {"neither", SOURCE_JOBS, 0, 0, 0, 60},
	    {"an article", SOURCE_AHEAD, 0, 30, 0, 0},
	    {"long over", SOURCE_JOBS, 0, -365, -365, -365},
	    {"longer over", SOURCE_JOBS, 0, -366, 0, 60},
	    {"far away", SOURCE_JOBS, 0, 548, 548, 548},
	    {"farther away", SOURCE_JOBS, 0, 549, 0, 60},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(dates); i++) {
		struct stock k;
		struct feed doc;
		struct item *it;
		struct entries list;
		int64_t days[] = {dates[i].own, dates[i].closes};

		for (size_t j = 0; j < 2; j++)
			days[j] =
			    days[j] == 0 ? CLOCK_NONE : NOW + days[j] * DAY;
		stock_open(&k, false);
		feed_init(&doc);
		it = add_item(&doc, "A", JOB, "x");
		if (dates[i].stated != 0)
			it->closes_at = NOW + dates[i].stated * DAY;
		if (dates[i].prose != 0)
			it->prose_closes_at = NOW + dates[i].prose * DAY;
		poll_doc(&k, dates[i].source, &doc, NOW);
		list = list_all(&k, NOW);
		check_int(dates[i].what, list.list[0].item.closes_at, days[0]);
		check_int(dates[i].what, list.list[0].closes_at, days[1]);
		check_int(dates[i].what, list.list[0].state == STATE_EXPIRED,
		    dates[i].closes < 0);
		entries_done(&list);
		stock_close(&k);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_states),
	    cmocka_unit_test(test_expiry),
	    cmocka_unit_test(test_edition),
	    cmocka_unit_test(test_channels),
	    cmocka_unit_test(test_no_entries),
	    cmocka_unit_test(test_updated),
	    cmocka_unit_test(test_list),
	    cmocka_unit_test(test_prose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
