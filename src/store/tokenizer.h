/* SPDX-License-Identifier: ISC */
/*
 * The FTS5 tokenizer "lectern": unicode61's words (any letter or digit of any
 * script, lower-cased, diacritics off, cut at hyphens and dashes), each folded
 * by fold_word(); "&" is the word "and". The last word of a prefix query is
 * looked for as it stands, and as both foldings have it.
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include <sqlite3.h>

#include "core/err.h"

/* Makes the tokenizer known to a connection; needed before any SQL that
 * touches a table which is made with it. */
int tokenizer_register(sqlite3 *db, struct err *e);

#endif
