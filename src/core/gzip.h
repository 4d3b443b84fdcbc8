/* SPDX-License-Identifier: ISC */
/* Bytes packed by gzip (RFC 1952; zlib's, as libcurl brings it along). */
#ifndef CORE_GZIP_H
#define CORE_GZIP_H

#include "core/buf.h"

/* Adds to out what gunzip makes in of. The same bytes give the same: neither
 * name nor time is in it. What does not fit shows in buf_ok(). */
void gzip_pack(const struct buf *in, struct buf *out);

#endif
