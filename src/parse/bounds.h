/* SPDX-License-Identifier: ISC */
/*
 * What libxml2 must not be shown, since its own bounds come too late or not at
 * all: it compares every attribute of an element with every other, looks for a
 * prefix through all namespaces that hold, for a name through too many others,
 * and stacks elements without end.
 */
#ifndef PARSE_BOUNDS_H
#define PARSE_BOUNDS_H

#include <stddef.h>

/*
 * The first thing in len bytes of a document that passes LIMIT_DEPTH,
 * LIMIT_NAME, LIMIT_NAMES, LIMIT_ATTRIBUTES or LIMIT_NAMESPACES, or keeps its
 * tags from being told apart; NULL when there is none. *line is where it
 * stands.
 */
const char *bounds_fault(const char *data, size_t len, int *line);

#endif
