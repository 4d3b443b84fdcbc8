/* SPDX-License-Identifier: ISC */
/*
 * ContextObjects in Spans: what a citation manager looks for on a page with
 * many works (ANSI/NISO Z39.88-2004, in the KEV format of its Journal and
 * Dublin Core profiles). Zotero's button shows a list of them.
 */
#ifndef PUBLISH_COINS_H
#define PUBLISH_COINS_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds an empty <span class="Z3988">; nothing for an advert, which nobody
 * cites. */
void coins_add(struct buf *b, const struct entry *en);

#endif
