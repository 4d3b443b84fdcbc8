/* SPDX-License-Identifier: ISC */
/* The attributes of an element that may be written. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/html_attribute.h"
#include "parse/html_read.h"

static const char *
value_of(const char *const *attributes, const char *name)
{
	for (; attributes != NULL && *attributes != NULL; attributes += 2)
		if (strcmp(attributes[0], name) == 0)
			return attributes[1];
	return NULL;
}

/* Takes url. */
static char *
allowed(char *url, enum html_kind kind)
{
	if (url != NULL &&
	    (url_is_http(url) ||
		(kind == HTML_LINK && strncasecmp(url, "mailto:", 7) == 0)))
		return url;
	free(url);
	return NULL;
}

/* One line of it. */
static char *
clean(const char *value)
{
	size_t n, len = strlen(value);
	unsigned int cp;
	struct buf b;

	buf_init(&b, LIMIT_HTML);
	for (; len > 0; value += n, len -= n) {
		n = html_character(value, len, &cp);
		if (cp != 0)
			buf_add_utf8(&b, cp);
	}
	return text_squash(buf_take(&b));
}

static char *
number(const char *value, long least, long most)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (end == value || n < least || n > most ||
	    (*end != '\0' && strcasecmp(end, "px") != 0))
		return NULL;
	return xasprintf("%ld", n);
}

static char *
scope(const char *value)
{
	static const char *const scopes[] = {
	    "row", "col", "rowgroup", "colgroup"};

	for (size_t i = 0; i < sizeof(scopes) / sizeof(scopes[0]); i++)
		if (strcasecmp(value, scopes[i]) == 0)
			return xstrdup(scopes[i]);
	return NULL;
}

/* The safe form of a value; NULL when there is none. The caller frees. */
static char *
safe(enum html_kind kind, const char *value, const char *base)
{
	switch (kind) {
	case HTML_TEXT:
		return clean(value);
	case HTML_LINK:
	case HTML_WEB:
		return allowed(url_resolve(base, value), kind);
	case HTML_NUMBER:
		return number(value, -9999, 9999);
	case HTML_SPAN:
		return number(value, 1, 1000);
	case HTML_SCOPE:
		return scope(value);
	}
	return NULL;
}

/* An image of one pixel is there to tell who reads. */
static bool
is_pixel(const char *const *attributes)
{
	static const char *const sides[] = {"width", "height"};
	const char *value;
	char *end;

	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
		value = value_of(attributes, sides[i]);
		if (value != NULL && strtol(value, &end, 10) <= 1 &&
		    end != value)
			return true;
	}
	return false;
}

/* So that any parser reads s between double quotes, and between single ones.
 */
static void
escape(const char *s, struct buf *out)
{
	static const struct {
		char c;
		const char *reference;
	} escapes[] = {
	    {'&', "&amp;"},
	    {'<', "&lt;"},
	    {'>', "&gt;"},
	    {'"', "&quot;"},
	    {'\'', "&#39;"},
	};
	const size_t n = sizeof(escapes) / sizeof(escapes[0]);
	size_t i;

	for (; *s != '\0'; s++) {
		for (i = 0; i < n && escapes[i].c != *s; i++)
			;
		if (i < n)
			buf_adds(out, escapes[i].reference);
		else
			buf_addc(out, *s);
	}
}

char *
html_attributes(const struct html_element *el, const char *const *attributes,
    const char *base)
{
	const struct html_attribute *a = el->attributes;
	bool needed = el->needs == NULL;
	struct buf b;

	buf_init(&b, LIMIT_HTML);
	if (el->class == HTML_IMAGE && is_pixel(attributes))
		a = NULL;
	for (; a != NULL && a->name != NULL; a++) {
		const char *value = value_of(attributes, a->name);
		char *s = value == NULL ? NULL : safe(a->kind, value, base);

		if (s == NULL)
			continue;
		buf_addf(&b, " %s=\"", a->name);
		escape(s, &b);
		buf_addc(&b, '"');
		needed = needed || strcmp(a->name, el->needs) == 0;
		free(s);
	}
	if (needed && buf_ok(&b))
		return buf_take(&b);
	buf_done(&b);
	return NULL;
}
