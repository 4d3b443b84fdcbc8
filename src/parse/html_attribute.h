/* SPDX-License-Identifier: ISC */
/* What the attributes of an element say: those that may be written, as they are
 * written, and whether it can be seen. */
#ifndef PARSE_HTML_ATTRIBUTE_H
#define PARSE_HTML_ATTRIBUTE_H

#include <stdbool.h>

#include "parse/html_table.h"

/* What is said of name in attributes (as html_handler has them); NULL when
 * nothing is. */
const char *html_value(const char *const *attributes, const char *name);

/*
 * ' href="https://…"' for what el allows of attributes, safe and escaped; ""
 * when nothing is left of them. NULL when the element must not be written,
 * since it lacks what it needs. The caller frees.
 */
char *html_attributes(const struct html_element *el,
    const char *const *attributes, const char *base);

/* True for what a browser does not show: hidden, display: none, visibility:
 * hidden, an image that is a pixel wide or high at most. */
bool html_is_hidden(
    const struct html_element *el, const char *const *attributes);

#endif
