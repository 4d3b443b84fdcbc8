/* SPDX-License-Identifier: ISC */
/* Which work of the store an item of a document is. */
#include <stdlib.h>
#include <string.h>

#include "core/xalloc.h"
#include "store/match.h"
#include "store/work.h"

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
    enum key_kind kind, int64_t work, bool *ret, struct err *e)
{
	static const enum key_kind others[KEY_COUNT] = {
	    [KEY_GUID] = KEY_LINK, [KEY_LINK] = KEY_GUID};
	const enum key_kind other = others[kind];
	int64_t reused = 0;

	if ((kind == KEY_GUID || kind == KEY_LINK) &&
	    c->keys->value[other] != NULL &&
	    sql_get(s, SQL_KEY_REUSED,
		ARGS(INT(work), TEXT(key_kind_str(other)),
		    TEXT(c->keys->value[other]), INT(v->feed),
		    TEXT(c->item->title)),
		&reused, e) != 0)
		return -1;
	*ret = reused != 0;
	return 0;
}

/* The work that has the item's key of a kind; 0 when none has, or when the
 * key was found on two works, now or before. */
static int
look_up(struct store *s, const struct visit *v, struct candidate *c,
    enum key_kind kind, int64_t *ret, struct err *e)
{
	const struct value key[] = {
	    TEXT(key_kind_str(kind)), TEXT(c->keys->value[kind])};
	bool shared;
	int rc;

	*ret = 0;
	sql_bind(s, SQL_KEY_FIND, key, 2);
	if ((rc = sql_step(s, SQL_KEY_FIND, e)) != 1)
		return rc;
	*ret = sql_int(s, SQL_KEY_FIND, 0);
	sql_end(s, SQL_KEY_FIND);
	shared = *ret == 0;
	if (!shared) {
		if (is_reused(s, v, c, kind, *ret, &shared, e) != 0)
			return -1;
		if (shared && sql_do(s, SQL_KEY_SHARED,
				  ARGS(key[0], key[1], INT(v->now)), e) != 0)
			return -1;
	}
	if (shared) {
		*ret = 0;
		keys_drop(c->keys, kind, c->item, &v->scope);
	}
	return 0;
}

/* Whether the work cannot be the item for all that they share a key. */
static int
is_other(struct store *s, const struct visit *v, const struct candidate *c,
    enum key_kind kind, int64_t work, bool *ret, struct err *e)
{
	char *const *value = c->keys->value;
	int64_t other;

	if (kind == KEY_TEXT && value[KEY_GUID] != NULL)
		return shows_guid_of(s, v, work, ret, e);
	if (sql_get(s, SQL_KEY_OTHER,
		ARGS(INT(work), INT(value[KEY_DOI] != NULL && kind > KEY_DOI),
		    INT(value[KEY_JOB] != NULL && kind > KEY_JOB)),
		&other, e) != 0)
		return -1;
	*ret = other != 0;
	return 0;
}

int
match_find(struct store *s, struct visit *v, struct candidate *c, int64_t *ret,
    struct err *e)
{
	int64_t found = 0, work;
	bool other, sure = false;

	for (enum key_kind i = KEY_DOI; i < KEY_COUNT; i++) {
		if (c->keys->value[i] == NULL)
			continue;
		if (look_up(s, v, c, i, &work, e) != 0)
			return -1;
		if (work == 0 || work == found)
			continue;
		if (is_other(s, v, c, i, work, &other, e) != 0)
			return -1;
		if (other)
			continue;
		sure |= i == KEY_DOI || i == KEY_JOB;
		if (found != 0 && work_join(s, v, (int64_t[]){found, work},
				      sure, &work, e) != 0)
			return -1;
		if (work != 0)
			found = work;
	}
	*ret = found;
	return 0;
}
