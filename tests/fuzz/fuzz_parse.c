/* SPDX-License-Identifier: ISC */
/* Whatever a document is, what it is read as is text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "parse/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(const char *s)
{
	if (s != NULL && (*s == '\0' || !text_is_utf8(s, strlen(s))))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct hints hints = {.url = "https://example.org/feed"};
	struct feed feed;
	struct err e = {0};

	if (parse_feed((const char *)data, len, &hints, &feed, &e) !=
	    OUTCOME_OK)
		return 0;
	check(feed.title);
	for (size_t i = 0; i < feed.n_items; i++) {
		check(feed.items[i].title);
		check(feed.items[i].html);
		check(feed.items[i].text);
		check(feed.items[i].summary);
	}
	feed_done(&feed);
	return 0;
}
