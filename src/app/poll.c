/* SPDX-License-Identifier: ISC */
/* The first half of a run: fetch, parse, store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "app/notice.h"
#include "core/clock.h"
#include "core/log.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/schedule.h"
#include "parse/pool.h"

#define WAIT_MS 1000 /* between two looks at a fetch that says nothing */

/* From a transaction's beginning to its end: what a commit costs is a share of
 * this at most, but other writers give up after ten seconds. */
#define COMMIT_MS 2000
#define COMMIT_SHARE 10
#define COMMIT_MOST_MS 3000

struct held {
	char *host;
	int64_t until_at;
};

struct polling {
	const struct app *app;
	const struct config *config;
	struct store *store;
	struct run *run;
	int64_t began_ms;
	bool by_name;
	struct fetch *fetch;
	struct pool *pool;
	size_t n_done;
	size_t n_late;     /* the deadline came first */
	struct held *held; /* hosts that asked us to wait */
	size_t n_held;
	bool is_open; /* a transaction, since… */
	int64_t opened_ms;
	int64_t commit_ms; /* what the last one took */
};

/* What a server said in seconds counts from its answer, not from the run's
 * beginning. */
static int64_t
until(const struct polling *p, int64_t secs)
{
	int64_t spent_ms = clock_steady_ms() - p->began_ms;

	return secs < 0 ? CLOCK_NONE : p->app->now + spent_ms / 1000 + secs;
}

/* A poll out of turn that brings nothing says nothing of the rhythm; nor does
 * an error's page say how long the feed is fresh. */
static struct due
plan(const struct polling *p, const struct health *before,
    const struct poll *poll, bool has_new)
{
	const struct response *r = poll->response;
	bool is_well = outcome_is_well(r->outcome);
	struct health h = *before;

	h.outcome = r->outcome;
	h.checked_at = p->app->now;
	h.failures = is_well ? 0 : before->failures + 1;
	h.due.fresh_until_at = until(p, is_well ? r->max_age_secs : -1);
	h.due.wait_until_at = until(p, r->retry_after_secs);
	if (poll->feed != NULL) {
		h.ttl_secs = poll->feed->ttl_secs;
		h.skip_hours = poll->feed->skip_hours;
		h.skip_days = poll->feed->skip_days;
	}
	if (is_well && (has_new || before->due.at <= p->app->now))
		h.due.learnt_secs =
		    schedule_learn(before->due.learnt_secs, has_new);
	return schedule_next(&h, r->request.source->every_secs);
}

static void
hold_host(struct polling *p, const struct response *r)
{
	if (r->url == NULL || r->http_status != 429 || r->retry_after_secs <= 0)
		return;
	p->held = xgrow(p->held, p->n_held, sizeof(*p->held));
	p->held[p->n_held++] =
	    (struct held){url_host(r->url), until(p, r->retry_after_secs)};
}

static int
remember(struct polling *p, const struct health *before,
    const struct response *r, const struct feed *doc, struct err *e)
{
	struct poll poll = {.response = r, .feed = doc, .at = p->app->now};

	poll.due = plan(p, before, &poll, false);
	poll.due_if_new = plan(p, before, &poll, true);
	return store_add_poll(p->store, &poll, &p->run->tally, e);
}

/* Not asked: another time, or when its host wants to be asked again. */
static int
put_off(struct polling *p, const struct response *r, struct err *e)
{
	const char *name = r->request.source->name;

	p->run->n_deferred++;
	log_info("%s: %s", name, r->message);
	if (r->retry_after_secs > 0)
		return store_defer(
		    p->store, NULL, name, until(p, r->retry_after_secs), e);
	p->n_late++;
	return 0;
}

/*
 * The rest of a document that was cut short may come under the same validators.
 * Half an item would be another work than the whole one, which the next poll
 * brings.
 */
static void
take_cut(struct response *r, struct feed *feed)
{
	char **const validators[] = {
	    &r->etag, &r->last_modified, &r->body_hash};

	for (size_t i = 0; i < 3; i++) {
		free(*validators[i]);
		*validators[i] = NULL;
	}
	if (feed->n_items > 0 && feed->items[feed->n_items - 1].is_cut)
		item_done(&feed->items[--feed->n_items]);
}

static int
take_response(
    struct polling *p, struct response *r, struct feed *feed, struct err *e)
{
	const char *name = r->request.source->name;
	struct health before;
	bool is_read = r->outcome == OUTCOME_OK;
	int rc;

	if (r->outcome == OUTCOME_DEFERRED)
		return put_off(p, r, e);
	if (is_read && feed->truncated)
		take_cut(r, feed);
	if (is_read && store_doubt(p->store, name, feed, &r->message, e) != 0)
		return -1;
	if (r->outcome == OUTCOME_OK && r->message != NULL) {
		r->outcome = OUTCOME_QUARANTINED;
		is_read = false;
	}
	if (store_get_health(p->store, name, &before, e) != 0)
		return -1;
	notice_name_page(r);
	rc = remember(p, &before, r, is_read ? feed : NULL, e);
	if (rc == 0) {
		p->run->n_unchanged += r->outcome == OUTCOME_UNCHANGED;
		p->run->n_failed += !outcome_is_well(r->outcome);
		hold_host(p, r);
		notice_poll(p->config, &before, r, p->by_name);
	}
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

static bool
is_time_to_commit(const struct polling *p, int64_t now_ms)
{
	int64_t wait_ms = COMMIT_SHARE * p->commit_ms;

	if (wait_ms < COMMIT_MS)
		wait_ms = COMMIT_MS;
	if (wait_ms > COMMIT_MOST_MS)
		wait_ms = COMMIT_MOST_MS;
	return now_ms - p->opened_ms >= wait_ms;
}

/* With each commit again: a feed of the host that was on its way has set a time
 * of its own since. */
static int
defer_held(struct polling *p, struct err *e)
{
	for (size_t i = 0; i < p->n_held; i++)
		if (store_defer(p->store, p->held[i].host, NULL,
			p->held[i].until_at, e) != 0)
			return -1;
	return 0;
}

/*
 * A commit is a disk flush, so feeds share one, the more so where the disk is
 * slow; but what has been read is kept within seconds, and other writers get
 * their turn.
 */
static int
commit(struct polling *p, bool is_end, struct err *e)
{
	int64_t now_ms = clock_steady_ms();
	int rc;

	if (!p->is_open || (!is_end && !is_time_to_commit(p, now_ms)))
		return 0;
	if (defer_held(p, e) != 0)
		return -1;
	p->is_open = false;
	rc = store_commit(p->store, e);
	p->commit_ms = clock_steady_ms() - now_ms;
	return rc;
}

/* Frees both. */
static int
take(struct polling *p, struct response *r, struct feed *feed, struct err *e)
{
	int rc = 0;

	if (!p->is_open) {
		rc = store_begin(p->store, e);
		p->is_open = rc == 0;
		p->opened_ms = clock_steady_ms();
	}
	if (rc == 0)
		rc = take_response(p, r, feed, e);
	response_done(r);
	feed_done(feed);
	p->n_done++;
	show_progress(p);
	return rc;
}

static bool
is_idle(const struct polling *p)
{
	return fetch_is_idle(p->fetch) && pool_is_idle(p->pool);
}

/* A feed, or the page of a server that turns us away, which says why. */
static bool
is_to_be_read(const struct response *r)
{
	return r->outcome == OUTCOME_OK ||
	       ((r->outcome == OUTCOME_BLOCKED || r->outcome == OUTCOME_BUSY) &&
		   r->body.len > 0);
}

/* Documents go on to the parsers, all else to the store. */
static int
take_all(struct polling *p, struct err *e)
{
	struct response r;
	struct feed feed;
	int rc = 0;

	feed_init(&feed);
	while (rc == 0 && fetch_take(p->fetch, &r)) {
		if (is_to_be_read(&r))
			pool_add(p->pool, &r);
		else
			rc = take(p, &r, &feed, e);
	}
	if (rc == 0)
		rc = pool_work(p->pool, e);
	while (rc == 0 && pool_take(p->pool, &r, &feed))
		rc = take(p, &r, &feed, e);
	return rc == 0 ? commit(p, is_idle(p), e) : -1;
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

/* Until all is done, or the run's time is up: what is there then is kept. */
static int
work(struct polling *p, int64_t deadline_secs, struct err *e)
{
	struct pollfd fds[POOL_MAX];
	int64_t end_ms = clock_steady_ms() + deadline_secs * 1000;
	int64_t left_ms;

	while (!is_idle(p)) {
		left_ms = end_ms - clock_steady_ms();
		if (left_ms <= 0) {
			fetch_give_up(p->fetch);
			left_ms = WAIT_MS; /* for what is being read */
		}
		if (fetch_work(p->fetch, pool_is_full(p->pool), fds,
			pool_watch(p->pool, fds),
			left_ms < WAIT_MS ? (int)left_ms : WAIT_MS, e) != 0 ||
		    take_all(p, e) != 0)
			return -1;
	}
	if (clock_steady_ms() >= end_ms && p->n_late > 0)
		log_warn("the deadline of %lld s has passed: %zu feed%s "
			 "not asked in this run",
		    (long long)deadline_secs, p->n_late,
		    p->n_late == 1 ? "" : "s");
	log_info("parsers started: %zu", pool_n_started(p->pool));
	return 0;
}

static void
polling_done(struct polling *p)
{
	if (p->is_open)
		store_rollback(p->store);
	fetch_free(p->fetch);
	pool_free(p->pool);
	for (size_t i = 0; i < p->n_held; i++)
		free(p->held[i].host);
	free(p->held);
}

/* A changed `every` counts from the last poll on, not from the next. */
static int
plan_anew(const struct config *c, struct store *s, struct err *e)
{
	struct healths hs = {0};
	int rc = store_list_outdated(s, &hs, e);

	for (size_t i = 0; rc == 0 && i < hs.n; i++) {
		const struct source *source =
		    config_find_source(c, hs.list[i].feed);
		struct due due;

		if (source == NULL)
			continue;
		due = schedule_next(&hs.list[i], source->every_secs);
		rc = store_set_due(s, source->name, &due, e);
	}
	healths_done(&hs);
	return rc;
}

int
poll_feeds(const struct app *app, const struct config *c, struct store *s,
    const struct wish *wish, struct run *run, struct err *e)
{
	struct polling p = {.app = app,
	    .config = c,
	    .store = s,
	    .run = run,
	    .began_ms = clock_steady_ms(),
	    .by_name = wish->names != NULL};
	struct requests due = {0};
	char *agent = app_user_agent(c->site.contact);
	int rc = -1;

	if (plan_anew(c, s, e) != 0 ||
	    store_due(
		s, c, app->now, wish->all || wish->names != NULL, &due, e) != 0)
		goto out;
	p.fetch = fetch_new(&c->http, agent);
	p.pool = pool_new();
	for (size_t i = 0; i < due.n; i++) {
		if (!is_named(wish->names, due.list[i].source->name))
			continue;
		fetch_add(p.fetch, &due.list[i]);
		run->n_due++;
	}
	rc = work(&p, c->http.deadline_secs, e);
out:
	polling_done(&p);
	requests_done(&due);
	free(agent);
	return rc;
}
