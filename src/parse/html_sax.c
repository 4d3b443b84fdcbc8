/* SPDX-License-Identifier: ISC */
/* What libxml2's HTML parser makes of tame markup. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "parse/html_read.h"
#include "parse/html_sax.h"
#include "parse/html_table.h"

#define OPEN_MAX 16       /* of simple markup; real: under 8 */
#define ATTRIBUTES_MAX 16 /* of an element */
#define LETTERS_MAX 10    /* "blockquote" */

static size_t
count_letters(const char *s)
{
	size_t n = 0;

	while (s[n] >= 'a' && s[n] <= 'z')
		n++;
	return n;
}

void
html_sax_full(
    const struct buf *markup, const htmlSAXHandler *sax, void *context)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
			    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
			    HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC;
	htmlParserCtxtPtr ctxt = htmlNewParserCtxt();

	if (ctxt == NULL)
		abort();
	*ctxt->sax = *sax;
	ctxt->userData = context;
	xmlFreeDoc(htmlCtxtReadMemory(
	    ctxt, markup->data, (int)markup->len, NULL, "UTF-8", options));
	htmlFreeParserCtxt(ctxt);
}

/* A walk through the markup, which is all there is to a small parser. */
struct walk {
	const htmlSAXHandler *sax; /* NULL: it is only looked at */
	void *context;
	const struct html_element *open[OPEN_MAX];
	size_t n;
};

/* Whether libxml2 makes of each reference what html_reference() does: of
 * numbers that are no characters it makes nothing. */
static bool
is_simple_text(const char *s, const char *end)
{
	unsigned int cp;

	for (; (s = memchr(s, '&', (size_t)(end - s))) != NULL; s++) {
		size_t n = html_reference(s, &cp);

		if (s[1] == '#' && (n == 0 || s[n - 1] != ';' || cp >= 0xd800 ||
				       text_is_control(cp)))
			return false;
	}
	return true;
}

/* Decodes references in place, which makes nothing longer. */
static size_t
decode(char *s, size_t len)
{
	const char *in = memchr(s, '&', len), *end = s + len;
	char *out = s + (in == NULL ? len : (size_t)(in - s));
	unsigned int cp;
	size_t n;

	while (in != NULL && in < end) {
		if (*in == '&' && (n = html_reference(in, &cp)) > 0) {
			in += n;
			out += text_encode(cp, out);
		} else {
			*out++ = *in++;
		}
	}
	return (size_t)(out - s);
}

static bool
take_text(const struct walk *w, char *s, const char *end)
{
	size_t len = (size_t)(end - s);

	if (w->sax == NULL)
		return is_simple_text(s, end);
	if (len > 0)
		w->sax->characters(
		    w->context, (const xmlChar *)s, (int)decode(s, len));
	return true;
}

/* Whether an element may begin here without ending another one, in any
 * parser's eyes. */
static bool
may_begin(const struct walk *w, const struct html_element *el)
{
	const struct html_element *in = w->n == 0 ? NULL : w->open[w->n - 1];
	bool in_flow = in == NULL || in->class == HTML_FLOW;
	bool in_list = in != NULL && in->is == HTML_IN_LIST;

	if (el->as == NULL || strcmp(el->name, el->as) != 0)
		return false;
	switch (el->class) {
	case HTML_BREAK:
	case HTML_IMAGE:
		return !in_list;
	case HTML_INLINE:
		for (size_t i = 0; i < w->n; i++)
			if (w->open[i] == el)
				return false;
		return !in_list;
	case HTML_FLOW:
		return el->in == 0 ? in_flow
				   : el->in == HTML_IN_LIST && in_list;
	case HTML_FRAME:
		return in_flow && el->is == HTML_IN_LIST;
	case HTML_PARAGRAPH:
	case HTML_LINE:
		return in_flow && el->in == 0;
	case HTML_SKIP:
	case HTML_REFERENCE:
	case HTML_MATH:
	case HTML_RULE:
	case HTML_SECTION:
	case HTML_LEAD:
		break;
	}
	return false;
}

/* Reads attributes at s, as html_tame() writes them; returns what follows,
 * NULL when they are not simple. */
static char *
read_attributes(const struct walk *w, char *s,
    const xmlChar *attributes[2 * ATTRIBUTES_MAX + 1])
{
	size_t i = 0, n;
	char *value, *end;

	for (; *s == ' ' && i < 2 * ATTRIBUTES_MAX; s = end + 1) {
		n = count_letters(++s);
		if (n == 0 || s[n] != '=' ||
		    (s[n + 1] != '"' && s[n + 1] != '\''))
			return NULL;
		value = s + n + 2;
		if ((end = strchr(value, s[n + 1])) == NULL)
			return NULL;
		if (w->sax == NULL) {
			if (!is_simple_text(value, end))
				return NULL;
		} else {
			s[n] = '\0';
			value[decode(value, (size_t)(end - value))] = '\0';
		}
		attributes[i++] = (const xmlChar *)s;
		attributes[i++] = (const xmlChar *)value;
	}
	attributes[i] = NULL;
	return s;
}

static char *
start_tag(struct walk *w, const struct html_element *el, char *s)
{
	const xmlChar *name = (const xmlChar *)el->name;
	const xmlChar *attributes[2 * ATTRIBUTES_MAX + 1];
	bool is_void = el->class < HTML_INLINE;

	if (!may_begin(w, el) || w->n == OPEN_MAX ||
	    (s = read_attributes(w, s, attributes)) == NULL)
		return NULL;
	s += is_void && *s == '/';
	if (*s != '>')
		return NULL;
	if (w->sax != NULL)
		w->sax->startElement(w->context, name,
		    attributes[0] == NULL ? NULL : attributes);
	if (!is_void)
		w->open[w->n++] = el;
	else if (w->sax != NULL)
		w->sax->endElement(w->context, name);
	return s + 1;
}

static char *
end_tag(struct walk *w, char *s)
{
	const char *name = w->n == 0 ? "" : w->open[w->n - 1]->name;
	size_t n = strlen(name);

	if (n == 0 || strncmp(s, name, n) != 0 || s[n] != '>')
		return NULL;
	w->n--;
	if (w->sax != NULL)
		w->sax->endElement(w->context, (const xmlChar *)name);
	return s + n + 1;
}

/* Reads the tag at s; returns what follows, NULL when it is not simple. */
static char *
read_tag(struct walk *w, char *s)
{
	char name[LETTERS_MAX + 1];
	const struct html_element *el;
	size_t n;

	if (*++s == '/')
		return end_tag(w, s + 1);
	n = count_letters(s);
	n += n > 0 && s[n] >= '1' && s[n] <= '6'; /* h1 */
	if (n == 0 || n > LETTERS_MAX)
		return NULL;
	memcpy(name, s, n);
	name[n] = '\0';
	el = html_element(name);
	return el == NULL ? NULL : start_tag(w, el, s + n);
}

static bool
walk(struct walk *w, const struct buf *markup)
{
	char *s = markup->data + strlen(HTML_SAX_BEGIN), *sign;
	const char *end = markup->data + markup->len;

	while ((sign = memchr(s, '<', (size_t)(end - s))) != NULL) {
		if (!take_text(w, s, sign) || (s = read_tag(w, sign)) == NULL)
			return false;
	}
	return take_text(w, s, end) && w->n == 0;
}

bool
html_sax_quick(struct buf *markup, const htmlSAXHandler *sax, void *context)
{
	struct walk look = {0}, go = {.sax = sax, .context = context};

	return text_is_utf8(markup->data, markup->len) && walk(&look, markup) &&
	       walk(&go, markup);
}
