/* SPDX-License-Identifier: ISC */
/*
 * An edition as RSS 2.0 (the RSS Advisory Board's specification 2.0.11) with
 * what Atom, Content and Dublin Core add to it.
 *
 * An item's guid is its Atom id and no permalink. Its description is what
 * cite_summary() says, as HTML; where it has HTML of its own that is the
 * description, or the content:encoded behind a summary. Of its attachments the
 * first is the enclosure, since an item may have one. Titles and names are
 * text that is no markup either (see markup_plain()).
 */
#ifndef PUBLISH_RSS_H
#define PUBLISH_RSS_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void rss_render(const struct edition *ed, struct buf *out);

#endif
