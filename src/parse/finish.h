/* SPDX-License-Identifier: ISC */
/* Drafts to what the model says: how raw text becomes clean text. */
#ifndef PARSE_FINISH_H
#define PARSE_FINISH_H

#include "model/feed.h"
#include "parse/draft.h"

/* Makes the item of d and leaves d as draft_init() does. base is what URLs in
 * the content are relative to that has no base of its own; may be NULL. */
void finish_item(struct draft *d, const char *base, struct item *it);

/* Makes the head of the feed of d; the values stay. */
void finish_feed(struct draft *d, struct feed *f);

/* Gives the feed's authors to its items that name none, as Atom (RFC 4287
 * section 4.2.1) and JSON Feed want it. */
void finish_inherit(struct feed *f);

#endif
