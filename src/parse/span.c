/* SPDX-License-Identifier: ISC */
/* A stretch of text that somebody else owns. */
#include <string.h>
#include <strings.h>

#include "parse/span.h"

bool
span_is(const struct span *span, const char *s)
{
	return strlen(s) == span->len &&
	       strncasecmp(span->s, s, span->len) == 0;
}

struct span
span_trim(struct span t, const char *set)
{
	while (t.len > 0 && strchr(set, t.s[0]) != NULL) {
		t.s++;
		t.len--;
	}
	while (t.len > 0 && strchr(set, t.s[t.len - 1]) != NULL)
		t.len--;
	return t;
}

struct span
span_from(struct span t, size_t n)
{
	return (struct span){t.s + n, t.len - n};
}
