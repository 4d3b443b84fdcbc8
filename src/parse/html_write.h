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

/* base as html_parse(); it must live as long as the writer. len is how much
 * will come, more or less. */
struct html_writer *html_writer_new(const char *base, size_t len);

/* For html_read(), with a writer as context. */
extern const struct html_handler html_writer_handler;

/* Writes what of s, text, is words (html_words()) as they stand, when all of
 * them fit; how many bytes: 0 leaves all to the handler. */
size_t html_writer_words(struct html_writer *w, const char *s, size_t len);

/* What was written, which the caller frees; NULL when nothing of it can be
 * seen. The writer is no more. */
char *html_writer_finish(struct html_writer *w);

#endif
