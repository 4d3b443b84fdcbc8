/* SPDX-License-Identifier: ISC */
/* Which elements to open around a piece of output. */
#include <string.h>

#include "parse/html_path.h"

#define FRAMES_MAX 3 /* around a cell: tr, tbody, table */

bool
html_is_block(const struct html_element *el)
{
	return el->class > HTML_INLINE;
}

const struct html_node *
html_path_last(const struct html_path *p)
{
	return p->n == 0 ? NULL : &p->nodes[p->n - 1];
}

static bool
ends_in(const struct html_path *p, enum html_class class)
{
	return p->n > 0 && html_path_last(p)->el->class == class;
}

bool
html_path_push(struct html_path *p, struct html_node node)
{
	if (p->n == LIMIT_HTML_DEPTH)
		return false;
	if (node.id == 0 && p->n > 0)
		node.id = html_path_last(p)->id;
	p->nodes[p->n++] = node;
	return true;
}

/* True when a part of a frame, for which only those in can take it, ends el as
 * it does in an HTML5 parser: li ends li and div, a cell ends all in its row,
 * but not the table that it is in. */
static bool
is_ended(const struct html_element *el, unsigned int in)
{
	const unsigned int lists = HTML_IN_LIST | HTML_IN_TERMS;

	if ((in & lists) == 0)
		return el->is != HTML_IN_TABLE;
	return (el->in & in) != 0 || strcmp(el->as, "div") == 0;
}

/* Goes back to the frame that takes a part; false when there is none. */
static bool
find_frame(struct html_path *p, unsigned int in)
{
	for (size_t n = p->n; n > 0; n--) {
		if ((p->nodes[n - 1].el->is & in) != 0) {
			p->n = n;
			return true;
		}
		if (!is_ended(p->nodes[n - 1].el, in))
			return false;
	}
	return false;
}

/* Goes back to where a block may stand; false when there is no such place. */
static bool
find_room(struct html_path *p)
{
	while (ends_in(p, HTML_FRAME) || ends_in(p, HTML_PARAGRAPH))
		p->n--;
	return !ends_in(p, HTML_LINE);
}

/* Puts a block where it may stand, with the frames that it lacks; false when
 * it may stand nowhere. */
static bool
place(struct html_path *p, struct html_node node)
{
	const struct html_element *lacking[FRAMES_MAX];
	const struct html_element *el = node.el;
	size_t n = 0;

	while (el->in != 0 && !find_frame(p, el->in))
		lacking[n++] = el = html_element(el->implied);
	if (el->in == 0 && !find_room(p))
		return false;
	while (n > 0)
		if (!html_path_push(p, (struct html_node){.el = lacking[--n]}))
			return false;
	return html_path_push(p, node);
}

void
html_path_make_blocks(struct html_path *p, const struct html_path *wish)
{
	p->n = 0;
	for (size_t i = 0; i < wish->n; i++) {
		struct html_node node = wish->nodes[i];

		if (node.el->class == HTML_LEAD)
			node.el = html_element("p");
		if (html_is_block(node.el) && node.el->class != HTML_SECTION)
			place(p, node);
	}
	while (ends_in(p, HTML_FRAME))
		p->n--;
}

bool
html_path_make_void(struct html_path *p, const struct html_path *wish)
{
	static const struct html_element block = {.class = HTML_FLOW};

	html_path_make_blocks(p, wish);
	if (!place(p, (struct html_node){.el = &block}))
		return false;
	p->n--;
	return true;
}

/* Formatting that is there already, or a link within a link, adds nothing; only
 * a span may say something else. */
static void
add_inline(struct html_path *p, struct html_node node)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->nodes[i].el->class == HTML_INLINE &&
		    strcmp(p->nodes[i].el->as, node.el->as) == 0 &&
		    (strcmp(node.el->as, "span") != 0 ||
			strcmp(p->nodes[i].attributes, node.attributes) == 0))
			return;
	html_path_push(p, node);
}

void
html_path_make(struct html_path *p, const struct html_path *wish)
{
	html_path_make_blocks(p, wish);
	for (size_t i = 0; i < wish->n; i++) {
		struct html_node node = wish->nodes[i];

		if (node.el->class == HTML_LEAD) {
			node.el = html_element("strong");
			node.id++;
		}
		if (node.el->class == HTML_INLINE && node.attributes != NULL)
			add_inline(p, node);
	}
}

size_t
html_path_shared(const struct html_path *a, const struct html_path *b)
{
	size_t n = 0;

	while (n < a->n && n < b->n && a->nodes[n].el == b->nodes[n].el &&
	       a->nodes[n].id == b->nodes[n].id)
		n++;
	return n;
}

size_t
html_path_find(const struct html_path *p, unsigned int id)
{
	size_t i = 0;

	while (i < p->n && p->nodes[i].id != id)
		i++;
	return i;
}

bool
html_path_is_pre(const struct html_path *p)
{
	for (size_t i = p->n; i > 0; i--)
		if (html_is_block(p->nodes[i - 1].el))
			return p->nodes[i - 1].el->class == HTML_LINE &&
			       strcmp(p->nodes[i - 1].el->as, "pre") == 0;
	return false;
}

size_t
html_path_starts(const struct html_path *p, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < p->n; i++) {
		n += strlen(p->nodes[i].el->as) + strlen("<>");
		if (p->nodes[i].attributes != NULL)
			n += strlen(p->nodes[i].attributes);
	}
	return n;
}

size_t
html_path_ends(const struct html_path *p, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < p->n; i++)
		n += strlen(p->nodes[i].el->as) + strlen("</>");
	return n;
}
