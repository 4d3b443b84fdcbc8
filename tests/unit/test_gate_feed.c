/* SPDX-License-Identifier: ISC */
/* The last look at a feed with a reader's eyes. */
#include "check.h"
#include "edition.h"
#include "publish/gate_feed.h"

#define NOW (clock_parse("2026-11-23T00:00:00Z"))

/* A feed that says of the edition's entries what is compared. */
static void
feed_of(const struct edition *ed, struct feed *feed)
{
	feed_init(feed);
	for (size_t i = 0; i < ed->entries.n; i++) {
		const struct entry *en = &ed->entries.list[i];
		struct item *it = feed_add_item(feed);

		it->id = xstrdup(en->entry_id);
		it->title = xstrdup(en->item.title);
		it->url = xstrdup(en->item.url);
		it->published_at = en->published_at;
		it->modified_at = en->updated_at;
	}
}

static void
set(char **field, const char *value)
{
	free(*field);
	*field = xstrdup(value);
}

enum fault {
	NO_FAULT,
	DAMAGED,
	CUT,
	ONE_MORE,
	OTHER_ID,
	NO_ID,
	NO_TITLE,
	PUBLISHED_TOMORROW,
	UPDATED_TOMORROW
};

static void
spoil(struct feed *feed, enum fault fault)
{
	struct item *it = &feed->items[1];

	switch (fault) {
	case NO_FAULT:
		it->modified_at = NOW + LIMIT_AHEAD_SECS;
		break;
	case DAMAGED:
		feed->recovered = true;
		break;
	case CUT:
		feed->truncated = true;
		break;
	case ONE_MORE:
		feed_add_item(feed);
		break;
	case OTHER_ID:
		set(&it->id, "urn:other");
		break;
	case NO_ID:
		set(&it->id, NULL);
		break;
	case NO_TITLE:
		set(&it->title, NULL);
		break;
	case PUBLISHED_TOMORROW:
		it->published_at = NOW + LIMIT_AHEAD_SECS + 1;
		break;
	case UPDATED_TOMORROW:
		it->modified_at = NOW + LIMIT_AHEAD_SECS + 1;
		break;
	}
}

static void
test_edition(void **state)
{
	static const struct {
		enum fault fault;
		const char *msg; /* NULL = it stands */
	} cases[] = {
	    {NO_FAULT, NULL},
	    {DAMAGED, "feed: read back as damaged"},
	    {CUT, "feed: not as many items as the edition"},
	    {ONE_MORE, "feed: not as many items as the edition"},
	    {OTHER_ID,
		"tag:example.org,2026:item/2: read back under another id"},
	    {NO_ID, "tag:example.org,2026:item/2: read back under another id"},
	    {NO_TITLE,
		"tag:example.org,2026:item/2: read back without a title"},
	    {PUBLISHED_TOMORROW,
		"tag:example.org,2026:item/2: from the future"},
	    {UPDATED_TOMORROW, "tag:example.org,2026:item/2: from the future"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct err e = {.msg = ""};
		struct fixture f;
		struct feed feed;
		int rc;

		fixture_init(&f, FILE_ALL);
		fixture_add(&f, "articles", "One");
		fixture_add(&f, "articles", "Two");
		feed_of(&f.ed, &feed);
		spoil(&feed, cases[i].fault);
		rc = gate_feed(&f.ed, &feed, NOW, &e);
		check_int(e.msg, rc, cases[i].msg == NULL ? 0 : -1);
		if (cases[i].msg != NULL)
			check_str("rule", e.msg, cases[i].msg);
		feed_done(&feed);
		fixture_done(&f);
	}
}

/* Members have six entries; so many of the edition's first are left. */
static int
change(size_t n_left, size_t n_lost, int limit, bool is_reconfigured,
    struct err *e)
{
	bool lost[6] = {false};
	struct feed old, new;
	struct fixture f;
	int rc;

	fixture_init(&f, FILE_ALL);
	for (int i = 0; i < 6; i++)
		fixture_add(&f, "articles", "One");
	feed_of(&f.ed, &old);
	while (f.ed.entries.n > n_left)
		entry_done(&f.ed.entries.list[--f.ed.entries.n]);
	feed_of(&f.ed, &new);
	for (size_t i = 0; i < n_lost; i++)
		lost[5 - i] = true;
	f.outputs[FILE_ALL].limit = limit;
	f.ed.is_reconfigured = is_reconfigured;
	rc = gate_feed_change(&f.ed, &old, lost, &new, e);
	feed_done(&old);
	feed_done(&new);
	fixture_done(&f);
	return rc;
}

static void
test_change(void **state)
{
	struct err e = {.msg = ""};

	(void)state;
	check_int("the same", change(6, 0, 50, false, &e), 0);
	check_int("half", change(3, 3, 50, false, &e), 0);
	check_int("explained", change(0, 0, 50, false, &e), 0);
	check_int("other rules", change(1, 5, 50, true, &e), 0);
	check_int("full", change(2, 4, 2, false, &e), 0);
	check_int("more than half", change(2, 4, 3, false, &e), -1);
	check_str("more than half", e.msg,
	    "4 of its 6 entries would go that have neither expired nor been "
	    "hidden");
	check_int("empty", change(0, 1, 50, false, &e), -1);
	check_str("empty", e.msg,
	    "it would be empty, and 1 entries have neither expired nor been "
	    "hidden");
}

static void
test_renamed(void **state)
{
	static const bool lost[] = {false, true};
	struct err e = {.msg = ""};
	struct feed old, new;
	struct fixture f;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add(&f, "articles", "One");
	fixture_add(&f, "articles", "Two");
	f.outputs[FILE_ALL].limit = 50;
	f.ed.is_reconfigured = true; /* which explains no such thing */
	feed_of(&f.ed, &old);
	feed_of(&f.ed, &new);
	set(&old.items[1].id, "urn:two");
	check_int("link", gate_feed_change(&f.ed, &old, lost, &new, &e), -1);
	check_str("link", e.msg,
	    "urn:two: its id would change to tag:example.org,2026:item/2");
	set(&new.items[1].url, "https://doi.example/");
	check_int("neither", gate_feed_change(&f.ed, &old, lost, &new, &e), 0);
	set(&new.items[1].doi, "10.1/2");
	set(&old.items[1].doi, "10.1/2");
	check_int("doi", gate_feed_change(&f.ed, &old, lost, &new, &e), -1);
	/* Two that members knew became one. */
	set(&old.items[0].id, new.items[1].id);
	check_int("merged", gate_feed_change(&f.ed, &old, lost, &new, &e), 0);
	feed_done(&old);
	feed_done(&new);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_edition),
	    cmocka_unit_test(test_change),
	    cmocka_unit_test(test_renamed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
