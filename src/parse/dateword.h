/* SPDX-License-Identifier: ISC */
/*
 * The words in dates: months of the larger European languages, time zones,
 * and what is only put between. All of them are looked up in the form that
 * dateword_fold() makes.
 */
#ifndef PARSE_DATEWORD_H
#define PARSE_DATEWORD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Writes s into out in lower case, without accents and without comments in
 * parentheses, with one kind of space and of dash; Korean, Chinese and Japanese
 * words for year, month and day become spaces. Returns -1 when it does not fit
 * or is no UTF-8.
 */
int dateword_fold(const char *s, char *out, size_t size);

/* The length of the word at s: ASCII letters, and all that is not ASCII. */
size_t dateword_length(const char *s);

/* 1 to 12, also for an abbreviation; 0 for what is no month. */
int dateword_month(const char *word, size_t len);

/*
 * Puts minutes east of UTC into *east. A military letter is UTC, since no one
 * knows what its writer meant, and so is an abbreviation that we do not know
 * (RFC 5322 section 4.3). False for what is too long to be one.
 */
bool dateword_zone(const char *word, size_t len, int *east);

/* True for "of", "de" and their kind. */
bool dateword_is_filler(const char *word, size_t len);

/* True for what makes a number an ordinal: "th", "er" and their kind. */
bool dateword_is_ordinal(const char *word, size_t len);

#endif
