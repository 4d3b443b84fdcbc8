/* SPDX-License-Identifier: ISC */
/* The plain forms. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html_plain.h"
#include "parse/html_read.h"

#define SOFT_HYPHEN 0xad
#define ROUNDS 3           /* titles are escaped up to three times */
#define NAME_MAX_LENGTH 32 /* of an element in a title */
#define END_TAG_DISTANCE \
	2048 /* how far behind its start an end is looked for */

struct plain {
	struct buf out;
	unsigned int spacing; /* enum html_spacing before the next character */
	unsigned int most;    /* of it that a line can have */
	bool raised;          /* a sup has just begun */
};

static void
space(struct plain *p, unsigned int spacing)
{
	if (p->spacing < spacing)
		p->spacing = spacing < p->most ? spacing : p->most;
}

static void
add_spacing(struct plain *p)
{
	static const char *const spacings[] = {"", " ", "\n", "\n\n"};

	if (p->out.len > 0)
		buf_adds(&p->out, spacings[p->spacing]);
	p->spacing = HTML_NOTHING;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A power is not a digit more: "10^6". */
static bool
is_power(const struct plain *p, unsigned int cp)
{
	return p->raised && p->spacing == HTML_NOTHING && p->out.len > 0 &&
	       is_digit(p->out.data[p->out.len - 1]) &&
	       ((cp >= '0' && cp <= '9') || cp == '-' || cp == '+' ||
		   cp == 0x2212 || cp == 0x2013);
}

static void
on_text(void *context, const char *s, size_t len)
{
	struct plain *p = context;
	unsigned int cp;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		n = html_character(s, len, &cp);
		if (cp == 0 || cp == SOFT_HYPHEN)
			continue;
		if (text_is_space(cp)) {
			space(p, HTML_SPACE);
			continue;
		}
		if (is_power(p, cp))
			buf_addc(&p->out, '^');
		p->raised = false;
		add_spacing(p);
		buf_add_utf8(&p->out, cp);
	}
}

static void
on_start(
    void *context, const struct html_element *el, const char *const *attributes)
{
	struct plain *p = context;

	(void)attributes;
	if (el->class == HTML_BREAK)
		space(p, p->spacing < HTML_NEW_LINE ? HTML_NEW_LINE
						    : HTML_EMPTY_LINE);
	space(p, el->spacing);
	p->raised = el->class == HTML_INLINE && strcmp(el->as, "sup") == 0;
}

static void
on_end(void *context, const struct html_element *el)
{
	struct plain *p = context;

	space(p, el->class == HTML_LEAD ? HTML_SPACE : el->spacing);
	p->raised = false;
}

static char *
read_plain(const char *html, unsigned int most)
{
	static const struct html_handler handler = {on_start, on_text, on_end};
	struct plain p = {.most = most};
	char *result = NULL;

	buf_init(&p.out, LIMIT_TEXT);
	html_read(html, &handler, &p);
	if (p.out.len > 0)
		result = buf_take(&p.out);
	buf_done(&p.out);
	return result;
}

char *
html_plain(const char *html)
{
	return read_plain(html, HTML_EMPTY_LINE);
}

/* The length of the name of an element at s; 0 when there is none. */
static size_t
name_at(const char *s, char name[NAME_MAX_LENGTH])
{
	size_t n = 0;

	if (!isalpha((unsigned char)s[0]))
		return 0;
	for (; n < NAME_MAX_LENGTH - 1; n++) {
		if (!isalnum((unsigned char)s[n]) && s[n] != ':' &&
		    s[n] != '-' && s[n] != '_')
			break;
		name[n] = (char)tolower((unsigned char)s[n]);
	}
	name[n] = '\0';
	return n;
}

/* True for "> …", "/> …", " name="value" …>": what can follow a name in a tag
 * that someone meant as one. */
static bool
is_tag_rest(const char *s)
{
	size_t n;
	char quote;

	for (;;) {
		n = strspn(s, " \t\r\n");
		s += n;
		if (*s == '>' || (s[0] == '/' && s[1] == '>'))
			return true;
		if (n == 0 || !isalpha((unsigned char)*s))
			return false;
		while (isalnum((unsigned char)*s) || *s == '-' || *s == ':')
			s++;
		if (*s++ != '=')
			return false;
		quote = *s == '"' || *s == '\'' ? *s++ : '\0';
		s += quote == '"'    ? strcspn(s, "\"")
		     : quote == '\'' ? strcspn(s, "'")
				     : strcspn(s, " \t\r\n>");
		s += quote != '\0' && *s == quote;
	}
}

/* True when the end tag of an element stands not too far behind s. */
static bool
has_end(const char *s, const char *name)
{
	const char *stop = s + strnlen(s, END_TAG_DISTANCE);
	size_t len = strlen(name);

	while ((s = memmem(s, (size_t)(stop - s), "</", 2)) != NULL) {
		s += 2;
		if (strncasecmp(s, name, len) == 0 && s[len] == '>')
			return true;
	}
	return false;
}

/* True when the "<" at s begins a tag, and not "a<b and c>d". */
static bool
is_tag(const char *s)
{
	char name[NAME_MAX_LENGTH];
	size_t n;

	if (strncmp(s, "<!--", 4) == 0)
		return strstr(s, "-->") != NULL;
	if (s[1] == '/')
		return (n = name_at(s + 2, name)) > 0 && s[2 + n] == '>';
	if ((n = name_at(s + 1, name)) == 0 || !is_tag_rest(s + 1 + n))
		return false;
	return html_element(name) != NULL || has_end(s + 1 + n, name);
}

/* What only looks like markup, escaped; the caller frees. */
static char *
escape_signs(const char *s)
{
	struct buf b;

	buf_init(&b, LIMIT_TEXT);
	for (; *s != '\0'; s++) {
		if (*s == '<' && !is_tag(s))
			buf_adds(&b, "&lt;");
		else
			buf_addc(&b, *s);
	}
	return buf_take(&b);
}

/* True when s, from which all markup was taken, holds some again: it was
 * escaped more than once. A lone "<b>" may be what a title is about. */
static bool
is_escaped(const char *s)
{
	char name[NAME_MAX_LENGTH];
	unsigned int cp;
	size_t n;

	for (; *s != '\0'; s++) {
		if (*s == '&' && html_reference(s, &cp) > 0)
			return true;
		if (*s == '<' && (n = name_at(s + 1, name)) > 0 &&
		    is_tag_rest(s + 1 + n) && has_end(s + 1 + n, name))
			return true;
	}
	return false;
}

char *
html_plain_line(const char *title)
{
	char *line =
	    xstrndup(title, text_cut(title, strlen(title), LIMIT_HTML));

	for (int i = 0; i < ROUNDS && line != NULL; i++) {
		char *marked = escape_signs(line);

		free(line);
		line = read_plain(marked, HTML_SPACE);
		free(marked);
		if (line != NULL && !is_escaped(line))
			break;
	}
	return line;
}
