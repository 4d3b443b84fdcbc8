/* SPDX-License-Identifier: ISC */
/* The first half of a run: fetch, parse, store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/schedule.h"
#include "parse/parse.h"

#define WAIT_MS 1000   /* between two looks at a fetch that says nothing */
#define COMMIT_MS 1000 /* from a transaction's beginning to its end */

struct polling {
	const struct app *app;
	struct store *store;
	struct run *run;
	size_t n_done;
	bool is_open; /* a transaction, since… */
	int64_t opened_ms;
};

/* Tells the administrator what is new about how a feed does, and only that. */
static void
report(const struct health *before, const struct response *r)
{
	const char *feed = r->request.source->name;
	bool was_well = outcome_is_well(before->outcome);

	if (outcome_is_well(r->outcome)) {
		if (!was_well)
			log_warn("%s: well again after %lld failed poll%s",
			    feed, (long long)before->failures,
			    before->failures == 1 ? "" : "s");
		else
			log_info("%s: %s", feed, outcome_str(r->outcome));
	} else if (was_well || before->outcome != r->outcome) {
		log_warn("%s: %s", feed, r->message);
	} else {
		log_info("%s: still: %s", feed, r->message);
	}
}

/* The document of a response: the outcome is what became of it. */
static bool
read_document(struct response *r, struct feed *feed)
{
	struct hints hints = {
	    .content_type = r->content_type,
	    .url = url_is_http(r->url) ? r->url : NULL,
	};
	struct err e;

	if (r->outcome != OUTCOME_OK)
		return false;
	r->outcome = parse_feed(r->body.data, r->body.len, &hints, feed, &e);
	if (r->outcome == OUTCOME_OK)
		return true;
	r->message = xstrdup(e.msg);
	return false;
}

static int
take_response(struct polling *p, struct response *r, struct err *e)
{
	const struct source *source = r->request.source;
	struct health before = {0};
	struct feed feed;
	struct pace pace;
	struct poll poll;
	bool is_read;
	int rc = -1;

	feed_init(&feed);
	if (store_get_health(p->store, source->name, p->app->now, &before, e) !=
	    0)
		return -1;
	is_read = read_document(r, &feed);
	pace = (struct pace){source->every_secs,
	    is_read ? feed.ttl_secs : before.ttl_secs,
	    outcome_is_well(r->outcome) ? 0 : before.failures + 1};
	poll = (struct poll){r, is_read ? &feed : NULL, p->app->now,
	    schedule_next(&pace, r, p->app->now)};
	if (store_add_poll(p->store, &poll, &p->run->tally, e) != 0)
		goto out;
	p->run->n_unchanged += r->outcome == OUTCOME_UNCHANGED;
	p->run->n_failed += !outcome_is_well(r->outcome);
	report(&before, r);
	rc = 0;
out:
	feed_done(&feed);
	health_done(&before);
	return rc;
}

static void
show_progress(const struct polling *p)
{
	if (!p->app->quiet && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%zu of %zu feeds%s", p->n_done,
		    p->run->n_due,
		    p->n_done == p->run->n_due ? "\r\033[K" : "");
}

/*
 * A commit is a disk flush, so feeds share one; but what has been read is kept
 * within a second, and other writers get their turn.
 */
static int
commit(struct polling *p, bool is_end, struct err *e)
{
	if (!p->is_open ||
	    (!is_end && clock_steady_ms() - p->opened_ms < COMMIT_MS))
		return 0;
	p->is_open = false;
	return store_commit(p->store, e);
}

static int
take_all(struct polling *p, struct fetch *fetch, struct err *e)
{
	struct response r;
	int rc = 0;

	while (rc == 0 && fetch_take(fetch, &r)) {
		if (!p->is_open) {
			rc = store_begin(p->store, e);
			p->is_open = rc == 0;
			p->opened_ms = clock_steady_ms();
		}
		if (rc == 0)
			rc = take_response(p, &r, e);
		response_done(&r);
		p->n_done++;
		show_progress(p);
	}
	return rc == 0 ? commit(p, fetch_is_idle(fetch), e) : -1;
}

static bool
is_named(char **names, const char *name)
{
	if (names == NULL)
		return true;
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

int
poll_feeds(const struct app *app, const struct config *c, struct store *s,
    const struct wish *wish, struct run *run, struct err *e)
{
	struct polling p = {.app = app, .store = s, .run = run};
	struct requests due = {0};
	struct fetch *fetch = NULL;
	char *agent = app_user_agent(c->site.contact);
	int rc = -1;

	if (store_due(
		s, c, app->now, wish->all || wish->names != NULL, &due, e) != 0)
		goto out;
	fetch = fetch_new(&c->http, agent);
	for (size_t i = 0; i < due.n; i++) {
		if (!is_named(wish->names, due.list[i].source->name))
			continue;
		fetch_add(fetch, &due.list[i]);
		run->n_due++;
	}
	while (!fetch_is_idle(fetch))
		if (fetch_work(fetch, false, NULL, 0, WAIT_MS, e) != 0 ||
		    take_all(&p, fetch, e) != 0)
			goto out;
	rc = store_score(s, c, e);
out:
	if (p.is_open)
		store_rollback(s);
	fetch_free(fetch);
	requests_done(&due);
	free(agent);
	return rc;
}
