/* SPDX-License-Identifier: ISC */
/* Whether a document is to be believed: see store_doubt(). */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/doubt.h"
#include "store/key.h"
#include "store/store.h"

#define DAY_SECS 86400

/* What may be wrong with a document; the store keeps the bits. */
enum { DATES = 1 << 0, IDS = 1 << 1, FLOOD = 1 << 2, OTHER = 1 << 3 };

/* A shorter title ("Editorial", "Book reviews") may be that of a column. */
#define TITLE_WORDS 3

/* An item of the last document, or of this one. */
struct shown {
	char *title;
	int64_t dated_at;
	bool is_new; /* to the store */
};

/* The feed as its last document had it. */
struct past {
	int64_t feed;
	int64_t read_at; /* CLOCK_NONE = there was none */
	char *title;
	char *home_url;
	int64_t most_items; /* of all its documents */
	int64_t doubts, believed;
	struct shown *shown; /* sorted by title */
	size_t n_shown;
};

/* What is found in the document. */
struct look {
	const struct feed *doc;
	const struct past *past;
	bool *is_known; /* by item; up to where that is settled */
	size_t n_known;
	size_t n_moved;   /* of those that it said first, dated otherwise */
	bool is_unmoved;  /* at least one is as it was */
	size_t n_alike;   /* titles of the last document */
	size_t n_renamed; /* of those, as many as certainly are its items */
	char *host, *past_host;
};

static void
past_done(struct past *p)
{
	free(p->title);
	free(p->home_url);
	for (size_t i = 0; i < p->n_shown; i++)
		free(p->shown[i].title);
	free(p->shown);
}

static int
load_past(struct store *s, const char *feed, struct past *p, struct err *e)
{
	*p = (struct past){.read_at = CLOCK_NONE};
	sql_bind(s, SQL_DOUBT_FEED, ARGS(TEXT(feed)));
	if (sql_step(s, SQL_DOUBT_FEED, e) < 0)
		return -1;
	*p = (struct past){
	    .feed = sql_int(s, SQL_DOUBT_FEED, 0),
	    .read_at = sql_time(s, SQL_DOUBT_FEED, 1),
	    .title = sql_text(s, SQL_DOUBT_FEED, 2),
	    .home_url = sql_text(s, SQL_DOUBT_FEED, 3),
	    .most_items = sql_int(s, SQL_DOUBT_FEED, 4),
	    .doubts = sql_int(s, SQL_DOUBT_FEED, 5),
	    .believed = sql_int(s, SQL_DOUBT_FEED, 6),
	};
	sql_end(s, SQL_DOUBT_FEED);
	return 0;
}

static int
order(const void *a, const void *b)
{
	const struct shown *one = a, *other = b;

	return strcmp(one->title, other->title);
}

static int
load_shown(struct store *s, struct past *p, struct err *e)
{
	int rc;

	sql_bind(s, SQL_DOUBT_TITLES, ARGS(INT(p->feed), INT(p->read_at)));
	while ((rc = sql_step(s, SQL_DOUBT_TITLES, e)) == 1) {
		p->shown = xgrow(p->shown, p->n_shown, sizeof(*p->shown));
		p->shown[p->n_shown++] =
		    (struct shown){sql_text(s, SQL_DOUBT_TITLES, 0),
			sql_time(s, SQL_DOUBT_TITLES, 1), false};
	}
	if (rc == 0 && p->n_shown > 0)
		qsort(p->shown, p->n_shown, sizeof(*p->shown), order);
	return rc;
}

static int
find_work(struct store *s, const struct keys *k, int64_t *ret, struct err *e)
{
	*ret = 0;
	for (enum key_kind i = KEY_DOI; i < KEY_COUNT && *ret == 0; i++)
		if (k->value[i] != NULL &&
		    sql_get(s, SQL_KEY_FIND,
			ARGS(TEXT(key_kind_str(i)), TEXT(k->value[i])), ret,
			e) != 0)
			return -1;
	return 0;
}

static bool
is_same_day(int64_t a, int64_t b)
{
	return a == CLOCK_NONE || b == CLOCK_NONE || llabs(a - b) <= DAY_SECS;
}

/* Of a work that another feed said first, the date says nothing. */
static int
look_at_date(struct store *s, struct look *l, const struct item *it,
    int64_t work, struct err *e)
{
	int64_t was_at;
	int rc;

	sql_bind(s, SQL_DOUBT_DATE, ARGS(INT(work), INT(l->past->feed)));
	if ((rc = sql_step(s, SQL_DOUBT_DATE, e)) != 1)
		return rc;
	was_at = sql_time(s, SQL_DOUBT_DATE, 0);
	sql_end(s, SQL_DOUBT_DATE);
	if (is_same_day(was_at, it->published_at))
		l->is_unmoved = true;
	else
		l->n_moved++;
	return 0;
}

/* Whether most items may have new ids. */
static bool
is_open(const struct look *l)
{
	return l->n_known == 0 || l->n_known * 2 < l->doc->n_items;
}

/* Up to where neither dates nor ids can be wrong any more: half of the document
 * as a rule. */
static int
look_at_items(struct store *s, struct look *l, const struct key_scope *scope,
    struct err *e)
{
	int rc = 0;

	l->is_known = xcalloc(l->doc->n_items + 1, sizeof(*l->is_known));
	for (size_t i = 0;
	     i < l->doc->n_items && rc == 0 && (!l->is_unmoved || is_open(l));
	     i++) {
		const struct item *it = &l->doc->items[i];
		struct keys keys;
		int64_t work;

		keys_find(&keys, it, scope);
		rc = find_work(s, &keys, &work, e);
		keys_done(&keys);
		l->is_known[i] = work != 0;
		l->n_known += work != 0;
		if (rc == 0 && work != 0 && !l->is_unmoved)
			rc = look_at_date(s, l, it, work, e);
	}
	return rc;
}

static bool
is_long(const char *title)
{
	size_t n = 1;

	for (const char *s = title; *s != '\0'; s++)
		n += *s == ' ';
	return n >= TITLE_WORDS;
}

static bool
is_alike(const struct item *it, const struct shown *shown)
{
	return is_long(it->title) ||
	       is_same_day(it->published_at, shown->dated_at);
}

/* How many of the last document's titles are in this one. */
static size_t
count_alike(const struct past *p, const struct feed *doc)
{
	bool *met = xcalloc(p->n_shown + 1, sizeof(*met));
	struct shown *found;
	size_t n = 0;

	for (size_t i = 0; i < doc->n_items && p->n_shown > 0; i++) {
		const struct shown key = {.title = doc->items[i].title};

		if (key.title == NULL ||
		    (found = bsearch(&key, p->shown, p->n_shown,
			 sizeof(*p->shown), order)) == NULL ||
		    !is_alike(&doc->items[i], found))
			continue;
		n += !met[found - p->shown];
		met[found - p->shown] = true;
	}
	free(met);
	return n;
}

/* In a sorted list; NULL when the title is short, not there, or there twice. */
static const struct shown *
find_once(const struct shown *list, size_t n, const struct shown *key)
{
	const struct shown *found =
	    n == 0 || !is_long(key->title)
		? NULL
		: bsearch(key, list, n, sizeof(*list), order);

	if (found == NULL || (found > list && order(found - 1, found) == 0) ||
	    (found + 1 < list + n && order(found, found + 1) == 0))
		return NULL;
	return found;
}

/* How many items are the last document's, though the store does not know them:
 * of one day, too, as the parts of a column are not. */
static size_t
count_renamed(const struct look *l)
{
	const struct past *p = l->past;
	struct shown *list = xcalloc(l->doc->n_items + 1, sizeof(*list));
	size_t n = 0, n_renamed = 0;

	for (size_t i = 0; i < l->doc->n_items; i++)
		if (l->doc->items[i].title != NULL)
			list[n++] = (struct shown){l->doc->items[i].title,
			    l->doc->items[i].published_at, !l->is_known[i]};
	qsort(list, n, sizeof(*list), order);
	for (size_t i = 0; i < n; i++) {
		const struct shown *found =
		    find_once(p->shown, p->n_shown, &list[i]);

		n_renamed += list[i].is_new && found != NULL &&
			     find_once(list, n, &list[i]) != NULL &&
			     is_same_day(list[i].dated_at, found->dated_at);
	}
	free(list);
	return n_renamed;
}

static bool
is_other_title(const char *a, const char *b)
{
	char *one, *other;
	bool is;

	if (a == NULL || b == NULL)
		return false;
	one = text_words(a);
	other = text_words(b);
	is = strstr(one, other) == NULL && strstr(other, one) == NULL;
	free(one);
	free(other);
	return is;
}

/* A new issue has none of the last one's items either, and a feed may get
 * another name, or another host: not all of it at once. */
static bool
is_other_feed(const struct look *l)
{
	return l->n_known == 0 && l->host != NULL && l->past_host != NULL &&
	       strcmp(l->host, l->past_host) != 0 &&
	       is_other_title(l->doc->title, l->past->title);
}

static bool
is_flood(const struct look *l)
{
	int64_t most = l->past->most_items;

	if (most == 0)
		return false;
	if (most < LIMIT_FEW_ITEMS)
		most = LIMIT_FEW_ITEMS;
	return (int64_t)l->doc->n_items >= LIMIT_FLOOD * most;
}

/* Of a document that shares nothing with the last one, most titles; of another,
 * those count that are no column's. */
static bool
is_renamed(const struct look *l)
{
	const size_t n = l->doc->n_items;

	return (l->n_known == 0 && l->n_alike >= LIMIT_FEW_ITEMS &&
		   l->n_alike * 5 >= n * 4) ||
	       (l->n_renamed >= LIMIT_FEW_ITEMS && l->n_renamed * 2 > n);
}

static int64_t
judge(const struct look *l)
{
	int64_t doubts = 0;

	if (!l->is_unmoved && l->n_moved >= LIMIT_FEW_ITEMS)
		doubts |= DATES;
	if (is_renamed(l))
		doubts |= IDS;
	if (is_flood(l))
		doubts |= FLOOD;
	if (is_other_feed(l))
		doubts |= OTHER;
	return doubts;
}

static char *
tell(const struct look *l, int64_t doubts)
{
	if ((doubts & OTHER) != 0)
		return xasprintf("“%s” of %s, and none of its items, "
				 "where “%s” of %s was",
		    l->doc->title, l->host, l->past->title, l->past_host);
	if ((doubts & FLOOD) != 0)
		return xasprintf("%zu items, where it never had more than %lld",
		    l->doc->n_items, (long long)l->past->most_items);
	if ((doubts & IDS) != 0)
		return xasprintf("most items have new ids and links under the "
				 "titles that they had (%zu of %zu)",
		    l->n_alike > l->n_renamed ? l->n_alike : l->n_renamed,
		    l->doc->n_items);
	return xasprintf("all of the %zu items that it showed before have "
			 "another date",
	    l->n_moved);
}

/* The host without "www."; NULL when there is none. */
static char *
site_of(const char *url)
{
	char *link = url == NULL ? NULL : url_normalise(url);
	char *host = link == NULL ? NULL : url_host(link);

	free(link);
	return host;
}

static int
examine(struct store *s, const char *feed, struct look *l, struct past *past,
    struct err *e)
{
	struct key_scope scope;
	int rc;

	key_scope_init(&scope, feed, l->doc->url);
	rc = look_at_items(s, l, &scope, e);
	key_scope_done(&scope);
	if (rc != 0 || !is_open(l))
		return rc;
	if (load_shown(s, past, e) != 0)
		return -1;
	l->n_renamed = count_renamed(l);
	if (l->n_known > 0)
		return 0;
	l->n_alike = count_alike(past, l->doc);
	l->host = site_of(l->doc->url);
	l->past_host = site_of(past->home_url);
	return 0;
}

/* What was believed once is believed until a document shows that it is over. A
 * new issue, which has none of the last one's items, does not. */
static int
conclude(struct store *s, const char *feed, const struct look *l, char **ret,
    struct err *e)
{
	const struct past *past = l->past;
	int64_t doubts = judge(l), believed = past->believed & doubts;
	char *what;

	if (!l->is_unmoved && l->n_moved < LIMIT_FEW_ITEMS)
		believed |= past->believed & DATES;

	if ((doubts != past->doubts || believed != past->believed) &&
	    sql_do(s, SQL_DOUBT_SET,
		ARGS(INT(past->feed), INT(doubts), INT(believed)), e) != 0)
		return -1;
	doubts &= ~believed;
	if (doubts == 0)
		return 0;
	what = tell(l, doubts);
	*ret = xasprintf("in quarantine: %s; nothing of that is taken over, "
			 "what was there stays; if it is right as it is: "
			 "'lectern release %s'",
	    what, feed);
	free(what);
	return 0;
}

int
store_doubt(struct store *s, const char *feed, const struct feed *doc,
    char **ret, struct err *e)
{
	struct past past;
	struct look look = {.doc = doc, .past = &past};
	int rc = load_past(s, feed, &past, e);

	*ret = NULL;
	if (rc == 0 && past.read_at != CLOCK_NONE) {
		rc = examine(s, feed, &look, &past, e);
		if (rc == 0)
			rc = conclude(s, feed, &look, ret, e);
	}
	free(look.is_known);
	free(look.host);
	free(look.past_host);
	past_done(&past);
	return rc;
}

int
doubt_is_moved(struct store *s, int64_t feed, bool *ret, struct err *e)
{
	int64_t believed;

	if (sql_get(s, SQL_DOUBT_BELIEVED, ARGS(INT(feed)), &believed, e) != 0)
		return -1;
	*ret = (believed & IDS) != 0;
	return 0;
}

int
store_release(struct store *s, const char *feed, struct err *e)
{
	if (sql_do(s, SQL_DOUBT_BELIEVE, ARGS(TEXT(feed)), e) != 0)
		return -1;
	return sqlite3_changes(s->db) > 0
		   ? 0
		   : err_set(e, EX_DATAERR, "%s: not in quarantine", feed);
}
