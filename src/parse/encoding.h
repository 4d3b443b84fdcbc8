/* SPDX-License-Identifier: ISC */
/*
 * Bytes of any encoding to UTF-8. Order of belief (RFC 7303 section 3): byte
 * order mark, charset of the HTTP header, XML declaration, UTF-8 when the
 * bytes are valid UTF-8, else windows-1252. Labels mean what the Encoding
 * Standard of WHATWG says ("latin1" is windows-1252); one that it does not
 * know is passed over, and so is one that the bytes give the lie:
 * UTF-16 and UTF-32 show in the first four bytes, UTF-8 in every byte that is
 * not ASCII. So UTF-8 beats "latin1" wherever the bytes are that, and any
 * other label when there is more of it than chance explains.
 */
#ifndef PARSE_ENCODING_H
#define PARSE_ENCODING_H

#include <stdbool.h>

#include "core/buf.h"

/* A character of a one-byte encoding takes at most three bytes of UTF-8. */
#define ENCODING_GROWTH 3

/*
 * Decodes len bytes, a NUL behind them, into out (its maximum is the caller's
 * word), byte order mark left off. Of what is UTF-8 already out borrows the
 * bytes where they are: data must outlive it. Returns the encoding's name in
 * lower case ("utf-8", "windows-1252"), a constant; NULL when out is too small.
 * What is no character in that encoding becomes the character that windows-1252
 * has for the byte (for UTF-8) or U+FFFD (for others). That, or a document that
 * was not in the encoding it claims, sets *damaged; otherwise *damaged is left
 * alone.
 */
const char *encoding_decode(char *data, size_t len, const char *content_type,
    struct buf *out, bool *damaged);

/*
 * Opens every converter that encoding_decode() may want, which takes the file
 * system; it opens those that are missing when they are wanted. They stay open
 * as long as the process lives.
 */
void encoding_prepare(void);

#endif
