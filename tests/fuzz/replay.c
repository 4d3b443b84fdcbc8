/* SPDX-License-Identifier: ISC */
/* The main of a fuzzer that only reads again what is known: FILE… */
#include <stdio.h>

#include "core/file.h"
#include "core/limits.h"
#include "fuzz.h"

int
main(int argc, char **argv)
{
	struct err e;
	struct buf b;
	uint8_t *copy; /* of its size: reading on is seen */

	for (int i = 1; i < argc; i++) {
		buf_init(&b, LIMIT_BODY);
		if (file_read(argv[i], &b, &e) != 0) {
			fprintf(stderr, "%s\n", e.msg);
			return 1;
		}
		/* Known when it crashes. */
		fprintf(stderr, "%s\n", argv[i]);
		copy = xmalloc(b.len);
		memcpy(copy, b.data, b.len);
		LLVMFuzzerTestOneInput(copy, b.len);
		free(copy);
		buf_done(&b);
	}
	return 0;
}
