/* SPDX-License-Identifier: ISC */
/* A stretch of text that somebody else owns. */
#ifndef PARSE_SPAN_H
#define PARSE_SPAN_H

#include <stdbool.h>
#include <stddef.h>

struct span {
	const char *s; /* len bytes, not NUL-terminated */
	size_t len;
};

bool span_is(const struct span *span, const char *s); /* ASCII case ignored */

/* Without the characters of set at both ends. */
struct span span_trim(struct span t, const char *set);

/* Without its first n bytes. */
struct span span_from(struct span t, size_t n);

#endif
