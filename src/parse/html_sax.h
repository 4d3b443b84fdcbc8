/* SPDX-License-Identifier: ISC */
/*
 * What libxml2's HTML parser makes of markup that html_tame() made: by libxml2
 * itself, or, where all is plainly nested and nobody could read it otherwise,
 * by a loop that takes a tenth of the time.
 */
#ifndef PARSE_HTML_SAX_H
#define PARSE_HTML_SAX_H

#include <libxml/HTMLparser.h>
#include <stdbool.h>

#include "core/buf.h"

/* What the markup begins with. libxml2 puts bare text into a paragraph of its
 * own making; what stands in an element that it does not know it leaves alone.
 */
#define HTML_SAX_BEGIN "<x-fragment>"

/* Calls startElement, endElement, characters and ignorableWhitespace of sax. */
void html_sax_full(
    const struct buf *markup, const htmlSAXHandler *sax, void *context);

/*
 * The same but for the element of HTML_SAX_BEGIN, that white space is
 * characters, too, that control characters stay, and that an attribute may come
 * twice, of which the first counts; uses the markup up. False, when the markup
 * is not that simple: nothing was called then, and it is as it was.
 */
bool html_sax_quick(
    struct buf *markup, const htmlSAXHandler *sax, void *context);

#endif
