/* SPDX-License-Identifier: ISC */
/*
 * English words to the form in which two spellings of one word are equal:
 * plural as singular, American as British, a possessive as its word. Light on
 * purpose: "organ" is not "organization", "general" not "generalist".
 *
 * A word is in lower case without diacritics, not NUL-terminated, and never
 * grows. What is not English stays what it is, but for a final "s".
 */
#ifndef STORE_FOLD_H
#define STORE_FOLD_H

#include <stddef.h>

/* Change it with the folding: indexes and verdicts are made anew then. */
#define FOLD_VERSION 4

#define FOLD_MAX 48 /* longer words are no English, and are left alone */

/* Folds a whole word in place. May leave nothing of a lone apostrophe. */
void fold_word(char *word, size_t *len);

/*
 * Folds the beginning of a word, so that it begins what fold_word() makes of
 * the words that begin so: "organiz" becomes "organis", "studi" "study".
 */
void fold_prefix(char *word, size_t *len);

#endif
