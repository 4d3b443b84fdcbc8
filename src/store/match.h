/* SPDX-License-Identifier: ISC */
/*
 * Which work of the store an item of a document is: the one that shares a key
 * with it, the strongest first.
 *
 * A work with another DOI or job's code is another work, whatever else they
 * share. So is one that a feed shows under the guid or link that it gave to
 * another work before: when a guid comes with another link and another title,
 * or a link with another guid and another title, the key is shared from then
 * on, and a key no more. An item whose title and date are known, but not its
 * guid, is that work under a new guid, unless the document shows the work's own
 * guid too. A feed whose works all have new keys, and that is believed, shows
 * those of its last document under their titles. When keys name two works, the
 * works are one: see work_join().
 */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include "store/item.h"

/* Of the n items of the visit's document; the caller frees v->guids before the
 * keys. */
void match_prepare(struct visit *v, const struct keys *list, size_t n);

/* *ret is 0 when there is none. Keys that turn out to be shared are taken from
 * c->keys. */
int match_find(struct store *s, struct visit *v, struct candidate *c,
    int64_t *ret, struct err *e);

#endif
