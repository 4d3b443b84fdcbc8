/* SPDX-License-Identifier: ISC */
/* What the store knows of one feed's polls: what `status` tells. */
#ifndef MODEL_HEALTH_H
#define MODEL_HEALTH_H

#include "model/response.h"

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
	int64_t next_due_at; /* SCHEDULE_NEVER = not any more */
	int64_t ttl_secs;    /* as its last document said; -1 = it did not */
	uint32_t skip_hours; /* as its last document said */
	uint8_t skip_days;
	int64_t learnt_secs; /* see schedule_learn(); -1 = nothing yet */
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
