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

/* A published file, and what it is to hold. */
struct sheet {
	char *file; /* its name */
	struct buf doc;
	enum file_change change;
};

/*
 * Makes the folder's files hold the documents, and a ".gz" beside each the
 * same packed, of the same time, for servers that hand it out so. All are
 * written and on disk before the first replaces its file, by a rename; what was
 * killed between is finished by the next call with the same documents. A file
 * that would not change is not touched. When it fails before the first rename,
 * no file is replaced.
 */
int publish_replace(
    const char *folder, struct sheet *sheets, size_t n, struct err *e);

#endif
