/* SPDX-License-Identifier: ISC */
/*
 * An edition as one HTML page: the reading list that a member sees who follows
 * a link from the site.
 *
 * The page is one file. It runs no script and asks for nothing from anywhere,
 * and its Content-Security-Policy forbids both.
 */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void page_render(const struct edition *ed, struct buf *out);

#endif
