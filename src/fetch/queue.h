/* SPDX-License-Identifier: ISC */
/*
 * Who is asked next. Of one host at most `per-host` are in flight, and between
 * two starts there lies `per-host-delay`; a host that asks us to wait is asked
 * for nothing more. Time is a parameter, in milliseconds on any clock.
 */
#ifndef FETCH_QUEUE_H
#define FETCH_QUEUE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include "fetch/transfer.h"
#include "model/config.h"

struct host;

/* A request on its way to a response; it is in one list at any time. */
struct job {
	TAILQ_ENTRY(job) link;
	struct errand errand;
	struct host *host;         /* NULL for a local path */
	struct transfer *transfer; /* while it is in flight, or its own */
};
TAILQ_HEAD(jobs, job);

/* Takes NULL. */
void job_free(struct job *j);

struct queue;

/* http is borrowed. queue_free() takes NULL. */
struct queue *queue_new(const struct http *http);
void queue_free(struct queue *q);

/* Takes a job that is to go to errand.url, or to the local path that its
 * request names when that is NULL. One that was on its way already goes ahead
 * of those that have not been asked for. */
void queue_add(struct queue *q, struct job *j, bool is_under_way);

/* The next job that may start, which is in flight then; NULL when none may. */
struct job *queue_next(struct queue *q, int64_t now_ms);

/* A job is no longer in flight. */
void queue_landed(struct queue *q, struct job *j);

/* The host of j asks us to wait: what is queued for it, and what will be, is
 * deferred. */
void queue_hold(struct queue *q, const struct job *j, int64_t secs);

/* All that is queued is deferred. */
void queue_give_up(struct queue *q);

/* The next job that was deferred, its response complete; NULL = no more. */
bool queue_has_deferred(const struct queue *q);
struct job *queue_take_deferred(struct queue *q);

/* How long until queue_next() has a job, as far as time alone decides; -1 = it
 * does not. */
int64_t queue_wait_ms(struct queue *q, int64_t now_ms);

/* True when nothing is queued, and nothing deferred to be taken. */
bool queue_is_empty(const struct queue *q);

#endif
