/* SPDX-License-Identifier: ISC */
/*
 * Bytes that grow up to a maximum which is set at birth.
 *
 * data is never NULL after buf_init() and data[len] is always NUL, so a buf of
 * text can be handed out as a string. Adding past the maximum changes nothing
 * and is remembered: a renderer adds freely and asks buf_ok() once at its end.
 */
#ifndef CORE_BUF_H
#define CORE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	char *data;
	size_t len;
	size_t size; /* allocated, NUL included; 0 = data is not ours */
	size_t max;  /* len never passes it */
	bool full;   /* something did not fit */
};

void buf_init(struct buf *b, size_t max);
void buf_done(struct buf *b); /* takes a zeroed buf; leaves it unusable */

/* Empties b and forgets that something did not fit; keeps the memory. */
void buf_clear(struct buf *b);

/* Makes the len bytes at s, a NUL behind them, what b holds, which was empty:
 * they stay the caller's, and nothing may be added or taken. More than the
 * maximum do not fit. */
void buf_borrow(struct buf *b, char *s, size_t len);

/* Makes room for len bytes, or for as many as may be, in one piece: for who
 * knows how many come. */
void buf_reserve(struct buf *b, size_t len);

/* Each returns 0, or -1 when it did not fit (nothing was added then). */
int buf_add(struct buf *b, const void *p, size_t len);
int buf_addc(struct buf *b, char c);
int buf_adds(struct buf *b, const char *s);
int buf_addf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The UTF-8 form of a Unicode scalar value. */
int buf_add_utf8(struct buf *b, unsigned int cp);

/* True while everything that was added fitted. */
bool buf_ok(const struct buf *b);

/* Cuts b to its first len bytes; len is at most b->len. */
void buf_cut(struct buf *b, size_t len);

/* Moves the bytes out as a string that the caller frees and that takes no more
 * room than it needs; b is empty again. */
char *buf_take(struct buf *b);

#endif
