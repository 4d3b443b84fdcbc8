/* SPDX-License-Identifier: ISC */
/* One work, one entry: the items of documents in the store. */
#include "stock.h"

/* What a feed says of one item, in this order; what is left out is NULL. */
enum { SAID_TITLE, SAID_URL, SAID_TEXT, SAID_ID, SAID_DOI, SAID_COUNT };

#define DOC_MAX 4

static struct feed
doc_of(const char *const (*items)[SAID_COUNT])
{
	struct feed doc;

	feed_init(&doc);
	for (int i = 0; i < DOC_MAX && items[i][SAID_TITLE] != NULL; i++) {
		struct item *it = add_item(&doc, items[i][SAID_TITLE],
		    items[i][SAID_URL], items[i][SAID_TEXT]);

		it->id = xstrdup(items[i][SAID_ID]);
		it->doi = xstrdup(items[i][SAID_DOI]);
	}
	return doc;
}

#define A "https://journal.example/a"
#define B "https://journal.example/b"
#define LEADER "https://journal.example/leader"
#define JOB "https://www.jobs.ac.uk/job/DGV596/"

/* Documents in the order in which they are polled, an hour apart, and how
 * many works they are, how many changes. */
static const struct {
	const char *what;
	struct {
		int source;
		const char *items[DOC_MAX][SAID_COUNT];
	} polls[4];
	size_t n_polls, n_works, n_changed;
} cases[] = {
    {"the same again",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "1"}}}},
	2, 1, 0},
    {"online first, then the issue",
	{{SOURCE_AHEAD,
	     {{"A", LEADER "/early/1", "x", LEADER "/early/1", "10.1136/1"}}},
	    {SOURCE_CURRENT,
		{{"A", LEADER "/1/1/1", "x", LEADER "/1/1/1", "10.1136/1"}}}},
	2, 1, 0},
    {"a blog that links the DOI",
	{{SOURCE_AHEAD, {{"A", LEADER, "x", NULL, "10.1136/1"}}},
	    {SOURCE_CURRENT,
		{{"Read A", "https://doi.org/10.1136/1", "y", NULL}}}},
	2, 1, 0},
    {"one job in two subject feeds",
	{{SOURCE_JOBS, {{"PhD", JOB "phd-one", "x"}}},
	    {SOURCE_CURRENT, {{"PhD", JOB "phd-one-again/?x=1", "x"}}}},
	2, 1, 0},
    {"the DOI comes later",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "1", "10.1136/1"}}},
	    {SOURCE_CURRENT, {{"A", B, "x", "2", "10.1136/1"}}}},
	3, 1, 0},
    {"another DOI at one address",
	{{SOURCE_AHEAD, {{"A", A, "x", "1", "10.1136/1"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "1", "10.1136/2"}}},
	    {SOURCE_AHEAD, {{"A", A, "y", "1", "10.1136/2"}}}},
	3, 2, 1},
    {"another job at one address",
	{{SOURCE_JOBS, {{"PhD", JOB, "x", "1"}}},
	    {SOURCE_JOBS,
		{{"PhD", "https://www.jobs.ac.uk/job/DGV597/", "x", "1"}}}},
	2, 2, 0},
    {"a guid that changes at each fetch",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}, {"B", B, "y", "2"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "3"}, {"B", B, "y", "4"}}}},
	2, 2, 0},
    {"a link that changes at each fetch",
	{{SOURCE_AHEAD, {{"A", A "?ff=1", "x", "pubmed:1"}}},
	    {SOURCE_AHEAD, {{"A", A "?ff=2", "x", "pubmed:1"}}}},
	2, 1, 0},
    {"a new address behind one guid",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}}},
	    {SOURCE_AHEAD, {{"A", B, "x", "1"}}}},
	2, 1, 0},
    {"one guid twice in a document",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}, {"B", B, "y", "1"}}},
	    {SOURCE_AHEAD, {{"B, revised", B, "y", "1"}}}},
	2, 2, 1},
    {"a guid that turns out to be shared",
	{{SOURCE_AHEAD, {{"A", A, "x", "1"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "1"}, {"B", B, "y", "1"}}},
	    {SOURCE_AHEAD, {{"B, revised", B, "y", "1"}}}},
	3, 2, 1},
    {"two works of one title",
	{{SOURCE_AHEAD,
	    {{"Editorial", A, "x", "1"}, {"Editorial", B, "y", "2"}}}},
	1, 2, 0},
    {"two works, no guid, one address",
	{{SOURCE_AHEAD, {{"A", A, "x"}, {"B", A, "y"}}}}, 1, 2, 0},
    {"one work twice in a document",
	{{SOURCE_AHEAD, {{"A", A, "x", "1", "10.1136/1"},
			    {"A", B, "y", "2", "10.1136/1"}}},
	    {SOURCE_AHEAD, {{"A", A, "x", "1", "10.1136/1"},
			       {"A", B, "y", "2", "10.1136/1"}}}},
	2, 1, 0},
    {"a title alone",
	{{SOURCE_AHEAD, {{"A", NULL, "x"}, {"B", NULL, "x"}}},
	    {SOURCE_AHEAD, {{"A", NULL, "y"}, {"B", NULL, "x"}}}},
	2, 2, 1},
    {"guids of two hosts",
	{{SOURCE_AHEAD, {{"A", NULL, "x", "1"}}},
	    {SOURCE_LEADER, {{"B", NULL, "x", "1"}}}},
	2, 2, 0},
    {"guids of one host",
	{{SOURCE_AHEAD, {{"A", NULL, "x", "1"}}},
	    {SOURCE_CURRENT, {{"A", NULL, "x", "1"}}}},
	2, 2, 0},
    {"a new title",
	{{SOURCE_AHEAD, {{"A", A, "x"}}}, {SOURCE_AHEAD, {{"B", A, "x"}}}}, 2,
	1, 1},
    {"two feeds that word it differently",
	{{SOURCE_AHEAD, {{"A", A, "long"}}},
	    {SOURCE_CURRENT, {{"A", A, "short"}}},
	    {SOURCE_AHEAD, {{"A", A, "long"}}},
	    {SOURCE_CURRENT, {{"A", A, "short"}}}},
	4, 1, 0},
    {"another feed rewords what the first shows yet",
	{{SOURCE_AHEAD, {{"A", A, "long"}}},
	    {SOURCE_CURRENT, {{"A", A, "short"}}},
	    {SOURCE_CURRENT, {{"A", A, "shorter"}}}},
	3, 1, 0},
    {"another feed rewords what the first has dropped",
	{{SOURCE_AHEAD, {{"A", A, "long"}}},
	    {SOURCE_CURRENT, {{"A", A, "short"}}},
	    {SOURCE_AHEAD, {{"B", B, "y"}}},
	    {SOURCE_CURRENT, {{"A", A, "mended"}}}},
	4, 2, 1},
    {"an abstract that the second feed brings",
	{{SOURCE_AHEAD, {{"A", A, NULL}}}, {SOURCE_CURRENT, {{"A", A, "x"}}}},
	2, 1, 1},
};

static void
test_works(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		size_t n_new = 0, n_changed = 0;
		struct counts counts;

		stock_open(&k, false);
		for (size_t j = 0; j < cases[i].n_polls; j++) {
			struct feed doc = doc_of(cases[i].polls[j].items);
			struct tally t = poll_doc(&k, cases[i].polls[j].source,
			    &doc, NOW + 3600 * (int64_t)j);

			n_new += t.n_new;
			n_changed += t.n_changed;
		}
		check_int(
		    cases[i].what, (int64_t)n_new, (int64_t)cases[i].n_works);
		check_int(cases[i].what, (int64_t)n_changed,
		    (int64_t)cases[i].n_changed);
		check_int(cases[i].what, (int64_t)count_all(&k),
		    (int64_t)cases[i].n_works);
		check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
		stock_close(&k);
	}
}

/* A guid that two works had is neither's, also when it comes alone. */
static void
test_shared_guid(void **state)
{
	static const char *const docs[][DOC_MAX][SAID_COUNT] = {
	    {{"A", A, "x", "1"}},
	    {{"A", A, "x", "1"}, {"B", B, "y", "1"}},
	    {{"B, revised", B, "y", "1"}},
	};
	struct stock k;
	struct entries list;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 3; i++) {
		struct feed doc = doc_of(docs[i]);

		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i);
	}
	list = list_all(&k, NOW);
	check_int("works", (int64_t)list.n, 2);
	check_str("second", list.list[0].item.title, "B, revised");
	check_str("first", list.list[1].item.title, "A");
	entries_done(&list);
	stock_close(&k);
}

/* All that an item can say comes back as it was said. */
static void
test_round_trip(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc;
	struct item *it;
	const struct entry *en;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	doc.title = xstrdup("The journal");
	doc.rights = xstrdup("(c)");
	doc.updated_at = NOW - 50;
	it = add_item(&doc, "Title", A, "Text");
	it->html = xstrdup("<p>Text</p>");
	it->summary = xstrdup("Summary");
	it->citation.journal = xstrdup("Journal");
	it->citation.publisher = xstrdup("Publisher");
	it->doi = xstrdup("10.1136/1");
	it->published_at = NOW - 100;
	it->closes_at = NOW + 100;
	people_add(&it->authors)->name = xstrdup("Jones, L.");
	people_add(&it->authors)->name = xstrdup("Smith, J.");
	people_add(&it->contributors)->email = xstrdup("e@a.example");
	item_add_tag(it)->term = xstrdup("t");
	item_add_attachment(it)->url = xstrdup(B);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	list = list_all(&k, NOW);
	en = &list.list[0];
	check_str("title", en->item.title, "Title");
	check_str("text", en->item.text, "Text");
	check_str("html", en->item.html, "<p>Text</p>");
	check_str("summary", en->item.summary, "Summary");
	check_str("url", en->item.url, A);
	check_str("journal", en->item.citation.journal, "Journal");
	check_str("publisher", en->item.citation.publisher, "Publisher");
	check_int("authors", (int64_t)en->item.authors.n, 2);
	check_str("author", en->item.authors.list[1].name, "Smith, J.");
	check_str(
	    "contributor", en->item.contributors.list[0].email, "e@a.example");
	check_str("tag", en->item.tags[0].term, "t");
	check_int("size", en->item.attachments[0].size, -1);
	check_int("dated", en->item.published_at, NOW - 100);
	check_int("modified", en->item.modified_at, CLOCK_NONE);
	check_int("published", en->published_at, NOW - 100);
	check_int("closes", en->closes_at, NOW + 100);
	check_str("id", en->entry_id, "tag:example.org,2026:r/doi/10.1136/1");
	check_str("section", en->section, "articles");
	check_str("feed", en->feeds[0], "ahead");
	assert_null(en->feeds[1]);
	check_str("origin", en->origin.title, "The journal");
	check_str("origin id", en->origin.id, k.sources[SOURCE_AHEAD].url);
	check_int("origin", en->origin.updated_at, NOW - 50);
	entries_done(&list);
	stock_close(&k);
}

/* Kept once, but both there: content that is the summary. */
static void
test_summary(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 2; i++) {
		feed_init(&doc);
		add_item(&doc, "Title", A, "Same")->summary = xstrdup("Same");
		doc.items[0].rights = i == 0 ? NULL : xstrdup("(c)");
		check_int("changed",
		    (int64_t)poll_doc(&k, SOURCE_AHEAD, &doc, NOW).n_changed,
		    0);
	}
	list = list_all(&k, NOW);
	check_str("title", list.list[0].item.title, "Title");
	check_str("text", list.list[0].item.text, "Same");
	check_str("summary", list.list[0].item.summary, "Same");
	check_str("rights", list.list[0].item.rights, "(c)");
	entries_done(&list);
	stock_close(&k);
}

/* A local file's feed has no address to be known by. */
static void
test_origin(void **state)
{
	struct stock k;
	struct entries list;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "Title", A, "Text");
	poll_doc(&k, SOURCE_LEADER, &doc, NOW);
	list = list_all(&k, NOW);
	check_str(
	    "id", list.list[0].origin.id, "tag:example.org,2026:r/feed/leader");
	check_str("title", list.list[0].origin.title, "leader");
	assert_null(list.list[0].origin.self_url);
	check_int("updated", list.list[0].origin.updated_at, NOW);
	entries_done(&list);
	stock_close(&k);
}

/* A feed that renames itself does not rename what it once brought. */
static void
test_origin_is_kept(void **state)
{
	static const char *const titles[] = {"Old name", "New name"};
	struct stock k;
	struct entries list;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	for (int i = 0; i < 2; i++) {
		feed_init(&doc);
		doc.title = xstrdup(titles[i]);
		doc.id = xstrdup(i == 0 ? "tag:a.example,2026:1" : "no URI");
		if (i == 1)
			add_item(&doc, "B", B, "x");
		add_item(&doc, "A", A, "x");
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i);
	}
	list = list_all(&k, NOW);
	check_int("works", (int64_t)list.n, 2);
	check_str("new", list.list[0].origin.title, "New name");
	check_str("new", list.list[0].origin.id, k.sources[SOURCE_AHEAD].url);
	check_str("old", list.list[1].origin.title, "Old name");
	check_str("old", list.list[1].origin.id, "tag:a.example,2026:1");
	entries_done(&list);
	stock_close(&k);
}

static void
test_published(void **state)
{
	static const struct {
		int64_t published, modified, want;
	} table[] = {
	    {NOW - 5, CLOCK_NONE, NOW - 5},
	    {CLOCK_NONE, NOW - 7, NOW - 7},
	    {CLOCK_NONE, CLOCK_NONE, NOW},
	    {NOW, CLOCK_NONE, NOW},
	    {NOW + 1, CLOCK_NONE, NOW},
	    {NOW + 400 * DAY, NOW - 7, NOW - 7},
	    {0, CLOCK_NONE, NOW},
	    {DAY - 1, CLOCK_NONE, NOW},
	    {DAY, CLOCK_NONE, DAY},
	    {-62135596800, CLOCK_NONE, NOW},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(table); i++) {
		struct stock k;
		struct entries list;
		struct feed doc;
		struct item *it;

		stock_open(&k, false);
		for (int j = 0; j < 2; j++) {
			feed_init(&doc);
			it = add_item(&doc, j == 0 ? "A" : "B", A, "x");
			it->published_at = table[i].published;
			it->modified_at = table[i].modified;
			poll_doc(&k, SOURCE_AHEAD, &doc, NOW + j * DAY);
		}
		list = list_all(&k, NOW);
		check_int("works", (int64_t)list.n, 1);
		check_int("frozen", list.list[0].published_at, table[i].want);
		check_int("first seen", list.list[0].first_seen_at, NOW);
		entries_done(&list);
		stock_close(&k);
	}
}

/* The Atom id of a store that was lost is minted again. */
static void
test_rebuilt(void **state)
{
	char *ids[2] = {NULL, NULL};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct stock k;
		struct entries list;
		struct feed doc;

		stock_open(&k, false);
		feed_init(&doc);
		if (i == 1)
			add_item(&doc, "Another", B, "y");
		add_item(&doc, "Title", A, i == 0 ? "x" : "changed");
		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + i);
		list = list_all(&k, NOW);
		for (size_t j = 0; j < list.n; j++)
			if (strcmp(list.list[j].item.url, A) == 0)
				ids[i] = xstrdup(list.list[j].entry_id);
		entries_done(&list);
		stock_close(&k);
	}
	check_str("id", ids[1], ids[0]);
	free(ids[0]);
	free(ids[1]);
}

/* Two adverts of one code on two sites are two entries. */
static void
test_same_code(void **state)
{
	struct stock k;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	add_item(&doc, "A", "https://one.example/job/ABC123", "x");
	add_item(&doc, "B", "https://two.example/job/ABC123", "x");
	check_int(
	    "new", (int64_t)poll_doc(&k, SOURCE_JOBS, &doc, NOW).n_new, 2);
	stock_close(&k);
}

static void
test_empty(void **state)
{
	struct stock k;
	struct feed doc;

	(void)state;
	stock_open(&k, false);
	feed_init(&doc);
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	feed_init(&doc);
	feed_add_item(&doc);
	feed_add_item(&doc)->rights = xstrdup("nothing to be known by");
	poll_doc(&k, SOURCE_AHEAD, &doc, NOW);
	check_int("works", (int64_t)count_all(&k), 0);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_works),
	    cmocka_unit_test(test_shared_guid),
	    cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_summary),
	    cmocka_unit_test(test_origin),
	    cmocka_unit_test(test_origin_is_kept),
	    cmocka_unit_test(test_published),
	    cmocka_unit_test(test_rebuilt),
	    cmocka_unit_test(test_same_code),
	    cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
