/* SPDX-License-Identifier: ISC */
/* Items as the store keeps them: names of states, growth, and the end. */
#include <stdlib.h>
#include <string.h>

#include "core/xalloc.h"
#include "model/entry.h"

static const char *const states[STATE_COUNT] = {
    [STATE_SELECTED] = "selected",
    [STATE_HELD] = "held",
    [STATE_REJECTED] = "rejected",
    [STATE_HIDDEN] = "hidden",
    [STATE_EXPIRED] = "expired",
};

const char *
state_str(enum state s)
{
	return states[s];
}

int
state_parse(const char *s, enum state *out)
{
	for (int i = 0; i < STATE_COUNT; i++) {
		if (strcmp(s, states[i]) == 0) {
			*out = (enum state)i;
			return 0;
		}
	}
	return -1;
}

static void
mention_done(struct mention *m)
{
	free(m->entry_id);
	free(m->title);
	free(m->url);
}

static void
origin_done(struct origin *o)
{
	free(o->id);
	free(o->title);
	free(o->subtitle);
	free(o->self_url);
	free(o->url);
	free(o->rights);
	free(o->language);
}

void
entry_done(struct entry *en)
{
	item_done(&en->item);
	free(en->entry_id);
	free(en->section);
	free(en->word.action);
	free(en->word.by);
	free(en->word.why);
	for (size_t i = 0; en->feeds != NULL && en->feeds[i] != NULL; i++)
		free(en->feeds[i]);
	free(en->feeds);
	origin_done(&en->origin);
	mention_done(&en->original);
	mention_done(&en->amender);
	*en = (struct entry){0};
}

void
entries_done(struct entries *e)
{
	for (size_t i = 0; i < e->n; i++)
		entry_done(&e->list[i]);
	free(e->list);
	*e = (struct entries){0};
}

struct entry *
entries_add(struct entries *e)
{
	e->list = xgrow(e->list, e->n, sizeof(*e->list));
	e->list[e->n] = (struct entry){0};
	item_init(&e->list[e->n].item);
	return &e->list[e->n++];
}

void
archives_done(struct archives *a)
{
	for (size_t i = 0; i < a->n; i++) {
		free(a->list[i].file);
		free(a->list[i].lacks);
	}
	free(a->list);
	*a = (struct archives){0};
}

void
edition_done(struct edition *ed)
{
	free(ed->sections);
	for (size_t i = 0; i < ed->n_channels; i++) {
		free(ed->channels[i].title);
		free(ed->channels[i].section);
		free(ed->channels[i].url);
		free(ed->channels[i].home_url);
	}
	free(ed->channels);
	entries_done(&ed->entries);
	*ed = (struct edition){0};
}
