/* SPDX-License-Identifier: ISC */
/* What becomes of a stored item when a feed says it again. */
#include <stdlib.h>

#include "check.h"
#include "core/clock.h"
#include "core/xalloc.h"
#include "store/column.h"
#include "store/merge.h"

struct said {
	const char *title, *text, *html, *summary, *url, *rights, *author;
};

static struct item
item_of(const struct said *s)
{
	struct item it;

	item_init(&it);
	it.title = xstrdup(s->title);
	it.text = xstrdup(s->text);
	it.html = xstrdup(s->html);
	it.summary = xstrdup(s->summary);
	it.url = xstrdup(s->url);
	it.rights = xstrdup(s->rights);
	if (s->author != NULL)
		people_add(&it.authors)->name = xstrdup(s->author);
	return it;
}

static const struct {
	const char *what;
	struct said ours, theirs;
	bool holder;
	enum merge result;
	struct said after;
} cases[] = {
    {"the same", {.title = "A", .text = "x"}, {.title = "A", .text = "x"}, true,
	MERGE_SAME, {.title = "A", .text = "x"}},
    {"nothing said", {.title = "A", .text = "x", .author = "N"}, {0}, true,
	MERGE_SAME, {.title = "A", .text = "x", .author = "N"}},
    {"a new title", {.title = "A", .text = "x"}, {.title = "B", .text = "x"},
	true, MERGE_CHANGED, {.title = "B", .text = "x"}},
    {"another feed's title", {.title = "A", .text = "x"},
	{.title = "B", .text = "x"}, false, MERGE_SAME,
	{.title = "A", .text = "x"}},
    {"another feed's text", {.text = "long", .html = "<p>long"},
	{.text = "short", .html = "<p>short"}, false, MERGE_SAME,
	{.text = "long", .html = "<p>long"}},
    {"an abstract at last", {.title = "A"},
	{.title = "A", .text = "x", .html = "<p>x", .summary = "s"}, false,
	MERGE_CHANGED,
	{.title = "A", .text = "x", .html = "<p>x", .summary = "s"}},
    {"no summary beside another's text", {.text = "x"}, {.summary = "s"}, false,
	MERGE_SAME, {.text = "x"}},
    {"markup alone", {.text = "x", .html = "<p>x"},
	{.text = "x", .html = "<div>x"}, true, MERGE_SAME,
	{.text = "x", .html = "<p>x"}},
    {"text without its old markup", {.text = "x", .html = "<p>x"},
	{.text = "y"}, true, MERGE_CHANGED, {.text = "y"}},
    {"a summary that goes", {.text = "x", .summary = "s"}, {.text = "y"}, true,
	MERGE_CHANGED, {.text = "y", .summary = "s"}},
    {"the issue's page", {.url = "https://a.example/early/1"},
	{.url = "https://a.example/1/1/1"}, true, MERGE_FILLED,
	{.url = "https://a.example/1/1/1"}},
    {"a link of this fetch", {.url = "https://a.example/1?ff=1"},
	{.url = "https://a.example/1?ff=2"}, true, MERGE_SAME,
	{.url = "https://a.example/1?ff=1"}},
    {"rights filled", {.title = "A"}, {.title = "A", .rights = "CC"}, false,
	MERGE_FILLED, {.title = "A", .rights = "CC"}},
    {"rights of another feed", {.rights = "CC"}, {.rights = "(c)"}, false,
	MERGE_SAME, {.rights = "CC"}},
    {"authors filled", {.title = "A"}, {.author = "N"}, false, MERGE_FILLED,
	{.title = "A", .author = "N"}},
    {"authors corrected", {.author = "N"}, {.author = "M"}, true, MERGE_FILLED,
	{.author = "M"}},
    {"authors of another feed", {.author = "N"}, {.author = "M"}, false,
	MERGE_SAME, {.author = "N"}},
};

static void
test_merge(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct item ours = item_of(&cases[i].ours);
		struct item theirs = item_of(&cases[i].theirs);
		struct item after = item_of(&cases[i].after);

		check_int(cases[i].what,
		    merge_item(&ours, &theirs, cases[i].holder),
		    cases[i].result);
		for (int j = 0; j < COLUMN_COUNT; j++)
			check_str(cases[i].what, column_get(&ours, j),
			    column_get(&after, j));
		check_int(cases[i].what, (int64_t)ours.authors.n,
		    (int64_t)after.authors.n);
		if (after.authors.n > 0)
			check_str(cases[i].what, ours.authors.list[0].name,
			    after.authors.list[0].name);
		item_done(&ours);
		item_done(&theirs);
		item_done(&after);
	}
}

/* Lists are taken whole, and the copies are the item's own. */
static void
test_lists(void **state)
{
	struct item ours, theirs;
	struct attachment *a;

	(void)state;
	item_init(&ours);
	item_init(&theirs);
	item_add_tag(&ours)->term = xstrdup("old");
	item_add_tag(&theirs)->term = xstrdup("new");
	item_add_tag(&theirs)->label = xstrdup("New");
	a = item_add_attachment(&theirs);
	a->url = xstrdup("https://a.example/1.pdf");
	a->size = 7;
	people_add(&theirs.contributors)->name = xstrdup("E");
	check_int("filled", merge_item(&ours, &theirs, false), MERGE_FILLED);
	check_int("own tag", (int64_t)ours.n_tags, 1);
	check_int("attachment", ours.attachments[0].size, 7);
	check_int("replaced", merge_item(&ours, &theirs, true), MERGE_FILLED);
	check_int("same", merge_item(&ours, &theirs, true), MERGE_SAME);
	item_done(&theirs);
	check_str("tag", ours.tags[1].label, "New");
	check_str(
	    "attachment", ours.attachments[0].url, "https://a.example/1.pdf");
	check_str("contributor", ours.contributors.list[0].name, "E");
	item_done(&ours);
}

static void
test_times(void **state)
{
	struct item ours, theirs;

	(void)state;
	item_init(&ours);
	item_init(&theirs);
	theirs.closes_at = 100;
	theirs.published_at = 5;
	check_int("filled", merge_item(&ours, &theirs, false), MERGE_FILLED);
	theirs.closes_at = 200;
	check_int("not theirs", merge_item(&ours, &theirs, false), MERGE_SAME);
	check_int("put off", merge_item(&ours, &theirs, true), MERGE_FILLED);
	check_int("put off", ours.closes_at, 200);
	theirs.closes_at = CLOCK_NONE;
	check_int("kept", merge_item(&ours, &theirs, true), MERGE_SAME);
	check_int("dates stay", ours.published_at, CLOCK_NONE);
}

/* The date that was read in a text comes and goes with it. */
static void
test_prose(void **state)
{
	static const struct {
		const char *what, *ours, *theirs; /* texts */
		int64_t our_date, their_date, date;
		bool holder;
		enum merge result;
	} dates[] = {
	    {"reworded", "a", "b", 100, 200, 200, true, MERGE_CHANGED},
	    {"withdrawn", "a", "b", 100, CLOCK_NONE, CLOCK_NONE, true,
		MERGE_CHANGED},
	    {"another feed's", "a", "b", 100, 200, 100, false, MERGE_SAME},
	    {"another feed's, first", "a", "b", CLOCK_NONE, 200, CLOCK_NONE,
		false, MERGE_SAME},
	    {"filled", NULL, "b", CLOCK_NONE, 200, 200, false, MERGE_CHANGED},
	    {"no text", "a", NULL, 100, CLOCK_NONE, 100, true, MERGE_SAME},
	    {"read anew", "a", "a", CLOCK_NONE, 200, 200, false, MERGE_FILLED},
	    {"the same", "a", "a", 100, 100, 100, true, MERGE_SAME},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(dates); i++) {
		struct item ours, theirs;

		item_init(&ours);
		item_init(&theirs);
		ours.text = xstrdup(dates[i].ours);
		theirs.text = xstrdup(dates[i].theirs);
		ours.prose_closes_at = dates[i].our_date;
		theirs.prose_closes_at = dates[i].their_date;
		check_int(dates[i].what,
		    merge_item(&ours, &theirs, dates[i].holder),
		    dates[i].result);
		check_int(dates[i].what, ours.prose_closes_at, dates[i].date);
		check_int(dates[i].what, ours.closes_at, CLOCK_NONE);
		item_done(&ours);
		item_done(&theirs);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_merge),
	    cmocka_unit_test(test_lists),
	    cmocka_unit_test(test_times),
	    cmocka_unit_test(test_prose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
