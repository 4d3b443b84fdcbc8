/* SPDX-License-Identifier: ISC */
/*
 * What a bibliography wants to know of an entry, as Dublin Core in Atom and in
 * RSS: dc:identifier (its DOI), dc:publisher, dcterms:bibliographicCitation,
 * and dcterms:valid, an advert's closing date as a DCMI period
 * ("end=2026-11-30;scheme=W3C-DTF"). Validators know no PRISM.
 */
#ifndef PUBLISH_DUBLIN_H
#define PUBLISH_DUBLIN_H

#include "model/entry.h"
#include "publish/writer.h"

/* The prefixes dc and dcterms must be bound. */
void dublin_write(xmlTextWriterPtr w, const struct item *it);

#endif
