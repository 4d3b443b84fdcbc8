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

#define LANGUAGE_MAX 35 /* RFC 5646 section 4.4.1 */
#define LENGTH_MAX 16   /* of a number of pixels */
#define CSS_BLANKS " \t\r\n\f"

const char *
html_value(const char *const *attributes, const char *name)
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

/* A word of list, which ends with NULL. */
static char *
word(const char *value, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcasecmp(value, *list) == 0)
			return xstrdup(*list);
	return NULL;
}

static char *
language(const char *value)
{
	size_t n = 0;

	for (const char *s = value;; s += n + 1) {
		n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
		if (n == 0 || n > 8 || (s[n] != '\0' && s[n] != '-'))
			return NULL;
		if (s[n] == '\0')
			return strlen(value) <= LANGUAGE_MAX ? xstrdup(value)
							     : NULL;
	}
}

/* The URL that is first in a srcset, which has a size or a comma behind it. */
static char *
first_of(const char *set, const char *base)
{
	size_t blanks = strspn(set, " \t\r\n");
	size_t len = strcspn(set + blanks, " \t\r\n");
	char *first, *url;

	while (len > 0 && set[blanks + len - 1] == ',')
		len--;
	first = xstrndup(set + blanks, len);
	url = url_resolve(base, first);
	free(first);
	return url;
}

/* What a declaration of CSS may say: what carries meaning in an abstract. */
static const struct {
	const char *property, *value;
} styles[] = {
    {"direction", "ltr"},
    {"direction", "rtl"},
    {"font-style", "italic"},
    {"font-style", "normal"},
    {"font-variant", "small-caps"},
    {"font-weight", "bold"},
    {"font-weight", "normal"},
    {"list-style-type", "decimal"},
    {"list-style-type", "lower-alpha"},
    {"list-style-type", "lower-roman"},
    {"list-style-type", "upper-alpha"},
    {"list-style-type", "upper-roman"},
    {"text-align", "center"},
    {"text-align", "left"},
    {"text-align", "right"},
    {"text-decoration", "line-through"},
    {"text-decoration", "underline"},
    {"vertical-align", "sub"},
    {"vertical-align", "super"},
};

/* Of a style, the last value that a property is given, as it is written and
 * without "!important"; NULL when it is given none. */
static const char *
value_in(const char *style, const char *property, size_t *len)
{
	const char *s = style, *value = NULL;
	size_t n = strlen(property), end;

	for (; s[0] != '\0'; s += end + (s[end] == ';')) {
		s += strspn(s, CSS_BLANKS);
		end = strcspn(s, ";");
		if (strncasecmp(s, property, n) != 0 ||
		    s[n + strspn(s + n, CSS_BLANKS)] != ':')
			continue;
		value = strchr(s, ':') + 1;
		value += strspn(value, CSS_BLANKS);
		*len = strcspn(value, ";!");
		while (*len > 0 && strchr(CSS_BLANKS, value[*len - 1]) != NULL)
			--*len;
	}
	return value;
}

static bool
is_styled(const char *style, const char *property, const char *value)
{
	size_t len;
	const char *s = value_in(style, property, &len);

	return s != NULL && strlen(value) == len &&
	       strncasecmp(s, value, len) == 0;
}

static char *
safe_style(const char *style)
{
	struct buf b;

	buf_init(&b, LIMIT_HTML);
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++)
		if (is_styled(style, styles[i].property, styles[i].value))
			buf_addf(&b, "%s%s:%s", b.len > 0 ? ";" : "",
			    styles[i].property, styles[i].value);
	if (b.len > 0)
		return buf_take(&b);
	buf_done(&b);
	return NULL;
}

/* The safe form of a value; NULL when there is none. The caller frees. */
static char *
safe(enum html_kind kind, const char *value, const char *base)
{
	static const char *const scopes[] = {
	    "row", "col", "rowgroup", "colgroup", NULL};
	static const char *const dirs[] = {"ltr", "rtl", "auto", NULL};

	switch (kind) {
	case HTML_TEXT:
		return clean(value);
	case HTML_LINK:
	case HTML_WEB:
		return allowed(url_resolve(base, value), kind);
	case HTML_SET:
		return allowed(first_of(value, base), kind);
	case HTML_NUMBER:
		return number(value, -9999, 9999);
	case HTML_SPAN:
		return number(value, 1, 1000);
	case HTML_SCOPE:
		return word(value, scopes);
	case HTML_LANG:
		return language(value);
	case HTML_DIR:
		return word(value, dirs);
	case HTML_STYLE:
		return safe_style(value);
	}
	return NULL;
}

/* True for a length of a pixel or less: "1", "0px", "0.5px;". */
static bool
is_tiny(const char *s, size_t len)
{
	char *end;
	double n;

	if (s == NULL || len == 0 || len >= LENGTH_MAX ||
	    strspn(s, "0123456789.+-") == 0)
		return false;
	n = strtod(s, &end);
	return end > s && end <= s + len && n <= 1 &&
	       (end == s + len || strncasecmp(end, "px", 2) == 0);
}

bool
html_is_hidden(const struct html_element *el, const char *const *attributes)
{
	static const char *const sides[] = {"width", "height"};
	const char *style = html_value(attributes, "style"), *value;
	size_t len;

	if (html_value(attributes, "hidden") != NULL ||
	    (style != NULL && (is_styled(style, "display", "none") ||
				  is_styled(style, "visibility", "hidden"))))
		return true;
	/* An image of one pixel is there to tell who reads. */
	for (size_t i = 0; el->class == HTML_IMAGE && i < 2; i++) {
		value = html_value(attributes, sides[i]);
		if (value != NULL && is_tiny(value, strlen(value)))
			return true;
		if (style == NULL)
			continue;
		value = value_in(style, sides[i], &len);
		if (value != NULL && is_tiny(value, len))
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
	const size_t n_escapes = sizeof(escapes) / sizeof(escapes[0]);
	size_t n;

	for (; *s != '\0'; s += n + (s[n] != '\0')) {
		n = strcspn(s, "&<>\"'");
		buf_add(out, s, n);
		for (size_t i = 0; i < n_escapes; i++)
			if (escapes[i].c == s[n])
				buf_adds(out, escapes[i].reference);
	}
}

/* Adds what is allowed of attributes; true when the one needed is there. */
static bool
add_allowed(const struct html_attribute *allowed, const char *needs,
    const char *const *attributes, const char *base, struct buf *b)
{
	const char *last = "";
	bool needed = false;

	if (attributes == NULL || *attributes == NULL)
		return false;
	for (const struct html_attribute *a = allowed;
	     a != NULL && a->name != NULL; a++) {
		const char *value = html_value(attributes, a->name);
		char *s = value == NULL || strcmp(a->as, last) == 0
			      ? NULL
			      : safe(a->kind, value, base);

		if (s == NULL)
			continue;
		buf_addc(b, ' ');
		buf_adds(b, a->as);
		buf_adds(b, "=\"");
		escape(s, b);
		buf_addc(b, '"');
		free(s);
		last = a->as;
		needed = needed || strcmp(a->as, needs) == 0;
	}
	return needed;
}

char *
html_attributes(const struct html_element *el, const char *const *attributes,
    const char *base)
{
	const char *needs = el->needs == NULL ? "" : el->needs;
	bool needed;
	struct buf b;

	buf_init(&b, LIMIT_HTML);
	needed = add_allowed(el->attributes, needs, attributes, base, &b);
	add_allowed(html_common_attributes, needs, attributes, base, &b);
	if (strcmp(needs, HTML_ANY) == 0)
		needed = b.len > 0;
	if ((needed || el->needs == NULL) && buf_ok(&b))
		return buf_take(&b);
	buf_done(&b);
	return NULL;
}
