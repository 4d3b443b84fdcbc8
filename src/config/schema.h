/* SPDX-License-Identifier: ISC */
/*
 * The words of the configuration files: which blocks there are, which keys
 * stand in them, and how the value of each becomes a field of struct config.
 */
#ifndef CONFIG_SCHEMA_H
#define CONFIG_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "config/document.h"
#include "config/value.h"
#include "core/err.h"
#include "model/config.h"

struct key {
	const char *name; /* NULL ends a table */
	size_t offset;    /* of the field in the block's struct */
	value_fn *take;
	const char *fallback;  /* read as if it stood there; may be NULL */
	const char *min, *max; /* as the value itself is written */
	bool list;             /* each of its values is taken; else one */
	bool needed;
};

enum heading {
	HEADING_NONE, /* site { … }, which stands once */
	HEADING_NAME, /* feed bmj-leader { … } */
	HEADING_FILE, /* publish "leadership.atom" { … } */
};

struct kind {
	const char *name; /* of the block; "" = what stands outside of any */
	enum heading heading;
	bool needed; /* at least one */
	const struct key *keys;
	/* The struct of which the keys are fields: added to config, or there
	 * already. */
	void *(*add)(struct config *c, const struct block *b, const char *file);
	/* What no key can judge alone: returns -1 with the line at fault. NULL
	 * = nothing. */
	int (*check)(const void *filled, const struct block *b, struct mark *at,
	    struct err *e);
};

/* In the order in which they are filled in: http before the feeds that inherit
 * from it. Ends with a kind whose name is NULL. */
extern const struct kind schema[];

/* The row of a name; NULL when there is none. */
const struct kind *schema_find(const char *kind);
const struct key *schema_find_key(const struct kind *kind, const char *name);

#endif
