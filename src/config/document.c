/* SPDX-License-Identifier: ISC */
/* The configuration files by their grammar alone. */
#include <stdlib.h>
#include <string.h>

#include "config/document.h"
#include "core/xalloc.h"

struct block *
document_add(
    struct document *d, const char *kind, const char *title, struct mark at)
{
	d->blocks = xgrow(d->blocks, d->n, sizeof(*d->blocks));
	d->blocks[d->n] = (struct block){
	    .kind = xstrdup(kind), .title = xstrdup(title), .at = at};
	return &d->blocks[d->n++];
}

struct setting *
block_add(struct block *b, const char *key, struct mark at)
{
	b->settings = xgrow(b->settings, b->n, sizeof(*b->settings));
	b->settings[b->n] = (struct setting){.key = xstrdup(key), .at = at};
	return &b->settings[b->n++];
}

void
setting_add(struct setting *s, const char *text, struct mark at)
{
	s->values = xgrow(s->values, s->n, sizeof(*s->values));
	s->values[s->n++] = (struct value){xstrdup(text), at};
}

void
document_done(struct document *d)
{
	for (size_t i = 0; i < d->n; i++) {
		struct block *b = &d->blocks[i];

		for (size_t j = 0; j < b->n; j++) {
			for (size_t k = 0; k < b->settings[j].n; k++)
				free(b->settings[j].values[k].text);
			free(b->settings[j].values);
			free(b->settings[j].key);
		}
		free(b->settings);
		free(b->kind);
		free(b->title);
	}
	free(d->blocks);
	*d = (struct document){0};
}

const struct block *
document_find(const struct document *d, const char *kind, const char *title)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->blocks[i].kind, kind) == 0 &&
		    (title == NULL || strcmp(d->blocks[i].title, title) == 0))
			return &d->blocks[i];
	return NULL;
}

struct setting *
block_find(const struct block *b, const char *key)
{
	for (size_t i = 0; i < b->n; i++)
		if (strcmp(b->settings[i].key, key) == 0)
			return &b->settings[i];
	return NULL;
}
