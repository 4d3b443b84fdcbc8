/* SPDX-License-Identifier: ISC */
/* Why an item is where it is: the end of it. */
#include <stdlib.h>

#include "model/explanation.h"

static void
match_done(struct match *m)
{
	free(m->rule);
	for (size_t i = 0; i < m->n_excerpts; i++) {
		free(m->excerpts[i].field);
		free(m->excerpts[i].text);
	}
	free(m->excerpts);
}

void
explanation_done(struct explanation *x)
{
	entry_done(&x->entry);
	for (size_t i = 0; x->keys != NULL && x->keys[i] != NULL; i++)
		free(x->keys[i]);
	free(x->keys);
	for (size_t i = 0; i < x->n_sightings; i++)
		free(x->sightings[i].feed);
	free(x->sightings);
	for (size_t i = 0; i < x->n_matches; i++)
		match_done(&x->matches[i]);
	free(x->matches);
	for (size_t i = 0; i < x->n_decisions; i++) {
		free(x->decisions[i].action);
		free(x->decisions[i].by);
		free(x->decisions[i].why);
	}
	free(x->decisions);
	free(x->trusted_feed);
	*x = (struct explanation){0};
}
