/* SPDX-License-Identifier: ISC */
/* Which feeds are due, and what polling them brought. */
#include <stdlib.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/doubt.h"
#include "store/item.h"
#include "store/store.h"
#include "store/work.h"

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

/* Where a feed moved to is asked at once from then on, but for one that may go
 * where others must not: its own server has to lead there each time. */
static char *
choose_url(struct store *s, const struct source *source)
{
	const char *url = sql_peek(s, SQL_FEED_DUE, 2);

	if (source->http.allow_private && !url_is_same_server(source->url, url))
		url = source->url;
	return xstrdup(url);
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
		    .url = choose_url(s, source),
		    .etag = sql_text(s, SQL_FEED_DUE, 3),
		    .last_modified = sql_text(s, SQL_FEED_DUE, 4),
		    .body_hash = sql_text(s, SQL_FEED_DUE, 5),
		    .at = now,
		};
	}
	if (rc != 0) {
		requests_done(&due);
		return -1;
	}
	*ret = due;
	return 0;
}

/* What the validators of a response are good for. */
enum worth {
	WORTH_NOTHING,
	WORTH_ALL, /* they are those of the document: what is missing is gone */
	WORTH_MORE /* they are added to those that are known */
};

static enum worth
worth_of(const struct poll *p)
{
	const struct response *r = p->response;

	if (p->feed == NULL && r->outcome != OUTCOME_UNCHANGED)
		return WORTH_NOTHING;
	return r->http_status == 304 ? WORTH_MORE : WORTH_ALL;
}

static int64_t
or_none(int64_t secs)
{
	return secs < 0 ? CLOCK_NONE : secs;
}

/* *current: the feed has the address yet that was asked. */
static int
set_outcome(struct store *s, const struct poll *p, const struct tally *tally,
    bool *current, struct err *e)
{
	const struct response *r = p->response;
	const struct due *due =
	    tally->n_new + tally->n_changed > 0 ? &p->due_if_new : &p->due;
	char *host = url_host(r->request.url);
	int rc;

	rc = sql_do(s, SQL_FEED_POLLED,
	    ARGS(INT(p->at), TEXT(r->request.source->name),
		INT(outcome_is_well(r->outcome)), TEXT(outcome_str(r->outcome)),
		TEXT(r->message), INT(r->http_status), INT(worth_of(p)),
		TEXT(r->etag), TEXT(r->last_modified), TEXT(r->url),
		TEXT(r->moved_url), TEXT(r->request.url),
		INT(STORE_MOVED_POLLS), TEXT(host), INT(due->at),
		TEXT(due_reason_str(due->reason)),
		INT(or_none(due->learnt_secs)), INT(or_none(due->every_secs)),
		INT(due->fresh_until_at), INT(due->wait_until_at)),
	    e);
	free(host);
	*current = rc == 0 && sqlite3_changes(s->db) > 0;
	return rc;
}

/* What a document says of its feed, after its items. A part is not what the
 * next whole one is compared with. */
static int
set_document(struct store *s, const struct response *r, const struct visit *v,
    struct err *e)
{
	const struct feed *doc = v->doc;

	if (r->is_part && sql_do(s, SQL_SIGHTING_CARRY,
			      ARGS(INT(v->now), INT(v->feed)), e) != 0)
		return -1;
	return sql_do(s, SQL_FEED_READ,
	    ARGS(INT(v->now), INT(v->feed),
		TEXT(r->is_part ? NULL : r->body_hash), TEXT(doc->title),
		INT(or_none(doc->ttl_secs)), INT(doc->skip_hours),
		INT(doc->skip_days),
		INT(v->tally.n_new > 0 ? v->now : CLOCK_NONE), TEXT(doc->url),
		INT((int64_t)doc->n_items), INT(doc->recovered)),
	    e);
}

static int
add_items(
    struct store *s, const struct response *r, struct visit *v, struct err *e)
{
	int rc;

	if (doubt_is_moved(s, v->feed, &v->is_moved, e) != 0)
		return -1;
	sql_bind(s, SQL_SETTING, NO_ARGS);
	if (sql_step(s, SQL_SETTING, e) < 0)
		return -1;
	v->site_id = sql_text(s, SQL_SETTING, 0);
	sql_end(s, SQL_SETTING);
	v->name = r->request.source->name;
	v->url = r->request.url;
	key_scope_init(&v->scope, v->name, v->doc->url);
	rc = item_add_all(s, v, e);
	key_scope_done(&v->scope);
	free(v->site_id);
	return rc;
}

static int
find_feed(struct store *s, const char *name, int64_t *ret, struct err *e)
{
	if (sql_get(s, SQL_FEED_FIND, ARGS(TEXT(name)), ret, e) != 0)
		return -1;
	return *ret != 0 ? 0
			 : err_set(e, EX_SOFTWARE,
			       "store: no feed is called '%s'", name);
}

static int
add_all(struct store *s, const struct poll *p, struct visit *v, struct err *e)
{
	const struct response *r = p->response;
	const char *name = r->request.source->name;
	bool current;

	if (p->feed != NULL && (find_feed(s, name, &v->feed, e) != 0 ||
				   add_items(s, r, v, e) != 0))
		return -1;
	if (set_outcome(s, p, &v->tally, &current, e) != 0)
		return -1;
	if (!current)
		return find_feed(s, name, &v->feed, e);
	return p->feed != NULL ? set_document(s, r, v, e) : 0;
}

int
store_add_poll(
    struct store *s, const struct poll *p, struct tally *tally, struct err *e)
{
	struct visit v = {.doc = p->feed, .now = p->at};
	struct span span;
	int rc;

	if (sql_enter(s, &span, e) != 0)
		return -1;
	rc = add_all(s, p, &v, e);
	if (rc == 0 && !span.inside)
		rc = work_index(s, e);
	if (sql_leave(s, &span, rc, e) != 0)
		return -1;
	tally->n_new += v.tally.n_new;
	tally->n_changed += v.tally.n_changed;
	return 0;
}

int
store_defer(struct store *s, const char *host, const char *feed,
    int64_t until_at, struct err *e)
{
	return sql_do(s, SQL_FEED_DEFER,
	    ARGS(INT(until_at), TEXT(due_reason_str(DUE_HOST)), TEXT(host),
		TEXT(feed)),
	    e);
}

int
store_set_due(
    struct store *s, const char *feed, const struct due *due, struct err *e)
{
	return sql_do(s, SQL_FEED_SET_DUE,
	    ARGS(TEXT(feed), INT(due->at), TEXT(due_reason_str(due->reason)),
		INT(or_none(due->every_secs))),
	    e);
}
