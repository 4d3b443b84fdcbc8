/* SPDX-License-Identifier: ISC */
/* The text of a JSON document to values. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "parse/jsontext.h"

/* Where a scan of the text stands. */
struct scan {
	size_t values; /* at most so many were begun */
	size_t depth;
	bool in_string;
	bool mended;
};

/* The UTF-16 unit that is escaped at s; -1 when none is. */
static long
unit_of(const char *s)
{
	char digits[5] = "";

	if (s[0] != '\\' || s[1] != 'u')
		return -1;
	for (int i = 0; i < 4; i++) {
		if (!isxdigit((unsigned char)s[2 + i]))
			return -1;
		digits[i] = s[2 + i];
	}
	return strtol(digits, NULL, 16);
}

/* Returns how many bytes the escape at s takes. */
static size_t
mend_escape(char *s, struct scan *scan)
{
	long unit = unit_of(s), next;

	if (unit < 0)
		return s[1] == '\0' ? 1 : 2;
	next = unit_of(s + 6);
	if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000)
		return 12;
	if (unit == 0 || (unit >= 0xd800 && unit < 0xe000)) {
		memcpy(s + 2, "fffd", 4);
		scan->mended = true;
	}
	return 6;
}

static size_t
mend_string(char *s, struct scan *scan)
{
	if (*s == '\\')
		return mend_escape(s, scan);
	scan->in_string = *s != '"';
	if ((unsigned char)*s < 0x20) {
		*s = ' ';
		scan->mended = true;
	}
	return 1;
}

/* Mends the document and counts what is in it, up to its end or to what is too
 * much of it; returns where that is. */
static char *
survey(char *s, char *end, struct scan *scan)
{
	while (s < end) {
		if (scan->in_string) {
			s += mend_string(s, scan);
			continue;
		}
		scan->in_string = *s == '"';
		scan->values += *s == '[' || *s == '{' || *s == ',';
		scan->depth += *s == '[' || *s == '{';
		if (*s == ']' || *s == '}') {
			if (scan->depth <= 1)
				return s + 1;
			scan->depth--;
		}
		if (scan->depth > LIMIT_DEPTH || scan->values > LIMIT_VALUES)
			break;
		s++;
	}
	return s;
}

static int
line_of(const char *data, const char *at)
{
	int line = 1;

	for (; data < at; data++)
		line += *data == '\n';
	return line;
}

json_t *
jsontext_load(char *data, size_t len, bool *mended, struct err *e)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK;
	struct scan scan = {0};
	json_error_t error;
	json_t *root;
	const char *end = survey(data, data + len, &scan);

	if (scan.depth > LIMIT_DEPTH || scan.values > LIMIT_VALUES) {
		err_set(e, EX_DATAERR, "line %d: too much %s",
		    line_of(data, end),
		    scan.depth > LIMIT_DEPTH ? "in one another" : "JSON");
		return NULL;
	}
	root = json_loadb(data, len, flags, &error);
	if (root == NULL &&
	    json_error_code(&error) == json_error_numeric_overflow)
		root = json_loadb(
		    data, len, flags | JSON_DECODE_INT_AS_REAL, &error);
	if (root == NULL) {
		err_set(e, EX_DATAERR, "line %d, column %d: %s", error.line,
		    error.column, error.text);
		return NULL;
	}
	while (end < data + len && isspace((unsigned char)*end))
		end++;
	*mended |= scan.mended || end < data + len;
	return root;
}

void
jsontext_prepare(void)
{
	json_object_seed(0);
}
