/* SPDX-License-Identifier: ISC */
/*
 * What stands between "<" and ">": a tag or another piece of markup, taken
 * apart in one linear pass, whether it is sound XML or not.
 */
#ifndef PARSE_TAG_H
#define PARSE_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/limits.h"
#include "parse/span.h"

struct tag_attribute {
	struct span name;
	struct span value; /* as written, without its quotes */
};

struct tag {
	struct span name;
	bool is_end;   /* "</a>" */
	bool is_empty; /* "<a/>" */
	bool is_whole; /* it ends in ">", every attribute has name and value */
	size_t n_attributes; /* all of them; the first are in attributes[] */
	size_t n_namespaces; /* how many of all declare one */
	size_t longest_name; /* of the element and its attributes */
	struct tag_attribute attributes[LIMIT_ATTRIBUTES];
};

/*
 * Reads the tag at s, which holds a "<", of which len bytes are there. Returns
 * how many bytes it takes, 0 when it is no tag. One that another "<" cuts short
 * ends there; a value whose quotes are not closed before the next tag begins
 * ends at the first blank or ">".
 */
size_t tag_read(const char *s, size_t len, struct tag *tag);

/* The different names of a document. */
struct names {
	uint64_t hashes[2 * LIMIT_NAMES]; /* 0 = free */
	size_t n;
};

/* False for a new one when there are LIMIT_NAMES already. */
bool names_take(struct names *names, const struct span *name);

/* True for "xmlns" and "xmlns:a": its value is a name as well. */
bool span_is_namespace(const struct span *name);

enum piece_kind {
	PIECE_NONE, /* no such piece begins here */
	PIECE_CDATA,
	PIECE_COMMENT,
	PIECE_INSTRUCTION, /* "<?…?>", the XML declaration too */
	PIECE_DECLARATION, /* any other "<!…>" */
	PIECE_KINDS
};

/* Which ends were looked for in vain: once, not again at each opening. */
struct pieces {
	bool endless[PIECE_KINDS];
};

/*
 * Reads the piece at s. *len is what is there and becomes what it takes; that
 * of its opening alone when its end is nowhere (then false).
 */
bool piece_read(
    struct pieces *p, const char *s, size_t *len, enum piece_kind *kind);

#endif
