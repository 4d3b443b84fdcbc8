/* SPDX-License-Identifier: ISC */
/* What editions and the archives of them have in common. */
#ifndef STORE_LIST_H
#define STORE_LIST_H

#include "model/entry.h"

/* Fills in the sections of the edition's output, in the page's order, and
 * returns their names for AMONG(). The caller frees both. */
char *list_sections(const struct config *c, struct edition *ed);

/* The last update among the entries; CLOCK_NONE without one. */
int64_t list_newest(const struct edition *ed);

#endif
