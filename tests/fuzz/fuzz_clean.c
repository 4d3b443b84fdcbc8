/* SPDX-License-Identifier: ISC */
/* Whatever a configuration is, it keeps its lines. */
#include "config/clean.h"
#include "fuzz.h"

static size_t
count_lines(const struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++)
		n += b->data[i] == '\n';
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct complaints complaints = {0};
	size_t file = complaints_file(&complaints, "f");
	struct buf raw, out;

	buf_init(&raw, len);
	buf_init(&out, 2 * len + 1);
	buf_add(&raw, data, len);
	if (clean_text(&raw, file, &complaints, &out) == 0) {
		must(buf_ok(&out) && text_is_utf8(out.data, out.len));
		must(count_lines(&out) == count_lines(&raw));
	} else {
		must(complaints.total > 0);
	}
	buf_done(&out);
	buf_done(&raw);
	complaints_done(&complaints);
	return 0;
}
