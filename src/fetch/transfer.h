/* SPDX-License-Identifier: ISC */
/*
 * One GET after the other over one easy handle of libcurl: what is asked, what
 * is kept of the answer, and what came of it in words. Knows nothing of other
 * transfers: fetch.c says which starts when.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>

#include <curl/curl.h>

#include "model/response.h"

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	struct response *response; /* being filled; borrowed */
	size_t received;           /* bytes of body, decompressed */
	bool too_big;
	bool was_secure; /* a hop of this transfer went over https */
	char error[CURL_ERROR_SIZE];
};

/* Never NULL. transfer_free() takes NULL. */
struct transfer *transfer_new(const char *user_agent);
void transfer_free(struct transfer *t);

/* Makes t->easy ready to ask r->request and to fill *r, which must stay where
 * it is until transfer_finish(). */
void transfer_start(struct transfer *t, struct response *r);

/* Judges the transfer that ended with result; *r is complete then. */
void transfer_finish(struct transfer *t, CURLcode result);

/* Answers a request for a local path at once. */
void transfer_read_file(struct response *r);

#endif
