/* SPDX-License-Identifier: ISC */
/* What the store knows of one feed's polls: names, and the end of it. */
#include <stdlib.h>
#include <string.h>

#include "model/health.h"

static const char *const reasons[] = {
    [DUE_AT_ONCE] = "at-once",
    [DUE_EVERY] = "every",
    [DUE_RHYTHM] = "rhythm",
    [DUE_TTL] = "ttl",
    [DUE_FRESH] = "fresh",
    [DUE_WAIT] = "wait",
    [DUE_HOST] = "host",
    [DUE_FAILED] = "failed",
    [DUE_NEVER] = "never",
};

const char *
due_reason_str(enum due_reason r)
{
	return reasons[r];
}

enum due_reason
due_reason_parse(const char *s)
{
	for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (strcmp(s, reasons[i]) == 0)
			return (enum due_reason)i;
	return DUE_AT_ONCE;
}

void
health_done(struct health *h)
{
	free(h->feed);
	free(h->url);
	free(h->title);
	free(h->section);
	free(h->message);
	free(h->moved_url);
	*h = (struct health){0};
}

void
healths_done(struct healths *hs)
{
	for (size_t i = 0; i < hs->n; i++)
		health_done(&hs->list[i]);
	free(hs->list);
	*hs = (struct healths){0};
}
