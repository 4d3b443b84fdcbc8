/* SPDX-License-Identifier: ISC */
/* The words that tell where a list of names may be taken apart. */
#ifndef PARSE_NAMEWORD_H
#define PARSE_NAMEWORD_H

#include <stddef.h>

enum nameword {
	NAMEWORD_NAME,   /* or anything else */
	NAMEWORD_AND,    /* joins two names */
	NAMEWORD_SUFFIX, /* "Jr", "PhD": stands behind a name and its comma */
	NAMEWORD_BODY,   /* in the name of what signs as an author does */
	NAMEWORD_NO_NAME /* in no person's name */
};

/* What the len bytes at word are, without regard to case, to dots, and to the
 * punctuation around them. */
enum nameword nameword_is(const char *word, size_t len);

/* The length of the "and " that the len bytes at s begin with; 0 when they do
 * not. */
size_t nameword_and(const char *s, size_t len);

#endif
