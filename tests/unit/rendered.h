/* SPDX-License-Identifier: ISC */
/* A document as text, passed by its gate. */
#ifndef TESTS_RENDERED_H
#define TESTS_RENDERED_H

#include "check.h"
#include "edition.h"

/* The caller frees. */
static inline char *
rendered(const struct edition *ed,
    void (*render)(const struct edition *ed, struct buf *out),
    int (*check)(
	const struct edition *ed, const struct buf *doc, struct err *e))
{
	struct err e = {0};
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	render(ed, &b);
	assert_true(buf_ok(&b));
	if (check(ed, &b, &e) != 0)
		fail_msg("gate: %s\n%s", e.msg, b.data);
	return buf_take(&b);
}

static inline size_t
count_of(const char *text, const char *part)
{
	size_t n = 0;

	for (const char *s = text; (s = strstr(s, part)) != NULL; s++)
		n++;
	return n;
}

#endif
