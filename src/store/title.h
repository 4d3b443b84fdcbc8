/* SPDX-License-Identifier: ISC */
/* Titles as notices and their originals are compared by. Pure. */
#ifndef STORE_TITLE_H
#define STORE_TITLE_H

#include <stddef.h>

/* The words of a title alone, as text_words() and fold_word() make them, so
 * that one title in two spellings is one: "&" is "and", "behaviour"
 * "behavior". The caller frees. */
char *title_fold(const char *title);

/* The same of a title of min words or more; else NULL. title may be NULL. */
char *title_words(const char *title, size_t min);

#endif
