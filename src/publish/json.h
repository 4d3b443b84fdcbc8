/* SPDX-License-Identifier: ISC */
/*
 * JSON that the commands print, by jansson: indented by two spaces, keys in a
 * fixed order, a line feed at the end. What is not said is left out. Added to
 * out, where there is one; what does not fit shows in buf_ok().
 */
#ifndef PUBLISH_JSON_H
#define PUBLISH_JSON_H

#include "core/buf.h"
#include "model/entry.h"
#include "model/explanation.h"
#include "model/health.h"

/*
 * A feed as JSON Feed 1.1 with the `_lectern` object: what `parse` prints. An
 * item's also has, as far as known, doi, journal, volume, issue, first_page,
 * last_page, publisher, rights, license, comments, source, authors_detail,
 * contributors, tags_detail, closes. An item without an id has its url as one.
 * It can be large: print is called with what comes next of it, again and again.
 */
void json_print_feed(
    const struct feed *f, void (*print)(const struct buf *out));

/* An array of items in that form, `_lectern` extended by number, entry_id,
 * state, section, score, feeds, first_seen, published, updated, closes. */
void json_render_entries(const struct entries *e, struct buf *out);

/* An array of feeds: what `status --json` prints. Of its members url, well,
 * outcome and due_reason are always there; spans are seconds; skip_days are
 * numbers from 0, Sunday. No next_due: it is not asked any more, or never
 * was. */
void json_render_healths(const struct healths *hs, struct buf *out);

/* The entry as in json_render_entries(), its `_lectern` with keys, sightings,
 * matches, barred, decisions, trusted_feed, threshold, hold: what
 * `explain --json` prints. */
void json_render_explanation(const struct explanation *x, struct buf *out);

#endif
