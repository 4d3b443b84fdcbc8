/* SPDX-License-Identifier: ISC */
/* The DOCTYPE in front of the first element. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "core/mapped.h"
#include "parse/doctype.h"
#include "parse/tag.h"

struct entity {
	struct span name;
	struct span value; /* as written */
};

struct prolog {
	struct pieces pieces;
	bool is_endless; /* a DOCTYPE was: no other is looked at to the end */
};

struct entities {
	struct entity list[LIMIT_ENTITIES];
	size_t n;
};

/* How far to go on in a DOCTYPE; 0 when what begins at s never ends. */
static size_t
doctype_step(struct pieces *p, const char *s, size_t len)
{
	const char *close;
	enum piece_kind kind;

	if (*s == '"' || *s == '\'') {
		close = memchr(s + 1, *s, len - 1);
		return close == NULL ? 0 : (size_t)(close - s) + 1;
	}
	if ((len >= 2 && memcmp(s, "<?", 2) == 0) ||
	    (len >= 4 && memcmp(s, "<!--", 4) == 0))
		return piece_read(p, s, &len, &kind) ? len : 0;
	return 1;
}

/* The length of the DOCTYPE at s; one that never ends ends at its first ">",
 * or with the document. */
static size_t
doctype_length(struct prolog *p, const char *s, size_t len)
{
	const char *first = memchr(s, '>', len);
	bool in_subset = false;
	size_t n = !p->is_endless;

	for (size_t i = 2; i < len && n > 0; i += n) {
		if (s[i] == '>' && !in_subset)
			return i + 1;
		if (s[i] == '[' || s[i] == ']')
			in_subset = s[i] == '[';
		n = doctype_step(&p->pieces, s + i, len - i);
	}
	p->is_endless = true;
	return first == NULL ? len : (size_t)(first - s) + 1;
}

/* The first DOCTYPE at or behind s; NULL when an element comes first. */
static const char *
find_doctype(struct prolog *p, const char *s, const char *end, size_t *len)
{
	enum piece_kind kind;
	size_t n;

	while ((s = memchr(s, '<', (size_t)(end - s))) != NULL) {
		n = (size_t)(end - s);
		if (n > 9 && strncasecmp(s, "<!DOCTYPE", 9) == 0) {
			*len = doctype_length(p, s, n);
			return s;
		}
		if (!piece_read(&p->pieces, s, &n, &kind))
			return NULL;
		s += n;
	}
	return NULL;
}

void
doctype_blank(char *data, size_t len)
{
	struct prolog p = {0};
	const char *s = data, *end = data + len;
	size_t n;

	while ((s = find_doctype(&p, s, end, &n)) != NULL) {
		mapped_change();
		for (; n > 0; n--, s++)
			if (*s != '\n')
				data[s - data] = ' ';
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is_in_name(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 ||
	       c == '_' || c == '-' || c == '.' || c == ':';
}

static size_t
name_length(const char *s, const char *end)
{
	const char *from = s;

	while (s < end && is_in_name(*s))
		s++;
	return (size_t)(s - from);
}

/* The length of the "&name;" or "&#1;" at s; 0 when it is none. */
static size_t
reference_length(const char *s, const char *end, struct span *name)
{
	bool is_number = s + 1 < end && s[1] == '#';

	name->s = s + 1 + is_number;
	name->len = name_length(name->s, end);
	if (name->len == 0 || name->s + name->len == end ||
	    name->s[name->len] != ';')
		return 0;
	name->s -= is_number;
	name->len += is_number;
	return name->len + 2;
}

static bool
is_xml_entity(const struct span *name)
{
	static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == name->len &&
		    memcmp(names[i], name->s, name->len) == 0)
			return true;
	return false;
}

/* Neither markup nor another entity. */
static bool
is_plain(const struct span *value)
{
	const char *s = value->s, *end = s + value->len;
	struct span name;

	if (value->len > LIMIT_ENTITY || memchr(s, '<', value->len) != NULL ||
	    memchr(s, '%', value->len) != NULL)
		return false;
	for (; (s = memchr(s, '&', (size_t)(end - s))) != NULL; s++)
		if (reference_length(s, end, &name) == 0 ||
		    (name.s[0] != '#' && !is_xml_entity(&name)))
			return false;
	return true;
}

static const struct entity *
find_entity(const struct entities *es, const struct span *name)
{
	for (size_t i = 0; i < es->n; i++)
		if (es->list[i].name.len == name->len &&
		    memcmp(es->list[i].name.s, name->s, name->len) == 0)
			return &es->list[i];
	return NULL;
}

/* Takes what stands behind an "<!ENTITY": "name 'value'". The first of a name
 * counts (XML 1.0 section 4.2). */
static void
take_entity(const char *s, const char *end, struct entities *es)
{
	struct entity e;
	const char *close;

	while (s < end && is_blank(*s))
		s++;
	e.name = (struct span){s, name_length(s, end)};
	s += e.name.len;
	while (s < end && is_blank(*s))
		s++;
	if (e.name.len == 0 || s == end || (*s != '"' && *s != '\''))
		return;
	close = memchr(s + 1, *s, (size_t)(end - s) - 1);
	if (close == NULL)
		return;
	e.value = (struct span){s + 1, (size_t)(close - s) - 1};
	if (es->n < LIMIT_ENTITIES && is_plain(&e.value) &&
	    !is_xml_entity(&e.name) && find_entity(es, &e.name) == NULL)
		es->list[es->n++] = e;
}

static void
read_entities(const char *s, size_t len, struct entities *es)
{
	static const char begin[] = "<!ENTITY";
	const size_t n = strlen(begin);
	struct pieces p = {0};
	const char *end = s + len;
	size_t step;

	for (s += n; s < end; s += step) {
		step = doctype_step(&p, s, (size_t)(end - s));
		if (step == 0)
			return;
		if ((size_t)(end - s) > n && memcmp(s, begin, n) == 0)
			take_entity(s + n, end, es);
	}
}

/* The text of an entity, such that it may stand in an attribute too. */
static void
add_value(struct buf *out, const struct span *value)
{
	for (size_t i = 0; i < value->len; i++) {
		if (value->s[i] == '"')
			buf_adds(out, "&quot;");
		else if (value->s[i] == '\'')
			buf_adds(out, "&apos;");
		else
			buf_addc(out, value->s[i]);
	}
}

/* What begins at s with "<" or "&": how much of it there is. What is known is
 * put in its place, all else stays. */
static size_t
add_piece(struct buf *out, const char *s, size_t len, struct pieces *p,
    const struct entities *es)
{
	const struct entity *e;
	enum piece_kind kind;
	struct span name;
	size_t n;

	if (*s == '<') {
		if (!piece_read(p, s, &len, &kind) && kind == PIECE_NONE)
			len = 1;
		buf_add(out, s, len);
		return len;
	}
	n = reference_length(s, s + len, &name);
	e = n == 0 ? NULL : find_entity(es, &name);
	if (e == NULL || out->max - out->len < len + 6 * e->value.len) {
		buf_addc(out, *s);
		return 1;
	}
	add_value(out, &e->value);
	return n;
}

static void
expand(const char *s, size_t len, const struct entities *es, struct buf *out)
{
	struct pieces p = {0};
	const char *end = s + len;
	size_t n;

	while (s < end) {
		for (n = 0; s + n < end && s[n] != '&' && s[n] != '<'; n++)
			;
		buf_add(out, s, n);
		s += n;
		if (s < end)
			s += add_piece(out, s, (size_t)(end - s), &p, es);
	}
}

void
doctype_expand(struct buf *text)
{
	struct entities es = {.n = 0};
	struct prolog p = {0};
	struct buf out;
	size_t len, head;
	const char *doctype =
	    find_doctype(&p, text->data, text->data + text->len, &len);

	if (doctype == NULL)
		return;
	read_entities(doctype, len, &es);
	if (es.n == 0)
		return;
	head = (size_t)(doctype - text->data) + len;
	buf_init(&out, text->len + LIMIT_EXPANSION);
	buf_add(&out, text->data, head);
	expand(text->data + head, text->len - head, &es, &out);
	buf_done(text);
	*text = out;
}
