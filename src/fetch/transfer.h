/* SPDX-License-Identifier: ISC */
/*
 * One GET after the other over one easy handle of libcurl: what is asked, and
 * what is kept of the answer. Knows nothing of other transfers: fetch.c says
 * which starts when.
 *
 * Redirects are not followed by libcurl, which would send a feed's own headers
 * on to whomever a server names, and would do so at once: each is a transfer of
 * its own, that waits its turn at the host it leads to.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include <curl/curl.h>

#include "fetch/guard.h"
#include "model/response.h"

/* A request on its way to its answer. */
struct errand {
	struct response response; /* being filled */
	char *url; /* to be asked next; without user name and password */
	int n_redirects;
	bool is_moving;    /* each of them was for good */
	bool wants_digest; /* the server does not take a password as it is */
	bool is_inside;    /* the last answer came from a private address */
	int64_t spent_ms;  /* in transfers that are over */
};

struct transfer {
	CURL *easy;
	const struct http *run; /* the run's settings */
	const char *user_agent;
	struct guard *guard;
	struct curl_slist *headers;
	struct errand *errand;       /* what it is at; borrowed */
	bool has_password;           /* it is sent one */
	bool is_digest;              /* in the form of RFC 7616 */
	bool may_be_private;         /* the address that is asked */
	bool is_too_big;             /* the document, decompressed */
	bool has_enough;             /* of a page that is no document */
	bool has_headers;            /* all of them */
	bool has_socket;             /* some address was tried */
	char refused[GUARD_IP_SIZE]; /* an address that was not; "" = none */
	char error[CURL_ERROR_SIZE];
};

/* All are borrowed. Never NULL. transfer_free() takes NULL. */
struct transfer *transfer_new(
    const struct http *run, const char *user_agent, struct guard *guard);
void transfer_free(struct transfer *t);

/*
 * Makes t->easy ready to ask for errand->url, and errand to be filled; it must
 * stay where it is until transfer_finish() or transfer_give_up(). False when it
 * must not be asked for: the response is complete then.
 */
bool transfer_start(struct transfer *t, struct errand *errand);

/* Judges the transfer that ended with result. True when the response is
 * complete; false when errand->url has changed, or how to ask for it. */
bool transfer_finish(struct transfer *t, CURLcode result);

/* Ends an errand whose transfer was stopped at the deadline of the run. */
void transfer_give_up(struct transfer *t);

/* Libcurl keeps what a Digest challenge said. The same errand can go on with it
 * (two requests a poll instead of three; none is remembered for the next, since
 * a nonce is short-lived); another feed's needs another transfer. */
bool transfer_is_spent(const struct transfer *t);

/* Answers a request for a local path at once. */
void transfer_read_file(struct response *r);

#endif
