/* SPDX-License-Identifier: ISC */
/* The attributes of an element that may be written, as they are written. */
#ifndef PARSE_HTML_ATTRIBUTE_H
#define PARSE_HTML_ATTRIBUTE_H

#include "parse/html_table.h"

/*
 * ' href="https://…"' for what el allows of attributes (as html_handler has
 * them), safe and escaped; "" when nothing is left of them. NULL when the
 * element must not be written: it lacks what it needs, or it is an image that
 * is not there to be seen. The caller frees.
 */
char *html_attributes(const struct html_element *el,
    const char *const *attributes, const char *base);

#endif
