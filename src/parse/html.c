/* SPDX-License-Identifier: ISC */
/* HTML fragments of strangers: made safe, made plain. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html.h"
#include "parse/html_read.h"
#include "parse/html_write.h"

#define ROUNDS 3          /* so often a title is taken to be escaped */
#define TITLE_NAME_MAX 32 /* of an element */
/* How far on in a title the end of something is looked for, and what of the
 * budget that takes. */
#define TITLE_DISTANCE 2048
#define TITLE_LOOK 64

struct plain {
	struct buf out;
	enum html_spacing spacing; /* before the next character */
	enum html_spacing most;    /* that a line can have of it */
	bool led;                  /* a section's heading has just ended */
	const char *script;        /* "sup", "sub": which is open, or NULL */
	size_t script_at;          /* where its text begins, or SCRIPT_EMPTY */
};

#define SCRIPT_EMPTY SIZE_MAX

static void
space(struct plain *p, enum html_spacing spacing)
{
	if (p->spacing < spacing)
		p->spacing = spacing < p->most ? spacing : p->most;
}

/* The character that stands for cp above or below the line; 0 when there is
 * none. */
static unsigned int
script_of(unsigned int cp, bool above)
{
	static const struct {
		unsigned int cp, above, below;
	} scripts[] = {
	    {' ', ' ', ' '}, {'(', 0x207d, 0x208d}, {')', 0x207e, 0x208e},
	    {'+', 0x207a, 0x208a}, {',', ',', ','}, {'-', 0x207b, 0x208b},
	    {'1', 0xb9, 0x2081}, {'2', 0xb2, 0x2082}, {'3', 0xb3, 0x2083},
	    {'=', 0x207c, 0x208c}, {'i', 0x2071, 0x1d62}, {'n', 0x207f, 0x2099},
	    {0x2013, 0x207b, 0x208b}, /* en dash */
	    {0x2212, 0x207b, 0x208b}, /* minus */
	};

	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		if (scripts[i].cp == cp)
			return above ? scripts[i].above : scripts[i].below;
	if (cp >= '0' && cp <= '9')
		return (above ? 0x2070 : 0x2080) + cp - '0';
	return 0;
}

/* s above or below the line; nothing, and false, when that cannot be written.
 */
static bool
add_script(struct buf *out, const char *s, bool above)
{
	size_t before = out->len, n;
	unsigned int cp;

	for (; *s != '\0'; s += n) {
		n = text_decode(s, strlen(s), &cp);
		cp = n == 0 ? 0 : script_of(cp, above);
		if (cp == 0) {
			buf_cut(out, before);
			return false;
		}
		buf_add_utf8(out, cp);
	}
	return true;
}

/* The end of a sup or a sub: x², CO₂, 1st, 10^2.5. */
static void
end_script(struct plain *p)
{
	bool above = strcmp(p->script, "sup") == 0;
	size_t at = p->script_at;
	char *s;

	p->script = NULL;
	if (at == SCRIPT_EMPTY)
		return;
	s = xstrndup(p->out.data + at, p->out.len - at);
	buf_cut(&p->out, at);
	if (!add_script(&p->out, s, above)) {
		/* A power is not one digit more. */
		if (above && at > 0 &&
		    isdigit((unsigned char)p->out.data[at - 1]) &&
		    (isdigit((unsigned char)*s) || *s == '-'))
			buf_addc(&p->out, '^');
		buf_adds(&p->out, s);
	}
	free(s);
}

/* Before what can be seen. */
static void
begin_piece(struct plain *p)
{
	static const char *const spacings[] = {"", " ", "\n", "\n\n"};

	p->led = false;
	if (p->spacing != HTML_NOTHING && p->out.len > 0)
		buf_adds(&p->out, spacings[p->spacing]);
	p->spacing = HTML_NOTHING;
	if (p->script != NULL && p->script_at == SCRIPT_EMPTY)
		p->script_at = p->out.len;
}

static void
on_text(void *context, const char *s, size_t len)
{
	struct plain *p = context;
	unsigned int cp;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		if ((n = html_words(s, len)) > 0 ||
		    (n = html_letters(s, len)) > 0) {
			begin_piece(p);
			buf_add(&p->out, s, n);
			continue;
		}
		n = html_character(s, len, &cp);
		if (text_is_space(cp)) {
			space(p, HTML_SPACE);
		} else if (cp != 0 && cp != HTML_SOFT_HYPHEN) {
			begin_piece(p);
			buf_add_utf8(&p->out, cp);
		}
	}
}

static bool
is_script(const struct html_element *el)
{
	return el->class == HTML_INLINE &&
	       (strcmp(el->as, "sup") == 0 || strcmp(el->as, "sub") == 0);
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
	else if (!p->led || el->class != HTML_PARAGRAPH)
		space(p, el->spacing);
	p->led = false;
	if (is_script(el)) {
		p->script = el->as;
		p->script_at = SCRIPT_EMPTY;
	}
}

static void
on_end(void *context, const struct html_element *el)
{
	struct plain *p = context;

	p->led = el->class == HTML_LEAD;
	/* In bold it is told apart from its paragraph, here by a colon. */
	if (p->led && p->spacing == HTML_NOTHING && p->out.len > 0 &&
	    strchr(".:;,?!", p->out.data[p->out.len - 1]) == NULL)
		buf_addc(&p->out, ':');
	space(p, p->led ? HTML_SPACE : el->spacing);
	if (p->script != NULL && is_script(el))
		end_script(p);
}

static const struct html_handler plain_handler = {on_start, on_text, on_end};

static void
plain_init(struct plain *p, enum html_spacing most)
{
	*p = (struct plain){.most = most};
	buf_init(&p->out, LIMIT_TEXT);
}

static char *
plain_finish(struct plain *p)
{
	char *result = p->out.len > 0 ? buf_take(&p->out) : NULL;

	buf_done(&p->out);
	return result;
}

/* Both forms at once. */
struct both {
	struct html_writer *writer;
	struct plain plain;
};

static void
start_both(
    void *context, const struct html_element *el, const char *const *attributes)
{
	struct both *b = context;

	html_writer_handler.start(b->writer, el, attributes);
	on_start(&b->plain, el, attributes);
}

/* To behind the next blanks, where words may begin. */
static size_t
count_others(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] != ' ' && s[n] != '\n')
		n++;
	while (n < len && (s[n] == ' ' || s[n] == '\n'))
		n++;
	return n;
}

/* Most text is words, and they are the same in both. */
static void
text_both(void *context, const char *s, size_t len)
{
	struct both *b = context;
	size_t n;

	for (; len > 0; s += n, len -= n) {
		if ((n = html_writer_words(b->writer, s, len)) > 0) {
			begin_piece(&b->plain);
			buf_add(&b->plain.out, s, n);
			continue;
		}
		n = count_others(s, len);
		html_writer_handler.text(b->writer, s, n);
		on_text(&b->plain, s, n);
	}
}

static void
end_both(void *context, const struct html_element *el)
{
	struct both *b = context;

	html_writer_handler.end(b->writer, el);
	on_end(&b->plain, el);
}

void
html_parse(const char *html, const char *base, size_t *budget, char **safe,
    char **plain)
{
	static const struct html_handler handler = {
	    start_both, text_both, end_both};
	const size_t len = strnlen(html, LIMIT_HTML);
	struct both b;

	plain_init(&b.plain, HTML_EMPTY_LINE);
	buf_reserve(&b.plain.out, len);
	if (safe == NULL) {
		html_read(html, &plain_handler, &b.plain, budget);
	} else {
		b.writer = html_writer_new(base, len);
		html_read(html, &handler, &b, budget);
		*safe = html_writer_finish(b.writer);
	}
	*plain = plain_finish(&b.plain);
}

/* The length of the name of an element at s; 0 when there is none. */
static size_t
name_at(const char *s, char name[TITLE_NAME_MAX])
{
	size_t n = 0;

	if (!isalpha((unsigned char)s[0]))
		return 0;
	for (; n < TITLE_NAME_MAX - 1; n++) {
		if (!isalnum((unsigned char)s[n]) && s[n] != ':' &&
		    s[n] != '-' && s[n] != '_')
			break;
		name[n] = (char)tolower((unsigned char)s[n]);
	}
	name[n] = '\0';
	return n;
}

/* True for "> …", "/> …", " a="b" …>": what can follow a name in a tag
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
		/* A "<" in a value would have to be looked at once more. */
		quote = *s == '"' || *s == '\'' ? *s++ : '\0';
		s += quote == '"'    ? strcspn(s, "\"<")
		     : quote == '\'' ? strcspn(s, "'<")
				     : strcspn(s, " \t\r\n><");
		s += quote != '\0' && *s == quote;
	}
}

/* True when an end stands not too far behind s. */
static bool
has_end(const char *s, const char *end, size_t *budget)
{
	if (budget != NULL && *budget < TITLE_LOOK)
		return false;
	if (budget != NULL)
		*budget -= TITLE_LOOK;
	for (const char *stop = s + strnlen(s, TITLE_DISTANCE);
	     (s = memmem(s, (size_t)(stop - s), end, 2)) != NULL; s += 2)
		if (strncasecmp(s, end, strlen(end)) == 0)
			return true;
	return false;
}

/* True when the end tag of an element does. */
static bool
has_end_tag(const char *s, const char *name, size_t *budget)
{
	char end[TITLE_NAME_MAX + sizeof("</>")];

	snprintf(end, sizeof(end), "</%s>", name);
	return has_end(s, end, budget);
}

/* True when the "<" at s begins a tag, and not "a<b and c>d" or a word on
 * "<script>". */
static bool
is_tag(const char *s, size_t *budget)
{
	char name[TITLE_NAME_MAX];
	const struct html_element *el;
	size_t n;

	if (strncmp(s, "<!--", 4) == 0)
		return has_end(s, "-->", budget);
	if (s[1] == '/')
		return (n = name_at(s + 2, name)) > 0 && s[2 + n] == '>';
	if ((n = name_at(s + 1, name)) == 0 || !is_tag_rest(s + 1 + n))
		return false;
	el = html_element(name);
	return (el != NULL && el->class != HTML_SKIP) ||
	       has_end_tag(s + 1 + n, name, budget);
}

/* What only looks like markup, escaped; the caller frees. */
static char *
escape_signs(const char *s, size_t *budget)
{
	struct buf b;

	buf_init(&b, LIMIT_TEXT);
	for (; *s != '\0'; s++) {
		if (*s == '<' && !is_tag(s, budget))
			buf_adds(&b, "&lt;");
		else
			buf_addc(&b, *s);
	}
	return buf_take(&b);
}

/* True for a tag of inline markup, known or not, whose end is there, too. */
static bool
is_inline(const char *s, size_t *budget)
{
	char name[TITLE_NAME_MAX];
	const struct html_element *el;
	size_t n = name_at(s + 1, name);

	if (n == 0 || !is_tag_rest(s + 1 + n) ||
	    !has_end_tag(s + 1 + n, name, budget))
		return false;
	el = html_element(name);
	return el == NULL || el->class == HTML_INLINE;
}

/* True when s, from which all markup was taken, holds some again: it was
 * escaped more than once. A lone "<b>" may be what a title is about. */
static bool
is_escaped(const char *s, size_t *budget)
{
	unsigned int cp;

	for (; *s != '\0'; s++)
		if ((*s == '&' && html_reference(s, &cp) > 0) ||
		    (*s == '<' && is_inline(s, budget)))
			return true;
	return false;
}

static char *
read_line(const char *html, size_t *budget)
{
	struct plain p;

	plain_init(&p, HTML_SPACE);
	html_read(html, &plain_handler, &p, budget);
	return plain_finish(&p);
}

char *
html_title(const char *title, size_t max, size_t *budget)
{
	/* References take more room than what they stand for. */
	size_t most = max < LIMIT_HTML / 4 ? 4 * max : LIMIT_HTML;
	char *line = xstrndup(title, text_cut(title, strlen(title), most));

	for (int i = 0; i < ROUNDS; i++) {
		char *marked = escape_signs(line, budget);

		free(line);
		line = read_line(marked, budget);
		free(marked);
		if (line == NULL || !is_escaped(line, budget))
			break;
	}
	if (line != NULL)
		line[text_cut(line, strlen(line), max)] = '\0';
	return line;
}
