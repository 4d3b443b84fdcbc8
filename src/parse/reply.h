/* SPDX-License-Identifier: ISC */
/*
 * What a parser process answers, as bytes and back: piece by piece, so that
 * neither side has all of it twice. Each item is a piece; the rest is the last.
 *
 * Both ends are the same program on the same machine, so numbers travel as
 * they lie in memory; but the sender may have been taken over by what it read,
 * so the reader believes nothing: a length, a count or a number out of its
 * range, text that is not as model/feed.h says, a byte too few or too many
 * make the whole answer a lie. What it cannot see is whether the feed is the
 * one that the document held.
 */
#ifndef PARSE_REPLY_H
#define PARSE_REPLY_H

#include "core/buf.h"
#include "model/feed.h"
#include "model/response.h"

struct reply {
	enum outcome outcome;  /* as parse_feed() returns it */
	char *message;         /* what went wrong; NULL when nothing did */
	unsigned int landlock; /* its version that held the parser; 0 = none */
	struct feed feed;      /* nothing is said in it unless OUTCOME_OK */
};

void reply_init(struct reply *r);
void reply_done(struct reply *r);

/* Append a piece to out, which was given its maximum: buf_ok(). */
void reply_encode_item(const struct item *it, struct buf *out);
void reply_encode(const struct reply *r, struct buf *out);

/* Add to *r, which reply_init() has made, what a piece says: items, and then
 * the rest. -1 when that cannot be true; reply_done() frees whatever comes of
 * it. */
int reply_decode_item(const char *data, size_t len, struct reply *r);
int reply_decode(const char *data, size_t len, struct reply *r);

#endif
