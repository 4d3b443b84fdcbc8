/* SPDX-License-Identifier: ISC */
/* What came of a transfer, in an outcome and in words. */
#ifndef FETCH_VERDICT_H
#define FETCH_VERDICT_H

#include <curl/curl.h>

#include "fetch/transfer.h"

/* Of an answer that is whole. */
void verdict_of_answer(struct errand *errand);

/* Of a transfer that ended with result, which is not CURLE_OK. */
void verdict_of_failure(const struct transfer *t, CURLcode result);

/* A document is there: the one that we know, or another. */
void verdict_of_document(struct response *r);

/* Takes words, in which a stranger may have put what is not for a terminal. */
void verdict_fail(struct response *r, enum outcome outcome, char *words);

/* The same, of words with a URL behind them, as much of it as it takes to know
 * it by. */
void verdict_fail_at(struct response *r, enum outcome outcome,
    const char *words, const char *url);

/* A feed was led to an address that is not public, and may not go there: ip, or
 * where that is NULL the host of url itself. */
void verdict_fail_private(struct response *r, const char *url, const char *ip);

#endif
