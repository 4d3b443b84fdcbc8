/* SPDX-License-Identifier: ISC */
/* What the store knows of one feed's polls: what `status` tells. */
#ifndef MODEL_HEALTH_H
#define MODEL_HEALTH_H

#include "model/response.h"

/* What has the last word on when a feed is due. */
enum due_reason {
	DUE_AT_ONCE, /* it was never asked, or is another feed now */
	DUE_EVERY,   /* the configuration */
	DUE_RHYTHM,  /* what was learnt of it */
	DUE_TTL,     /* the feed */
	DUE_FRESH,   /* its server: Cache-Control, Expires */
	DUE_WAIT,    /* its server: Retry-After */
	DUE_HOST,    /* its server, to another feed of the same host */
	DUE_FAILED,  /* the polls that did not go well */
	DUE_NEVER    /* the feed, by its end */
};

const char *due_reason_str(enum due_reason r);
enum due_reason due_reason_parse(const char *s); /* DUE_AT_ONCE when unknown */

struct due {
	int64_t at; /* DUE_AT_NEVER = not before somebody says so */
	enum due_reason reason;
	int64_t learnt_secs; /* see schedule_learn(); -1 = nothing yet */
	/* With what it was planned. */
	int64_t every_secs;     /* the configuration's; -1 = none */
	int64_t fresh_until_at; /* Cache-Control, Expires; CLOCK_NONE = not
				   said, as the next one */
	int64_t wait_until_at;  /* Retry-After, its own or its host's */
};

#define DUE_AT_NEVER INT64_MAX

struct health {
	char *feed; /* its name in the configuration */
	char *url;
	char *title; /* as the feed calls itself; may be NULL */
	char *section;
	enum outcome outcome;
	char *message; /* of a poll that did not go well; else NULL */
	long http_status;
	int64_t since_at; /* of the first poll in a row that ended so */
	int64_t failures; /* in a row */
	int64_t checked_at;
	int64_t succeeded_at; /* CLOCK_NONE = never, as the next two */
	int64_t new_item_at;
	struct due due;
	int64_t ttl_secs;    /* as its last document said; -1 = it did not */
	uint32_t skip_hours; /* as its last document said */
	uint8_t skip_days;
	bool is_damaged;     /* its last document was, and was mended */
	int64_t rhythm_secs; /* between two days with something new; -1 = not
				known, or not counted */
	char *moved_url;     /* where it says it lives now; NULL = here */
	int64_t moved_polls; /* so often in a row it said so */
	int64_t n_items;     /* that it ever showed; -1 = not counted */
	int64_t n_selected;  /* of those, now on show; -1 = not counted */
};

struct healths {
	struct health *list;
	size_t n;
};

void health_done(struct health *h);
void healths_done(struct healths *hs);

#endif
