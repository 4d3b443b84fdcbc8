/* SPDX-License-Identifier: ISC */
/*
 * JSON values as text (RFC 8259), two spaces to a level, byte for byte as
 * json_dumps() with JSON_INDENT(2); that looks at every character of a string
 * by itself and took a sixth of the time of `lectern parse`.
 */
#ifndef PUBLISH_JSON_DUMP_H
#define PUBLISH_JSON_DUMP_H

#include <jansson.h>

#include "core/buf.h"

/* Adds the value, which stands so many levels deep, to out. The value holds
 * what json_put.h puts there: no fractions. */
void json_dump_add(json_t *value, unsigned int depth, struct buf *out);

#endif
