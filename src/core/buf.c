/* SPDX-License-Identifier: ISC */
/* Bytes that grow up to a maximum. */
#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/text.h"
#include "core/xalloc.h"

/* What an empty buf points at: never written to, since its size is 0. */
static char nothing[1];

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.data = nothing, .max = max};
}

void
buf_done(struct buf *b)
{
	if (b->size > 0)
		free(b->data);
	*b = (struct buf){0};
}

void
buf_clear(struct buf *b)
{
	b->full = false;
	buf_cut(b, 0);
}

void
buf_borrow(struct buf *b, char *s, size_t len)
{
	assert(b->len == 0 && s[len] == '\0');
	if (len > b->max) {
		b->full = true;
		return;
	}
	buf_done(b);
	*b = (struct buf){.data = s, .len = len, .max = len};
}

/* Makes it hold size bytes, which are not fewer than it has. */
static void
resize(struct buf *b, size_t size)
{
	assert(b->size > 0 || b->len == 0); /* what is borrowed stays */
	b->data = xreallocarray(b->size > 0 ? b->data : NULL, size, 1);
	b->size = size;
	b->data[b->len] = '\0';
}

void
buf_reserve(struct buf *b, size_t len)
{
	size_t room = b->max - b->len;
	size_t need = b->len + (len < room ? len : room) + 1;

	if (need > b->size)
		resize(b, need);
}

int
buf_add(struct buf *b, const void *p, size_t len)
{
	size_t need, size;

	if (len > b->max - b->len) {
		b->full = true;
		return -1;
	}
	if (len == 0)
		return 0;
	need = b->len + len + 1;
	if (need > b->size) {
		size = b->size < 64 ? 64 : b->size * 2;
		resize(b, size < need ? need : size);
	}
	memcpy(b->data + b->len, p, len);
	b->len += len;
	b->data[b->len] = '\0';
	return 0;
}

int
buf_addc(struct buf *b, char c)
{
	return buf_add(b, &c, 1);
}

int
buf_adds(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

int
buf_addf(struct buf *b, const char *fmt, ...)
{
	char *s;
	va_list ap;
	int rc;

	va_start(ap, fmt);
	s = xvasprintf(fmt, ap);
	va_end(ap);
	rc = buf_adds(b, s);
	free(s);
	return rc;
}

int
buf_add_utf8(struct buf *b, unsigned int cp)
{
	char s[TEXT_UTF8_MAX];

	return buf_add(b, s, text_encode(cp, s));
}

bool
buf_ok(const struct buf *b)
{
	return !b->full;
}

void
buf_cut(struct buf *b, size_t len)
{
	assert(len <= b->len);
	b->len = len;
	if (b->size > 0)
		b->data[len] = '\0';
}

char *
buf_take(struct buf *b)
{
	char *s;

	assert(b->size > 0 || b->len == 0);
	s = b->size > 0 ? xreallocarray(b->data, b->len + 1, 1) : xstrdup("");

	buf_init(b, b->max);
	return s;
}
