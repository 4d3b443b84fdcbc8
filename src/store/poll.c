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
    struct requests *ret, struct err *e)
{
	struct requests due = {0};
	int rc;

	sql_bind(s, SQL_FEED_DUE, ARGS(INT(now), INT(all)));
	while ((rc = sql_step(s, SQL_FEED_DUE, e)) == 1) {
		const struct source *source = find_source(s, c);

		if (source == NULL)
			continue;
		due.list = xgrow(due.list, due.n, sizeof(*due.list));
		due.list[due.n++] = (struct request){
		    .source = source,
		    .url = sql_text(s, SQL_FEED_DUE, 2),
		    .etag = sql_text(s, SQL_FEED_DUE, 3),
		    .last_modified = sql_text(s, SQL_FEED_DUE, 4),
		    .body_hash = sql_text(s, SQL_FEED_DUE, 5),
		};
	}
	if (rc != 0) {
		requests_done(&due);
		return -1;
	}
	*ret = due;
	return 0;
}

static int
set_outcome(struct store *s, const struct poll *p, struct err *e)
{
	const struct response *r = p->response;
	const char *name = r->request.source->name;

	if (sql_do(s, SQL_FEED_POLLED,
		ARGS(INT(p->at), TEXT(name), INT(outcome_is_well(r->outcome)),
		    TEXT(outcome_str(r->outcome)), TEXT(r->message),
		    INT(r->http_status), INT(p->next_due_at), TEXT(r->etag),
		    TEXT(r->last_modified),
		    INT(r->outcome == OUTCOME_UNCHANGED)),
		e) != 0)
		return -1;
	if (sqlite3_changes(s->db) == 0)
		return err_set(
		    e, EX_SOFTWARE, "store: no feed is called '%s'", name);
	return 0;
}

/* What a document says of its feed, after its items. */
static int
set_document(struct store *s, const struct response *r, const struct visit *v,
    struct err *e)
{
	const struct feed *doc = v->doc;

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
add_document(
    struct store *s, const struct response *r, struct visit *v, struct err *e)
{
	const char *name = r->request.source->name;
	int rc;

	if (sql_get(s, SQL_FEED_FIND, ARGS(TEXT(name)), &v->feed, e) != 0)
		return -1;
	sql_bind(s, SQL_SETTING, NO_ARGS);
	if (sql_step(s, SQL_SETTING, e) < 0)
		return -1;
	v->site_id = sql_text(s, SQL_SETTING, 0);
	sql_end(s, SQL_SETTING);
	key_scope_init(&v->scope, r->request.url, name, v->doc->url);
	rc = item_add_all(s, v, e);
	if (rc == 0)
		rc = set_document(s, r, v, e);
	key_scope_done(&v->scope);
	free(v->site_id);
	return rc;
}

int
store_add_poll(
    struct store *s, const struct poll *p, struct tally *tally, struct err *e)
{
	struct visit v = {.doc = p->feed, .now = p->at};
	struct span span;
	int rc;

	if (p->feed == NULL)
		return set_outcome(s, p, e);
	if (sql_enter(s, &span, e) != 0)
		return -1;
	rc = set_outcome(s, p, e);
	if (rc == 0)
		rc = add_document(s, p->response, &v, e);
	if (sql_leave(s, &span, rc, e) != 0)
		return -1;
	tally->n_new += v.tally.n_new;
	tally->n_changed += v.tally.n_changed;
	return 0;
}
