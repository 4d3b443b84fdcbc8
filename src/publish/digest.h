/* SPDX-License-Identifier: ISC */
/*
 * How much of an item's text is republished: an abstract whole, of anything
 * longer than LIMIT_ENTRY_TEXT its beginning, since a journal's full text is
 * not ours to give away.
 */
#ifndef PUBLISH_DIGEST_H
#define PUBLISH_DIGEST_H

#include "model/feed.h"

/* The item's content as it is, sanitised HTML, when it is short enough; else
 * NULL. Borrowed. */
const char *digest_html(const struct item *it);

/* The item's text, else its summary, as plain text; cut where it is too long.
 * NULL when it has neither. The caller frees. */
char *digest_text(const struct item *it);

/* The summary that was said apart from the text; cut where it is too long.
 * NULL when there is none, or when it is the text over again. The caller
 * frees. */
char *digest_summary(const struct item *it);

/*
 * The beginning of text, at most max bytes with the ellipsis that marks a cut:
 * cut behind a sentence when one ends in the second half, else behind a word.
 * The caller frees.
 */
char *digest_cut(const char *text, size_t max);

#endif
