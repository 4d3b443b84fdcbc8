/* SPDX-License-Identifier: ISC */
/* Entries that may be one work. */
#include "stock.h"
#include "store/sql.h"

static const struct {
	const char *what;
	struct {
		const char *title, *author;
		int day;
	} works[3];
	size_t n;
} cases[] = {
    {"one title, one author",
	{{"One", "Jones, L.", 1}, {"One", "Jones, L.", 9}, {NULL, NULL, 0}}, 1},
    {"written otherwise",
	{{"One: two", "Jones, L.", 1}, {"ONE \u2013 two", "Laura Jones", 9},
	    {NULL, NULL, 0}},
	1},
    {"three of them",
	{{"One", "Jones, L.", 1}, {"One", "Jones, L.", 9},
	    {"One", "L. Jones", 80}},
	2},
    {"90 days between",
	{{"One", "Jones, L.", 1}, {"One", "Jones, L.", 91}, {NULL, NULL, 0}},
	1},
    {"91 days between",
	{{"One", "Jones, L.", 1}, {"One", "Jones, L.", 92}, {NULL, NULL, 0}},
	0},
    {"two authors",
	{{"One", "Jones, L.", 1}, {"One", "Amin, N.", 1}, {NULL, NULL, 0}}, 0},
    {"no author", {{"One", NULL, 1}, {"One", NULL, 1}, {NULL, NULL, 0}}, 0},
    {"two titles",
	{{"One", "Jones, L.", 1}, {"Two", "Jones, L.", 1}, {NULL, NULL, 0}}, 0},
    {"no title",
	{{NULL, "Jones, L.", 1}, {NULL, "Jones, L.", 1}, {NULL, NULL, 0}}, 0},
};

static struct feed
doc_of(size_t c)
{
	struct feed doc;
	char url[40];

	feed_init(&doc);
	for (int i = 0; i < 3 && cases[c].works[i].day != 0; i++) {
		struct item *it;

		snprintf(url, sizeof(url), "https://journal.example/%d", i);
		it = add_item(&doc, cases[c].works[i].title, url, "x");
		if (cases[c].works[i].author != NULL)
			people_add(&it->authors)->name =
			    xstrdup(cases[c].works[i].author);
		it->published_at = NOW + (cases[c].works[i].day - 200) * DAY;
	}
	return doc;
}

static void
hide(struct stock *k, int64_t number)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
	    "INSERT INTO decision (item, action, by, why, at)"
	    " VALUES (%lld, 'hide', 'x', 'y', 1)",
	    (long long)number);
	assert_int_equal(
	    sqlite3_exec(k->s->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		struct twins twins;
		struct feed doc = doc_of(i);

		stock_open(&k, false);
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
		check_ok(&k, store_list_twins(k.s, &twins, &k.e));
		check_int(cases[i].what, (int64_t)twins.n, (int64_t)cases[i].n);
		if (twins.n > 0) {
			check_str("older", twins.list[0].title,
			    cases[i].works[0].title);
			check_int("older", twins.list[0].numbers[0], 1);
			check_int("newer", twins.list[0].numbers[1], 2);
		}
		twins_done(&twins);
		stock_close(&k);
	}
}

/* Of which one is hidden there is nothing left to be done. */
static void
test_hidden(void **state)
{
	struct stock k;
	struct twins twins;
	struct feed doc = doc_of(0);

	(void)state;
	stock_open(&k, false);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	hide(&k, 2);
	check_ok(&k, store_list_twins(k.s, &twins, &k.e));
	check_int("hidden", (int64_t)twins.n, 0);
	twins_done(&twins);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
