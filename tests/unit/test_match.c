/* SPDX-License-Identifier: ISC */
/* Which work an item is: keys that change, are used again, name two works. */
#include "stock.h"

#define A "https://journal.example/a"
#define B "https://journal.example/b"
#define HOME "https://journal.example/"
#define FIRST "2026-01-01T00:00:00Z"
#define OTHER "2026-01-31T00:00:00Z"

/* What a feed says of one item, in this order; what is left out is NULL. */
enum {
	SAID_TITLE,
	SAID_ID,
	SAID_URL,
	SAID_DAY,
	SAID_DOI,
	SAID_TEXT,
	SAID_COUNT
};

#define DOC_MAX 3

static struct feed
doc_of(const char *const (*items)[SAID_COUNT])
{
	struct feed doc;

	feed_init(&doc);
	for (int i = 0; i < DOC_MAX && items[i][SAID_TITLE] != NULL; i++) {
		const char *const *said = items[i];
		struct item *it = add_item(
		    &doc, said[SAID_TITLE], said[SAID_URL], said[SAID_TEXT]);

		it->id = xstrdup(said[SAID_ID]);
		it->doi = xstrdup(said[SAID_DOI]);
		if (said[SAID_DAY] != NULL)
			it->published_at = clock_parse(said[SAID_DAY]);
	}
	return doc;
}

/* What one poll a day brings, how many works that were when they came, and how
 * many they are in the end. */
static const struct {
	const char *what;
	struct {
		int source;
		const char *items[DOC_MAX][SAID_COUNT];
	} polls[4];
	size_t n_new, n_works;
} cases[] = {
    {"a guid used again",
	{{SOURCE_AHEAD, {{"One", "1", A}}}, {SOURCE_AHEAD, {{"Two", "1", B}}}},
	2, 2},
    {"and again",
	{{SOURCE_AHEAD, {{"One", "1", A}}}, {SOURCE_AHEAD, {{"Two", "1", B}}},
	    {SOURCE_AHEAD, {{"Three", "1", B "/3"}}},
	    {SOURCE_AHEAD, {{"Two", "1", B}}}},
	3, 3},
    {"a link used again",
	{{SOURCE_AHEAD, {{"One", "1", A}}}, {SOURCE_AHEAD, {{"Two", "2", A}}}},
	2, 2},
    {"and again, and then as it was",
	{{SOURCE_AHEAD, {{"One", "1", A}}}, {SOURCE_AHEAD, {{"Two", "2", A}}},
	    {SOURCE_AHEAD, {{"Three", "3", A}}},
	    {SOURCE_AHEAD, {{"Two", "2", A}}}},
	3, 3},
    {"a corrected title",
	{{SOURCE_AHEAD, {{"One", "1", A}}}, {SOURCE_AHEAD, {{"Two", "1", A}}}},
	1, 1},
    {"a corrected title, no guid",
	{{SOURCE_AHEAD, {{"One", NULL, A}}},
	    {SOURCE_AHEAD, {{"Two", NULL, A}}}},
	1, 1},
    {"a corrected title, no link",
	{{SOURCE_AHEAD, {{"One", "1", NULL}}},
	    {SOURCE_AHEAD, {{"Two", "1", NULL}}}},
	1, 1},
    {"another feed's title, guid and link of the page",
	{{SOURCE_AHEAD, {{"One", "1", A}}},
	    {SOURCE_CURRENT, {{"Read One", "2", A}}},
	    {SOURCE_CURRENT, {{"Read One!", "3", A}}}},
	1, 1},
    {"a guid of two feeds of a host",
	{{SOURCE_AHEAD, {{"One", "1", NULL}}},
	    {SOURCE_CURRENT, {{"Two", "1", NULL}}}},
	2, 2},
    {"a URI of two feeds",
	{{SOURCE_AHEAD, {{"One", "urn:x:1", NULL}}},
	    {SOURCE_CURRENT, {{"Two", "urn:x:1", NULL}}}},
	1, 1},
    {"one title, two dates",
	{{SOURCE_AHEAD, {{"Editorial", NULL, HOME, FIRST}}},
	    {SOURCE_AHEAD, {{"Editorial", NULL, HOME, OTHER}}},
	    {SOURCE_AHEAD, {{"Editorial", NULL, HOME, OTHER}}}},
	2, 2},
    {"a new guid at each poll",
	{{SOURCE_AHEAD, {{"One", "1", HOME, FIRST}, {"Two", "2", HOME, FIRST}}},
	    {SOURCE_AHEAD,
		{{"One", "3", HOME, FIRST}, {"Two", "4", HOME, FIRST}}},
	    {SOURCE_AHEAD,
		{{"One", "5", HOME, FIRST}, {"Two", "6", HOME, FIRST}}}},
	2, 2},
    {"one title, date and home, two guids",
	{{SOURCE_AHEAD,
	     {{"Call", "1", HOME, FIRST}, {"Call", "2", HOME, FIRST}}},
	    {SOURCE_AHEAD,
		{{"Call", "1", HOME, FIRST}, {"Call", "3", HOME, FIRST}}}},
	3, 3},
    {"no date, a new guid at each poll",
	{{SOURCE_AHEAD, {{"One", "1", HOME, NULL, NULL, "x"}}},
	    {SOURCE_AHEAD, {{"One", "2", HOME, NULL, NULL, "x"}}}},
	1, 1},
    {"no date, a guid, other words",
	{{SOURCE_AHEAD, {{"Editorial", "1", HOME, NULL, NULL, "x"}}},
	    {SOURCE_AHEAD, {{"Editorial", "2", HOME, NULL, NULL, "y"}}}},
	2, 2},
    {"a new guid at each poll, and a link that is used again",
	{{SOURCE_AHEAD, {{"One", "1", A, FIRST}}},
	    {SOURCE_AHEAD, {{"Two", "2", A, OTHER}}},
	    {SOURCE_AHEAD, {{"Two", "3", A, OTHER}}},
	    {SOURCE_AHEAD, {{"Two", "4", A, OTHER}}}},
	2, 2},
    {"a link and a DOI",
	{{SOURCE_AHEAD, {{"One", NULL, A}}},
	    {SOURCE_CURRENT, {{"One", NULL, B, NULL, "10.1/1"}}},
	    {SOURCE_AHEAD, {{"One", NULL, A, NULL, "10.1/1"}}},
	    {SOURCE_CURRENT, {{"One", NULL, B, NULL, "10.1/1"}}}},
	2, 1},
    {"a link and a DOI of two works",
	{{SOURCE_AHEAD, {{"One", NULL, A, NULL, "10.1/2"}}},
	    {SOURCE_CURRENT, {{"One", NULL, B, NULL, "10.1/1"}}},
	    {SOURCE_AHEAD, {{"One", NULL, A, NULL, "10.1/1"}}}},
	2, 2},
    {"a guid and a link of two works with DOIs",
	{{SOURCE_AHEAD, {{"One", "urn:x:1", A "/1", NULL, "10.1/2"}}},
	    {SOURCE_CURRENT, {{"One", NULL, B, NULL, "10.1/1"}}},
	    {SOURCE_JOBS, {{"One", "urn:x:1", B}}}},
	2, 2},
    {"a guid and a link, from two feeds",
	{{SOURCE_AHEAD, {{"One", "urn:x:1", NULL}}},
	    {SOURCE_CURRENT, {{"One", NULL, B}}},
	    {SOURCE_AHEAD, {{"One", "urn:x:1", B}}}},
	2, 1},
    {"a guid and a link that stood side by side",
	{{SOURCE_AHEAD, {{"Editorial", "1", A}, {"Editorial", "2", B}}},
	    {SOURCE_AHEAD, {{"Editorial", "1", B}}}},
	2, 2},
    {"a DOI and a link that stood side by side",
	{{SOURCE_AHEAD, {{"One", NULL, A}, {"One", NULL, B, NULL, "10.1/1"}}},
	    {SOURCE_AHEAD, {{"One", NULL, A, NULL, "10.1/1"}}}},
	2, 1},
    {"a guid and a link, never side by side",
	{{SOURCE_AHEAD, {{"One", "urn:x:1", NULL}}},
	    {SOURCE_AHEAD, {{"One", NULL, B}}},
	    {SOURCE_AHEAD, {{"One", "urn:x:1", B}}}},
	2, 1},
    {"one title and date, with a guid and without",
	{{SOURCE_AHEAD, {{"Call", "1", HOME, FIRST}}},
	    {SOURCE_AHEAD,
		{{"Call", "1", HOME, FIRST}, {"Call", NULL, HOME, FIRST}}}},
	1, 1},
    {"three works",
	{{SOURCE_AHEAD, {{"One", NULL, A}}},
	    {SOURCE_CURRENT, {{"One", "urn:x:1", NULL}}},
	    {SOURCE_JOBS, {{"One", NULL, B, NULL, "10.1/1"}}},
	    {SOURCE_AHEAD, {{"One", "urn:x:1", A, NULL, "10.1/1"}}}},
	3, 1},
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		struct counts counts;
		size_t n_new = 0;

		stock_open(&k, false);
		for (int j = 0; j < 4; j++) {
			struct feed doc = doc_of(cases[i].polls[j].items);

			n_new += poll_doc(
			    &k, cases[i].polls[j].source, &doc, NOW + j * DAY)
				     .n_new;
		}
		check_int(
		    cases[i].what, (int64_t)n_new, (int64_t)cases[i].n_new);
		check_int(cases[i].what, (int64_t)count_all(&k),
		    (int64_t)cases[i].n_works);
		check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
		check_int(
		    cases[i].what, counts.n_items, (int64_t)cases[i].n_works);
		stock_close(&k);
	}
}

/* What was overwritten before stands as it was. */
static void
test_reused(void **state)
{
	static const char *const docs[][DOC_MAX][SAID_COUNT] = {
	    {{"One", "1", A, NULL, NULL, "x"}},
	    {{"Two", "1", B, NULL, NULL, "y"}}};
	struct stock k;
	struct entries list;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 2; i++) {
		struct feed doc = doc_of(docs[i]);

		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i);
	}
	list = list_all(&k, NOW);
	check_str("new", list.list[0].item.title, "Two");
	check_str("old", list.list[1].item.title, "One");
	check_str("old", list.list[1].item.url, A);
	check_int("old", list.list[1].updated_at, NOW);
	entries_done(&list);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_reused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
