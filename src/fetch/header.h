/* SPDX-License-Identifier: ISC */
/*
 * What the values of HTTP headers mean, as far as they say when to come back.
 * Every function takes NULL for a header that was not sent, and answers -1 (or
 * CLOCK_NONE) for what makes no sense.
 */
#ifndef FETCH_HEADER_H
#define FETCH_HEADER_H

#include <stdbool.h>
#include <stdint.h>

/* True for valid UTF-8 of at most LIMIT_HEADER bytes without control
 * characters, a tab included: only such a value is kept. */
bool header_is_clean(const char *value);

/* An HTTP-date in any of its three forms (RFC 9110 section 5.6.7). */
int64_t header_date(const char *value);

/* Seconds to wait, from "120" or from a date, which means nothing without the
 * server's own Date (RFC 9110 section 10.2.3). */
int64_t header_retry_after(const char *value, int64_t date_at);

/* Seconds of freshness that Cache-Control grants; -1 too when it forbids to
 * reuse without asking (RFC 9111 section 5.2.2). */
int64_t header_max_age(const char *cache_control);

/* Whether Cache-Control says no-cache or no-store. */
bool header_forbids_reuse(const char *cache_control);

/* Whole seconds: Age, and what stands behind max-age=. Huge ones are cut. */
int64_t header_seconds(const char *value);

#endif
