/* SPDX-License-Identifier: ISC */
/* Times, spans and states as a person says them. */
#include <stdlib.h>

#include "app/words.h"
#include "core/clock.h"
#include "core/xalloc.h"
#include "fetch/schedule.h"

const char *
words_outcome(enum outcome o)
{
	static const char *const words[] = {
	    [OUTCOME_NEVER] = "not polled yet",
	    [OUTCOME_OK] = "well, read",
	    [OUTCOME_UNCHANGED] = "well, unchanged",
	    [OUTCOME_HTTP] = "fails",
	    [OUTCOME_BLOCKED] = "blocked",
	    [OUTCOME_GONE] = "ended for good",
	    [OUTCOME_BUSY] = "busy",
	    [OUTCOME_NETWORK] = "no connection",
	    [OUTCOME_TIMEOUT] = "too slow",
	    [OUTCOME_TOO_BIG] = "too big",
	    [OUTCOME_REFUSED] = "refused by us",
	    [OUTCOME_FILE] = "cannot be read",
	    [OUTCOME_NOT_FEED] = "not a feed",
	    [OUTCOME_UNREADABLE] = "damaged",
	    [OUTCOME_QUARANTINED] = "in quarantine",
	    [OUTCOME_DEFERRED] = "put off",
	};

	return words[o];
}

char *
words_span(int64_t secs)
{
	static const struct {
		int64_t secs;
		const char *unit;
	} units[] = {{86400, "days"}, {3600, "h"}, {60, "min"}, {1, "s"}};
	size_t i = 0;

	/* The largest that it is two of, or one of exactly: "36 h", not "1.5
	 * days". */
	while (i < 3 && (secs % units[i].secs != 0 || secs < units[i].secs) &&
	       secs < 10 * units[i].secs)
		i++;
	if (secs == 86400)
		return xstrdup("24 h");
	return xasprintf(
	    "%lld %s", (long long)(secs / units[i].secs), units[i].unit);
}

static int64_t
day_of(const struct civil *c)
{
	return clock_days(c->year, c->month, c->day);
}

/* "3 May", with the year when it is another one. */
static char *
date(const struct civil *c, const struct civil *today)
{
	if (c->year == today->year)
		return xasprintf("%d %s", c->day, clock_month_name(c->month));
	return xasprintf("%d %s %lld", c->day, clock_month_name(c->month),
	    (long long)c->year);
}

char *
words_since(int64_t at, int64_t now)
{
	struct civil c = clock_local(at), today = clock_local(now);
	int64_t days = day_of(&today) - day_of(&c);

	if (days == 0)
		return xasprintf("%02d:%02d", c.hour, c.minute);
	return days == 1 ? xasprintf("yesterday, %02d:%02d", c.hour, c.minute)
			 : date(&c, &today);
}

char *
words_until(int64_t at, int64_t now)
{
	struct civil c = clock_local(at), today = clock_local(now);
	int64_t days = day_of(&c) - day_of(&today);
	char *day, *words;

	if (days == 0)
		return xasprintf("%02d:%02d", c.hour, c.minute);
	day = days == 1 ? xstrdup("tomorrow") : date(&c, &today);
	words = xasprintf("%s, %02d:%02d", day, c.hour, c.minute);
	free(day);
	return words;
}

/* A sentence that ends with a span. */
static char *
with_span(const char *before, int64_t secs, const char *after)
{
	char *span = words_span(secs);
	char *words = xasprintf("%s%s%s", before, span, after);

	free(span);
	return words;
}

char *
words_due_reason(const struct health *h, int64_t every_secs)
{
	switch (h->due.reason) {
	case DUE_AT_ONCE:
	case DUE_NEVER:
		break;
	case DUE_EVERY:
		if (every_secs < 0)
			break;
		return with_span(
		    "every ", every_secs, ", says the configuration");
	case DUE_RHYTHM:
		if (h->due.learnt_secs < 0)
			return with_span("every ", SCHEDULE_FIRST_SECS,
			    " until its rhythm is known");
		return with_span(
		    "every ", h->due.learnt_secs, " suits its rhythm");
	case DUE_TTL:
		if (h->ttl_secs < 0)
			break;
		return with_span(
		    "every ", h->ttl_secs, " at most, says the feed");
	case DUE_FRESH:
		return xstrdup("nothing changes before, says its server");
	case DUE_WAIT:
		return xstrdup("its server asks us to wait");
	case DUE_HOST:
		return xstrdup("its host asks us to wait");
	case DUE_FAILED:
		return xstrdup("less often with each failure");
	}
	return xstrdup("");
}
