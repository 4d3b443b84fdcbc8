/* SPDX-License-Identifier: ISC */
/* The sanitised form. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html_attribute.h"
#include "parse/html_write.h"

#define WORD_MAX ((size_t)1000) /* written whole or not at all */

/* An element of the output. Two are one when both row and id are equal. */
struct node {
	const struct html_element *el;
	/* Of the element of the input that it stands for. One that is implied
	 * has the id of the one that it is in. */
	unsigned int id;
	char *attributes; /* as written; NULL = must not be written */
};

struct path {
	struct node nodes[LIMIT_HTML_DEPTH];
	size_t n;
};

struct writer {
	const char *base;
	struct buf out;
	struct path wish; /* what is open in the input; owns attributes */
	size_t ignored;   /* open elements too deep for the wish */
	struct path path; /* what is to be open in the output */
	struct path open; /* what is */
	bool stale;       /* the wish changed since they were made equal */
	size_t ends;      /* length of the end tags of what is open */
	unsigned int last_id;
	unsigned int lead; /* id of a paragraph that waits for its text */
	struct buf word;   /* escaped; what is written next */
	struct buf gap;    /* white space since the last word */
	size_t breaks;     /* br since then */
	bool fresh;        /* a block has just begun or ended */
	bool visible;      /* something can be seen */
	bool full;         /* no more fits: nothing more is written */
};

static const struct node *
top(const struct path *p)
{
	return p->n == 0 ? NULL : &p->nodes[p->n - 1];
}

static bool
is_class(const struct node *node, enum html_class class)
{
	return node != NULL && node->el->class == class;
}

static bool
is_block(const struct node *node)
{
	return node->el->class > HTML_INLINE;
}

static bool
push(struct path *p, struct node node)
{
	if (p->n == LIMIT_HTML_DEPTH)
		return false;
	if (node.id == 0 && p->n > 0)
		node.id = top(p)->id;
	p->nodes[p->n++] = node;
	return true;
}

/* Puts a block where it may stand; false when it may nowhere. */
static bool
place(struct path *p, struct node node)
{
	const struct node *last = top(p);

	if (node.el->in != 0) {
		if (last == NULL || (last->el->is & node.el->in) == 0)
			if (!place(p, (struct node){.el = html_element(
							node.el->implied)}))
				return false;
		return push(p, node);
	}
	while (is_class(top(p), HTML_FRAME) || is_class(top(p), HTML_PARAGRAPH))
		p->n--;
	return !is_class(top(p), HTML_LINE) && push(p, node);
}

static void
place_blocks(const struct path *wish, struct path *p)
{
	for (size_t i = 0; i < wish->n; i++) {
		struct node node = wish->nodes[i];

		if (node.el->class == HTML_LEAD)
			node.el = html_element("p");
		if (is_block(&node) && node.el->class != HTML_SECTION)
			place(p, node);
	}
	while (is_class(top(p), HTML_FRAME))
		p->n--;
}

/* Formatting that is there already, or a link within a link, adds nothing. */
static void
add_inline(struct path *p, struct node node)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->nodes[i].el == node.el)
			return;
	push(p, node);
}

static void
place_inlines(const struct path *wish, struct path *p)
{
	for (size_t i = 0; i < wish->n; i++) {
		struct node node = wish->nodes[i];

		if (node.el->class == HTML_LEAD) {
			node.el = html_element("strong");
			node.id++;
		}
		if (node.el->class == HTML_INLINE && node.attributes != NULL)
			add_inline(p, node);
	}
}

static bool
in_pre(const struct path *p)
{
	for (size_t i = p->n; i > 0; i--)
		if (is_block(&p->nodes[i - 1]))
			return strcmp(p->nodes[i - 1].el->as, "pre") == 0;
	return false;
}

static void
close_last(struct writer *w)
{
	const struct node *last = top(&w->open);

	buf_addf(&w->out, "</%s>", last->el->as);
	if (is_block(last))
		w->fresh = true;
	w->open.n--;
}

static void
open_next(struct writer *w)
{
	struct node node = w->path.nodes[w->open.n];

	buf_addf(&w->out, "<%s%s>", node.el->as,
	    node.attributes == NULL ? "" : node.attributes);
	if (is_block(&node))
		w->fresh = true;
	push(&w->open, node);
}

static size_t
common(const struct path *a, const struct path *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && a->nodes[n].el == b->nodes[n].el &&
	       a->nodes[n].id == b->nodes[n].id)
		n++;
	return n;
}

static size_t
ends_length(const struct path *p, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < p->n; i++)
		n += strlen(p->nodes[i].el->as) + strlen("</>");
	return n;
}

static size_t
starts_length(const struct path *p, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < p->n; i++) {
		n += strlen(p->nodes[i].el->as) + strlen("<>");
		if (p->nodes[i].attributes != NULL)
			n += strlen(p->nodes[i].attributes);
	}
	return n;
}

/* True when this and the end tags after it still fit: the output must be short
 * enough to be read whole again. */
static bool
fits(struct writer *w, size_t len)
{
	len += in_pre(&w->path) ? w->gap.len : strlen("<br><br>");
	if (w->out.len + len + w->ends > LIMIT_HTML)
		w->full = true;
	return !w->full;
}

/* The one character that a run of white space comes down to: its own kind,
 * or a space when there are several kinds in it. */
static void
add_space(const struct buf *gap, struct buf *out)
{
	unsigned int cp, first;
	size_t n;

	text_decode(gap->data, gap->len, &first);
	for (size_t i = 0; i < gap->len; i += n) {
		n = text_decode(gap->data + i, gap->len - i, &cp);
		if (cp != first)
			first = ' ';
	}
	buf_add_utf8(out, first < ' ' ? ' ' : first);
}

static void
write_gap(struct writer *w, bool pre)
{
	const char *line;

	if (w->gap.len == 0)
		return;
	if (pre && w->fresh) {
		/* An HTML5 parser drops a line feed that is first in pre. */
		line = strrchr(w->gap.data, '\n');
		buf_adds(&w->out, line == NULL ? w->gap.data : line + 1);
	} else if (pre) {
		buf_add(&w->out, w->gap.data, w->gap.len);
	} else if (!w->fresh && w->breaks > 0) {
		buf_adds(&w->out, w->breaks > 1 ? "<br><br>" : "<br>");
	} else if (!w->fresh) {
		add_space(&w->gap, &w->out);
	}
	buf_clear(&w->gap);
	w->breaks = 0;
}

/* Makes what is open in the output the path, so that len bytes can be written;
 * false when they do not fit. */
static bool
follow_path(struct writer *w, size_t len)
{
	size_t shared = common(&w->open, &w->path);

	w->ends = ends_length(&w->path, 0);
	if (!fits(w, ends_length(&w->open, shared) +
			 starts_length(&w->path, shared) + len))
		return false;
	while (w->open.n > shared)
		close_last(w);
	while (w->open.n < w->path.n && is_block(&w->path.nodes[w->open.n]))
		open_next(w);
	write_gap(w, in_pre(&w->path));
	while (w->open.n < w->path.n)
		open_next(w);
	return true;
}

/* As follow_path(), with the path that the wish comes to. */
static bool
advance(struct writer *w, size_t len)
{
	if (!w->stale) {
		if (w->full || !fits(w, len))
			return false;
		write_gap(w, in_pre(&w->path));
		return true;
	}
	w->path.n = 0;
	place_blocks(&w->wish, &w->path);
	place_inlines(&w->wish, &w->path);
	w->stale = w->full || !follow_path(w, len);
	return !w->stale;
}

/* What is in the word, which can be seen. */
static void
write_word(struct writer *w)
{
	if (w->word.len > 0 && advance(w, w->word.len)) {
		buf_add(&w->out, w->word.data, w->word.len);
		w->fresh = false;
		w->visible = true;
	}
	buf_clear(&w->word);
}

/* How many of the bytes at s are characters that stand for themselves. */
static size_t
plain_length(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && n < WORD_MAX && s[n] > ' ' && s[n] < 0x7f &&
	       s[n] != '&' && s[n] != '<' && s[n] != '>')
		n++;
	return n;
}

static void
add_character(struct buf *word, unsigned int cp)
{
	if (cp == '&')
		buf_adds(word, "&amp;");
	else if (cp == '<')
		buf_adds(word, "&lt;");
	else if (cp == '>')
		buf_adds(word, "&gt;");
	else if (cp != 0)
		buf_add_utf8(word, cp);
}

static void
on_text(void *context, const char *s, size_t len)
{
	struct writer *w = context;
	unsigned int cp;
	size_t n;

	for (; len > 0 && !w->full; s += n, len -= n) {
		if (w->word.len >= WORD_MAX)
			write_word(w);
		if ((n = plain_length(s, len)) > 0) {
			buf_add(&w->word, s, n);
			continue;
		}
		n = html_character(s, len, &cp);
		if (text_is_space(cp)) {
			write_word(w);
			buf_add_utf8(&w->gap, cp);
		} else {
			add_character(&w->word, cp);
		}
	}
	write_word(w);
}

/* Where text does not run on, be a tag written there or not. */
static void
add_boundary(struct writer *w)
{
	if (w->gap.len == 0 || w->gap.data[w->gap.len - 1] != '\n')
		buf_addc(&w->gap, '\n');
}

static void
write_image(struct writer *w, char *attributes)
{
	if (attributes != NULL)
		buf_addf(&w->word, "<img%s>", attributes);
	write_word(w);
}

static void
write_rule(struct writer *w)
{
	static const struct html_element place_of_it = {.class = HTML_FLOW};

	w->path.n = 0;
	place_blocks(&w->wish, &w->path);
	if (!place(&w->path, (struct node){.el = &place_of_it}))
		return;
	w->path.n--;
	w->stale = true;
	if (!follow_path(w, strlen("<hr>")))
		return;
	buf_adds(&w->out, "<hr>");
	w->fresh = true;
}

/* A paragraph after the heading of its section goes on behind it. */
static unsigned int
id_of(struct writer *w, const struct html_element *el)
{
	const struct node *last = top(&w->open);
	unsigned int lead = w->lead;

	w->lead = 0;
	if (lead != 0 && el->class == HTML_PARAGRAPH &&
	    is_class(last, HTML_PARAGRAPH) && last->id == lead)
		return lead;
	w->last_id += 2; /* HTML_LEAD takes two */
	return w->last_id;
}

static void
open_element(struct writer *w, const struct html_element *el, char *attributes)
{
	struct node node = {.el = el, .attributes = attributes};

	if (is_block(&node))
		add_boundary(w);
	if (w->wish.n == LIMIT_HTML_DEPTH) {
		w->ignored++;
		free(attributes);
		return;
	}
	node.id = id_of(w, el);
	push(&w->wish, node);
	w->stale = true;
}

static void
on_start(
    void *context, const struct html_element *el, const char *const *attributes)
{
	struct writer *w = context;
	char *written;

	if (w->full)
		return;
	if (el->class == HTML_BREAK) {
		buf_addc(&w->gap, '\n');
		w->breaks++;
		return;
	}
	if (el->class == HTML_RULE) {
		write_rule(w);
		return;
	}
	written = html_attributes(el, attributes, w->base);
	if (el->class != HTML_IMAGE) {
		open_element(w, el, written);
		return;
	}
	write_image(w, written);
	free(written);
}

/* Where in the output the element stands, with what was implied in it behind
 * it; open.n when it does not. */
static size_t
position(const struct writer *w, unsigned int id)
{
	size_t i = 0;

	while (i < w->open.n && w->open.nodes[i].id != id)
		i++;
	return i;
}

/* Empty elements are not written, but the cells behind an empty one would lose
 * their column. */
static void
keep_cell(struct writer *w, const struct node *cell)
{
	if (cell->el->in != HTML_IN_ROW || position(w, cell->id) < w->open.n)
		return;
	w->path.n = 0;
	place_blocks(&w->wish, &w->path);
	if (w->path.n > 0 && top(&w->path)->id == cell->id)
		follow_path(w, 0);
}

static void
close_element(struct writer *w, const struct node *node)
{
	unsigned int id = node->id;

	if (node->el->class == HTML_LEAD)
		w->lead = id++;
	for (size_t n = position(w, id); w->open.n > n;)
		close_last(w);
}

static void
on_end(void *context, const struct html_element *el)
{
	struct writer *w = context;
	struct node *last;

	if (w->full)
		return;
	if (w->ignored > 0) {
		w->ignored--;
	} else if (w->wish.n > 0) {
		last = &w->wish.nodes[w->wish.n - 1];
		assert(last->el == el);
		keep_cell(w, last);
		close_element(w, last);
		free(last->attributes);
		w->wish.n--;
		w->stale = true;
	}
	if (el->class > HTML_INLINE)
		add_boundary(w);
}

char *
html_write(const char *html, const char *base)
{
	static const struct html_handler handler = {on_start, on_text, on_end};
	struct writer w = {.base = base, .fresh = true};
	char *result = NULL;

	buf_init(&w.out, LIMIT_HTML);
	buf_init(&w.word, LIMIT_HTML);
	buf_init(&w.gap, LIMIT_HTML);
	html_read(html, &handler, &w);
	while (w.open.n > 0)
		close_last(&w);
	for (size_t i = 0; i < w.wish.n; i++)
		free(w.wish.nodes[i].attributes);
	if (w.visible)
		result = buf_take(&w.out);
	buf_done(&w.out);
	buf_done(&w.word);
	buf_done(&w.gap);
	return result;
}
