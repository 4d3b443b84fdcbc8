/* SPDX-License-Identifier: ISC */
/* What Atom's `type` and `mode` make of an element's text (RFC 4287 4.1.3.3).
 */
#ifndef PARSE_CONTENT_H
#define PARSE_CONTENT_H

#include <stdbool.h>

struct content {
	bool is_markup; /* HTML, escaped or not */
	bool is_xhtml;  /* … as child elements: text in it is no markup */
	bool is_base64;
	bool is_skipped; /* a picture, a film: nothing to read */
};

/* type and mode may be NULL. is_old: Atom 0.3, whose `mode` it is. */
struct content content_of(const char *type, const char *mode, bool is_old);

#endif
