/* SPDX-License-Identifier: ISC */
/* Content-Type, line feed, bytes: whatever they are, they become UTF-8. */
#include "core/buf.h"
#include "fuzz.h"
#include "parse/encoding.h"
#include "parse/label.h"

#define GROWTH 4 /* no byte becomes more than one character */

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const uint8_t *line = memchr(data, '\n', len);
	size_t head = line == NULL ? 0 : (size_t)(line - data) + 1;
	char *type =
	    xstrndup((const char *)data, strnlen((const char *)data, head));
	char *text = xstrndup((const char *)data + head, len - head);
	const char *name;
	bool damaged = false;
	struct buf out;

	buf_init(&out, GROWTH * len);
	name = encoding_decode(text, len - head, type, &out, &damaged);
	must(name != NULL && buf_ok(&out));
	must(text_is_utf8(out.data, out.len));
	must(label_find(name, strlen(name)) != CHARSET_UNKNOWN);
	buf_done(&out);
	free(text);
	free(type);
	return 0;
}
