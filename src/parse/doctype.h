/* SPDX-License-Identifier: ISC */
/*
 * The DOCTYPE in front of the first element, which no parser is shown: nothing
 * external, no content model and no attribute of it is anyone's business. Of
 * the entities that it declares itself the short ones count that are plain
 * text.
 */
#ifndef PARSE_DOCTYPE_H
#define PARSE_DOCTYPE_H

#include <stddef.h>

#include "core/buf.h"

/*
 * Replaces references to entities that the document declares by their text.
 * Only internal ones of at most LIMIT_ENTITY bytes that name no other entity
 * but XML's five and characters are known, the first LIMIT_ENTITIES of them;
 * they make a document at most LIMIT_EXPANSION bytes longer.
 */
void doctype_expand(struct buf *text);

/* Makes the DOCTYPE blank, with its internal subset. Lines stay what they are.
 */
void doctype_blank(char *data, size_t len);

#endif
