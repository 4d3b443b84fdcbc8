/* SPDX-License-Identifier: ISC */
/* Whether a document is to be believed: store_doubt(), and what it leaves. */
#ifndef STORE_DOUBT_H
#define STORE_DOUBT_H

#include "store/sql.h"

/* Whether most works of the feed, which is believed, come under new ids and
 * links: the titles of its last document tell which they are. */
int doubt_is_moved(struct store *s, int64_t feed, bool *ret, struct err *e);

#endif
