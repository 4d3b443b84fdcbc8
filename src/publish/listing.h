/* SPDX-License-Identifier: ISC */
/*
 * The list that page and fragment have in common: a section of HTML for each
 * of the edition's, with its entries as a reading list cites them.
 */
#ifndef PUBLISH_LISTING_H
#define PUBLISH_LISTING_H

#include "core/buf.h"
#include "model/entry.h"

void listing_add(struct buf *b, const struct edition *ed);

/* A day as a <time> element: "12 September 2022". */
void listing_date(struct buf *b, int64_t t);

/*
 * The fragment: that list within <div class="lectern">, for a page of a CMS to
 * include. It brings no style, no script, no heading above <h2>. What does not
 * fit shows in buf_ok().
 */
void listing_render(const struct edition *ed, struct buf *out);

#endif
