/* SPDX-License-Identifier: ISC */
/* JSON values as text. */
#include <assert.h>

#include "core/bytes.h"
#include "publish/json_dump.h"

static const char *const escapes[128] = {
    ['"'] = "\\\"",
    ['\\'] = "\\\\",
    ['\b'] = "\\b",
    ['\f'] = "\\f",
    ['\n'] = "\\n",
    ['\r'] = "\\r",
    ['\t'] = "\\t",
};

static bool
are_plain(uint64_t bytes)
{
	return (bytes_any_below_space(bytes) | bytes_equal(bytes, '"') |
		   bytes_equal(bytes, '\\')) == 0;
}

static size_t
plain_length(const char *s, size_t len)
{
	size_t n = 0;

	while (len - n >= BYTES_AT_ONCE && are_plain(bytes_load(s + n)))
		n += BYTES_AT_ONCE;
	while (n < len && (unsigned char)s[n] >= ' ' && s[n] != '"' &&
	       s[n] != '\\')
		n++;
	return n;
}

static void
add_string(const char *s, size_t len, struct buf *out)
{
	size_t n;

	buf_addc(out, '"');
	for (; (n = plain_length(s, len)) < len; s += n + 1, len -= n + 1) {
		const unsigned char c = (unsigned char)s[n];

		buf_add(out, s, n);
		if (escapes[c] != NULL)
			buf_adds(out, escapes[c]);
		else
			buf_addf(out, "\\u%04X", c);
	}
	buf_add(out, s, n);
	buf_addc(out, '"');
}

static void
begin_line(unsigned int depth, struct buf *out)
{
	buf_addc(out, '\n');
	while (depth-- > 0)
		buf_adds(out, "  ");
}

/* NOLINTBEGIN(misc-no-recursion): our own values, a few levels deep */
static void
add_object(json_t *object, unsigned int depth, struct buf *out)
{
	const char *between = "", *key;
	json_t *value;

	buf_addc(out, '{');
	json_object_foreach(object, key, value)
	{
		buf_adds(out, between);
		begin_line(depth + 1, out);
		add_string(key, strlen(key), out);
		buf_adds(out, ": ");
		json_dump_add(value, depth + 1, out);
		between = ",";
	}
	if (json_object_size(object) > 0)
		begin_line(depth, out);
	buf_addc(out, '}');
}

static void
add_array(json_t *array, unsigned int depth, struct buf *out)
{
	buf_addc(out, '[');
	for (size_t i = 0; i < json_array_size(array); i++) {
		buf_adds(out, i == 0 ? "" : ",");
		begin_line(depth + 1, out);
		json_dump_add(json_array_get(array, i), depth + 1, out);
	}
	if (json_array_size(array) > 0)
		begin_line(depth, out);
	buf_addc(out, ']');
}

void
json_dump_add(json_t *value, unsigned int depth, struct buf *out)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		add_object(value, depth, out);
		break;
	case JSON_ARRAY:
		add_array(value, depth, out);
		break;
	case JSON_STRING:
		add_string(
		    json_string_value(value), json_string_length(value), out);
		break;
	case JSON_INTEGER:
		buf_addf(
		    out, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
		break;
	case JSON_TRUE:
		buf_adds(out, "true");
		break;
	case JSON_FALSE:
		buf_adds(out, "false");
		break;
	case JSON_NULL:
		buf_adds(out, "null");
		break;
	case JSON_REAL:
		assert(false && "a fraction");
	}
}
/* NOLINTEND(misc-no-recursion) */
