/* SPDX-License-Identifier: ISC */
/*
 * An edition as JSON Feed 1.1, as it is published.
 *
 * An item's id is its Atom id; its url the page that it is about; its content
 * is HTML, or else what cite_summary() says. The feed's `_lectern` has id,
 * updated and forms[{url,mime_type}], its sisters; an item's, as far as known:
 * section, doi, journal, volume, issue, first_page, last_page, publisher,
 * rights, license, closes, source{id,title,url,feed_url}, and of a notice
 * amends, of its original amended{kind,entry_id,title,url}. A closing date
 * without a time is a date alone. No e-mail address is passed on, and no link
 * that is not http(s).
 */
#ifndef PUBLISH_JSON_FEED_H
#define PUBLISH_JSON_FEED_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void json_feed_render(const struct edition *ed, struct buf *out);

#endif
