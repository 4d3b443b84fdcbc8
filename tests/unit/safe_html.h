/* SPDX-License-Identifier: ISC */
/*
 * Whether a fragment is what html_write.h promises, told by a reader of its
 * own, which knows but the one form that we write, so that it shares no fault
 * with what it tests: '<name a="v" b="v">', "</name>", five references, all
 * elements closed in order.
 */
#ifndef TESTS_SAFE_HTML_H
#define TESTS_SAFE_HTML_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct checker {
	const char *s;
	char open[LIMIT_HTML_DEPTH][16];
	size_t n;
};

static const char *const voids[] = {"br", "hr", "img"};
static const char *const elements[] = {"a", "abbr", "b", "blockquote",
    "caption", "cite", "code", "dd", "del", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins",
    "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
    "time", "tr", "u", "ul", "var"};
static const char *const attributes[] = {"alt", "cite", "colspan", "datetime",
    "dir", "height", "href", "hreflang", "lang", "rowspan", "scope", "src",
    "start", "style", "title", "width"};
static const char *const urls[] = {"cite", "href", "src"};
static const char *const schemes[] = {"http://", "https://", "mailto:"};
static const char *const references[] = {
    "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

static bool
is_one_of(const char *s, const char *const *list, size_t n)
{
	while (n > 0 && strcmp(list[n - 1], s) != 0)
		n--;
	return n > 0;
}

/* True when s begins with one of list. */
static bool
begins(const char *s, const char *const *list, size_t n)
{
	while (n > 0 && strncmp(s, list[n - 1], strlen(list[n - 1])) != 0)
		n--;
	return n > 0;
}

static void
take_name(struct checker *c, char name[16])
{
	size_t n = strspn(c->s, "abcdefghijklmnopqrstuvwxyz0123456789");

	snprintf(name, 16, "%.*s", (int)(n < 15 ? n : 0), c->s);
	c->s += n;
}

static bool
take(struct checker *c, const char *literal)
{
	if (strncmp(c->s, literal, strlen(literal)) != 0)
		return false;
	c->s += strlen(literal);
	return true;
}

static bool
take_attribute(struct checker *c)
{
	char name[16];

	take_name(c, name);
	if (!is_one_of(name, attributes, COUNT(attributes)) || !take(c, "=\""))
		return false;
	if (is_one_of(name, urls, COUNT(urls)) &&
	    !begins(c->s, schemes, COUNT(schemes)))
		return false;
	for (; *c->s != '"'; c->s++)
		if (strchr("<>'", *c->s) != NULL ||
		    (*c->s == '&' && !begins(c->s, references, 5)))
			return false;
	c->s++;
	return true;
}

static bool
take_tag(struct checker *c)
{
	char name[16];

	if (take(c, "</")) {
		take_name(c, name);
		return c->n > 0 && strcmp(c->open[--c->n], name) == 0 &&
		       take(c, ">");
	}
	c->s++;
	take_name(c, name);
	while (take(c, " "))
		if (!take_attribute(c))
			return false;
	if (!take(c, ">"))
		return false;
	if (is_one_of(name, voids, COUNT(voids)))
		return true;
	if (!is_one_of(name, elements, COUNT(elements)) ||
	    c->n == LIMIT_HTML_DEPTH)
		return false;
	memcpy(c->open[c->n++], name, sizeof(name));
	return true;
}

/* True for "", too. */
static inline bool
is_safe_html(const char *s)
{
	struct checker c = {.s = s};
	unsigned int cp;
	size_t n;

	if (strlen(s) > LIMIT_HTML)
		return false;
	while (*c.s != '\0') {
		if (*c.s == '<') {
			if (!take_tag(&c))
				return false;
			continue;
		}
		n = text_decode(c.s, strlen(c.s), &cp);
		if (n == 0 || text_is_control(cp) || *c.s == '>' ||
		    (*c.s == '&' && !begins(c.s, references, 3)))
			return false;
		c.s += n;
	}
	return c.n == 0;
}

#endif
