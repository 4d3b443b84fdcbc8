/* SPDX-License-Identifier: ISC */
/* What a feed says of how often to come: ttl, skipHours, sy:updatePeriod. */
#ifndef PARSE_FREQUENCY_H
#define PARSE_FREQUENCY_H

#include "model/feed.h"
#include "parse/field.h"

struct frequency {
	int64_t ttl_secs;    /* -1 = not said */
	int64_t period_secs; /* 0 = not said */
	int64_t times;       /* in that period */
	uint32_t skip_hours; /* as in struct feed */
	uint8_t skip_days;
};

void frequency_init(struct frequency *f);

/* Takes what a KIND_SCHEDULE element says; word may be NULL. */
void frequency_take(struct frequency *f, enum field field, const char *word);

void frequency_finish(const struct frequency *f, struct feed *ret);

/* A decimal number from 0 on, whatever stands behind it; -1 when there is
 * none. s may be NULL. */
int64_t frequency_number(const char *s);

#endif
