/* SPDX-License-Identifier: ISC */
/* The text of a stranger's JSON document to jansson's values. */
#ifndef PARSE_JSONTEXT_H
#define PARSE_JSONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "core/err.h"

/*
 * Reads len bytes of UTF-8, a NUL behind them, which it mends in place: in
 * strings, control characters become spaces, and a NUL or half of a surrogate
 * pair U+FFFD. What stands behind the document is not read. Either sets
 * *mended, which is else left alone. json_decref() frees what is returned; NULL
 * with line and column of what is no JSON, or what passes LIMIT_DEPTH or
 * LIMIT_VALUES.
 */
json_t *jsontext_load(char *data, size_t len, bool *mended, struct err *e);

/* Does what jansson does once and takes the file system. */
void jsontext_prepare(void);

#endif
