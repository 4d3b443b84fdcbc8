/* SPDX-License-Identifier: ISC */
/* Why an item is where it is: the end of it. */
#include <stdlib.h>

#include "model/explanation.h"

static void
free_matches(struct match *list, size_t n)
{
	for (struct match *m = list; m < list + n; m++) {
		free(m->rule);
		for (size_t i = 0; i < m->n_excerpts; i++) {
			free(m->excerpts[i].field);
			free(m->excerpts[i].text);
		}
		free(m->excerpts);
	}
	free(list);
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
	free_matches(x->matches, x->n_matches);
	free_matches(x->barred, x->n_barred);
	for (size_t i = 0; i < x->n_decisions; i++) {
		free(x->decisions[i].action);
		free(x->decisions[i].by);
		free(x->decisions[i].why);
	}
	free(x->decisions);
	free(x->trusted_feed);
	*x = (struct explanation){0};
}
