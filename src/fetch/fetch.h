/* SPDX-License-Identifier: ISC */
/*
 * Conditional GETs, many at a time, over libcurl's multi interface; local paths
 * and forms to be posted by the same road.
 *
 * Refuses: any scheme but http and https, also in redirects; more than
 * LIMIT_REDIRECTS of those, and one from https down to http; an address that is
 * not public, unless the feed has allow-private, and its server is the one that
 * the configuration names, or was led to from another such address; a body over
 * the feed's max-size once decompressed (counted in our write callback:
 * CURLOPT_MAXFILESIZE stops neither chunked bodies nor gzip bombs). Sends
 * If-None-Match and If-Modified-Since verbatim (RFC 9110 13.1); keeps
 * validators of the last hop alone. A feed's headers and password go to the
 * server that its configuration names, and to no other.
 *
 * At most `connections` responses are in flight or not yet taken; of those in
 * flight `per-host` for one host, whose starts, redirects among them, are
 * `per-host-delay` apart. After a 429 with Retry-After what is queued for its
 * host ends as OUTCOME_DEFERRED, with the seconds to wait; nothing else does.
 *
 * A request with a form is a POST of it. Any 2xx is OUTCOME_OK, no redirect is
 * followed, and of what is answered no more is read than of an error's page.
 *
 * One thread, one loop: the caller works it with fetch_work(), which can wait
 * for the caller's own descriptors too.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include <poll.h>

#include "core/err.h"
#include "model/response.h"

struct fetch;

/* http: the run's settings, borrowed. user_agent is copied. Never NULL. The
 * process ignores SIGPIPE from here on. */
struct fetch *fetch_new(const struct http *http, const char *user_agent);

/* Gives up what is in flight. Takes NULL. */
void fetch_free(struct fetch *f);

/*
 * Queues a request; moves it in and leaves *r zeroed. Nothing is sent before
 * fetch_work().
 */
void fetch_add(struct fetch *f, struct request *r);

/*
 * Starts what may start (nothing when hold is true: the caller has enough
 * bodies to chew), then waits, at most timeout_ms, until something happens on
 * the wire or to one of the caller's n descriptors (whose revents are set). It
 * does not wait while a response is there to be taken. Call it in a loop: it
 * may return with nothing done. -1 only when libcurl itself is broken.
 */
int fetch_work(struct fetch *f, bool hold, struct pollfd *fds, size_t n,
    int timeout_ms, struct err *e);

/*
 * Moves the next finished response out: true and *r is the caller's to
 * response_done(), or false when none is waiting.
 */
bool fetch_take(struct fetch *f, struct response *r);

/*
 * The run's time is up: what is in flight ends as OUTCOME_TIMEOUT, what is
 * queued as OUTCOME_DEFERRED; all of it can be taken at once.
 */
void fetch_give_up(struct fetch *f);

/* True when nothing is queued, in flight, or waiting to be taken. */
bool fetch_is_idle(const struct fetch *f);

#endif
