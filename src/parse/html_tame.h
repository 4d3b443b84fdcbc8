/* SPDX-License-Identifier: ISC */
/*
 * Markup that libxml2's HTML parser reads in linear time, made of what a
 * stranger wrote: no element deeper than LIMIT_HTML_OPEN, no end of what is
 * not open, only attributes that mean something to us, no comments, scripts,
 * style sheets. What it reads is the same but for that. It is no sanitiser.
 */
#ifndef PARSE_HTML_TAME_H
#define PARSE_HTML_TAME_H

#include <stddef.h>

#include "core/buf.h"

enum html_tags { HTML_TAGS_KEPT, HTML_TAGS_DROPPED };

/* Appends to out, whose maximum is six times len or more. Without its tags the
 * rest is text, with empty lines where a block began or ended. */
void html_tame(
    const char *html, size_t len, enum html_tags tags, struct buf *out);

#endif
