/* SPDX-License-Identifier: ISC */
/*
 * The sanitised form. The elements that a fragment opens are a wish; a path of
 * them that an HTML5 parser reads as it is written is worked out from the wish
 * whenever there is something to show, and only then is anything written:
 * blocks first, each where it may stand, then the inline elements. So nothing
 * empty, crossed or misplaced comes out, and what was written once is written
 * the same again.
 */
#ifndef PARSE_HTML_WRITE_H
#define PARSE_HTML_WRITE_H

#include "parse/html_read.h"

/* The safe form of html; as html_sanitise(). */
char *html_write(const char *html, const char *base);

#endif
