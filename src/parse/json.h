/* SPDX-License-Identifier: ISC */
/*
 * JSON Feed 1.0 and 1.1 to struct feed. A member of the wrong type is as if it
 * were not there. What `lectern parse` prints is read back as the same feed:
 * its `_lectern` objects count, and then nobody inherits anything.
 */
#ifndef PARSE_JSON_H
#define PARSE_JSON_H

#include "core/err.h"
#include "model/feed.h"
#include "model/response.h"

/*
 * Reads text as jsontext_load() does; what it mends sets ret->recovered, what
 * it cuts ret->truncated. A fault before the first item makes it unreadable.
 * url is the document's own; may be NULL. ret has been made with feed_init()
 * and is feed_done()'s whatever comes of it.
 */
enum outcome json_read(
    char *data, size_t len, const char *url, struct feed *ret, struct err *e);

#endif
