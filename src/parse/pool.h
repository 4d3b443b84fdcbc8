/* SPDX-License-Identifier: ISC */
/*
 * Documents to struct feeds, in a few parser processes at a time: one for each
 * core, POOL_MAX at most, each started when there is a document for it, and
 * replaced when it is dead or has read its share. What a document does to its
 * parser is told of that document alone.
 *
 * One thread, one loop: the caller waits for the descriptors of pool_watch()
 * (with its others), and calls pool_work().
 */
#ifndef PARSE_POOL_H
#define PARSE_POOL_H

#include <poll.h>
#include <stdbool.h>

#include "core/err.h"
#include "model/feed.h"
#include "model/response.h"

#define POOL_MAX 4

struct pool;

/* Starts nothing yet. Never NULL. */
struct pool *pool_new(void);

/* Ends all parsers, whatever they do. Takes NULL. */
void pool_free(struct pool *p);

/* Queues the document of r, which has one, or, when its outcome is not
 * OUTCOME_OK, the page that came with an error; moves r in and leaves *r
 * zeroed. */
void pool_add(struct pool *p, struct response *r);

/* Hands out documents and takes in answers, without waiting. -1 and EX_OSERR
 * when a parser cannot be started, or cannot lock itself in; or as
 * parser_ask(). */
int pool_work(struct pool *p, struct err *e);

/* Fills fds with what to wait for and returns how many they are. */
size_t pool_watch(const struct pool *p, struct pollfd fds[POOL_MAX]);

/*
 * Moves out the next document that was answered, in the order in which they
 * came in; only one that takes over a second is overtaken. The response's
 * outcome is then that of parse_feed() and *feed, which the caller ends with
 * feed_done(), what was read; or its message is what went wrong. Of a page
 * nothing but page_title is set. False when none is ready.
 */
bool pool_take(struct pool *p, struct response *r, struct feed *feed);

/* The same for one document, waiting for it: 0, or -1 as pool_work(). */
int pool_read(
    struct pool *p, struct response *r, struct feed *feed, struct err *e);

/* True when enough bytes wait for a parser. */
bool pool_is_full(const struct pool *p);

/* True when there is nothing in it, to be read or to be taken. */
bool pool_is_idle(const struct pool *p);

/* How many parsers were started so far. */
size_t pool_n_started(const struct pool *p);

/* The version of Landlock that held the last parser that answered; 0 = none.
 */
unsigned int pool_landlock(const struct pool *p);

#endif
