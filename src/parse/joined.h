/* SPDX-License-Identifier: ISC */
/*
 * "Florian Jansen, Jari Oksanen" are two persons, "García Márquez, Gabriel
 * José" is one, and nothing in them tells. What tells is how the same feed
 * writes its other authors.
 */
#ifndef PARSE_JOINED_H
#define PARSE_JOINED_H

#include "model/feed.h"

/*
 * Parts two full names around one comma, where another item of the feed has
 * three persons or more and no name of the feed has its surname first.
 */
void joined_part(struct feed *f);

#endif
