/* SPDX-License-Identifier: ISC */
/* A file's text made ready for libconfuse. */
#include <stdbool.h>
#include <string.h>

#include "config/clean.h"
#include "core/text.h"

#define DEPTH 8 /* of braces that are remembered; the grammar has 2 */

struct scan {
	const char *s, *end;
	struct mark at;
	struct buf *out;
	struct complaints *complaints;
	struct mark open[DEPTH];
	size_t depth;
};

/* Takes n bytes over into the output. */
static void
copy(struct scan *sc, size_t n)
{
	for (; n > 0 && sc->s < sc->end; n--, sc->s++) {
		buf_addc(sc->out, *sc->s);
		sc->at.line += *sc->s == '\n';
	}
}

/* Takes n bytes out of the text; only their line breaks stay. */
static void
blank(struct scan *sc, size_t n)
{
	for (; n > 0; n--, sc->s++) {
		buf_addc(sc->out, *sc->s == '\n' ? '\n' : ' ');
		sc->at.line += *sc->s == '\n';
	}
}

/* How many bytes of a comment begin here. */
static size_t
comment(struct scan *sc)
{
	const char *close;
	size_t left = (size_t)(sc->end - sc->s);

	if (sc->s[0] == '#' || strncmp(sc->s, "//", 2) == 0)
		return strcspn(sc->s, "\n");
	if (strncmp(sc->s, "/*", 2) != 0)
		return 0;
	close = strstr(sc->s + 2, "*/");
	if (close != NULL)
		return (size_t)(close + 2 - sc->s);
	complaints_add(sc->complaints, sc->at, "'/*' is never closed");
	return left;
}

/* A string ends with its line at the latest: one lost quotation mark must not
 * turn the rest of the file inside out. */
static void
string(struct scan *sc)
{
	const char quote = *sc->s;

	copy(sc, 1);
	while (sc->s < sc->end && *sc->s != quote && *sc->s != '\n') {
		if (quote == '"' && strncmp(sc->s, "${", 2) == 0)
			buf_addc(sc->out, '\\');
		copy(sc, *sc->s == '\\' ? 2 : 1);
	}
	if (sc->s < sc->end && *sc->s == quote) {
		copy(sc, 1);
		return;
	}
	complaints_add(sc->complaints, sc->at,
	    "the line ends within quotation marks (%c)", quote);
	buf_addc(sc->out, quote);
}

static void
brace(struct scan *sc)
{
	if (*sc->s == '{') {
		if (sc->depth < DEPTH)
			sc->open[sc->depth] = sc->at;
		sc->depth++;
	} else if (sc->depth > 0) {
		sc->depth--;
	}
	copy(sc, 1);
}

/* A word without quotation marks, or a sign. */
static void
word(struct scan *sc)
{
	size_t len = strcspn(sc->s, " \t\r\n#\"'{}=(),+*$");

	if (len > 0) {
		copy(sc, len);
	} else if (*sc->s == '+' && sc->s[1] == '=') {
		copy(sc, 2);
	} else if (strchr("+*$", *sc->s) != NULL) {
		complaints_add(sc->complaints, sc->at,
		    "'%c' outside quotation marks", *sc->s);
		blank(sc, 1);
	} else {
		copy(sc, 1);
	}
}

static void
step(struct scan *sc)
{
	size_t len = comment(sc);

	if (len > 0)
		blank(sc, len);
	else if (*sc->s == '"' || *sc->s == '\'')
		string(sc);
	else if (*sc->s == '{' || *sc->s == '}')
		brace(sc);
	else
		word(sc);
}

/* The line of the first byte that makes no sense; 0 when there is none. */
static int
senseless_line(const char *s, const char *end)
{
	unsigned int cp;
	size_t len;
	int line = 1;

	for (; s < end; s += len) {
		len = text_decode(s, (size_t)(end - s), &cp);
		if (len == 0 || cp == 0)
			return line;
		line += cp == '\n';
	}
	return 0;
}

int
clean_text(const struct buf *raw, size_t file, struct complaints *complaints,
    struct buf *out)
{
	struct scan sc = {.s = raw->data,
	    .end = raw->data + raw->len,
	    .at = {file, 1},
	    .out = out,
	    .complaints = complaints};
	int line = senseless_line(sc.s, sc.end);

	if (line != 0) {
		complaints_add(complaints, (struct mark){file, line},
		    "this is not UTF-8 text");
		return -1;
	}
	if (strncmp(sc.s, "\xef\xbb\xbf", 3) == 0)
		sc.s += 3;
	while (sc.s < sc.end)
		step(&sc);
	for (size_t i = 0; i < sc.depth && i < DEPTH; i++)
		complaints_add(complaints, sc.open[i], "'{' is never closed");
	return 0;
}
