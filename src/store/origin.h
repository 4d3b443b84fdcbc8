/* SPDX-License-Identifier: ISC */
/*
 * What a feed said of itself when an entry was first seen. Entries keep it: a
 * feed that gets another title would otherwise change every file in which one
 * of its old entries stands.
 */
#ifndef STORE_ORIGIN_H
#define STORE_ORIGIN_H

#include "model/entry.h"
#include "store/sql.h"

struct origin_facts {
	const char *feed;    /* its name in the configuration */
	const char *url;     /* that was asked */
	const char *site_id; /* that Atom ids begin with */
	const struct feed *doc;
};

/* The row that says the same, made when there is none. */
int origin_find(struct store *s, const struct origin_facts *facts, int64_t *ret,
    struct err *e);

#endif
