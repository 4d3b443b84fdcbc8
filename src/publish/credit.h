/* SPDX-License-Identifier: ISC */
/*
 * Whom an entry is credited to, where the feed says it in the wrong place or
 * twice: blogs repeat their author in the title, job feeds begin the text with
 * the employer.
 */
#ifndef PUBLISH_CREDIT_H
#define PUBLISH_CREDIT_H

#include "model/entry.h"

/* cite_title(), to stand beside its authors: "Leadership for what?" of
 * "Leadership for what? by Dr Laura Jones" when Laura Jones is one of them. The
 * caller frees. */
char *credit_title(const struct entry *en);

/* Of an advert who offers the post: its publisher, else the first line of its
 * text when that can be a name; NULL when it does not say, and of anything
 * else. The caller frees. */
char *credit_employer(const struct entry *en);

/* text behind its first line when that is employer, which may be NULL; else
 * text itself. Borrowed. */
const char *credit_rest(const char *text, const char *employer);

#endif
