/* SPDX-License-Identifier: ISC */
/* Bytes packed by gzip. */
#include <stdlib.h>

#include <zlib.h>

#include "core/gzip.h"

#define WINDOW_OF_GZIP (15 + 16) /* zlib's way to ask for gzip's header */
#define MEMORY_LEVEL 8           /* zlib's own default */

void
gzip_pack(const struct buf *in, struct buf *out)
{
	z_stream z = {
	    .next_in = (z_const Bytef *)in->data, .avail_in = (uInt)in->len};
	Bytef chunk[8192];
	int rc;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, WINDOW_OF_GZIP,
		MEMORY_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	do {
		z.next_out = chunk;
		z.avail_out = sizeof(chunk);
		rc = deflate(&z, Z_FINISH);
		buf_add(out, chunk, sizeof(chunk) - z.avail_out);
	} while (rc == Z_OK);
	deflateEnd(&z);
}
