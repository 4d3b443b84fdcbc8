/* SPDX-License-Identifier: ISC */
/* HTML's named entities, which feeds use as if XML knew them. */
#ifndef PARSE_ENTITY_H
#define PARSE_ENTITY_H

/* The character that HTML's "&name;" stands for; 0 when there is no such. */
unsigned int entity_value(const char *name);

#endif
