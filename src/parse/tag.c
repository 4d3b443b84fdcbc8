/* SPDX-License-Identifier: ISC */
/* What stands between "<" and ">". */
#include <ctype.h>
#include <string.h>

#include "parse/tag.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes over 0x7f are parts of characters, most of which may be in names. */
static bool
begins_name(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == ':' ||
	       (unsigned char)c >= 0x80;
}

static bool
is_in_name(char c)
{
	return begins_name(c) || isdigit((unsigned char)c) || c == '-' ||
	       c == '.';
}

static const char *
skip_space(const char *p, const char *end)
{
	while (p < end && is_space(*p))
		p++;
	return p;
}

static struct span
read_name(const char *p, const char *end, struct tag *tag)
{
	struct span name = {.s = p};

	while (p < end && is_in_name(*p))
		p++;
	name.len = (size_t)(p - name.s);
	if (name.len > tag->longest_name)
		tag->longest_name = name.len;
	return name;
}

/* True when a tag begins within the value: nobody closed its quotes. */
static bool
holds_tag(const char *p, const char *end, struct tag *tag)
{
	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		tag->is_whole = false; /* XML wants "&lt;" here */
		if (++p < end && (begins_name(*p) || *p == '/'))
			return true;
	}
	return false;
}

/* Reads the value at p, behind "=" and blanks; returns where it ends. */
static const char *
read_value(const char *p, const char *end, struct tag *tag, struct span *value)
{
	const char *close = NULL;

	if (p < end && (*p == '"' || *p == '\'')) {
		close = memchr(p + 1, *p, (size_t)(end - p) - 1);
		p++;
		if (!holds_tag(p, close == NULL ? end : close, tag) &&
		    close != NULL) {
			*value = (struct span){p, (size_t)(close - p)};
			return close + 1;
		}
	}
	tag->is_whole = false;
	value->s = p;
	while (p < end && !is_space(*p) && *p != '>' && *p != '<')
		p++;
	value->len = (size_t)(p - value->s);
	return p;
}

bool
span_is_namespace(const struct span *name)
{
	return name->len >= 5 && memcmp(name->s, "xmlns", 5) == 0;
}

static const char *
read_attribute(const char *p, const char *end, struct tag *tag)
{
	struct tag_attribute a = {.name = read_name(p, end, tag)};

	if (a.name.len == 0) {
		tag->is_whole = false;
		return p + 1;
	}
	p = skip_space(p + a.name.len, end);
	a.value.s = p;
	if (p < end && *p == '=')
		p = read_value(skip_space(p + 1, end), end, tag, &a.value);
	else
		tag->is_whole = false;
	if (span_is_namespace(&a.name))
		tag->n_namespaces++;
	if (tag->n_attributes < LIMIT_ATTRIBUTES)
		tag->attributes[tag->n_attributes] = a;
	tag->n_attributes++;
	return p;
}

size_t
tag_read(const char *s, size_t len, struct tag *tag)
{
	const char *p = s + 1, *end = s + len;

	tag->is_end = p < end && *p == '/';
	p += tag->is_end;
	if (p == end || !begins_name(*p))
		return 0;
	tag->is_empty = false;
	tag->is_whole = true;
	tag->n_attributes = tag->n_namespaces = tag->longest_name = 0;
	tag->name = read_name(p, end, tag);
	p += tag->name.len;
	for (;;) {
		p = skip_space(p, end);
		if (p == end || *p == '<') {
			tag->is_whole = false;
			return (size_t)(p - s);
		}
		if (*p == '>')
			return (size_t)(p - s) + 1;
		tag->is_empty = *p == '/';
		p = *p == '/' ? p + 1 : read_attribute(p, end, tag);
	}
}

bool
names_take(struct names *names, const struct span *name)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	size_t i;

	for (i = 0; i < name->len; i++)
		hash = (hash ^ (unsigned char)name->s[i]) * 1099511628211u;
	hash += hash == 0;
	for (i = hash % (2 * LIMIT_NAMES); names->hashes[i] != 0;
	     i = (i + 1) % (2 * LIMIT_NAMES))
		if (names->hashes[i] == hash)
			return true;
	if (names->n == LIMIT_NAMES)
		return false;
	names->hashes[i] = hash;
	names->n++;
	return true;
}

static const struct {
	const char *begin, *end;
} pieces[PIECE_KINDS] = {
    [PIECE_CDATA] = {"<![CDATA[", "]]>"},
    [PIECE_COMMENT] = {"<!--", "-->"},
    [PIECE_INSTRUCTION] = {"<?", "?>"},
    [PIECE_DECLARATION] = {"<!", ">"},
};

/* memmem(3), which is slow where the first byte is rare. */
static const char *
find(const char *s, size_t len, const char *what)
{
	const size_t n = strlen(what);
	const char *end = s + len;

	for (; (s = memchr(s, *what, (size_t)(end - s))) != NULL; s++)
		if ((size_t)(end - s) >= n && memcmp(s, what, n) == 0)
			break;
	return s;
}

bool
piece_read(struct pieces *p, const char *s, size_t *len, enum piece_kind *kind)
{
	const char *end;
	size_t n;

	*kind = PIECE_NONE;
	if (*len < 2 || (s[1] != '!' && s[1] != '?'))
		return false;
	for (*kind = PIECE_CDATA; *kind < PIECE_KINDS; ++*kind) {
		n = strlen(pieces[*kind].begin);
		if (*len < n || memcmp(s, pieces[*kind].begin, n) != 0)
			continue;
		end = p->endless[*kind]
			  ? NULL
			  : find(s + n, *len - n, pieces[*kind].end);
		p->endless[*kind] = end == NULL;
		if (end == NULL)
			*len = n;
		else
			*len = (size_t)(end - s) + strlen(pieces[*kind].end);
		return end != NULL;
	}
	*kind = PIECE_NONE;
	return false;
}
