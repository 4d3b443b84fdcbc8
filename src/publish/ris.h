/* SPDX-License-Identifier: ISC */
/*
 * An edition as RIS, the tagged lines that reference managers import, as
 * Zotero and EndNote read them: UTF-8, "TG  - value", CRLF.
 *
 * An article is JOUR, a post BLOG, an advert ELEC (a web page). An author is
 * "Last, First, Suffix"; of what is no person the name without commas, which
 * would divide it. A value has no line breaks.
 */
#ifndef PUBLISH_RIS_H
#define PUBLISH_RIS_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void ris_render(const struct edition *ed, struct buf *out);

#endif
