/* SPDX-License-Identifier: ISC */
/*
 * The sanitised form. Nothing is written until there is something to show;
 * then what is open in the output is made the path (html_path.h) of what is
 * open in the input. So nothing empty, crossed or misplaced comes out, and
 * what was written once is written the same again.
 */
#ifndef PARSE_HTML_WRITE_H
#define PARSE_HTML_WRITE_H

/* As html_sanitise(). */
char *html_write(const char *html, const char *base);

#endif
