/* SPDX-License-Identifier: ISC */
/* A file's text made ready for libconfuse. */
#include <stdbool.h>
#include <string.h>

#include "config/clean.h"
#include "core/text.h"

#define DEPTH 8 /* of braces that are remembered; the grammar has 2 */

struct scan {
	const char *s, *end;
	const char *word, *before; /* the last two, outside of any block */
	bool bare;                 /* a list of words that does without `any` */
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

static void
remember(struct scan *sc)
{
	if (sc->depth == 0) {
		sc->before = sc->word;
		sc->word = sc->s;
	}
}

/* What word processors make of quotation marks. */
static const char *const typographic[] = {
    "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e"};

static bool
is_typographic(const char *s)
{
	for (size_t i = 0; i < 3; i++)
		if (strncmp(s, typographic[i], 3) == 0)
			return true;
	return false;
}

/* What stands between two of them is read as it was meant. */
static void
typographic_string(struct scan *sc)
{
	remember(sc);
	complaints_add(sc->complaints, sc->at,
	    "%.3s is no quotation mark here: write \"", sc->s);
	buf_addc(sc->out, '"');
	for (sc->s += 3; sc->s < sc->end && *sc->s != '\n' && *sc->s != '"' &&
			 !is_typographic(sc->s);)
		copy(sc, 1);
	buf_addc(sc->out, '"');
	if (sc->s < sc->end && *sc->s != '\n')
		sc->s += *sc->s == '"' ? 1 : 3;
}

/* A string ends with its line at the latest: one lost quotation mark must not
 * turn the rest of the file inside out. */
static void
string(struct scan *sc)
{
	const char quote = *sc->s;

	remember(sc);
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

/* Whether "words NAME {" is followed by no key, but by the words themselves. */
static bool
begins_bare(const struct scan *sc)
{
	static const char kind[] = "words";
	const char *s = sc->s + 1;
	size_t blanks;

	if (sc->depth > 0 || sc->before == NULL ||
	    strncmp(sc->before, kind, strlen(kind)) != 0 ||
	    strcspn(sc->before, " \t\r\n\"") != strlen(kind))
		return false;
	while ((blanks = strspn(s, " \t\r\n")) > 0 || *s == '#')
		s += blanks > 0 ? blanks : strcspn(s, "\n");
	return *s == '"' || *s == '\'';
}

static void
brace(struct scan *sc)
{
	const bool opens = *sc->s == '{', bare = opens && begins_bare(sc);

	if (opens) {
		if (sc->depth < DEPTH)
			sc->open[sc->depth] = sc->at;
		sc->depth++;
	} else if (sc->depth > 0) {
		sc->depth--;
	}
	copy(sc, 1);
	if (bare)
		buf_adds(sc->out, "any= {");
	else if (!opens && sc->bare && sc->depth == 0)
		buf_addc(sc->out, '}');
	sc->bare = bare || (sc->bare && sc->depth > 0);
	if (!opens)
		sc->word = sc->before = NULL;
}

/* A word without quotation marks, or a sign. */
static void
word(struct scan *sc)
{
	size_t len = strcspn(sc->s, " \t\r\n#\"'{}=(),+*$;");

	if (len > 0) {
		remember(sc);
		copy(sc, len - 1);
		if (*sc->s == ':' && strchr(" \t\"'{", sc->s[1]) != NULL) {
			complaints_add(sc->complaints, sc->at,
			    "'%.*s:': write '=', not ':'", (int)len - 1,
			    sc->s - (len - 1));
			buf_addc(sc->out, '=');
			sc->s++;
		} else {
			copy(sc, 1);
		}
	} else if (*sc->s == '+' && sc->s[1] == '=') {
		copy(sc, 2);
	} else if (strchr("+*$;", *sc->s) != NULL) {
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
	else if (is_typographic(sc->s))
		typographic_string(sc);
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
