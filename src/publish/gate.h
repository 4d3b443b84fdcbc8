/* SPDX-License-Identifier: ISC */
/*
 * The last look at a document before members see it: read back from its bytes
 * by a reader that is not its writer, and compared with the edition it was
 * made of. What fails here is a fault of this program; the file that members
 * have stays then, and the message names the rule that was broken.
 */
#ifndef PUBLISH_GATE_H
#define PUBLISH_GATE_H

#include "core/buf.h"
#include "core/err.h"
#include "model/entry.h"

/*
 * Atom: well-formed without a DTD; the feed with one id, title, updated, and
 * a self link; an entry for each of the edition's, in its order and with its
 * id; each with one title and updated and an alternate link; ids absolute and
 * unique; no two entries updated at one time, none later than the feed.
 */
int gate_atom(const struct edition *ed, const struct buf *doc, struct err *e);

/*
 * The page: UTF-8 without control characters, whole from doctype to </html>;
 * no id twice, and each entry's anchor there; one first heading; nothing that
 * runs or fetches: no script, frame, form or image, no on… or style attribute,
 * no link that is neither http(s), mailto nor within the site.
 */
int gate_page(const struct edition *ed, const struct buf *doc, struct err *e);

#endif
