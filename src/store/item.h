/* SPDX-License-Identifier: ISC */
/*
 * The items of one document into the store: known ones found again, new ones
 * added, what changed merged.
 */
#ifndef STORE_ITEM_H
#define STORE_ITEM_H

#include "core/hash.h"
#include "model/feed.h"
#include "store/key.h"
#include "store/mention.h"
#include "store/sql.h"
#include "store/store.h"

/* A feed's document on its way into the store. */
struct visit {
	int64_t feed; /* its row */
	const char *name;
	const char *url; /* that was asked */
	const struct feed *doc;
	struct key_scope scope;
	char *site_id;  /* that Atom ids begin with */
	int64_t origin; /* row of what it says of itself; 0 = not yet known */
	int64_t now;
	struct tally tally; /* of this document */
	int64_t *seen;      /* works that the document has shown so far */
	size_t n_seen;
	const char **guids; /* of all its items, sorted; borrowed from keys */
	size_t n_guids;
	bool is_moved; /* see doubt_is_moved() */
};

/* One item of the document. */
struct candidate {
	const struct item *item;
	struct keys *keys;
	char said[HASH_SIZE];
	struct about about;
	char *was; /* the title of the known work that it is; owned */
};

/* Inside a transaction: on failure the caller rolls back. */
int item_add_all(struct store *s, struct visit *v, struct err *e);

#endif
