/* SPDX-License-Identifier: ISC */
/*
 * An edition as Atom 1.0 (RFC 4287).
 *
 * Only namespaces and link relations that validators know: bibliographic data
 * are Dublin Core, an advert's closing date is dcterms:valid as a DCMI period
 * ("end=2026-11-30;scheme=W3C-DTF"). E-mail addresses of authors are not
 * passed on.
 */
#ifndef PUBLISH_ATOM_H
#define PUBLISH_ATOM_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void atom_render(const struct edition *ed, struct buf *out);

#endif
