/* SPDX-License-Identifier: ISC */
/* What the store knows of one feed's polls: the end of it. */
#include <stdlib.h>

#include "model/health.h"

void
health_done(struct health *h)
{
	free(h->feed);
	free(h->url);
	free(h->title);
	free(h->section);
	free(h->message);
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
