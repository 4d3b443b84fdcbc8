/* SPDX-License-Identifier: ISC */
/*
 * Times, spans and states as a person says them, seen from now in the site's
 * zone. The caller frees what is not const.
 */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include "model/health.h"

/* "well, unchanged", "blocked", "not a feed". */
const char *words_outcome(enum outcome o);

/* "12 days", "6 h", "90 s". */
char *words_span(int64_t secs);

/* "14:20" of today, "yesterday, 14:20", "3 May", "3 May 2025". */
char *words_since(int64_t at, int64_t now);

/* "14:20" of today, "tomorrow, 02:10", "3 May, 02:10". */
char *words_until(int64_t at, int64_t now);

/* Why the feed is due when it is: "every 6 h, says the configuration"; "" when
 * there is nothing to say. */
char *words_due_reason(const struct health *h, int64_t every_secs);

#endif
