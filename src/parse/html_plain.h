/* SPDX-License-Identifier: ISC */
/* The plain forms: as html_text() and html_title(). */
#ifndef PARSE_HTML_PLAIN_H
#define PARSE_HTML_PLAIN_H

char *html_plain(const char *html);
char *html_plain_line(const char *title);

#endif
