/* SPDX-License-Identifier: ISC */
/* The text of a stranger's JSON document to jansson's values. */
#ifndef PARSE_JSONTEXT_H
#define PARSE_JSONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"

/* What was done to a document to read it. */
struct mending {
	bool is_mended;
	bool is_cut; /* only what stands before a fault, or a limit, was read */
};

/*
 * Reads len bytes of UTF-8, a NUL behind them, which it mends in place: in
 * strings, control characters become spaces, and a NUL or half of a surrogate
 * pair U+FFFD; a comma that nothing follows goes. What stands behind the
 * document is not read. Of one that ends too soon, has a fault, or passes
 * LIMIT_DEPTH or LIMIT_VALUES, there is what comes before, up to the last whole
 * member of a list in the root: an item. Sets *mending. json_decref() frees
 * what is returned; NULL when there is no such member. *e says where the fault
 * is then, and when is_cut.
 */
json_t *jsontext_load(
    char *data, size_t len, struct mending *mending, struct err *e);

/* Does what jansson does once and takes the file system. */
void jsontext_prepare(void);

#endif
