/* SPDX-License-Identifier: ISC */
/*
 * The one reader of HTML fragments: libxml2's HTML parser (or, where there is
 * no "<", none at all) behind it; elements of html_table.h, and text, in front.
 * What is never shown (HTML_SKIP, comments) does not come through.
 */
#ifndef PARSE_HTML_READ_H
#define PARSE_HTML_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"
#include "parse/html_table.h"

#define HTML_SOFT_HYPHEN 0xad /* in markup alone */

/*
 * Start and end come in balanced pairs, but void elements have no end, nor has
 * one whose tag is cut off where the fragment ends.
 */
struct html_handler {
	/* attributes: name, value (may be NULL), name, …, NULL; may be NULL. */
	void (*start)(void *context, const struct html_element *el,
	    const char *const *attributes);
	/* UTF-8, perhaps with control characters. */
	void (*text)(void *context, const char *s, size_t len);
	void (*end)(void *context, const struct html_element *el);
};

/*
 * Reads the first LIMIT_HTML bytes of html. What libxml2 reads of them is
 * taken from *budget (NULL: no bound); where it does not suffice, tags are
 * dropped, and the text between them is what comes through.
 */
void html_read(const char *html, const struct html_handler *handler,
    void *context, size_t *budget);

#define HTML_REFERENCE_MAX 32 /* HTML 4's longest name is "thetasym" */

/*
 * The character reference at s, which is an "&": its length, and the character
 * in *cp; 0 when it is none. A named one has to have its semicolon: "AT&T".
 */
size_t html_reference(const char *s, unsigned int *cp);

/*
 * The character at s (len bytes, the first is no NUL) as text may hold it.
 * Returns its length; *cp is 0 when it may not stand in text, and what
 * windows-1252 means where it is a C1 control.
 */
size_t html_character(const char *s, size_t len, unsigned int *cp);

/* How many of the len bytes of s stand for themselves, in markup too: the quick
 * way past html_character(). */
size_t html_letters(const char *s, size_t len);

#define HTML_WORDS_MAX 1024 /* bytes, and a few more */

/* How many are whole words of such, with one space between each two: most of
 * what there is. White space follows them, or nothing. No more is looked at
 * than HTML_WORDS_MAX: who has no room for what is found asks again behind each
 * word. */
size_t html_words(const char *s, size_t len);

#endif
