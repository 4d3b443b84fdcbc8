/* SPDX-License-Identifier: ISC */
/* Bytes packed by gzip. */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "check.h"
#include "core/gzip.h"

/* What zlib's own reader makes of it. */
static void
check_unpacks(const struct buf *packed, const struct buf *want)
{
	z_stream z = {
	    .next_in = (Bytef *)packed->data, .avail_in = (uInt)packed->len};
	size_t size = want->len + 1;
	Bytef *out = malloc(size);

	assert_non_null(out);
	z.next_out = out;
	z.avail_out = (uInt)size;
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, want->len);
	assert_int_equal(z.avail_in, 0);
	assert_memory_equal(out, want->data, want->len);
	inflateEnd(&z);
	free(out);
}

static void
test_pack(void **state)
{
	static const size_t lengths[] = {0, 1, 100, 8192, 300000};

	(void)state;
	for (size_t i = 0; i < N_OF(lengths); i++) {
		struct buf in, once, again;
		unsigned int noise = 1;

		buf_init(&in, 1 << 20);
		buf_init(&once, 1 << 20);
		buf_init(&again, 1 << 20);
		while (in.len < lengths[i]) {
			noise = noise * 1103515245 + 12345;
			buf_addc(&in, (char)(noise >> 16));
		}
		gzip_pack(&in, &once);
		check_unpacks(&once, &in);
		gzip_pack(&in, &again);
		assert_int_equal(again.len, once.len);
		assert_memory_equal(again.data, once.data, once.len);
		/* RFC 1952 section 2.3.1: no flags, so no name; no time. */
		assert_memory_equal(once.data, "\x1f\x8b\x08\0\0\0\0\0", 8);
		buf_done(&in);
		buf_done(&once);
		buf_done(&again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
