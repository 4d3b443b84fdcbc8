/* SPDX-License-Identifier: ISC */
/* The texts of struct item, in the order of their columns in the store. */
#ifndef STORE_COLUMN_H
#define STORE_COLUMN_H

#include "model/feed.h"

/* What the feed that holds an item's words may do to a column that is filled;
 * one that is empty, anyone may fill. */
enum column_rule {
	COLUMN_KEPT,    /* nothing: the first word stands */
	COLUMN_FOLLOWS, /* replace it */
	COLUMN_LINK,    /* replace it by a link to another page */
	COLUMN_WORDS,   /* by merge_item()'s own rules: readers are told */
};

#define COLUMN_COUNT 21
#define COLUMN_TEXT 5
#define COLUMN_DOI 12

extern const enum column_rule column_rules[COLUMN_COUNT];

char **column_at(struct item *it, int column);
const char *column_get(const struct item *it, int column);

#endif
