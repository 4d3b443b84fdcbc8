/* SPDX-License-Identifier: ISC */
/* Items and entries to rows, and back. */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include "model/entry.h"
#include "store/column.h"
#include "store/sql.h"

/* The parameters that SQL_ITEM_ADD and SQL_ITEM_SET begin with: an item's
 * texts and times. */
#define ROW_ITEM_ARGS (COLUMN_COUNT + 4)

void row_item_args(const struct item *it, struct value args[ROW_ITEM_ARGS]);

/* Writes what an item has several of. */
int row_add_lists(
    struct store *s, int64_t number, const struct item *it, struct err *e);
int row_clear_lists(struct store *s, int64_t number, struct err *e);

/* Reads a stored item into an initialised one. */
int row_load_item(
    struct store *s, int64_t number, struct item *it, struct err *e);

/*
 * Reads the entries that a bound SQL_ENTRY_* statement gives, whole. Entries
 * are added to *ret, which stays the caller's to free when this fails.
 */
int row_read_entries(
    struct store *s, enum sql id, struct entries *ret, struct err *e);

/* A feed's address and its home page, as they are published: NULL when they
 * must not be, too, which is judged here for what was stored long ago. A home
 * page comes without what only says that a reader came by the feed. The caller
 * frees. */
char *row_read_feed(struct store *s, enum sql id, int column);
char *row_read_home(struct store *s, enum sql id, int column);

/* The first column of all rows of a bound statement, as a list that ends with
 * NULL; the caller frees. NULL with *e when that fails. */
char **row_read_names(struct store *s, enum sql id, struct err *e);

#endif
