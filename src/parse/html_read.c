/* SPDX-License-Identifier: ISC */
/* The one reader of HTML fragments. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/bytes.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html_attribute.h"
#include "parse/html_read.h"
#include "parse/html_sax.h"
#include "parse/html_tame.h"

#define FORMULAS_MAX 16 /* in each other, before their parts run together */

#define TAME_GROWTH 6   /* "\n\n" for "<p>", "&lt;" for "<", a=b quoted */
#define PARSER_COST 256 /* to make one takes as long as to read so much */
#define QUICK 16        /* times as much is read in the same time */

struct reader {
	const struct html_handler *handler;
	void *context;
	unsigned int depth;   /* of open elements, known and unknown */
	unsigned int skipped; /* so many of them from HTML_SKIP on */
	struct formula {
		const struct html_math *math;
		unsigned int depth;
		size_t n; /* parts that have begun */
	} formulas[FORMULAS_MAX];
	size_t n_formulas;
};

size_t
html_character(const char *s, size_t len, unsigned int *cp)
{
	size_t n = text_decode(s, len, cp);

	if (n == 0) {
		*cp = 0;
		return 1;
	}
	if (*cp == '\r')
		*cp = len > 1 && s[1] == '\n' ? 0 : '\n';
	else if (*cp == '\v' || *cp == '\f')
		*cp = ' ';
	/* Who refers to a C1 control means the byte, and browsers know it. */
	else if (*cp >= 0x80 && *cp < 0xa0)
		*cp = text_windows_1252((unsigned char)*cp);
	if (text_is_control(*cp))
		*cp = 0;
	return n;
}

/* The length of the character at s when it is a letter: none but blanks,
 * controls, the soft hyphen, "&", "<" and ">"; else 0. */
static size_t
letter(const char *s, size_t len)
{
	unsigned int cp;
	size_t n;

	/* Most are beyond the signs. */
	if ((unsigned char)*s < 0x80)
		return (*s > '>' && *s < 0x7f) ||
		       (*s > ' ' && *s < '<' && *s != '&') || *s == '=';
	n = text_decode(s, len, &cp);
	return n > 0 && cp > HTML_SOFT_HYPHEN && !text_is_space(cp) &&
		       !text_is_control(cp)
		   ? n
		   : 0;
}

size_t
html_letters(const char *s, size_t len)
{
	size_t n = 0, k;

	while (n < len && (k = letter(s + n, len - n)) > 0)
		n += k;
	return n;
}

/* What of the eight bytes at s is neither a letter of ASCII nor a space that
 * another byte than one more space follows. */
static uint64_t
others(const char *s)
{
	const uint64_t here = bytes_load(s), next = bytes_load(s + 1);

	return bytes_any_unprintable(here) | bytes_equal(here, '&') |
	       bytes_equal(here, '<') | bytes_equal(here, '>') |
	       (bytes_equal(here, ' ') & bytes_equal(next, ' '));
}

size_t
html_words(const char *s, size_t len)
{
	const size_t most = len < HTML_WORDS_MAX ? len : HTML_WORDS_MAX;
	size_t n = 0, k;

	if (len == 0 || *s == ' ')
		return 0;
	for (; n < most; n += k) {
		if (len - n > BYTES_AT_ONCE &&
		    (k = bytes_before(others(s + n))) > 0)
			continue;
		k = s[n] == ' ' ? n + 1 == len || s[n + 1] != ' '
				: letter(s + n, len - n);
		if (k == 0)
			break;
	}
	if (n > 0 && s[n - 1] != ' ' &&
	    (n == len || s[n] == ' ' || s[n] == '\n'))
		return n;
	while (n > 0 && s[n - 1] != ' ')
		n--;
	return n > 0 ? n - 1 : 0;
}

/* "&#39;"; as in browsers, the semicolon may be missing. */
static size_t
numeric_reference(const char *s, unsigned int *cp)
{
	bool hex = s[2] == 'x' || s[2] == 'X';
	const char *digits = s + 2 + hex;
	size_t n =
	    strspn(digits, hex ? "0123456789abcdefABCDEF" : "0123456789");
	unsigned long value;

	if (n == 0)
		return 0;
	value = strtoul(digits, NULL, hex ? 16 : 10);
	*cp = value > 0 && value <= 0x10ffff ? (unsigned int)value
					     : TEXT_REPLACEMENT;
	return (size_t)(digits + n - s) + (digits[n] == ';');
}

size_t
html_reference(const char *s, unsigned int *cp)
{
	char name[HTML_REFERENCE_MAX] = "";
	const htmlEntityDesc *entity;
	size_t n = 1;

	if (s[1] == '#')
		return numeric_reference(s, cp);
	while (n < HTML_REFERENCE_MAX && isalnum((unsigned char)s[n]))
		n++;
	if (s[n] != ';')
		return 0;
	memcpy(name, s + 1, n - 1);
	entity = htmlEntityLookup((const xmlChar *)name);
	if (entity == NULL)
		return 0;
	*cp = entity->value;
	return n + 1;
}

/* True for what is not shown, and for the number of a work in the list of
 * literature, which would run into the word that it stands behind; "Figure 1"
 * is text. */
static bool
is_skipped(const struct html_element *el, const char *const *attributes)
{
	static const char *const types[] = {"type", "ref-type"};
	const char *type;

	if (el->class == HTML_SKIP || html_is_hidden(el, attributes))
		return true;
	if (el->class != HTML_REFERENCE)
		return false;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		type = html_value(attributes, types[i]);
		if (type != NULL && strncasecmp(type, "bib", 3) == 0)
			return true;
	}
	return false;
}

static void
add_text(struct reader *r, const char *s)
{
	if (s != NULL)
		r->handler->text(r->context, s, strlen(s));
}

/* The formula whose part an element at this depth is; NULL when it is none. */
static struct formula *
formula_around(struct reader *r)
{
	struct formula *last;

	if (r->n_formulas == 0)
		return NULL;
	last = &r->formulas[r->n_formulas - 1];
	return last->depth == r->depth ? last : NULL;
}

/* The element that the last part of a formula is put into, or NULL. */
static const struct html_element *
frame_of(const struct formula *f)
{
	const char *name;

	if (f == NULL || f->n == 0 || f->n > HTML_PARTS)
		return NULL;
	name = f->math->parts[f->n - 1];
	return name == NULL ? NULL : html_element(name);
}

static void
start_part(struct reader *r)
{
	struct formula *f = formula_around(r);
	const struct html_element *frame;

	if (f == NULL)
		return;
	if (f->n++ > 0)
		add_text(r, f->math->mark);
	if ((frame = frame_of(f)) != NULL)
		r->handler->start(r->context, frame, NULL);
}

static void
end_part(struct reader *r)
{
	const struct html_element *frame = frame_of(formula_around(r));

	if (frame != NULL)
		r->handler->end(r->context, frame);
}

static void
start_formula(struct reader *r, const struct html_math *math)
{
	add_text(r, math->before);
	if (r->n_formulas < FORMULAS_MAX)
		r->formulas[r->n_formulas++] =
		    (struct formula){.math = math, .depth = r->depth};
}

static void
on_start(void *context, const xmlChar *name, const xmlChar **raw)
{
	struct reader *r = context;
	const char *const *attributes = (const char *const *)raw;
	const struct html_element *el = html_element((const char *)name);

	if (r->skipped > 0 || (el != NULL && is_skipped(el, attributes))) {
		r->skipped++;
		return;
	}
	start_part(r);
	r->depth++;
	if (el == NULL)
		return;
	if (el->class == HTML_MATH)
		start_formula(r, el->math);
	else if (el->class != HTML_REFERENCE)
		r->handler->start(r->context, el, attributes);
}

static void
on_end(void *context, const xmlChar *name)
{
	struct reader *r = context;
	const struct html_element *el;

	if (r->skipped > 0) {
		r->skipped--;
		return;
	}
	el = html_element((const char *)name);
	if (el != NULL && el->class == HTML_MATH)
		add_text(r, el->math->behind);
	else if (el != NULL && el->class >= HTML_INLINE)
		r->handler->end(r->context, el);
	if (formula_around(r) != NULL)
		r->n_formulas--;
	r->depth--;
	end_part(r);
}

static void
on_text(void *context, const xmlChar *s, int len)
{
	struct reader *r = context;

	if (r->skipped == 0)
		r->handler->text(r->context, (const char *)s, (size_t)len);
}

/* Without markup, an empty line is what parts paragraphs. */
static size_t
paragraph_length(const char *s, size_t len)
{
	const char *end = memmem(s, len, "\n\n", 2);

	return end == NULL ? len : (size_t)(end - s);
}

/* The character reference that is next in s, its length in *n; NULL when there
 * is none. */
static const char *
next_reference(const char *s, const char *end, unsigned int *cp, size_t *n)
{
	for (; s < end && (s = memchr(s, '&', (size_t)(end - s))) != NULL; s++)
		if ((*n = html_reference(s, cp)) > 0 && *n <= (size_t)(end - s))
			return s;
	return NULL;
}

static void
read_characters(const char *s, size_t len, struct reader *r)
{
	const char *end = s + len, *next;
	char utf8[TEXT_UTF8_MAX];
	unsigned int cp;
	size_t n;

	for (; (next = next_reference(s, end, &cp, &n)) != NULL; s = next + n) {
		if (next > s)
			r->handler->text(r->context, s, (size_t)(next - s));
		r->handler->text(r->context, utf8, text_encode(cp, utf8));
	}
	if (s < end)
		r->handler->text(r->context, s, (size_t)(end - s));
}

static void
read_plain(const char *s, size_t len, struct reader *r)
{
	const struct html_element *p = html_element("p");
	size_t n = paragraph_length(s, len);
	bool several = n < len;

	while (len > 0) {
		if (several)
			r->handler->start(r->context, p, NULL);
		read_characters(s, n, r);
		if (several)
			r->handler->end(r->context, p);
		s += n;
		len -= n;
		n = strspn(s, "\n");
		n = n < len ? n : len;
		s += n;
		len -= n;
		n = paragraph_length(s, len);
	}
}

/* Reads len bytes of markup and returns what that costs. */
static size_t
read_markup(const char *html, size_t len, struct reader *r)
{
	static const htmlSAXHandler sax = {
	    .startElement = on_start,
	    .endElement = on_end,
	    .characters = on_text,
	    .ignorableWhitespace = on_text,
	};
	struct buf markup;
	size_t cost;
	bool quick;

	buf_init(&markup, TAME_GROWTH * len + sizeof(HTML_SAX_BEGIN));
	buf_reserve(&markup, len + sizeof(HTML_SAX_BEGIN));
	buf_adds(&markup, HTML_SAX_BEGIN);
	buf_add(&markup, html, len);
	/* Of simple markup taming would leave out attributes alone that nobody
	 * asks for. */
	quick = html_sax_quick(&markup, &sax, r);
	if (!quick) {
		buf_cut(&markup, strlen(HTML_SAX_BEGIN));
		html_tame(html, len, HTML_TAGS_KEPT, &markup);
		quick = html_sax_quick(&markup, &sax, r);
	}
	if (!quick)
		html_sax_full(&markup, &sax, r);
	cost = markup.len + PARSER_COST;
	buf_done(&markup);
	return quick ? cost / QUICK : cost;
}

void
html_read(const char *html, const struct html_handler *handler, void *context,
    size_t *budget)
{
	struct reader r = {.handler = handler, .context = context};
	size_t len = text_cut(html, strlen(html), LIMIT_HTML);
	size_t cost = len + PARSER_COST;
	struct buf tame;

	if (memchr(html, '<', len) == NULL) {
		read_plain(html, len, &r);
		return;
	}
	if (budget == NULL || *budget >= cost) {
		cost = read_markup(html, len, &r);
	} else {
		buf_init(&tame, TAME_GROWTH * len);
		html_tame(html, len, HTML_TAGS_DROPPED, &tame);
		read_plain(tame.data, tame.len, &r);
		buf_done(&tame);
		cost = 0;
	}
	if (budget != NULL)
		*budget -= cost < *budget ? cost : *budget;
}
