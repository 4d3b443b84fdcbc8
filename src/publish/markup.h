/* SPDX-License-Identifier: ISC */
/*
 * Text made safe to stand in HTML. The only road by which a text reaches the
 * page; what is already HTML (the sanitised content of an item) is added with
 * buf_adds() in the one place that may.
 */
#ifndef PUBLISH_MARKUP_H
#define PUBLISH_MARKUP_H

#include <stdbool.h>

#include "core/buf.h"

/*
 * A copy of s without control characters, with U+FFFD for each byte that is
 * not UTF-8: what the configuration says has not been through parse/. The
 * caller frees.
 */
char *markup_clean(const char *s);

/*
 * The same for a text of which some readers think that it is HTML, as in RSS:
 * with a space behind every "<" that would begin a tag, it is none to either.
 * The caller frees.
 */
char *markup_plain(const char *s);

/* Adds s for a text or a quoted attribute; NULL adds nothing. */
void markup_add(struct buf *b, const char *s);

/*
 * Adds fmt, which is markup of our own, with each "%s" in it replaced by its
 * argument as markup_add() adds it. It knows no other conversion.
 */
void markup_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Adds a plain text of several paragraphs: with markup between them; each
 * within "<p>" and "</p>". */
void markup_lines(struct buf *b, const char *text, const char *between);
void markup_paragraphs(struct buf *b, const char *text);

/* True for a language tag in the form of BCP 47: "en-GB". Takes NULL. */
bool markup_is_language(const char *s);

/* s itself when it is a media type without parameters (RFC 6838 section 4.2),
 * else NULL. Takes NULL. */
const char *markup_media_type(const char *s);

#endif
