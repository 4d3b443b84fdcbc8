/* SPDX-License-Identifier: ISC */
/*
 * What a page says to search engines: schema.org's vocabulary as JSON-LD. The
 * page is a CollectionPage with an ItemList of ScholarlyArticle, BlogPosting
 * and JobPosting; a JobPosting has validThrough when its advert says when it
 * closes, and a retracted work creativeWorkStatus.
 */
#ifndef PUBLISH_LINKED_H
#define PUBLISH_LINKED_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds one line of JSON that may stand in a <script>: it holds no "<". */
void linked_add(struct buf *b, const struct edition *ed);

#endif
