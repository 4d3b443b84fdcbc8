/* SPDX-License-Identifier: ISC */
/* The items of one document into the store. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/item.h"
#include "store/match.h"
#include "store/merge.h"
#include "store/origin.h"
#include "store/row.h"
#include "store/stamp.h"
#include "store/work.h"

#define DAY_SECS 86400
#define SAID_DIGITS 32 /* of the hash of what a feed said: 128 bits */

/* Each text ends in a NUL, so that two of them do not run together. */
static void
say(struct buf *b, const char *text)
{
	if (text != NULL)
		buf_add(b, text, strlen(text));
	buf_addc(b, '\0');
}

static void
say_people(struct buf *b, const struct people *p)
{
	for (size_t i = 0; i < p->n; i++) {
		say(b, p->list[i].name);
		say(b, p->list[i].email);
		say(b, p->list[i].url);
	}
	buf_addc(b, '\1');
}

static void
say_lists(struct buf *b, const struct item *it)
{
	say_people(b, &it->authors);
	say_people(b, &it->contributors);
	for (size_t i = 0; i < it->n_tags; i++) {
		say(b, it->tags[i].term);
		say(b, it->tags[i].scheme);
		say(b, it->tags[i].label);
	}
	buf_addc(b, '\1');
	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];

		say(b, a->url);
		say(b, a->mime_type);
		say(b, a->title);
		buf_addf(b, "%lld %lld", (long long)a->size,
		    (long long)a->duration_secs);
	}
}

/*
 * A hash of what the feed says of the item, but for what some feeds say anew
 * at every poll: dates, markup around the same words, and how the reader comes
 * to the page.
 */
static void
hash_said(struct candidate *c)
{
	struct item it = *c->item;
	struct buf b;

	buf_init(&b, LIMIT_BODY);
	if (it.text != NULL)
		it.html = NULL;
	if (c->keys->value[KEY_LINK] != NULL)
		it.url = c->keys->value[KEY_LINK];
	for (int i = 0; i < COLUMN_COUNT; i++)
		say(&b, column_get(&it, i));
	say(&b, it.amends_doi);
	say_lists(&b, &it);
	buf_addf(&b, "%lld", (long long)it.closes_at);
	/* The text's own; but not every lectern read it there. */
	if (it.prose_closes_at != CLOCK_NONE)
		buf_addf(&b, " %lld", (long long)it.prose_closes_at);
	/* The date tells two of them apart. */
	if (c->keys->value[KEY_GUID] == NULL)
		say(&b, c->keys->value[KEY_TEXT]);
	hash_hex(b.data, b.len, c->said);
	c->said[SAID_DIGITS] = '\0';
	buf_done(&b);
}

static bool
is_seen(const struct visit *v, int64_t number)
{
	for (size_t i = 0; i < v->n_seen; i++)
		if (v->seen[i] == number)
			return true;
	return false;
}

/* The source's own date, CLOCK_NONE when it has none that can be right. */
static int64_t
own_date(const struct item *it, int64_t now)
{
	const int64_t dates[] = {it->published_at, it->modified_at};

	for (size_t i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		if (dates[i] >= DAY_SECS && dates[i] <= now)
			return dates[i];
	return CLOCK_NONE;
}

/* A document that brings nothing new needs none. */
static int
find_origin(struct store *s, struct visit *v, struct err *e)
{
	const struct origin_facts facts = {v->name, v->url, v->site_id, v->doc};

	return v->origin != 0 ? 0 : origin_find(s, &facts, &v->origin, e);
}

/* Adverts of two sites may have one code, and a key that was forgotten may come
 * back: the Atom id of a new work is the first that is not taken. */
static int
insert(struct store *s, const struct visit *v, const struct candidate *c,
    int64_t *number, struct err *e)
{
	struct value args[ROW_ITEM_ARGS + 7];
	struct value *more = args + ROW_ITEM_ARGS;
	int64_t date = own_date(c->item, v->now), updated_at;
	int turn = 0, rc;

	if (stamp_new(s, v->now, date, &updated_at, e) != 0)
		return -1;
	row_item_args(c->item, args);
	args[COLUMN_DOI] = TEXT(c->keys->value[KEY_DOI]);
	more[1] = INT(v->feed);
	more[2] = INT(v->now);
	/* Nothing is published after it was updated. */
	more[3] =
	    INT(date == CLOCK_NONE || date > updated_at ? updated_at : date);
	more[4] = INT(updated_at);
	more[5] = INT(v->origin);
	more[6] = INT(v->doc->updated_at);
	do {
		char *id = keys_entry_id(c->keys, v->site_id, turn++);

		more[0] = TEXT(id);
		rc = sql_do(s, SQL_ITEM_ADD, args, ROW_ITEM_ARGS + 7, e);
		free(id);
	} while (rc == 0 && sqlite3_changes(s->db) == 0);
	*number = sqlite3_last_insert_rowid(s->db);
	return rc;
}

static int
add_new(struct store *s, struct visit *v, const struct candidate *c,
    int64_t *number, struct err *e)
{
	if (find_origin(s, v, e) != 0 || insert(s, v, c, number, e) != 0)
		return -1;
	v->tally.n_new++;
	if (row_add_lists(s, *number, c->item, e) != 0)
		return -1;
	if (s->unindexed == 0)
		s->unindexed = *number;
	return 0;
}

/* Whether this feed may replace words of the work: see merge.h. */
static int
may_replace(struct store *s, const struct visit *v, const struct work *old,
    bool *ret, struct err *e)
{
	bool said_before, held;

	*ret = old->holder == v->feed;
	if (*ret)
		return 0;
	sql_bind(s, SQL_SIGHTING_GET,
	    ARGS(INT(old->number), INT(v->feed), INT(old->holder)));
	if (sql_step(s, SQL_SIGHTING_GET, e) < 0)
		return -1;
	said_before = sql_int(s, SQL_SIGHTING_GET, 0) != 0;
	held = sql_int(s, SQL_SIGHTING_GET, 1) != 0;
	sql_end(s, SQL_SIGHTING_GET);
	*ret = said_before && !held;
	return 0;
}

static int
merge(struct store *s, struct visit *v, struct candidate *c, int64_t number,
    struct err *e)
{
	struct item said = *c->item;
	struct work old;
	bool replace = false;
	enum merge result;
	int rc = -1;

	/* Of two items that are one work the document's first one counts. */
	if (work_load(s, number, &old, e) != 0 ||
	    (!is_seen(v, number) && may_replace(s, v, &old, &replace, e) != 0))
		goto out;
	c->was = xstrdup(old.item.title == NULL ? "" : old.item.title);
	said.doi = c->keys->value[KEY_DOI];
	result = merge_item(&old.item, &said, replace);
	if (result == MERGE_CHANGED) {
		v->tally.n_changed++;
		if (replace)
			old.holder = v->feed;
	}
	rc = result == MERGE_SAME
		 ? 0
		 : work_rewrite(s, v, &old, result == MERGE_CHANGED, e);
out:
	work_done(&old);
	return rc;
}

static int
add_keys(struct store *s, const struct visit *v, const struct keys *k,
    int64_t number, bool known, struct err *e)
{
	int added = 0;

	for (enum key_kind i = KEY_DOI; i < KEY_COUNT; i++) {
		if (k->value[i] == NULL)
			continue;
		if (sql_do(s, SQL_KEY_ADD,
			ARGS(TEXT(key_kind_str(i)), TEXT(k->value[i]),
			    INT(number), INT(v->now)),
			e) != 0)
			return -1;
		added += sqlite3_changes(s->db);
	}
	return known && added > 0 ? work_prune_keys(s, number, e) : 0;
}

static bool
is_anything(const struct keys *k)
{
	for (int i = 0; i < KEY_COUNT; i++)
		if (k->value[i] != NULL)
			return true;
	return false;
}

/* The work that it is; 0 = a new one. */
static int
find_work(struct store *s, struct visit *v, struct candidate *c,
    int64_t *number, struct err *e)
{
	if (mention_read(s, c, e) != 0 || mention_part(s, v, c, e) != 0 ||
	    match_find(s, v, c, number, e) != 0)
		return -1;
	return *number != 0 ? 0 : mention_find_same(s, c, number, e);
}

static int
take_item(struct store *s, struct visit *v, struct candidate *c, struct err *e)
{
	int64_t number;
	bool known;

	if (find_work(s, v, c, &number, e) != 0)
		return -1;
	known = number != 0;
	if (!known && !is_anything(c->keys))
		return 0;
	if ((known ? merge(s, v, c, number, e)
		   : add_new(s, v, c, &number, e)) != 0 ||
	    add_keys(s, v, c->keys, number, known, e) != 0 ||
	    mention_note(s, v, c, number, e) != 0)
		return -1;
	if (is_seen(v, number))
		return 0;
	v->seen[v->n_seen++] = number;
	if (sql_do(s, SQL_SIGHTING_SET,
		ARGS(INT(v->now), INT(number), INT(v->feed), TEXT(c->said)),
		e) != 0)
		return -1;
	return known ? work_move_home(s, number, e) : 0;
}

/* What says the same as before needs no second look. */
static int
add_item(struct store *s, struct visit *v, struct candidate *c, struct err *e)
{
	int64_t number;
	int rc;

	hash_said(c);
	if (sql_get(s, SQL_SIGHTING_FIND, ARGS(INT(v->feed), TEXT(c->said)),
		&number, e) != 0)
		return -1;
	if (number != 0) {
		v->seen[v->n_seen++] = number;
		return sql_do(s, SQL_SIGHTING_AGAIN,
		    ARGS(INT(v->now), INT(number), INT(v->feed)), e);
	}
	rc = take_item(s, v, c, e);
	about_done(&c->about);
	free(c->was);
	return rc;
}

int
item_add_all(struct store *s, struct visit *v, struct err *e)
{
	const struct feed *doc = v->doc;
	struct keys *keys = xcalloc(doc->n_items, sizeof(*keys));
	int rc = 0;

	v->seen = xcalloc(doc->n_items, sizeof(*v->seen));
	v->n_seen = 0;
	for (size_t i = 0; i < doc->n_items; i++)
		keys_find(&keys[i], &doc->items[i], &v->scope);
	keys_drop_shared(keys, doc->items, doc->n_items, &v->scope);
	match_prepare(v, keys, doc->n_items);
	for (size_t i = 0; i < doc->n_items && rc == 0; i++)
		if (keys[i].shared_guid != NULL)
			rc = sql_do(s, SQL_KEY_SHARED,
			    ARGS(TEXT(key_kind_str(KEY_GUID)),
				TEXT(keys[i].shared_guid), INT(v->now)),
			    e);
	for (size_t i = 0; i < doc->n_items && rc == 0; i++) {
		struct candidate c = {.item = &doc->items[i], .keys = &keys[i]};

		rc = add_item(s, v, &c, e);
	}
	free(v->guids);
	v->guids = NULL;
	for (size_t i = 0; i < doc->n_items; i++)
		keys_done(&keys[i]);
	free(keys);
	free(v->seen);
	v->seen = NULL;
	return rc;
}
