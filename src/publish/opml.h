/* SPDX-License-Identifier: ISC */
/*
 * The feeds that an edition is made of, as OPML 2.0, so that members can
 * subscribe to them directly: an outline for each section, within it one for
 * each feed. A feed whose address is nobody else's business is no more than a
 * link to its home page, and a name without one.
 */
#ifndef PUBLISH_OPML_H
#define PUBLISH_OPML_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void opml_render(const struct edition *ed, struct buf *out);

#endif
