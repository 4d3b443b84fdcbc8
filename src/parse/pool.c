/* SPDX-License-Identifier: ISC */
/* Documents to struct feeds, in a few parser processes at a time. */
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/parser.h"
#include "parse/pool.h"

#define PATIENCE_MS 1000 /* so long the others wait for a slow one */

struct job {
	TAILQ_ENTRY(job) link;
	struct response response;
	struct feed feed;
	int64_t began_ms; /* to be read */
	enum { WAITING, READING, DONE } state;
};

TAILQ_HEAD(jobs, job);

struct pool {
	struct jobs jobs; /* in the order in which they came in */
	size_t n_waiting; /* bytes of documents that no parser has */
	struct {
		struct parser *parser; /* NULL = none yet */
		struct job *job;       /* NULL = idle */
	} desks[POOL_MAX];
	size_t n_desks;
	size_t n_started;
	unsigned int landlock;
};

struct pool *
pool_new(void)
{
	struct pool *p = xcalloc(1, sizeof(*p));
	cpu_set_t cores;
	int n = 1;

	if (sched_getaffinity(0, sizeof(cores), &cores) == 0)
		n = CPU_COUNT(&cores);
	p->n_desks = n < POOL_MAX ? (size_t)n : POOL_MAX;
	TAILQ_INIT(&p->jobs);
	return p;
}

static void
free_job(struct pool *p, struct job *j)
{
	TAILQ_REMOVE(&p->jobs, j, link);
	response_done(&j->response);
	feed_done(&j->feed);
	free(j);
}

void
pool_free(struct pool *p)
{
	struct job *j, *next;

	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n_desks; i++)
		parser_free(p->desks[i].parser);
	for (j = TAILQ_FIRST(&p->jobs); j != NULL; j = next) {
		next = TAILQ_NEXT(j, link);
		free_job(p, j);
	}
	free(p);
}

void
pool_add(struct pool *p, struct response *r)
{
	struct job *j = xcalloc(1, sizeof(*j));

	j->response = *r;
	*r = (struct response){0};
	feed_init(&j->feed);
	p->n_waiting += j->response.body.len;
	TAILQ_INSERT_TAIL(&p->jobs, j, link);
}

static struct job *
next_waiting(const struct pool *p)
{
	struct job *j;

	TAILQ_FOREACH(j, &p->jobs, link)
	if (j->state == WAITING)
		break;
	return j;
}

static void
take_reply(struct pool *p, struct job *j, struct reply *reply)
{
	struct response *r = &j->response;

	j->state = DONE;
	if (reply->outcome == OUTCOME_OK)
		p->landlock = reply->landlock;
	if (r->outcome == OUTCOME_OK) {
		r->outcome = reply->outcome;
		r->message = reply->message;
		j->feed = reply->feed;
		reply->message = NULL;
		feed_init(&reply->feed);
	} else if (reply->outcome == OUTCOME_NOT_FEED) {
		r->page_title = reply->message;
		reply->message = NULL;
	}
	reply_done(reply);
}

/* Goes on with what lies on a desk. */
static int
work_at(struct pool *p, size_t i, struct err *e)
{
	struct parser *parser = p->desks[i].parser;
	struct reply reply;

	if (p->desks[i].job == NULL)
		return 0;
	switch (parser_work(parser, &reply)) {
	case PARSER_BUSY:
		return 0;
	case PARSER_UNLOCKED:
		return err_set(e, EX_OSERR,
		    "the parser cannot be locked in: this system has no "
		    "seccomp filters");
	case PARSER_ANSWERED:
		break;
	}
	take_reply(p, p->desks[i].job, &reply);
	p->desks[i].job = NULL;
	if (parser_is_spent(parser)) {
		parser_free(parser);
		p->desks[i].parser = NULL;
	}
	return 0;
}

/* Puts a document on an empty desk. */
static int
fill_desk(struct pool *p, size_t i, struct job *j, struct err *e)
{
	if (p->desks[i].parser == NULL) {
		if ((p->desks[i].parser = parser_start(e)) == NULL)
			return -1;
		p->n_started++;
	}
	j->state = READING;
	j->began_ms = clock_steady_ms();
	p->desks[i].job = j;
	p->n_waiting -= j->response.body.len;
	if (parser_ask(p->desks[i].parser, &j->response, e) != 0)
		return -1;
	return work_at(p, i, e);
}

int
pool_work(struct pool *p, struct err *e)
{
	struct job *j;

	for (size_t i = 0; i < p->n_desks; i++)
		if (work_at(p, i, e) != 0)
			return -1;
	/* One that is answered at once leaves its desk empty again, and nobody
	 * waits for an empty desk. */
	for (size_t i = 0; i < p->n_desks; i++)
		while (p->desks[i].job == NULL && (j = next_waiting(p)) != NULL)
			if (fill_desk(p, i, j, e) != 0)
				return -1;
	return 0;
}

size_t
pool_watch(const struct pool *p, struct pollfd fds[POOL_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_desks; i++)
		if (p->desks[i].job != NULL)
			fds[n++] = parser_watch(p->desks[i].parser);
	return n;
}

bool
pool_take(struct pool *p, struct response *r, struct feed *feed)
{
	const int64_t late_ms = clock_steady_ms() - PATIENCE_MS;
	struct job *j = NULL;

	TAILQ_FOREACH(j, &p->jobs, link)
	{
		if (j->state == DONE)
			break;
		if (j->state == WAITING || j->began_ms > late_ms)
			return false;
	}
	if (j == NULL)
		return false;
	*r = j->response;
	*feed = j->feed;
	j->response = (struct response){0};
	feed_init(&j->feed);
	free_job(p, j);
	return true;
}

int
pool_read(struct pool *p, struct response *r, struct feed *feed, struct err *e)
{
	struct pollfd fds[POOL_MAX];

	pool_add(p, r);
	while (pool_work(p, e) == 0) {
		if (pool_take(p, r, feed))
			return 0;
		poll(fds, pool_watch(p, fds), PATIENCE_MS);
	}
	return -1;
}

bool
pool_is_full(const struct pool *p)
{
	return p->n_waiting > LIMIT_WAITING;
}

bool
pool_is_idle(const struct pool *p)
{
	return TAILQ_EMPTY(&p->jobs);
}

size_t
pool_n_started(const struct pool *p)
{
	return p->n_started;
}

unsigned int
pool_landlock(const struct pool *p)
{
	return p->landlock;
}
