/* SPDX-License-Identifier: ISC */
/* Which feeds are due, and what polling them brought. */
#include <stdlib.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "store/item.h"
#include "store/store.h"

/* The source that a row of SQL_FEED_DUE is about. Its position says where,
 * unless the configuration is not the one that was synchronised. */
static const struct source *
find_source(struct store *s, const struct config *c)
{
	size_t position = (size_t)sql_int(s, SQL_FEED_DUE, 0);
	const char *name = sql_peek(s, SQL_FEED_DUE, 1);

	if (position < c->n_sources &&
	    strcmp(c->sources[position].name, name) == 0)
		return &c->sources[position];
	return config_find_source(c, name);
}

int
store_due(struct store *s, const struct config *c, int64_t now, bool all,
    struct request **ret, size_t *n, struct err *e)
{
	struct request *list = NULL;
	size_t count = 0;
	int rc;

	sql_bind(s, SQL_FEED_DUE, ARGS(INT(now), INT(all)));
	while ((rc = sql_step(s, SQL_FEED_DUE, e)) == 1) {
		const struct source *source = find_source(s, c);

		if (source == NULL)
			continue;
		list = xgrow(list, count, sizeof(*list));
		list[count++] = (struct request){
		    .source = source,
		    .url = sql_text(s, SQL_FEED_DUE, 2),
		    .etag = sql_text(s, SQL_FEED_DUE, 3),
		    .last_modified = sql_text(s, SQL_FEED_DUE, 4),
		    .body_hash = sql_text(s, SQL_FEED_DUE, 5),
		};
	}
	if (rc != 0) {
		while (count > 0)
			request_done(&list[--count]);
		free(list);
		return -1;
	}
	*ret = list;
	*n = count;
	return 0;
}

static int
set_outcome(struct store *s, const struct response *r, int64_t next_due_at,
    int64_t now, struct err *e)
{
	const char *name = r->request.source->name;

	if (sql_do(s, SQL_FEED_POLLED,
		ARGS(INT(now), TEXT(name), INT(outcome_is_well(r->outcome)),
		    TEXT(outcome_str(r->outcome)), TEXT(r->message),
		    INT(r->http_status), INT(next_due_at), TEXT(r->etag),
		    TEXT(r->last_modified),
		    INT(r->outcome == OUTCOME_UNCHANGED)),
		e) != 0)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return err_set(
		    e, EX_SOFTWARE, "store: no feed is called '%s'", name);
	return 0;
}

/* The document itself: its items, then what it says of the feed. */
static int
add_document(
    struct store *s, const struct response *r, struct visit *v, struct err *e)
{
	const struct feed *doc = v->doc;

	if (item_add_all(s, v, e) != 0)
		return -1;
	return sql_do(s, SQL_FEED_READ,
	    ARGS(INT(v->now), INT(v->feed), TEXT(r->etag),
		TEXT(r->last_modified), TEXT(r->body_hash), TEXT(doc->id),
		TEXT(doc->title), TEXT(doc->subtitle), TEXT(doc->url),
		TEXT(doc->rights), TEXT(doc->language),
		INT(doc->ttl_secs < 0 ? CLOCK_NONE : doc->ttl_secs),
		INT(v->tally.n_new > 0 ? v->now : CLOCK_NONE)),
	    e);
}

static int
read_document(
    struct store *s, const struct response *r, struct visit *v, struct err *e)
{
	const char *name = r->request.source->name;
	struct key_scope scope;
	char *site_id;
	int rc;

	sql_bind(s, SQL_SETTING, NO_ARGS);
	if (sql_step(s, SQL_SETTING, e) < 0 ||
	    sql_get(s, SQL_FEED_FIND, ARGS(TEXT(name)), 0, &v->feed, e) != 0)
		return -1;
	site_id = sql_text(s, SQL_SETTING, 0);
	sql_end(s, SQL_SETTING);
	key_scope_init(&scope, r->request.url, name, v->doc->url);
	v->scope = &scope;
	v->site_id = site_id;
	rc = add_document(s, r, v, e);
	key_scope_done(&scope);
	free(site_id);
	return rc;
}

int
store_add_poll(struct store *s, const struct response *r,
    const struct feed *feed, int64_t next_due_at, int64_t now,
    struct tally *tally, struct err *e)
{
	struct visit v = {.doc = feed, .now = now};
	struct span span;
	int rc;

	if (feed == NULL)
		return set_outcome(s, r, next_due_at, now, e);
	if (sql_enter(s, &span, e) != 0)
		return -1;
	rc = set_outcome(s, r, next_due_at, now, e);
	if (rc == 0)
		rc = read_document(s, r, &v, e);
	if (sql_leave(s, &span, rc, e) != 0)
		return -1;
	tally->n_new += v.tally.n_new;
	tally->n_changed += v.tally.n_changed;
	return 0;
}
