/* SPDX-License-Identifier: ISC */
/* What documents are believed, and what becomes of a feed in quarantine. */
#include <string.h>
#include <sysexits.h>

#include "stock.h"

#define SITE "https://journal.example/"
#define MOVED "https://new.example/"

/* A document of n items, the first of which has that number. */
struct issue {
	const char *title, *home;
	int first, n;
	const char *items; /* the format of their titles; NULL: an article's */
	const char *site;  /* that their links and guids begin with */
	int64_t day;       /* of the first; 0 = undated */
};

#define ARTICLE "Leadership in hospital no. %d"
#define SHORT "Item %d"

static struct feed
doc_of(const struct issue *f)
{
	struct feed doc;
	char text[80];

	feed_init(&doc);
	doc.title = xstrdup(f->title == NULL ? "A journal" : f->title);
	doc.url = xstrdup(f->home == NULL ? SITE : f->home);
	for (int i = f->first; i < f->first + f->n; i++) {
		struct item *it;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		snprintf(text, sizeof(text),
		    f->items == NULL ? ARTICLE : f->items, i);
#pragma GCC diagnostic pop
		it = add_item(&doc, text, NULL, NULL);
		snprintf(text, sizeof(text), "%sa/%d",
		    f->site == NULL ? SITE : f->site, i);
		it->url = xstrdup(text);
		it->id = xstrdup(text);
		if (f->day != 0)
			it->published_at = NOW + (f->day - 500 + i) * DAY;
	}
	return doc;
}

/* What store_doubt() says of a document, which is taken when it is nothing. */
static char *
show(struct stock *k, const struct issue *f, int64_t now)
{
	struct feed doc = doc_of(f);
	char *said;

	check_ok(k, store_doubt(k->s, "ahead", &doc, &said, &k->e));
	if (said == NULL) {
		poll_doc(k, SOURCE_AHEAD, &doc, now);
	} else {
		feed_done(&doc);
		poll_as(k, SOURCE_AHEAD, OUTCOME_QUARANTINED, NULL, now);
	}
	return said;
}

#define TWELVE                                \
	{                                     \
		.first = 1, .n = 12, .day = 1 \
	}

static const struct {
	const char *what;
	struct issue before, after;
	const char *said; /* NULL = it is believed */
} cases[] = {
    {"a new issue", TWELVE, {.first = 50, .n = 12, .day = 1}, NULL},
    {"after three months of nothing", TWELVE, {.first = 100, .n = 90, .day = 1},
	NULL},
    {"a supplement of 119 abstracts", TWELVE, {.first = 50, .n = 119, .day = 1},
	NULL},
    {"a supplement of 300 abstracts", TWELVE, {.first = 50, .n = 300, .day = 1},
	"300 items, where it never had more than 12"},
    {"49 of a small feed", {.first = 1, .n = 2}, {.first = 1, .n = 49}, NULL},
    {"50 of a small feed", {.first = 1, .n = 2}, {.first = 1, .n = 50},
	"50 items"},
    {"all dates others", TWELVE, {.first = 1, .n = 12, .day = 9},
	"all of the 12 items"},
    {"all by some hours", {.first = 1, .n = 12}, TWELVE, NULL},
    {"the same articles elsewhere", TWELVE,
	{.first = 1, .n = 12, .day = 1, .site = MOVED}, "new ids"},
    {"the same articles elsewhere, dated anew", TWELVE,
	{.first = 1, .n = 12, .day = 90, .site = MOVED}, "new ids"},
    {"short titles elsewhere, undated", {.first = 1, .n = 12, .items = SHORT},
	{.first = 1, .n = 12, .items = SHORT, .site = MOVED}, "new ids"},
    {"short titles elsewhere, of the same days",
	{.first = 1, .n = 12, .items = SHORT, .day = 1},
	{.first = 1, .n = 12, .items = SHORT, .day = 1, .site = MOVED},
	"new ids"},
    /* "Editorial", "Obituaries", "Corrections": each issue has them. */
    {"columns", {.first = 1, .n = 12, .items = SHORT, .day = 1},
	{.first = 1, .n = 12, .items = SHORT, .day = 30, .site = MOVED}, NULL},
    {"http to https", {.first = 1, .n = 12, .site = "http://journal.example/"},
	{.first = 1, .n = 12}, NULL},
    {"another feed", TWELVE,
	{.title = "Slots", .home = MOVED, .first = 50, .n = 3, .site = MOVED},
	"“Slots” of new.example"},
    {"another name and www.", TWELVE,
	{.title = "Leaders",
	    .home = "https://www.journal.example/",
	    .first = 50,
	    .n = 3},
	NULL},
    {"a longer name and another host", TWELVE,
	{.title = "A Journal: new", .home = MOVED, .first = 50, .n = 3}, NULL},
};

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		char *said;

		stock_open(&k, false);
		said = show(&k, &cases[i].before, NOW);
		check_str(cases[i].what, said, NULL);
		said = show(&k, &cases[i].after, NOW + DAY);
		if (cases[i].said == NULL)
			check_str(cases[i].what, said, NULL);
		else if (said == NULL || strstr(said, cases[i].said) == NULL)
			fail_msg("%s: %s", cases[i].what, said);
		free(said);
		stock_close(&k);
	}
}

static const struct issue first = TWELVE;
static const struct issue redated = {.first = 1, .n = 12, .day = 9};
static const struct issue redated_again = {.first = 1, .n = 12, .day = 19};
static const struct issue next_issue = {.first = 50, .n = 12, .day = 9};
static const struct issue next_redated = {.first = 50, .n = 12, .day = 19};
static const struct issue empty = {.n = 0};
static const struct issue moved = {
    .first = 1, .n = 12, .day = 1, .site = MOVED};
static const struct issue moved_and_more = {
    .first = 1, .n = 14, .day = 1, .site = MOVED};

/* One step in the life of a feed, and whether it is in quarantine then. */
static const struct {
	const char *what;
	struct step {
		const struct issue *form;
		enum { TAKEN, DOUBTED, RELEASED, FAILED, UNCHANGED } then;
	} steps[8];
	size_t n_works;
} lives[] = {
    {"dated anew at each poll, from issue to issue",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, RELEASED},
	    {&redated, TAKEN}, {&next_issue, TAKEN}, {&next_redated, TAKEN}},
	24},
    {"believed again, though it was empty once",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, RELEASED},
	    {&redated, TAKEN}, {&empty, TAKEN}, {&redated_again, TAKEN}},
	12},
    {"as it was for once",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, RELEASED},
	    {&redated, TAKEN}, {&first, TAKEN}, {&redated, DOUBTED}},
	12},
    {"released after another failure",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, FAILED}, {NULL, RELEASED},
	    {&redated, TAKEN}},
	12},
    {"released twice",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, RELEASED},
	    {NULL, RELEASED}, {&redated, TAKEN}},
	12},
    {"wrong in another way when it was released",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, RELEASED},
	    {&moved, DOUBTED}, {NULL, RELEASED}, {&moved, TAKEN}},
	12},
    {"an old doubt, then a failure",
	{{&first, TAKEN}, {&redated, DOUBTED}, {NULL, UNCHANGED},
	    {NULL, FAILED}, {&redated, DOUBTED}},
	12},
    /* Believed, the works are those of their titles. */
    {"a site that moved",
	{{&first, TAKEN}, {&moved, DOUBTED}, {NULL, RELEASED}, {&moved, TAKEN},
	    {&moved, TAKEN}},
	12},
    {"a site that moved, with new works",
	{{&first, TAKEN}, {&moved, DOUBTED}, {NULL, RELEASED},
	    {&moved_and_more, TAKEN}},
	14},
};

static void
live(struct stock *k, const struct step *step, const char *what, int64_t now)
{
	char *said;

	switch (step->then) {
	case TAKEN:
	case DOUBTED:
		said = show(k, step->form, now);
		check_int(what, said != NULL, step->then == DOUBTED);
		free(said);
		break;
	case RELEASED:
		check_ok(k, store_release(k->s, "ahead", &k->e));
		break;
	case FAILED:
		poll_as(k, SOURCE_AHEAD, OUTCOME_TIMEOUT, NULL, now);
		break;
	case UNCHANGED:
		poll_as(k, SOURCE_AHEAD, OUTCOME_UNCHANGED, NULL, now);
		break;
	}
}

static void
test_lives(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(lives); i++) {
		struct stock k;
		struct counts counts;

		stock_open(&k, false);
		for (int j = 0; j < 8; j++)
			if (lives[i].steps[j].form != NULL ||
			    lives[i].steps[j].then != TAKEN)
				live(&k, &lives[i].steps[j], lives[i].what,
				    NOW + j * DAY);
		check_int(lives[i].what, (int64_t)count_all(&k),
		    (int64_t)lives[i].n_works);
		check_ok(&k, store_check(k.s, NOW, &counts, &k.e));
		stock_close(&k);
	}
}

/* Nobody sees a work again because its address is another one. */
static void
test_a_move_is_no_update(void **state)
{
	struct stock k;
	struct entries before, after;
	char *said;

	(void)state;
	stock_open(&k, false);
	show(&k, &first, NOW);
	before = list_all(&k, NOW);
	free(show(&k, &moved, NOW + DAY));
	check_ok(&k, store_release(k.s, "ahead", &k.e));
	said = show(&k, &moved, NOW + 2 * DAY);
	check_str("moved", said, NULL);
	after = list_all(&k, NOW + 2 * DAY);
	for (size_t i = 0; i < before.n; i++) {
		const struct entry *a = &before.list[i], *b = &after.list[i];

		check_str("id", b->entry_id, a->entry_id);
		check_int("updated", b->updated_at, a->updated_at);
		check_int("published", b->published_at, a->published_at);
		if (strncmp(b->item.url, MOVED, strlen(MOVED)) != 0)
			fail_msg("%s", b->item.url);
	}
	entries_done(&before);
	entries_done(&after);
	stock_close(&k);
}

static void
test_release(void **state)
{
	struct stock k;

	(void)state;
	stock_open(&k, false);
	check_int("never polled", store_release(k.s, "ahead", &k.e), -1);
	check_int("never polled", k.e.code, EX_DATAERR);
	show(&k, &first, NOW);
	check_int("well", store_release(k.s, "ahead", &k.e), -1);
	free(show(&k, &redated, NOW + DAY));
	check_ok(&k, store_release(k.s, "ahead", &k.e));
	show(&k, &redated, NOW + 2 * DAY);
	check_int("well again", store_release(k.s, "ahead", &k.e), -1);
	poll_as(&k, SOURCE_AHEAD, OUTCOME_TIMEOUT, NULL, NOW + 3 * DAY);
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_lives),
	    cmocka_unit_test(test_a_move_is_no_update),
	    cmocka_unit_test(test_release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
