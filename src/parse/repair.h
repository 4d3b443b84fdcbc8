/* SPDX-License-Identifier: ISC */
/*
 * Mends, byte by byte, what keeps a document from being XML and what libxml2
 * would drop: a bare "&" or "<" becomes text, HTML's named entities become
 * their characters, control characters and references to them go, and so does
 * what stands before the first "<". CDATA sections, comments and tags are left
 * as they are.
 */
#ifndef PARSE_REPAIR_H
#define PARSE_REPAIR_H

#include "core/buf.h"

/* Appends the mended form of len bytes of UTF-8 to out. */
void repair_xml(const char *data, size_t len, struct buf *out);

#endif
