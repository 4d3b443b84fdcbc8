/* SPDX-License-Identifier: ISC */
/* The text of a JSON document to values. */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/mapped.h"
#include "parse/jsontext.h"

#define LIST_DEPTH 2 /* of what stands in the root: the items */

/* Where a scan of the text stands. */
struct scan {
	size_t values; /* at most so many were begun */
	size_t depth;
	bool in_string;
	bool in_list;
	bool mended;
	char *comma; /* the last thing that was there; NULL = another was */
	char *whole; /* behind the last item that is; NULL = none yet */
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

static void
begin_mending(struct scan *scan)
{
	scan->mended = true;
	mapped_change();
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
		begin_mending(scan);
		memcpy(s + 2, "fffd", 4);
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
		begin_mending(scan);
		*s = ' ';
	}
	return 1;
}

/* What stands outside strings. */
static void
mend_token(char *s, struct scan *scan)
{
	const bool opens = *s == '[' || *s == '{';
	const bool closes = *s == ']' || *s == '}';

	scan->in_string = *s == '"';
	scan->values += opens || *s == ',';
	scan->depth += opens;
	if (opens && scan->depth == LIST_DEPTH)
		scan->in_list = *s == '[';
	if (closes && scan->comma != NULL) {
		begin_mending(scan);
		*scan->comma = ' ';
	}
	if (*s == ',')
		scan->comma = s;
	else if (!isspace((unsigned char)*s))
		scan->comma = NULL;
	if (closes && scan->depth > 0 && --scan->depth == LIST_DEPTH &&
	    scan->in_list) {
		scan->whole = s + 1;
		mapped_pass(s);
	}
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
		mend_token(s, scan);
		if (scan->depth > LIMIT_DEPTH || scan->values > LIMIT_VALUES)
			break;
		s++;
		if (scan->depth == 0 && (s[-1] == ']' || s[-1] == '}'))
			break;
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

static json_t *
load(const char *data, size_t len, json_error_t *error)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK;
	json_t *root;

	mapped_pass(data);
	root = json_loadb(data, len, flags, error);
	if (root == NULL &&
	    json_error_code(error) == json_error_numeric_overflow)
		root = json_loadb(
		    data, len, flags | JSON_DECODE_INT_AS_REAL, error);
	mapped_pass(data + len);
	return root;
}

/* The document up to the last item that is whole. */
static json_t *
load_cut(const char *data, const char *whole)
{
	struct buf text;
	json_error_t error;
	json_t *root;

	if (whole == NULL)
		return NULL;
	buf_init(&text, (size_t)(whole - data) + 2);
	buf_add(&text, data, (size_t)(whole - data));
	buf_adds(&text, "]}");
	root = load(text.data, text.len, &error);
	buf_done(&text);
	return root;
}

json_t *
jsontext_load(char *data, size_t len, struct mending *mending, struct err *e)
{
	struct scan scan = {0}, again = {0};
	json_error_t error;
	json_t *root = NULL;
	const char *end = survey(data, data + len, &scan);

	if (scan.depth > LIMIT_DEPTH || scan.values > LIMIT_VALUES) {
		err_set(e, EX_DATAERR, "line %d: too much %s",
		    line_of(data, end),
		    scan.depth > LIMIT_DEPTH ? "in one another" : "JSON");
	} else if ((root = load(data, len, &error)) == NULL) {
		err_set(e, EX_DATAERR, "line %d, column %d: %s", error.line,
		    error.column, error.text);
		survey(data, data + error.position, &again);
		scan.whole = again.whole;
	}
	while (end < data + len && isspace((unsigned char)*end))
		end++;
	mending->is_cut = root == NULL;
	if (root == NULL)
		root = load_cut(data, scan.whole);
	mending->is_mended = scan.mended || mending->is_cut || end < data + len;
	return root;
}

void
jsontext_prepare(void)
{
	json_object_seed(0);
}
