/* SPDX-License-Identifier: ISC */
/* A person whose parts have elements of their own, as in Atom. */
#ifndef PARSE_PERSON_H
#define PARSE_PERSON_H

#include "model/feed.h"
#include "parse/field.h"

void person_done(struct person *who);

/* Takes the text of a part: F_NAME, F_NAME_PART (they are joined), F_EMAIL.
 * The first of a kind counts. budget is as in html_title(). */
void person_take_part(
    struct person *who, enum field field, const char *text, size_t *budget);

/* Takes an address on the web, unless there is one; both may be NULL. */
void person_take_url(struct person *who, const char *text, const char *base);

/* Moves who, of whom something must be known, to the end of p, unless the same
 * person is there or *left, of which it takes one, is 0. who is nobody then. */
void person_close(struct person *who, struct people *p, size_t *left);

#endif
