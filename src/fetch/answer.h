/* SPDX-License-Identifier: ISC */
/*
 * What the headers of an answer say: those of the last hop, trailers apart, as
 * libcurl keeps them; what they mean is header.h's.
 */
#ifndef FETCH_ANSWER_H
#define FETCH_ANSWER_H

#include <curl/curl.h>

#include "model/response.h"

/* The one value of a header; of one that was sent twice, the first; NULL when
 * it is not there. Borrowed from easy until its next transfer. */
const char *answer_header(CURL *easy, const char *name);

/* Validators, content type and how long to wait, into r. An answer without a
 * Date was sent now, by the request's clock (RFC 9110 section 6.6.1). */
void answer_read(CURL *easy, struct response *r);

#endif
