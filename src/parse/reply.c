/* SPDX-License-Identifier: ISC */
/*
 * What a parser process answers, as bytes and back. One table says what each
 * struct holds, and both ways read it.
 */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/reply.h"

#define NO_TEXT UINT32_MAX /* where the length stands */

enum kind {
	KIND_TEXT,   /* char *, may be NULL */
	KIND_NUMBER, /* of any width, within a range */
	KIND_TIME,
	KIND_LIST /* an array, and a size_t with its count */
};

struct shape {
	const struct member *members;
	size_t n;
	size_t size; /* of the struct */
};

struct member {
	enum kind kind;
	size_t offset;
	size_t width; /* of a number, in bytes */
	int64_t min, max;
	size_t count_offset;
	const struct shape *shape; /* of a list's elements */
};

#define TEXT(s, m)                                                 \
	{                                                          \
		KIND_TEXT, offsetof(struct s, m), 0, 0, 0, 0, NULL \
	}
#define TIME(s, m)                                                 \
	{                                                          \
		KIND_TIME, offsetof(struct s, m), 8, 0, 0, 0, NULL \
	}
#define NUMBER(s, m, min, max)                                    \
	{                                                         \
		KIND_NUMBER, offsetof(struct s, m),               \
		    sizeof(((struct s *)0)->m), min, max, 0, NULL \
	}
#define FLAG(s, m) NUMBER(s, m, 0, 1)
#define LIST(s, m, count, max, shape)                        \
	{                                                    \
		KIND_LIST, offsetof(struct s, m), 0, 0, max, \
		    offsetof(struct s, count), &(shape)      \
	}
#define SHAPE(s)                                            \
	static const struct shape s##_shape = {s##_members, \
	    sizeof(s##_members) / sizeof(s##_members[0]), sizeof(struct s)}

static const struct member person_members[] = {
    TEXT(person, name),
    TEXT(person, email),
    TEXT(person, url),
};
SHAPE(person);

static const struct member tag_members[] = {
    TEXT(tag, term),
    TEXT(tag, scheme),
    TEXT(tag, label),
};
SHAPE(tag);

static const struct member attachment_members[] = {
    TEXT(attachment, url),
    TEXT(attachment, mime_type),
    TEXT(attachment, title),
    NUMBER(attachment, size, -1, INT64_MAX),
    NUMBER(attachment, duration_secs, -1, INT64_MAX),
};
SHAPE(attachment);

static const struct member item_members[] = {
    TEXT(item, id),
    TEXT(item, url),
    TEXT(item, external_url),
    TEXT(item, title),
    TEXT(item, html),
    TEXT(item, text),
    TEXT(item, summary),
    TEXT(item, image),
    TEXT(item, language),
    TEXT(item, rights),
    TEXT(item, license),
    TEXT(item, comments),
    TEXT(item, doi),
    TEXT(item, amends_doi),
    TEXT(item, source_title),
    TEXT(item, source_url),
    TEXT(item, citation.journal),
    TEXT(item, citation.volume),
    TEXT(item, citation.number),
    TEXT(item, citation.first_page),
    TEXT(item, citation.last_page),
    TEXT(item, citation.publisher),
    LIST(item, authors.list, authors.n, LIMIT_PEOPLE, person_shape),
    LIST(item, contributors.list, contributors.n, LIMIT_PEOPLE, person_shape),
    LIST(item, tags, n_tags, LIMIT_TAGS, tag_shape),
    LIST(item, attachments, n_attachments, LIMIT_ATTACHMENTS, attachment_shape),
    TIME(item, published_at),
    TIME(item, modified_at),
    TIME(item, closes_at),
    TIME(item, prose_closes_at),
    FLAG(item, is_cut),
};
SHAPE(item);

static const struct member reply_members[] = {
    NUMBER(reply, outcome, OUTCOME_NEVER, OUTCOME_DEFERRED),
    TEXT(reply, message),
    NUMBER(reply, landlock, 0, UINT32_MAX),
    NUMBER(reply, feed.format, FORMAT_UNKNOWN, FORMAT_NHSJOBS),
    TEXT(reply, feed.encoding),
    FLAG(reply, feed.recovered),
    FLAG(reply, feed.truncated),
    TEXT(reply, feed.id),
    TEXT(reply, feed.title),
    TEXT(reply, feed.subtitle),
    TEXT(reply, feed.url),
    TEXT(reply, feed.self_url),
    TEXT(reply, feed.icon),
    TEXT(reply, feed.language),
    TEXT(reply, feed.rights),
    TEXT(reply, feed.generator),
    LIST(reply, feed.authors.list, feed.authors.n, LIMIT_PEOPLE, person_shape),
    LIST(reply, feed.contributors.list, feed.contributors.n, LIMIT_PEOPLE,
	person_shape),
    TIME(reply, feed.updated_at),
    NUMBER(reply, feed.ttl_secs, -1, LIMIT_TTL_SECS),
    NUMBER(reply, feed.skip_hours, 0, 0xffffff),
    NUMBER(reply, feed.skip_days, 0, 0x7f),
};
SHAPE(reply);

void
reply_init(struct reply *r)
{
	*r = (struct reply){.outcome = OUTCOME_UNREADABLE};
	feed_init(&r->feed);
}

void
reply_done(struct reply *r)
{
	free(r->message);
	feed_done(&r->feed);
	reply_init(r);
}

/* Members are of these widths; those of eight bytes are signed. */
static int64_t
get_number(const void *at, size_t width)
{
	union {
		uint8_t one;
		uint32_t four;
		int64_t eight;
	} value = {.eight = 0};

	memcpy(&value, at, width);
	return width == 1   ? value.one
	       : width == 4 ? (int64_t)value.four
			    : value.eight;
}

static void
put_number(void *at, size_t width, int64_t number)
{
	const uint8_t one = (uint8_t)number;
	const uint32_t four = (uint32_t)number;

	if (width == 1)
		memcpy(at, &one, 1);
	else if (width == 4)
		memcpy(at, &four, 4);
	else
		memcpy(at, &number, 8);
}

static void
encode_text(const void *at, struct buf *out)
{
	const char *s;
	uint32_t len = NO_TEXT;

	memcpy(&s, at, sizeof(s));
	if (s != NULL)
		len = (uint32_t)strnlen(s, NO_TEXT - 1);
	buf_add(out, &len, sizeof(len));
	if (s != NULL)
		buf_add(out, s, len);
}

static void /* NOLINTNEXTLINE(misc-no-recursion): shapes nest twice */
encode(const struct shape *shape, const void *from, struct buf *out)
{
	const char *at, *list;
	int64_t number;
	size_t count;

	for (size_t i = 0; i < shape->n; i++) {
		const struct member *m = &shape->members[i];

		at = (const char *)from + m->offset;
		switch (m->kind) {
		case KIND_TEXT:
			encode_text(at, out);
			break;
		case KIND_NUMBER:
		case KIND_TIME:
			number = get_number(at, m->width);
			buf_add(out, &number, sizeof(number));
			break;
		case KIND_LIST:
			memcpy(&list, at, sizeof(list));
			memcpy(&count, (const char *)from + m->count_offset,
			    sizeof(count));
			buf_add(out, &count, sizeof(count));
			for (size_t k = 0; k < count; k++)
				encode(
				    m->shape, list + k * m->shape->size, out);
			break;
		}
	}
}

void
reply_encode(const struct reply *r, struct buf *out)
{
	encode(&reply_shape, r, out);
}

void
reply_encode_item(const struct item *it, struct buf *out)
{
	encode(&item_shape, it, out);
}

/* What is left to be read. */
struct rest {
	const char *data;
	size_t len;
};

static int
take(struct rest *in, void *out, size_t len)
{
	if (in->len < len)
		return -1;
	memcpy(out, in->data, len);
	in->data += len;
	in->len -= len;
	return 0;
}

static int
decode_text(struct rest *in, void *at)
{
	uint32_t len;
	char *s;

	if (take(in, &len, sizeof(len)) != 0)
		return -1;
	if (len == NO_TEXT)
		return 0;
	if (len == 0 || len > in->len || !text_is_clean(in->data, len))
		return -1;
	s = xstrndup(in->data, len);
	in->data += len;
	in->len -= len;
	memcpy(at, &s, sizeof(s));
	return 0;
}

static int
decode_number(struct rest *in, const struct member *m, void *at)
{
	int64_t number;

	if (take(in, &number, sizeof(number)) != 0)
		return -1;
	if (m->kind == KIND_NUMBER && (number < m->min || number > m->max))
		return -1;
	if (m->kind == KIND_TIME && number != CLOCK_NONE &&
	    (number < -LIMIT_TIME || number > LIMIT_TIME))
		return -1;
	put_number(at, m->width, number);
	return 0;
}

static int decode(struct rest *in, const struct shape *shape, void *into);

/* List and count grow together, so that what was read can be freed. */
static int /* NOLINTNEXTLINE(misc-no-recursion): shapes nest twice */
decode_list(
    struct rest *in, const struct member *m, void *list_at, void *count_at)
{
	const size_t size = m->shape->size;
	size_t count;
	char *list = NULL;
	int rc = 0;

	if (take(in, &count, sizeof(count)) != 0 || count > (size_t)m->max)
		return -1;
	for (size_t n = 0; rc == 0 && n < count;) {
		list = xgrow(list, n, size);
		memset(list + n * size, 0, size);
		rc = decode(in, m->shape, list + n * size);
		n++;
		memcpy(list_at, &list, sizeof(list));
		memcpy(count_at, &n, sizeof(n));
	}
	return rc;
}

/* Fills a struct that is all zeros. */
static int /* NOLINTNEXTLINE(misc-no-recursion): shapes nest twice */
decode(struct rest *in, const struct shape *shape, void *into)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < shape->n; i++) {
		const struct member *m = &shape->members[i];
		char *at = (char *)into + m->offset;

		switch (m->kind) {
		case KIND_TEXT:
			rc = decode_text(in, at);
			break;
		case KIND_NUMBER:
		case KIND_TIME:
			rc = decode_number(in, m, at);
			break;
		case KIND_LIST:
			rc = decode_list(
			    in, m, at, (char *)into + m->count_offset);
			break;
		}
	}
	return rc;
}

/* What parse_feed() can return, and no more. */
static bool
is_answer(const struct reply *r)
{
	if (r->outcome == OUTCOME_OK)
		return r->message == NULL;
	return r->message != NULL && (r->outcome == OUTCOME_NOT_FEED ||
					 r->outcome == OUTCOME_UNREADABLE);
}

int
reply_decode(const char *data, size_t len, struct reply *r)
{
	struct rest in = {data, len};

	if (decode(&in, &reply_shape, r) != 0 || in.len > 0 || !is_answer(r))
		return -1;
	if (r->outcome != OUTCOME_OK) {
		feed_done(&r->feed);
		feed_init(&r->feed);
	}
	return 0;
}

int
reply_decode_item(const char *data, size_t len, struct reply *r)
{
	struct rest in = {data, len};

	return r->feed.n_items < LIMIT_ITEMS &&
		       decode(&in, &item_shape, feed_add_item(&r->feed)) == 0 &&
		       in.len == 0
		   ? 0
		   : -1;
}
