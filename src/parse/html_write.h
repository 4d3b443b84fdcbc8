/* SPDX-License-Identifier: ISC */
/*
 * The sanitised form. Nothing is written until there is something to show;
 * then what is open in the output is made the path (html_path.h) of what is
 * open in the input. So nothing empty, crossed or misplaced comes out, and
 * what was written once is written the same again.
 */
#ifndef PARSE_HTML_WRITE_H
#define PARSE_HTML_WRITE_H

#include "parse/html_read.h"

struct html_writer;

/* base as in html_sanitise(); it is borrowed. */
struct html_writer *html_writer_new(const char *base);

/* What is read is written; the context is the writer. */
extern const struct html_handler html_writer_handler;

/* What was written, or NULL when a reader could see nothing of it; the caller
 * frees. Frees w. */
char *html_writer_take(struct html_writer *w);

#endif
