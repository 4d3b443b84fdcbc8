/* SPDX-License-Identifier: ISC */
/*
 * The last look at a feed, Atom, RSS or JSON, with a reader's eyes: by what the
 * parser that reads strangers' feeds makes of it, and by what members have had
 * so far; see gate.h. Whoever calls has both read.
 */
#ifndef PUBLISH_GATE_FEED_H
#define PUBLISH_GATE_FEED_H

#include <stdbool.h>

#include "core/err.h"
#include "model/entry.h"

/* Nothing in it had to be repaired; an item for each entry of the edition, in
 * order, with its id and a title; none from later than LIMIT_AHEAD_SECS
 * from now. */
int gate_feed(const struct edition *ed, const struct feed *doc, int64_t now,
    struct err *e);

bool gate_feed_has(const struct feed *doc, const char *id);

/*
 * Against the file that is to be replaced; lost[i] says of its item i that it
 * is not in doc and that nothing explains why. No such item is in doc under
 * another id that is new, by its link or DOI. Not all of them are lost, nor
 * more than half; unless the output is full, so that they made room, or was
 * told to show other things.
 */
int gate_feed_change(const struct edition *ed, const struct feed *old,
    const bool *lost, const struct feed *doc, struct err *e);

#endif
