/* SPDX-License-Identifier: ISC */
/* The sanitised form. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html_attribute.h"
#include "parse/html_path.h"
#include "parse/html_read.h"
#include "parse/html_write.h"

#define WORD_MAX ((size_t)1000) /* written whole or not at all */

struct html_writer {
	const char *base;
	struct buf out;
	struct html_path wish; /* what is open in the input */
	size_t ignored;        /* open elements too deep for the wish */
	struct html_path path; /* what is to be open in the output */
	struct html_path open; /* what is */
	bool stale;            /* the wish changed since they were made equal */
	size_t tags;           /* bytes of those on the path and at its end */
	unsigned int last_id;
	unsigned int lead; /* id of a paragraph that waits for its text */
	struct buf word;   /* escaped; what is written next */
	struct buf gap;    /* white space since the last word */
	size_t breaks;     /* br since then; each is in the gap, too */
	bool fresh;        /* a block has just begun or ended */
	bool visible;      /* something can be seen */
	bool full;         /* no more fits: nothing more is written */
};

static void
close_from(struct html_writer *w, size_t n)
{
	const struct html_node *last;

	while (w->open.n > n) {
		last = html_path_last(&w->open);
		buf_adds(&w->out, "</");
		buf_adds(&w->out, last->el->as);
		buf_addc(&w->out, '>');
		if (html_is_block(last->el))
			w->fresh = true;
		w->open.n--;
	}
}

/* Opens what of the path is not open, as far as it is blocks (or not). */
static void
open_path(struct html_writer *w, bool blocks)
{
	while (w->open.n < w->path.n) {
		struct html_node node = w->path.nodes[w->open.n];

		if (html_is_block(node.el) != blocks)
			return;
		buf_addc(&w->out, '<');
		buf_adds(&w->out, node.el->as);
		if (node.attributes != NULL)
			buf_adds(&w->out, node.attributes);
		buf_addc(&w->out, '>');
		if (blocks)
			w->fresh = true;
		html_path_push(&w->open, node);
	}
}

/* The one character that a run of white space comes down to: its own kind, or
 * a space when there are several kinds in it. */
static unsigned int
space_of(const struct buf *gap)
{
	unsigned int cp, first = 0;
	size_t n;

	for (size_t i = 0; i < gap->len; i += n) {
		n = text_decode(gap->data + i, gap->len - i, &cp);
		if (first != 0 && cp != first)
			return ' ';
		first = cp;
	}
	return first < ' ' ? ' ' : first;
}

static void
write_gap(struct html_writer *w)
{
	const char *line;

	if (w->gap.len == 0)
		return;
	if (html_path_is_pre(&w->path)) {
		/* An HTML5 parser drops a line feed that is first in pre. */
		line = w->fresh ? strrchr(w->gap.data, '\n') : NULL;
		buf_adds(&w->out, line == NULL ? w->gap.data : line + 1);
	} else if (!w->fresh && w->breaks > 0) {
		buf_adds(&w->out, w->breaks > 1 ? "<br><br>" : "<br>");
	} else if (!w->fresh) {
		buf_add_utf8(&w->out, space_of(&w->gap));
	}
	buf_clear(&w->gap);
	w->breaks = 0;
}

/* What it takes to make what is open the path, which is new. */
static void
count_tags(struct html_writer *w)
{
	const size_t shared = html_path_shared(&w->open, &w->path);

	w->tags = html_path_ends(&w->open, shared) +
		  html_path_starts(&w->path, shared) +
		  html_path_ends(&w->path, 0);
}

/* Makes what is open in the output the path. */
static void
follow_path(struct html_writer *w)
{
	close_from(w, html_path_shared(&w->open, &w->path));
	open_path(w, true);
	write_gap(w);
	open_path(w, false);
	w->tags = html_path_ends(&w->path, 0);
}

/* True when len bytes, the gap and all tags still fit: the output must be short
 * enough to be read whole again. */
static bool
has_room(const struct html_writer *w, size_t len)
{
	size_t gap =
	    html_path_is_pre(&w->path) ? w->gap.len : strlen("<br><br>");

	return w->out.len + len + gap + w->tags <= LIMIT_HTML;
}

/* The same on a path that is new; else nothing more is written. */
static bool
fits(struct html_writer *w, size_t len)
{
	count_tags(w);
	if (!has_room(w, len))
		w->full = true;
	return !w->full;
}

/* The same where the wish says. */
static bool
may_write(struct html_writer *w, size_t len)
{
	if (w->stale) {
		html_path_make(&w->path, &w->wish);
		count_tags(w);
	}
	return has_room(w, len);
}

/* What can be seen and may be written. */
static void
write_visible(struct html_writer *w, const char *s, size_t len)
{
	if (w->stale)
		follow_path(w);
	else
		write_gap(w);
	buf_add(&w->out, s, len);
	w->stale = false;
	w->fresh = false;
	w->visible = true;
}

size_t
html_writer_words(struct html_writer *w, const char *s, size_t len)
{
	size_t n;

	if (w->full)
		return 0;
	n = html_words(s, len);
	if (n == 0 || !may_write(w, n))
		return 0;
	write_visible(w, s, n);
	return n;
}

/* What is in the word. */
static void
write_word(struct html_writer *w)
{
	if (w->word.len == 0 || w->full)
		return;
	w->full = !may_write(w, w->word.len);
	if (!w->full)
		write_visible(w, w->word.data, w->word.len);
	buf_clear(&w->word);
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
	struct html_writer *w = context;
	unsigned int cp;
	size_t n, left;

	for (; len > 0 && !w->full; s += n, len -= n) {
		if (w->word.len >= WORD_MAX)
			write_word(w);
		left = WORD_MAX - w->word.len;
		n = html_letters(s, len < left ? len : left);
		if (n > 0) {
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
add_boundary(struct html_writer *w)
{
	if (w->gap.len == 0 || w->gap.data[w->gap.len - 1] != '\n')
		buf_addc(&w->gap, '\n');
}

static void
write_image(struct html_writer *w, const char *attributes)
{
	if (attributes == NULL)
		return;
	buf_addf(&w->word, "<img%s>", attributes);
	write_word(w);
}

static void
write_rule(struct html_writer *w)
{
	if (!html_path_make_void(&w->path, &w->wish))
		return;
	w->stale = true;
	if (fits(w, strlen("<hr>"))) {
		follow_path(w);
		buf_adds(&w->out, "<hr>");
		w->fresh = true;
	}
}

/* A paragraph behind the heading of its section is one with it. */
static unsigned int
id_of(struct html_writer *w, const struct html_element *el)
{
	const struct html_node *last = html_path_last(&w->open);
	unsigned int lead = w->lead;

	w->lead = 0;
	if (lead != 0 && el->class == HTML_PARAGRAPH && last != NULL &&
	    last->el->class == HTML_PARAGRAPH && last->id == lead)
		return lead;
	w->last_id += 2; /* HTML_LEAD takes two */
	return w->last_id;
}

static void
open_element(
    struct html_writer *w, const struct html_element *el, char *attributes)
{
	struct html_node node = {
	    .el = el, .attributes = attributes, .at = w->out.len};

	if (html_is_block(el))
		add_boundary(w);
	if (w->wish.n == LIMIT_HTML_DEPTH) {
		w->ignored++;
		free(attributes);
		return;
	}
	node.id = id_of(w, el);
	html_path_push(&w->wish, node);
	w->stale = true;
}

static void
on_start(
    void *context, const struct html_element *el, const char *const *attributes)
{
	struct html_writer *w = context;
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

/* Empty elements are not written, but the cells behind an empty one would lose
 * their column. */
static void
keep_cell(struct html_writer *w, const struct html_node *cell)
{
	if (cell->el->in != HTML_IN_ROW || w->out.len > cell->at)
		return;
	html_path_make_blocks(&w->path, &w->wish);
	if (w->path.n > 0 && html_path_last(&w->path)->id == cell->id &&
	    fits(w, 0))
		follow_path(w);
}

/* Closes the last element of the wish. */
static void
close_last(struct html_writer *w)
{
	struct html_node *last = &w->wish.nodes[w->wish.n - 1];
	unsigned int id = last->id;

	keep_cell(w, last);
	if (last->el->class == HTML_LEAD)
		w->lead = id++;
	close_from(w, html_path_find(&w->open, id));
	free(last->attributes);
	w->wish.n--;
	w->stale = true;
}

static void
on_end(void *context, const struct html_element *el)
{
	struct html_writer *w = context;
	size_t n = w->wish.n;

	if (w->full)
		return;
	if (w->ignored > 0) {
		w->ignored--;
	} else {
		while (n > 0 && w->wish.nodes[n - 1].el != el)
			n--;
		while (n > 0 && w->wish.n >= n)
			close_last(w);
	}
	if (html_is_block(el))
		add_boundary(w);
}

const struct html_handler html_writer_handler = {on_start, on_text, on_end};

struct html_writer *
html_writer_new(const char *base, size_t len)
{
	struct html_writer *w = xmalloc(sizeof(*w));

	*w = (struct html_writer){.base = base, .fresh = true};
	buf_init(&w->out, LIMIT_HTML);
	buf_reserve(&w->out, len);
	buf_init(&w->word, LIMIT_HTML);
	buf_init(&w->gap, LIMIT_HTML);
	return w;
}

char *
html_writer_finish(struct html_writer *w)
{
	char *result = NULL;

	close_from(w, 0);
	for (size_t i = 0; i < w->wish.n; i++)
		free(w->wish.nodes[i].attributes);
	if (w->visible)
		result = buf_take(&w->out);
	buf_done(&w->out);
	buf_done(&w->word);
	buf_done(&w->gap);
	free(w);
	return result;
}
