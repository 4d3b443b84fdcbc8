/* SPDX-License-Identifier: ISC */
/* What a feed says of how often to come. */
#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#include "core/limits.h"
#include "parse/frequency.h"

static const struct {
	const char *word;
	int64_t secs;
} periods[] = {{"hourly", 3600}, {"daily", 86400}, {"weekly", 7 * 86400},
    {"monthly", 30 * 86400}, {"yearly", 365 * 86400}};

static const char *const days[] = {"sunday", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday"};

void
frequency_init(struct frequency *f)
{
	*f = (struct frequency){.ttl_secs = -1, .times = 1};
}

int64_t
frequency_number(const char *s)
{
	char *end;
	long long n;

	if (s == NULL)
		return -1;
	errno = 0;
	n = strtoll(s, &end, 10);
	return end == s || errno != 0 || n < 0 ? -1 : n;
}

static void
take_period(struct frequency *f, const char *word)
{
	for (size_t i = 0; i < sizeof(periods) / sizeof(periods[0]); i++)
		if (strcasecmp(word, periods[i].word) == 0)
			f->period_secs = periods[i].secs;
}

static void
take_day(struct frequency *f, const char *word)
{
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (strcasecmp(word, days[i]) == 0)
			f->skip_days = (uint8_t)(f->skip_days | 1U << i);
}

void
frequency_take(struct frequency *f, enum field field, const char *word)
{
	int64_t n = frequency_number(word);

	if (word == NULL)
		return;
	if (field == F_TTL && n > 0 && n < LIMIT_TTL_SECS / 60)
		f->ttl_secs = n * 60;
	else if (field == F_SKIP_HOUR && n >= 0 && n <= 24)
		f->skip_hours |= UINT32_C(1) << n % 24;
	else if (field == F_UPDATE_FREQUENCY && n > 0)
		f->times = n;
	else if (field == F_UPDATE_PERIOD)
		take_period(f, word);
	else if (field == F_SKIP_DAY)
		take_day(f, word);
}

void
frequency_finish(const struct frequency *f, struct feed *ret)
{
	ret->skip_hours = f->skip_hours;
	ret->skip_days = f->skip_days;
	ret->ttl_secs = f->ttl_secs;
	if (f->ttl_secs < 0 && f->period_secs > 0)
		ret->ttl_secs =
		    f->times < f->period_secs ? f->period_secs / f->times : 1;
}
