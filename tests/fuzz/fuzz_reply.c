/* SPDX-License-Identifier: ISC */
/*
 * Whatever bytes a parser answers, they are refused or mean one thing alone;
 * and what a document is read as is always an answer.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "parse/parse.h"
#include "parse/reply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(const char *data, size_t len)
{
	struct reply r;
	struct buf again;

	if (reply_decode(data, len, &r) != 0)
		return;
	buf_init(&again, len);
	if (reply_encode(&r, &again) != 0 || again.len != len ||
	    memcmp(again.data, data, len) != 0)
		abort();
	buf_done(&again);
	reply_done(&r);
}

/* Its reply, with the bytes from `at` on replaced by noise. */
static void
check_document(const char *data, size_t len, const char *noise, size_t n)
{
	struct hints hints = {.url = "https://example.org/feed"};
	struct reply r, back;
	struct err e;
	struct buf b;
	uint32_t at;

	reply_init(&r);
	r.outcome = parse_feed(data, len, &hints, &r.feed, &e);
	if (r.outcome == OUTCOME_OK) {
		buf_init(&b, LIMIT_REPLY);
		if (reply_encode(&r, &b) != 0 ||
		    reply_decode(b.data, b.len, &back) != 0)
			abort();
		reply_done(&back);
		memcpy(&at, noise, sizeof(at));
		at %= (uint32_t)b.len;
		if (n > b.len - at)
			n = b.len - at;
		memcpy(b.data + at, noise, n);
		check(b.data, b.len);
		buf_done(&b);
	}
	reply_done(&r);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = (const char *)data;

	check(bytes, len);
	if (len > 8)
		check_document(bytes, len - 8, bytes + len - 8, 8);
	return 0;
}
