/* SPDX-License-Identifier: ISC */
/* A work that the store has: read, rewritten, found to be another one. */
#ifndef STORE_WORK_H
#define STORE_WORK_H

#include "store/item.h"

struct work {
	int64_t number;
	int64_t holder; /* the feed whose words these are */
	int64_t updated_at;
	struct item item;
};

/* work_done() frees, also when this failed. */
int work_load(struct store *s, int64_t number, struct work *ret, struct err *e);
void work_done(struct work *w);

/* Writes it as it is now, to be scored again; changed: readers are told. */
int work_rewrite(struct store *s, const struct visit *v, const struct work *w,
    bool changed, struct err *e);

/* Puts the words of new works into the full-text index: of all from
 * store.unindexed on, 0 when there are none. Needed before a commit, and before
 * anything looks into the index. Not work by work: the memory that FTS5 works
 * in, and that of all else here, drive each other from the processor's cache.
 */
int work_index(struct store *s, struct err *e);

/* A feed that shows a work may bring it to where the feed is: see the view
 * home of schema.sql. */
int work_move_home(struct store *s, int64_t number, struct err *e);

/* Forgets all of its keys but the first and the last LIMIT_KEYS - 1 of a kind:
 * some works have another guid or link at each poll. */
int work_prune_keys(struct store *s, int64_t number, struct err *e);

/*
 * Makes one of two works. The older one stays what it is, but for what it did
 * not say; keys, sightings and the editor's word go over to it. The other one
 * is only known as the same from then on.
 *
 * Not of two that both have a DOI, or both a job's code; nor, unless `sure`,
 * of two that one document shows side by side: then *ret is 0. Else it is the
 * number of the one that stays.
 */
int work_join(struct store *s, struct visit *v, const int64_t pair[2],
    bool sure, int64_t *ret, struct err *e);

#endif
