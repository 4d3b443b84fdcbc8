/* SPDX-License-Identifier: ISC */
/*
 * Rules as FTS5 queries. A word or phrase of the configuration becomes an FTS5
 * string (its quotes doubled, so nothing in it is syntax); a final "*" makes
 * its last word a prefix.
 */
#ifndef STORE_RULES_H
#define STORE_RULES_H

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"
#include "core/hash.h"
#include "model/config.h"

/* The query of a rule over the fields that it names. */
void rules_query(const struct rule *r, struct buf *out);

/* The same over the title alone. */
void rules_title_query(const struct rule *r, struct buf *out);

/* What keeps it from matching, its words of `not` alone; false when it has
 * none, or the raw query does all. Without them, all that would match then is
 * what rules_query() finds and what rules_barred_query() finds. */
bool rules_not_query(const struct rule *r, struct buf *out);
void rules_barred_query(const struct rule *r, struct buf *out);

/* What verdicts are made under: changes when a rule, a score, or the way that
 * text is cut into words changes. */
char *rules_hash(const struct config *c, char out[HASH_SIZE]);

/*
 * Tries every rule on an empty index in memory. Calls complaint() with
 * "file:line: what" for each that FTS5 does not understand; returns how many
 * there were, or -1 with *e when the index cannot be had.
 */
int rules_check(const struct config *c, void (*complaint)(const char *message),
    struct err *e);

#endif
