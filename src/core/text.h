/* SPDX-License-Identifier: ISC */
/*
 * UTF-8 text. What leaves parse/ is valid, NUL-terminated UTF-8 without
 * control characters (line feeds excepted where a text has paragraphs); the
 * functions here keep it so. No locale has a say in any of them.
 */
#ifndef CORE_TEXT_H
#define CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#define TEXT_UTF8_MAX 4         /* bytes in the longest character */
#define TEXT_REPLACEMENT 0xfffd /* U+FFFD stands where bytes made no sense */

/*
 * Decodes the character at s, of which len > 0 bytes are there. Returns its
 * length in bytes and sets *cp; 0 when they are not UTF-8 (overlong forms,
 * surrogates and values above U+10FFFF are not, RFC 3629 section 3).
 */
size_t text_decode(const char *s, size_t len, unsigned int *cp);

/* Writes cp as UTF-8 and returns how many bytes that took. */
size_t text_encode(unsigned int cp, char out[TEXT_UTF8_MAX]);

/* How many of the len bytes of s are printable ASCII, before the first that has
 * to be looked at: most text is little else. */
size_t text_printable(const char *s, size_t len);

bool text_is_utf8(const char *s, size_t len);

/* What a byte is in windows-1252; the five that it leaves open stay controls.
 */
unsigned int text_windows_1252(unsigned char byte);

/*
 * True for what may not stand in text: C0 but tab and line feed, DEL, C1,
 * noncharacters, and what is no letter but does something to others. The
 * bidirectional embeddings, overrides and isolates (UAX #9) are of these: one
 * that is not closed turns about the rest of the list that a title is put into.
 * So are U+FEFF, interlinear annotation, and language tags. Marks of direction
 * and joiners (U+061C, U+200C to U+200F) stay, which languages are written
 * with; so do the tags that make the flags of England, Scotland and Wales.
 * U+2028 and U+2029 are white space.
 */
bool text_is_control(unsigned int cp);

/* True for what may leave parse/: UTF-8 without what text_is_control() tells.
 */
bool text_is_clean(const char *s, size_t len);

/* True for Unicode's White_Space, but not for NEL, which is a control. */
bool text_is_space(unsigned int cp);

/*
 * How many of the len bytes of s to keep so that at most max remain and no
 * character is cut in two. Bytes that are not UTF-8 are cut at max.
 */
size_t text_cut(const char *s, size_t len, size_t max);

/* A copy without control characters, and without what is no UTF-8; the caller
 * frees. */
char *text_clean(const char *s);

/* Trims s and makes each run of white space in it one space, in place. White
 * space is what Unicode calls so, no-break and thin spaces too. Returns s. */
char *text_squash(char *s);

/* As text_squash(), but each run that holds an empty line becomes "\n\n". */
char *text_squash_paragraphs(char *s);

/* True for NULL, for "", and for white space alone. */
bool text_is_blank(const char *s);

/* A lower-case copy as far as ASCII goes; the caller frees. */
char *text_lower(const char *s);

/* For comparing titles: the words alone, one space between them, in lower case
 * as far as ASCII goes. The caller frees. */
char *text_words(const char *s);

#endif
