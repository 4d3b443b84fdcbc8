/* SPDX-License-Identifier: ISC */
/*
 * An edition as BibTeX in UTF-8, with the fields of biblatex where BibTeX has
 * none (date, doi, url).
 *
 * An article is an @article, anything else @misc. An entry's key is made of
 * its Atom id and as lasting. Every value stands between balanced braces in
 * one line, with what TeX would obey escaped, but url and doi, which all
 * readers take as they are. A title keeps its capitals; a name that is no
 * person's is kept together by braces.
 */
#ifndef PUBLISH_BIB_H
#define PUBLISH_BIB_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void bib_render(const struct edition *ed, struct buf *out);

#endif
