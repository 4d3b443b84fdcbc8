/* SPDX-License-Identifier: ISC */
/* The ways to follow a list: its sister files, as its page offers them. */
#ifndef PUBLISH_FOLLOW_H
#define PUBLISH_FOLLOW_H

#include "core/buf.h"
#include "model/entry.h"

/* For a feed reader that is given the page's address: a <link> for each. */
void follow_add_links(struct buf *b, const struct edition *ed);

/* For people: a <nav> of what each is good for; nothing when there is none. */
void follow_add(struct buf *b, const struct edition *ed);

/* For people who look for what is no longer listed: a <nav> of the months of
 * the archive, the last one first; nothing when there is none. */
void follow_add_months(struct buf *b, const struct edition *ed);

#endif
