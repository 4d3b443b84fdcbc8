/* SPDX-License-Identifier: ISC */
/*
 * The last look at a page and at a fragment of one; see gate.h.
 *
 * UTF-8 without control characters; no id twice, and each entry's anchor
 * there; nothing that runs or fetches but our own script and pictures of the
 * site's own: no other script, no frame, no form, no on… or style attribute, no
 * link that is neither http(s), mailto nor within the site.
 */
#ifndef PUBLISH_GATE_PAGE_H
#define PUBLISH_GATE_PAGE_H

#include "core/buf.h"
#include "core/err.h"
#include "model/entry.h"

/* Whole from doctype to </html>, with one first heading, one style, our script
 * and the same in JSON-LD. */
int gate_page(const struct edition *ed, const struct buf *doc, struct err *e);

/* Whole from <div> to </div>, with none of them. */
int gate_page_fragment(
    const struct edition *ed, const struct buf *doc, struct err *e);

#endif
