/* SPDX-License-Identifier: ISC */
/* Which work of the store an item of a document is. */
#include <stdlib.h>
#include <string.h>

#include "core/xalloc.h"
#include "store/match.h"
#include "store/work.h"

/* A work that has one of the item's keys. */
struct hit {
	enum key_kind kind;
	int64_t work; /* 0 = none */
};

static int
order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
match_prepare(struct visit *v, const struct keys *list, size_t n)
{
	v->guids = xcalloc(n, sizeof(*v->guids));
	v->n_guids = 0;
	for (size_t i = 0; i < n; i++)
		if (list[i].value[KEY_GUID] != NULL)
			v->guids[v->n_guids++] = list[i].value[KEY_GUID];
	qsort(v->guids, v->n_guids, sizeof(*v->guids), order);
}

/* Whether the document shows an item under one of the guids of the work. */
static int
shows_guid_of(struct store *s, const struct visit *v, int64_t work, bool *ret,
    struct err *e)
{
	const char *guid;
	int rc;

	*ret = false;
	sql_bind(s, SQL_KEY_GUIDS, ARGS(INT(work)));
	while ((rc = sql_step(s, SQL_KEY_GUIDS, e)) == 1 && !*ret) {
		guid = sql_peek(s, SQL_KEY_GUIDS, 0);
		*ret = bsearch(&guid, v->guids, v->n_guids, sizeof(*v->guids),
			   order) != NULL;
	}
	sql_end(s, SQL_KEY_GUIDS);
	return rc < 0 ? -1 : 0;
}

/* Whether the feed gave a guid or link of the work's to something plainly
 * different. What other feeds call the work says nothing of that. */
static int
is_reused(struct store *s, const struct visit *v, const struct candidate *c,
    const struct hit *hit, bool *ret, struct err *e)
{
	static const enum key_kind others[KEY_COUNT] = {
	    [KEY_GUID] = KEY_LINK, [KEY_LINK] = KEY_GUID};
	const enum key_kind other = others[hit->kind];
	int64_t reused = 0;

	if ((hit->kind == KEY_GUID || hit->kind == KEY_LINK) &&
	    c->keys->value[other] != NULL &&
	    sql_get(s, SQL_KEY_REUSED,
		ARGS(INT(hit->work), TEXT(key_kind_str(other)),
		    TEXT(c->keys->value[other]), INT(v->feed),
		    TEXT(c->item->title)),
		&reused, e) != 0)
		return -1;
	*ret = reused != 0;
	return 0;
}

/* No work has a key that was found on two, now or before. */
static int
look_up(struct store *s, const struct visit *v, struct candidate *c,
    struct hit *hit, struct err *e)
{
	const struct value key[] = {
	    TEXT(key_kind_str(hit->kind)), TEXT(c->keys->value[hit->kind])};
	bool reused;
	int rc;

	sql_bind(s, SQL_KEY_FIND, key, 2);
	if ((rc = sql_step(s, SQL_KEY_FIND, e)) != 1)
		return rc;
	hit->work = sql_int(s, SQL_KEY_FIND, 0);
	sql_end(s, SQL_KEY_FIND);
	if (hit->work != 0) {
		if (is_reused(s, v, c, hit, &reused, e) != 0)
			return -1;
		if (!reused)
			return 0;
		if (sql_do(s, SQL_KEY_SHARED, ARGS(key[0], key[1], INT(v->now)),
			e) != 0)
			return -1;
	}
	hit->work = 0;
	keys_drop(c->keys, hit->kind, c->item, &v->scope);
	return 0;
}

/* Whether the work cannot be the item for all that they share a key. */
static int
is_other(struct store *s, const struct visit *v, const struct candidate *c,
    const struct hit *hit, bool *ret, struct err *e)
{
	char *const *value = c->keys->value;
	int64_t other;

	if (hit->kind == KEY_TEXT && value[KEY_GUID] != NULL)
		return shows_guid_of(s, v, hit->work, ret, e);
	if (sql_get(s, SQL_KEY_OTHER,
		ARGS(INT(hit->work),
		    INT(value[KEY_DOI] != NULL && hit->kind > KEY_DOI),
		    INT(value[KEY_JOB] != NULL && hit->kind > KEY_JOB)),
		&other, e) != 0)
		return -1;
	*ret = other != 0;
	return 0;
}

/* Of two items of one title, neither is told by it. */
static bool
stands_once(const struct feed *doc, const char *title)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->n_items; i++)
		n += doc->items[i].title != NULL &&
		     strcmp(doc->items[i].title, title) == 0;
	return n == 1;
}

/* For the works of a feed that has moved. */
static int
find_by_title(struct store *s, const struct visit *v, const struct candidate *c,
    int64_t *ret, struct err *e)
{
	struct hit hit = {KEY_LINK, 0};
	bool other = false;

	if (!v->is_moved || c->item->title == NULL ||
	    !stands_once(v->doc, c->item->title))
		return 0;
	if (sql_get(s, SQL_KEY_TITLED, ARGS(INT(v->feed), TEXT(c->item->title)),
		&hit.work, e) != 0 ||
	    (hit.work != 0 && is_other(s, v, c, &hit, &other, e) != 0))
		return -1;
	*ret = other ? 0 : hit.work;
	return 0;
}

int
match_find(struct store *s, struct visit *v, struct candidate *c, int64_t *ret,
    struct err *e)
{
	int64_t found = 0, one;
	bool other, sure = false;

	for (enum key_kind i = KEY_DOI; i < KEY_COUNT; i++) {
		struct hit hit = {i, 0};

		if (c->keys->value[i] == NULL)
			continue;
		if (look_up(s, v, c, &hit, e) != 0)
			return -1;
		if (hit.work == 0 || hit.work == found)
			continue;
		if (is_other(s, v, c, &hit, &other, e) != 0)
			return -1;
		if (other)
			continue;
		sure |= i == KEY_DOI || i == KEY_JOB;
		one = hit.work;
		if (found != 0 && work_join(s, v, (int64_t[]){found, hit.work},
				      sure, &one, e) != 0)
			return -1;
		if (one != 0)
			found = one;
	}
	*ret = found;
	return found != 0 ? 0 : find_by_title(s, v, c, ret, e);
}
