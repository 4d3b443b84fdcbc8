/* SPDX-License-Identifier: ISC */
/*
 * What becomes of a stored item when a feed says it again. Pure.
 *
 * An empty field is filled by anyone, and a filled one never emptied. A filled
 * one is replaced only by the feed that holds the item's words: the one that
 * said them first. Two feeds that word one work differently, a journal's
 * online-first feed and its current issue say, do not take turns; but when the
 * holder no longer shows the work, another that rewords what it said itself
 * before takes over.
 *
 * A body is one thing: text and markup come from one feed, and a summary does
 * not join another feed's text. The closing date that was read in a text comes
 * and goes with it. Markup that changes around the same words changes nothing.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "model/feed.h"

enum merge {
	MERGE_SAME,
	MERGE_FILLED, /* something that is not worth telling readers */
	MERGE_CHANGED /* the title or the words */
};

/* holder: theirs is said by the feed that holds the words of ours. */
enum merge merge_item(
    struct item *ours, const struct item *theirs, bool holder);

#endif
