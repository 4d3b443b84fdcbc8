/* SPDX-License-Identifier: ISC */
/*
 * Who is asked next. A host rests after each start, then it is ready as long as
 * it has jobs and fewer than per-host in flight. Since all rest equally long,
 * the resting hosts are in the order of their waking: no step looks at more
 * than the host it is about.
 */
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/queue.h"

struct host {
	char *name;
	struct jobs jobs;
	int n_flying;
	int64_t rests_until_ms;
	int64_t retry_after_secs; /* it asks us to wait; 0 = it does not */
	bool listed;              /* in one of the two lists of struct queue */
	TAILQ_ENTRY(host) link;
	SLIST_ENTRY(host) other;
};
TAILQ_HEAD(hosts, host);
SLIST_HEAD(all_hosts, host);

struct queue {
	const struct http *http;
	void *by_name; /* tsearch(3) tree of struct host */
	struct all_hosts all;
	struct hosts ready;
	struct hosts resting; /* the first wakes first */
	struct jobs files;    /* local paths */
	struct jobs deferred;
	size_t n; /* of jobs in all of these */
};

void
job_free(struct job *j)
{
	if (j == NULL)
		return;
	transfer_free(j->transfer);
	response_done(&j->errand.response);
	free(j->errand.url);
	free(j);
}

struct queue *
queue_new(const struct http *http)
{
	struct queue *q = xcalloc(1, sizeof(*q));

	q->http = http;
	SLIST_INIT(&q->all);
	TAILQ_INIT(&q->ready);
	TAILQ_INIT(&q->resting);
	TAILQ_INIT(&q->files);
	TAILQ_INIT(&q->deferred);
	return q;
}

static void
free_host(void *node)
{
	struct host *h = node;

	free(h->name);
	free(h);
}

void
queue_free(struct queue *q)
{
	struct job *j;

	if (q == NULL)
		return;
	queue_give_up(q);
	while ((j = queue_take_deferred(q)) != NULL)
		job_free(j);
	tdestroy(q->by_name, free_host);
	free(q);
}

static int
compare_hosts(const void *a, const void *b)
{
	return strcmp(
	    ((const struct host *)a)->name, ((const struct host *)b)->name);
}

static struct host *
get_host(struct queue *q, const char *url)
{
	struct host *h = xcalloc(1, sizeof(*h));
	struct host **node;

	h->name = url_host(url);
	/* Not a URL: curl says so when its turn has come. */
	if (h->name == NULL)
		h->name = xstrdup("");
	node = tsearch(h, &q->by_name, compare_hosts);
	if (node == NULL)
		abort();
	if (*node != h) {
		free_host(h);
		return *node;
	}
	TAILQ_INIT(&h->jobs);
	SLIST_INSERT_HEAD(&q->all, h, other);
	return h;
}

/* Lists h as ready when it is; to be called whenever it may have become so. */
static void
wake(struct queue *q, struct host *h)
{
	if (h->listed || TAILQ_EMPTY(&h->jobs) ||
	    h->n_flying >= q->http->per_host)
		return;
	TAILQ_INSERT_TAIL(&q->ready, h, link);
	h->listed = true;
}

static void
wake_rested(struct queue *q, int64_t now_ms)
{
	struct host *h;

	while ((h = TAILQ_FIRST(&q->resting)) != NULL &&
	       h->rests_until_ms <= now_ms) {
		TAILQ_REMOVE(&q->resting, h, link);
		h->listed = false;
		wake(q, h);
	}
}

/* The host whose turn it is; NULL when it is nobody's. */
static struct host *
first_ready(struct queue *q, int64_t now_ms)
{
	struct host *h;

	wake_rested(q, now_ms);
	/* What it had may have been deferred. */
	while ((h = TAILQ_FIRST(&q->ready)) != NULL && TAILQ_EMPTY(&h->jobs)) {
		TAILQ_REMOVE(&q->ready, h, link);
		h->listed = false;
	}
	return h;
}

static void
defer(struct queue *q, struct jobs *jobs, int64_t secs, const char *why)
{
	struct response *r;
	struct job *j;

	while ((j = TAILQ_FIRST(jobs)) != NULL) {
		TAILQ_REMOVE(jobs, j, link);
		TAILQ_INSERT_TAIL(&q->deferred, j, link);
		r = &j->errand.response;
		r->outcome = OUTCOME_DEFERRED;
		r->message = xasprintf("not asked: %s", why);
		r->retry_after_secs = secs;
	}
}

static void
defer_host(struct queue *q, struct host *h)
{
	char *why = xasprintf("%s wants us to wait for %lld s", h->name,
	    (long long)h->retry_after_secs);

	defer(q, &h->jobs, h->retry_after_secs, why);
	free(why);
}

void
queue_add(struct queue *q, struct job *j, bool is_under_way)
{
	struct jobs *jobs = &q->files;

	if (j->errand.url != NULL) {
		j->host = get_host(q, j->errand.url);
		jobs = &j->host->jobs;
	}
	if (is_under_way)
		TAILQ_INSERT_HEAD(jobs, j, link);
	else
		TAILQ_INSERT_TAIL(jobs, j, link);
	q->n++;
	if (j->host != NULL && j->host->retry_after_secs > 0)
		defer_host(q, j->host);
	else if (j->host != NULL)
		wake(q, j->host);
}

struct job *
queue_next(struct queue *q, int64_t now_ms)
{
	struct job *j = TAILQ_FIRST(&q->files);
	struct host *h;

	if (j != NULL) {
		TAILQ_REMOVE(&q->files, j, link);
		q->n--;
		return j;
	}
	if ((h = first_ready(q, now_ms)) == NULL)
		return NULL;
	j = TAILQ_FIRST(&h->jobs);
	TAILQ_REMOVE(&h->jobs, j, link);
	q->n--;
	h->n_flying++;
	TAILQ_REMOVE(&q->ready, h, link);
	h->rests_until_ms = now_ms + q->http->per_host_delay_secs * 1000;
	TAILQ_INSERT_TAIL(&q->resting, h, link);
	return j;
}

void
queue_landed(struct queue *q, struct job *j)
{
	if (j->host == NULL)
		return;
	j->host->n_flying--;
	wake(q, j->host);
}

void
queue_hold(struct queue *q, const struct job *j, int64_t secs)
{
	j->host->retry_after_secs = secs;
	defer_host(q, j->host);
}

void
queue_give_up(struct queue *q)
{
	static const char why[] = "the time of the run was over";
	struct host *h;

	defer(q, &q->files, -1, why);
	for (h = SLIST_FIRST(&q->all); h != NULL; h = SLIST_NEXT(h, other))
		defer(q, &h->jobs, -1, why);
}

bool
queue_has_deferred(const struct queue *q)
{
	return !TAILQ_EMPTY(&q->deferred);
}

struct job *
queue_take_deferred(struct queue *q)
{
	struct job *j = TAILQ_FIRST(&q->deferred);

	if (j == NULL)
		return NULL;
	TAILQ_REMOVE(&q->deferred, j, link);
	q->n--;
	return j;
}

int64_t
queue_wait_ms(struct queue *q, int64_t now_ms)
{
	const struct host *h;

	if (!TAILQ_EMPTY(&q->files) || first_ready(q, now_ms) != NULL)
		return 0;
	h = TAILQ_FIRST(&q->resting);
	return h == NULL ? -1 : h->rests_until_ms - now_ms;
}

bool
queue_is_empty(const struct queue *q)
{
	return q->n == 0;
}
