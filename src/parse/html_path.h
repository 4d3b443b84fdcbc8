/* SPDX-License-Identifier: ISC */
/*
 * Which elements to open around a piece of output, outermost first: those that
 * the input has open are a wish; the path is what an HTML5 parser reads as it
 * is written. Blocks come first, each where it may stand (a cell in a row, a
 * row in a table, no block in a paragraph), then the inline elements, none
 * twice. The path of a path is that path.
 */
#ifndef PARSE_HTML_PATH_H
#define PARSE_HTML_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "core/limits.h"
#include "parse/html_table.h"

/* Two of them in an output are one element when both el and id are equal. */
struct html_node {
	const struct html_element *el;
	/* Of the element of the input that it stands for, from 1; a HTML_LEAD
	 * takes the next one too. One that is implied has the id of the one
	 * that it stands in. */
	unsigned int id;
	char *attributes; /* as written; NULL = an inline one is left out */
	size_t at; /* length of the output when the input had its start tag */
};

struct html_path {
	struct html_node nodes[LIMIT_HTML_DEPTH];
	size_t n;
};

bool html_is_block(const struct html_element *el);

/* The last node; NULL when there is none. */
const struct html_node *html_path_last(const struct html_path *p);

/* False when p is as deep as it may be. */
bool html_path_push(struct html_path *p, struct html_node node);

/* Fills p with the path for text, or for what has no inline elements around
 * it. Attributes stay the wish's. */
void html_path_make(struct html_path *p, const struct html_path *wish);
void html_path_make_blocks(struct html_path *p, const struct html_path *wish);

/* Fills p with the path for a void block; false when none may stand there. */
bool html_path_make_void(struct html_path *p, const struct html_path *wish);

/* How many nodes a and b share, from the first on. */
size_t html_path_shared(const struct html_path *a, const struct html_path *b);

/* Where the node of that id stands, with what is implied in it behind it; p->n
 * when it is not there. */
size_t html_path_find(const struct html_path *p, unsigned int id);

/* True where white space is shown as it is. */
bool html_path_is_pre(const struct html_path *p);

/* Bytes that the tags take from that node on. */
size_t html_path_starts(const struct html_path *p, size_t from);
size_t html_path_ends(const struct html_path *p, size_t from);

#endif
