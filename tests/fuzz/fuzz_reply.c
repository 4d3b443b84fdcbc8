/* SPDX-License-Identifier: ISC */
/*
 * Whatever bytes a parser answers, they are refused or mean one thing alone;
 * and what a document is read as is always an answer.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/parse.h"
#include "parse/reply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(const char *data, size_t len, bool is_item)
{
	struct reply r;
	struct buf again;
	int rc;

	reply_init(&r);
	rc = is_item ? reply_decode_item(data, len, &r)
		     : reply_decode(data, len, &r);
	buf_init(&again, len);
	if (rc == 0 && is_item)
		reply_encode_item(&r.feed.items[0], &again);
	else if (rc == 0 && r.outcome == OUTCOME_OK)
		reply_encode(&r, &again);
	if (again.len > 0 &&
	    (again.len != len || memcmp(again.data, data, len) != 0))
		abort();
	buf_done(&again);
	reply_done(&r);
}

/* A piece is true, and with bytes of noise in it true or refused. */
static void
check_piece(struct buf *b, const char *noise, size_t n, bool is_item)
{
	struct reply back;
	uint32_t at;

	reply_init(&back);
	if ((is_item ? reply_decode_item(b->data, b->len, &back)
		     : reply_decode(b->data, b->len, &back)) != 0)
		abort();
	reply_done(&back);
	memcpy(&at, noise, sizeof(at));
	at %= (uint32_t)b->len;
	memcpy(b->data + at, noise, n < b->len - at ? n : b->len - at);
	check(b->data, b->len, is_item);
	buf_clear(b);
}

static void
check_document(char *data, size_t len, const char *noise, size_t n)
{
	struct hints hints = {.url = "https://example.org/feed"};
	struct reply r;
	struct err e;
	struct buf b;

	reply_init(&r);
	r.outcome = parse_feed(data, len, &hints, &r.feed, &e);
	buf_init(&b, LIMIT_REPLY);
	for (size_t i = 0; i < r.feed.n_items; i++) {
		reply_encode_item(&r.feed.items[i], &b);
		check_piece(&b, noise, n, true);
	}
	if (r.outcome == OUTCOME_OK) {
		reply_encode(&r, &b);
		check_piece(&b, noise, n, false);
	}
	buf_done(&b);
	reply_done(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = (const char *)data;

	char *document;

	check(bytes, len, false);
	check(bytes, len, true);
	if (len <= 8)
		return 0;
	document = xstrndup(bytes, len - 8);
	check_document(document, len - 8, bytes + len - 8, 8);
	free(document);
	return 0;
}
