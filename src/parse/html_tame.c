/* SPDX-License-Identifier: ISC */
/* Markup that libxml2's HTML parser reads in linear time. */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "parse/html_read.h"
#include "parse/html_table.h"
#include "parse/html_tame.h"

#define KNOWN_MAX 32 /* of an element that we know, its prefix included */

struct open {
	const struct html_element *el; /* NULL = one that we do not know */
	const char *name;              /* as written */
	size_t len;
};

struct tamer {
	const char *end; /* of the input */
	enum html_tags tags;
	struct buf *out;
	struct open open[LIMIT_HTML_OPEN];
	size_t n;
	size_t math;     /* of those, in formulas */
	size_t sections; /* of those, HTML_SECTION */
};

struct attribute {
	const char *name, *value; /* value may be NULL */
	size_t name_len, value_len;
};

/* As libxml2 reads the name of an element or of an attribute. */
static size_t
name_length(const char *s, const char *end)
{
	const char *from = s;

	if (s == end || (!isalpha((unsigned char)*s) && *s != '_' && *s != ':'))
		return 0;
	while (s < end && (isalnum((unsigned char)*s) || *s == ':' ||
			      *s == '-' || *s == '_' || *s == '.'))
		s++;
	return (size_t)(s - from);
}

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *
skip_blanks(const char *s, const char *end)
{
	while (s < end && is_blank(*s))
		s++;
	return s;
}

/* One attribute, or something like it, at s; returns where it ends. */
static const char *
read_attribute(const char *s, const char *end, struct attribute *a)
{
	const char *close;

	a->name = s;
	a->name_len = name_length(s, end);
	for (s += a->name_len;
	     s < end && *s != '>' && *s != '=' && *s != '/' && !is_blank(*s);
	     s++)
		a->name_len = 0;
	a->value = NULL;
	a->value_len = 0;
	s = skip_blanks(s, end);
	if (s == end || *s != '=')
		return s == a->name ? s + 1 : s;
	s = skip_blanks(s + 1, end);
	if (s < end && (*s == '"' || *s == '\'')) {
		close = memchr(s + 1, *s, (size_t)(end - s - 1));
		close = close == NULL ? end : close;
		a->value = s + 1;
		s = close < end ? close + 1 : end;
	} else {
		for (close = s;
		     close < end && *close != '>' && !is_blank(*close); close++)
			;
		a->value = s;
		s = close;
	}
	a->value_len = (size_t)(close - a->value);
	return s;
}

static bool
is_called(const struct attribute *a, const char *name)
{
	return strlen(name) == a->name_len &&
	       strncasecmp(name, a->name, a->name_len) == 0;
}

static bool
is_in(const struct html_attribute *list, const struct attribute *a)
{
	for (; list != NULL && list->name != NULL; list++)
		if (is_called(a, list->name))
			return true;
	return false;
}

static bool
is_wanted(const struct html_element *el, const struct attribute *a)
{
	return el != NULL && a->name_len > 0 &&
	       (is_in(el->attributes, a) || is_in(html_common_attributes, a) ||
		   is_called(a, "hidden"));
}

static void
add_attribute(const struct attribute *a, struct buf *out)
{
	char quote = '"';

	if (a->value_len > 0 && memchr(a->value, '"', a->value_len) != NULL)
		quote = '\'';
	if (quote == '\'' && memchr(a->value, '\'', a->value_len) != NULL)
		return;
	buf_addc(out, ' ');
	buf_add(out, a->name, a->name_len);
	buf_addc(out, '=');
	buf_addc(out, quote);
	if (a->value_len > 0)
		buf_add(out, a->value, a->value_len);
	buf_addc(out, quote);
}

static const struct html_element *
element_at(const char *name, size_t len)
{
	char lower[KNOWN_MAX];

	if (len >= sizeof(lower))
		return NULL;
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)tolower((unsigned char)name[i]);
	lower[len] = '\0';
	return html_element(lower);
}

static bool
is_void(const struct html_element *el)
{
	return el != NULL && el->class >= HTML_BREAK && el->class <= HTML_RULE;
}

static bool
is_block(const struct html_element *el)
{
	return el != NULL && (el->class > HTML_INLINE || is_void(el)) &&
	       el->class != HTML_IMAGE;
}

static bool
is_math(const struct html_element *el)
{
	return el != NULL && el->math != NULL;
}

static bool
is_section(const struct html_element *el)
{
	return el != NULL && el->class == HTML_SECTION;
}

static void
cut_open(struct tamer *t, size_t n)
{
	while (t->n > n) {
		const struct html_element *el = t->open[--t->n].el;

		t->math -= is_math(el);
		t->sections -= is_section(el);
	}
}

/* What a browser closes when its like begins: p, li, td. */
static void
close_like(struct tamer *t, const struct html_element *el)
{
	if (el == NULL || (el->class != HTML_PARAGRAPH && el->in == 0))
		return;
	for (size_t i = t->n; i > 0; i--) {
		if (t->open[i - 1].el == el)
			cut_open(t, i - 1);
		if (i > t->n || is_block(t->open[i - 1].el))
			return;
	}
}

/* An end tag does not reach beyond an element of a higher rank. */
static int
rank_of(const struct html_element *el)
{
	static const struct {
		const char *name;
		int rank;
	} ranks[] = {{"div", 1}, {"td", 2}, {"th", 2}, {"tr", 3}, {"thead", 4},
	    {"tbody", 4}, {"tfoot", 4}, {"table", 5}};

	for (size_t i = 0; el != NULL && i < sizeof(ranks) / sizeof(ranks[0]);
	     i++)
		if (strcmp(ranks[i].name, el->name) == 0)
			return ranks[i].rank;
	return 0;
}

static void
add_space(struct tamer *t, const struct html_element *el)
{
	if (is_block(el))
		buf_adds(t->out, "\n\n");
}

/* In JATS a title is the heading of its section. */
static void
rename_title(const struct tamer *t, const char **name, size_t *len)
{
	static const char heading[] = "st";

	if (t->sections == 0 || *len != 5 ||
	    strncasecmp(*name, "title", 5) != 0)
		return;
	*name = heading;
	*len = strlen(heading);
}

/* Returns where the tag at s, whose name has len bytes, ends. */
static const char *
start_tag(struct tamer *t, const char *s, size_t len)
{
	const char *name = s + 1;
	const struct html_element *el;
	size_t before = t->out->len;
	struct attribute a;
	bool closed = false, keep;

	s = skip_blanks(name + len, t->end);
	rename_title(t, &name, &len);
	el = element_at(name, len);
	keep = (el != NULL || t->math > 0) && t->n < LIMIT_HTML_OPEN &&
	       t->tags == HTML_TAGS_KEPT;
	if (keep) {
		buf_addc(t->out, '<');
		buf_add(t->out, name, len);
	}
	while (s < t->end && *s != '>') {
		closed = *s == '/' && s + 1 < t->end && s[1] == '>';
		s = read_attribute(s, t->end, &a);
		if (keep && is_wanted(el, &a))
			add_attribute(&a, t->out);
		s = skip_blanks(s, t->end);
	}
	if (s == t->end) {
		buf_cut(t->out, before);
		return s;
	}
	if (keep) {
		buf_adds(t->out, closed ? "/>" : ">");
		close_like(t, el);
	} else {
		add_space(t, t->tags == HTML_TAGS_KEPT ? NULL : el);
	}
	if (keep && !closed && !is_void(el)) {
		t->open[t->n++] = (struct open){el, name, len};
		t->math += is_math(el);
		t->sections += is_section(el);
	}
	return s + 1;
}

static const char *
end_tag(struct tamer *t, const char *s, size_t len)
{
	const char *name = s + 2;
	const char *end = memchr(name, '>', (size_t)(t->end - name));
	const struct html_element *el = NULL;
	int rank;

	rename_title(t, &name, &len);
	if (t->n > 0 || t->tags == HTML_TAGS_DROPPED)
		el = element_at(name, len);
	if (t->tags == HTML_TAGS_DROPPED)
		add_space(t, el);
	rank = rank_of(el);
	for (size_t i = t->n; i > 0; i--) {
		const struct open *o = &t->open[i - 1];

		if (o->len == len && strncasecmp(o->name, name, len) == 0) {
			cut_open(t, i - 1);
			buf_adds(t->out, "</");
			buf_add(t->out, name, len);
			buf_addc(t->out, '>');
			break;
		}
		if (rank_of(o->el) > rank)
			break;
	}
	return end == NULL ? t->end : end + 1;
}

/* True for an element whose content is no markup. */
static bool
is_raw(const char *name, size_t len)
{
	return (len == 6 && strncasecmp(name, "script", len) == 0) ||
	       (len == 5 && strncasecmp(name, "style", len) == 0);
}

/* Behind the end tag of such a one. */
static const char *
skip_raw(const char *name, const char *end, size_t len)
{
	const char *s = name;

	while ((s = memmem(s, (size_t)(end - s), "</", 2)) != NULL) {
		s += 2;
		if ((size_t)(end - s) >= len && strncasecmp(s, name, len) == 0)
			break;
	}
	if (s != NULL)
		s = memchr(s, '>', (size_t)(end - s));
	return s == NULL ? end : s + 1;
}

/* What never comes through, at s; NULL when nothing such is there. One that
 * never ends takes all the rest. */
static const char *
skip_hidden(const char *s, const char *end)
{
	static const struct {
		const char *begin, *end;
	} hidden[] = {{"<!--", "-->"}, {"<!doctype", ">"}, {"<?", ">"}};
	const size_t n_hidden = sizeof(hidden) / sizeof(hidden[0]);
	size_t n;

	for (size_t i = 0; i < n_hidden && !isalpha((unsigned char)s[1]); i++) {
		n = strlen(hidden[i].begin);
		if ((size_t)(end - s) < n ||
		    strncasecmp(s, hidden[i].begin, n) != 0)
			continue;
		s = memmem(s + n, (size_t)(end - s) - n, hidden[i].end,
		    strlen(hidden[i].end));
		return s == NULL ? end : s + strlen(hidden[i].end);
	}
	return NULL;
}

/* The "<" at s, with what belongs to it; returns where that ends. */
static const char *
read_sign(struct tamer *t, const char *s)
{
	const char *next = skip_hidden(s, t->end);
	size_t n;

	if (next != NULL)
		return next;
	if ((n = name_length(s + 1, t->end)) > 0)
		return is_raw(s + 1, n) ? skip_raw(s + 1, t->end, n)
					: start_tag(t, s, n);
	if (t->end - s < 2 || s[1] != '/') {
		buf_adds(t->out, t->tags == HTML_TAGS_KEPT ? "&lt;" : "<");
		return s + 1;
	}
	if ((n = name_length(s + 2, t->end)) > 0)
		return end_tag(t, s, n);
	return s + 2;
}

/* True for "&" before what is longer than any name: of the longest libxml2
 * hands on a part, which depends on what is in memory. */
static bool
is_endless(const char *s, const char *end)
{
	size_t n = 1;

	while (s + n < end && n <= HTML_REFERENCE_MAX &&
	       (isalnum((unsigned char)s[n]) || (s[n] & 0x80) != 0 ||
		   strchr(".-_:", s[n]) != NULL))
		n++;
	return n > HTML_REFERENCE_MAX;
}

/* The same for "&#" without a number, which libxml2 would not hand on. */
static bool
is_broken(const char *s, const char *end)
{
	if (end - s < 2 || s[1] != '#')
		return is_endless(s, end);
	s += 2;
	if (s < end && (*s == 'x' || *s == 'X'))
		return ++s == end || !isxdigit((unsigned char)*s);
	return s == end || !isdigit((unsigned char)*s);
}

static void
add_text(struct tamer *t, const char *s, const char *end)
{
	const char *sign, *from = s;

	for (; (sign = memchr(s, '&', (size_t)(end - s))) != NULL;
	     s = sign + 1) {
		if (t->tags == HTML_TAGS_DROPPED || !is_broken(sign, end))
			continue;
		buf_add(t->out, from, (size_t)(sign - from));
		buf_adds(t->out, "&amp;");
		from = sign + 1;
	}
	buf_add(t->out, from, (size_t)(end - from));
}

void
html_tame(const char *html, size_t len, enum html_tags tags, struct buf *out)
{
	struct tamer t = {.end = html + len, .tags = tags, .out = out};
	const char *sign;

	for (const char *s = html; s < t.end; s = read_sign(&t, sign)) {
		sign = memchr(s, '<', (size_t)(t.end - s));
		add_text(&t, s, sign == NULL ? t.end : sign);
		if (sign == NULL)
			break;
	}
}
