/* SPDX-License-Identifier: ISC */
/*
 * An edition as one HTML page: the reading list that a member sees who follows
 * a link from the site.
 *
 * The page is one file, and asks for nothing from anywhere. Its one script
 * searches the list and shows a section of it; without script the page is
 * whole. Its Content-Security-Policy names both style and script by their
 * hashes and forbids all else, so that of what the site adds (page_head,
 * page_foot) no script runs, no style applies, and no picture is fetched but
 * from the site.
 */
#ifndef PUBLISH_PAGE_H
#define PUBLISH_PAGE_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void page_render(const struct edition *ed, struct buf *out);

#endif
