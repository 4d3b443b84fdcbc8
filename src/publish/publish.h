/* SPDX-License-Identifier: ISC */
/*
 * An edition to the file that members read.
 *
 * Same edition, same bytes: a renderer knows no clock. A file that would not
 * change is not touched, so that subscribers get their 304. Every document is
 * read back and checked before it replaces another.
 */
#ifndef PUBLISH_PUBLISH_H
#define PUBLISH_PUBLISH_H

#include "core/buf.h"
#include "core/err.h"
#include "core/file.h"
#include "model/entry.h"

/*
 * Renders the edition in the form of its output, which is not FORM_NONE, into
 * out, which is emptied first. -1 with EX_SOFTWARE when the document is over
 * LIMIT_DOCUMENT, or does not stand the check; out is empty then. The caller
 * says in the message which file it was.
 */
int publish_render(const struct edition *ed, struct buf *out, struct err *e);

/* Puts a rendered document into the folder under the output's name. */
int publish_write(const char *folder, const struct output *output,
    const struct buf *doc, enum file_change *change, struct err *e);

#endif
