/* SPDX-License-Identifier: ISC */
/*
 * Everything that lasts, in one SQLite file: feeds with their validators and
 * health, items with every key they were ever known by, where they were seen,
 * what the rules said of them, what the editor decided. All SQL is in store/.
 *
 * Functions return 0, or -1 with *e filled: EX_CANTCREAT or EX_IOERR when the
 * file cannot be had, EX_TEMPFAIL when someone else writes to it, EX_SOFTWARE
 * for anything that SQLite says of our SQL. A file that is not ours, or that a
 * newer lectern wrote, is refused with EX_CONFIG and left as it was.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "core/err.h"
#include "model/config.h"
#include "model/entry.h"
#include "model/explanation.h"
#include "model/health.h"
#include "model/response.h"

struct store;

/* Opens path, makes it when it is not there, brings its schema up to date in
 * one transaction. ":memory:" is for tests. store_close() frees. */
struct store *store_open(const char *path, struct err *e);
void store_close(struct store *s); /* takes NULL */

/* Opens path for the calls that only look, also for somebody who may not
 * write to it; as the last run left it. */
struct store *store_open_read(const char *path, struct err *e);

/*
 * Tells the store what the configuration says of feeds, sections and
 * thresholds. Feeds that it no longer names keep their items, but for those
 * that another one shows, and are not due any more; a feed whose URL changed
 * loses its validators and is due.
 */
int store_sync(struct store *s, const struct config *c, struct err *e);

/* One transaction around many calls: a commit is a disk flush. Outside of one
 * every writing call below is whole by itself; when one fails inside, the
 * caller rolls back. A commit that fails is rolled back. */
int store_begin(struct store *s, struct err *e);
int store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);

/*
 * The requests of those feeds that are due at now, the longest due first; with
 * all, of every feed that the configuration has. requests_done() frees.
 */
int store_due(struct store *s, const struct config *c, int64_t now, bool all,
    struct requests *ret, struct err *e);

struct tally {
	size_t n_new;     /* works not known before */
	size_t n_changed; /* title or text really changed */
};

struct poll {
	const struct response *response;
	const struct feed *feed; /* the document; NULL = none was read */
	int64_t at;
	struct due due;
	struct due due_if_new; /* when it brings something new or changed */
};

/*
 * Remembers a poll, in one transaction: how it ended (the response's outcome
 * and message), when the feed is due, where it has moved, and, with a document,
 * its items with their keys and sightings, and the validators of the response,
 * both replaced together. The same document again replaces them too, a 304
 * only those that it brings; one from another address than they came from
 * makes them worthless. When the configuration names another address by now
 * than the one that was asked, the items are all that is kept. *tally is added
 * to.
 */
int store_add_poll(
    struct store *s, const struct poll *p, struct tally *tally, struct err *e);

/*
 * What is wrong with a document of the feed, in words that end with how to
 * release it, or NULL in *ret; the caller frees. Such a document is not for
 * store_add_poll(). Of a feed that was read before:
 *
 * - all of its own items that are known, five at least, have moved by more than
 *   a day;
 * - no item is known by any key, but four of five, five at least, have titles
 *   of the last document, and its dates where the title is of one or two words;
 * - more than half of the items, five at least, are known by no key and have
 *   titles and days of the last document's, of three words or more, that stand
 *   once in either;
 * - there are ten times as many items as it ever had, and fifty at least;
 * - its title, its home page's host and all of its items are others.
 *
 * No harm is a new issue, which replaces all items; a feed that was empty, has
 * another name or another host, or shows what others showed before. The next
 * document is looked at in the same way.
 */
int store_doubt(struct store *s, const char *feed, const struct feed *doc,
    char **ret, struct err *e);

/* Believes a feed in quarantine, as long as what is wrong stays the same, and
 * makes it due; -1 with EX_DATAERR when it is not in quarantine. Works under
 * new ids and links are known by their titles then. */
int store_release(struct store *s, const char *feed, struct err *e);

/* After so many polls in a row that led to one address for good, that address
 * is the one that is asked; the configuration's only when all are asked and
 * the new one fails. */
#define STORE_MOVED_POLLS 3

/* No feed of that host is due before then, nor is that feed: the host asked us
 * to wait. Either may be NULL. */
int store_defer(struct store *s, const char *host, const char *feed,
    int64_t until_at, struct err *e);

/* The feeds whose due time stands on another `every` than they have now, as
 * store_get_health() gives them; and what it is to be instead. */
int store_list_outdated(struct store *s, struct healths *ret, struct err *e);
int store_set_due(
    struct store *s, const char *feed, const struct due *due, struct err *e);

struct scoring {
	bool anew;      /* everything, since the rules changed */
	size_t n_items; /* that were scored */
	size_t n_before,
	    n_now; /* with anew: of all, how many the rules select */
};

/* Scores what is not yet scored under the rules of c: what is new or changed,
 * or, under other rules than the last time, everything. ret may be NULL. */
int store_score(struct store *s, const struct config *c, struct scoring *ret,
    struct err *e);

/* What other rules would make of the items. */
struct trial {
	struct tried {
		int64_t number;
		char *title; /* may be NULL */
		char *feed;
		int64_t published_at;
		int old_score, new_score;
		enum state old_state, new_state;
	} * list; /* of what they would add or drop, newest first */
	size_t n;
	int64_t before[STATE_COUNT]; /* how many, expired or not */
	int64_t after[STATE_COUNT];
};

/* Tries the rules, threshold and hold of c on all items, once for each store
 * that is opened; nothing in it is changed. trial_done() frees. */
int store_try(
    struct store *s, const struct config *c, struct trial *ret, struct err *e);
void trial_done(struct trial *t);

/*
 * What one output shows at now, and since when it shows that: as it did when
 * it was last asked for, or since now, but for a first edition, which is as old
 * as its newest entry. Remembered by the name of the file. edition_done()
 * frees.
 */
int store_edition(struct store *s, const struct config *c,
    const struct output *output, int64_t now, struct edition *ret,
    struct err *e);

/*
 * RFC 5005 section 4: the months of an output's archive. Each month that is
 * over gets a document of the entries of that month which were on show when the
 * first run after it closed it, in the site's zone; what comes later, however
 * old it says it is, goes into a later document. Which entries a document has
 * is never changed; but one that is hidden is left out from then on.
 */

/* Closes the months that are over. */
int store_archive_close(struct store *s, const struct config *c,
    const struct output *o, int64_t now, struct err *e);

/* Oldest first. archives_done() frees. */
int store_archive_list(struct store *s, const struct output *o,
    struct archives *ret, struct err *e);

/* Fills in sections, entries and updated_at of an edition whose other members
 * are set, `current` among them. */
int store_archive_edition(struct store *s, const struct config *c,
    const struct archive *a, int64_t now, struct edition *ret, struct err *e);

/* The document was written, without those that it lacks. */
int store_archive_placed(struct store *s, const struct output *o,
    const struct archive *a, struct err *e);

/* The output's file holds its last edition, under the configuration and the
 * rules as they are. */
int store_edition_placed(
    struct store *s, const struct output *output, struct err *e);

/*
 * What a WebSub hub knows. It was told of an output's document, or not of that
 * one: by the document's hash.
 */
int store_is_told(struct store *s, const struct output *output,
    const char *hash, bool *ret, struct err *e);
int store_set_told(struct store *s, const struct output *output,
    const char *hash, struct err *e);

/* Until when that hub is to be left alone, if it is the one that could not be
 * told the last time; else CLOCK_NONE. */
int store_find_deaf(
    struct store *s, const char *hub, int64_t *until_at, struct err *e);

/* Which one that is now, NULL = none; it may have named no time, CLOCK_NONE. */
int store_set_deaf(
    struct store *s, const char *hub, int64_t until_at, struct err *e);

/* Whether there is a reason that the entry is no longer on show: it expired,
 * was hidden or released, or turned out to be another one. False of an id that
 * the store does not know. */
int store_is_gone(struct store *s, const char *entry_id, int64_t now, bool *ret,
    struct err *e);

struct filter {
	int state;           /* an enum state; -1 = any */
	const char *section; /* NULL = any */
	int64_t since_at;    /* first seen then or later; CLOCK_NONE = any */
};

/* Items, newest first. entries_done() frees. */
int store_list(struct store *s, const struct filter *filter, int64_t now,
    struct entries *ret, struct err *e);

/*
 * Finds an item by what a person has in hand: its number, DOI, job code, URL,
 * entry id or guid. -1 with EX_DATAERR when there is none. explanation_done()
 * frees.
 */
int store_explain(struct store *s, const struct config *c, const char *what,
    int64_t now, struct explanation *ret, struct err *e);

/*
 * Keeps the editor's word on the item that is known as what, which is found as
 * store_explain() does; it outweighs rules, feeds and every earlier word, but
 * "release", after which they hold again. -1 with EX_DATAERR when there is no
 * such item, when the last word says the same, or nothing is to be released.
 */
int store_decide(
    struct store *s, const char *what, const struct decision *d, struct err *e);

/* One feed by name (EX_USAGE when unknown to the store), without counting its
 * items, as each poll asks for it; or all that the configuration has, in its
 * order. */
int store_get_health(
    struct store *s, const char *feed, struct health *ret, struct err *e);
int store_list_health(
    struct store *s, int64_t now, struct healths *ret, struct err *e);

/* One row per run. */
struct run {
	int64_t started_at;
	int64_t finished_at;
	size_t n_due, n_unchanged, n_failed, n_published;
	size_t n_deferred; /* of those due, not asked after all */
	struct tally tally;
};
int store_add_run(struct store *s, const struct run *run, struct err *e);

/* The last one; both times are CLOCK_NONE when there was none. */
int store_last_run(struct store *s, struct run *ret, struct err *e);

struct counts {
	int64_t n_items;
	int64_t by_state[STATE_COUNT];
	int64_t n_homeless; /* selected, of a section that is no more */
};

/* Entries of the same title and first author, published within 90 days: one
 * work, perhaps, that no key tells to be one. Those that are hidden are left
 * out. */
struct twins {
	struct twin {
		char *title; /* of the older one */
		int64_t numbers[2];
	} * list;
	size_t n;
};
void twins_done(struct twins *t);
int store_list_twins(struct store *s, struct twins *ret, struct err *e);

/* SQLite's integrity check, foreign keys, and the full-text index against the
 * items: -1 with EX_DATAERR and the first thing that is wrong. */
int store_check(
    struct store *s, int64_t now, struct counts *ret, struct err *e);

#endif
