/* SPDX-License-Identifier: ISC */
/* Items by what a person has in hand. */
#ifndef STORE_FIND_H
#define STORE_FIND_H

#include "store/sql.h"

/* The item's number by its number, DOI, job code, URL, entry id or guid, in
 * this order; -1 with EX_DATAERR when none is known so. */
int find_item(struct store *s, const char *what, int64_t *ret, struct err *e);

#endif
