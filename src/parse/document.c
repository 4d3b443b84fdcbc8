/* SPDX-License-Identifier: ISC */
/* An XML document to struct feed: which elements are open. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/collect.h"
#include "parse/document.h"
#include "parse/draft.h"
#include "parse/field.h"

/* An element that is open. */
struct frame {
	const struct field_row *row; /* what it means; NULL = nothing */
	const char *name;
	const char *base;   /* its xml:base; NULL = the document's */
	unsigned int place; /* that its children stand in */
	bool is_inline;     /* markup inside a value: part of the text */
	bool is_hidden;     /* … but not written: XHTML's outer div */
};

struct document {
	struct collector collector; /* where values go */
	struct feed *feed;
	struct reading *reading;
	const char *url;
	const char *own_uri; /* of the root, where no one else knows it */
	struct frame stack[LIMIT_DEPTH];
	size_t depth;
	size_t beyond;         /* open elements that the stack does not hold */
	struct frame *capture; /* whose text is being gathered; NULL = none */
	bool is_xhtml;         /* its text must be escaped to be markup */
	bool is_atom;          /* plain elements mean Atom's */
	struct buf text;
	char **bases; /* that values borrow, till the end */
	size_t n_bases;
	size_t n_resolved; /* xml:base that were looked at */
};

/* The first that fits. */
static const struct {
	const char *name;
	const char *attribute; /* that it has; NULL = never mind */
	const char *value;     /* a beginning of that */
	enum format format;
} roots[] = {
    {"rss", "version", "0.90", FORMAT_RSS090},
    {"rss", "version", "0.91", FORMAT_RSS091},
    {"rss", "version", "0.92", FORMAT_RSS092},
    {"rss", "version", "0.93", FORMAT_RSS093},
    {"rss", "version", "0.94", FORMAT_RSS094},
    {"rss", NULL, NULL, FORMAT_RSS20},
    {"rdf", NULL, NULL, FORMAT_RSS10},
    {"feed", "version", "0.", FORMAT_ATOM03},
    {"feed", NULL, NULL, FORMAT_ATOM10},
    {"entry", NULL, NULL, FORMAT_ATOM10},
    {"channel", "href", "", FORMAT_CDF},
    {"channel", "base", "", FORMAT_CDF},
    {"channel", "self", "", FORMAT_CDF},
    {"channel", "lastmod", "", FORMAT_CDF},
    {"channel", NULL, NULL, FORMAT_RSS20},
    {"nhsjobs", NULL, NULL, FORMAT_NHSJOBS},
};

static bool
has_attribute(
    const struct xml_element *el, const char *name, const char *beginning)
{
	char *value = xml_attribute(el, NS_PLAIN, name);
	bool has =
	    value != NULL && strncmp(value, beginning, strlen(beginning)) == 0;

	free(value);
	return has;
}

/* What the root is in, known or not, is the vocabulary of the feed, and so is
 * what the first item is in, where no one knows that. */
static enum ns
ns_of(struct document *d, const struct xml_element *el, unsigned int place)
{
	const struct field_row *row;

	if (el->ns != NS_OTHER || el->uri == NULL)
		return el->ns;
	if (d->own_uri == NULL && el->prefix == NULL) {
		row = field_find(NS_PLAIN, el->name, place);
		if (row != NULL && collect_place(row) == IN_ITEM)
			d->own_uri = el->uri;
	}
	return d->own_uri != NULL && strcmp(el->uri, d->own_uri) == 0
		   ? NS_PLAIN
		   : NS_OTHER;
}

/* Notes what the root element makes of the document; false: not a feed. */
static bool
read_root(struct document *d, const struct xml_element *el)
{
	struct reading *reading = d->reading;
	size_t len = text_cut(
	    el->name, strlen(el->name), sizeof(reading->root_name) - 1);

	memcpy(reading->root_name, el->name, len);
	reading->root =
	    strcasecmp(el->name, "html") == 0 ? ROOT_HTML : ROOT_OTHER;
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (strcasecmp(el->name, roots[i].name) != 0 ||
		    (roots[i].attribute != NULL &&
			!has_attribute(el, roots[i].attribute, roots[i].value)))
			continue;
		reading->root = ROOT_FEED;
		d->feed->format = roots[i].format;
		break;
	}
	if (el->ns == NS_OTHER)
		d->own_uri = el->uri;
	d->is_atom = ns_of(d, el, IN_DOCUMENT) == NS_PLAIN &&
		     (d->feed->format == FORMAT_ATOM10 ||
			 d->feed->format == FORMAT_ATOM03);
	if (el->uri != NULL &&
	    strncmp(el->uri, "http://purl.org/atom/", 21) == 0)
		d->feed->format = FORMAT_ATOM03;
	return reading->root == ROOT_FEED;
}

/* xml:base, or CDF's base, as it holds inside the element: relative to the one
 * around it. */
static const char *
base_of(struct document *d, const struct xml_element *el, const char *outer)
{
	char *base, *url;

	if (d->n_resolved == LIMIT_BASES)
		return outer;
	base = xml_attribute(el, NS_XML, "base");
	if (base == NULL)
		base = xml_attribute(el, NS_PLAIN, "base");
	if (base == NULL)
		return outer;
	d->n_resolved++;
	url = url_resolve(outer == NULL ? d->url : outer, base);
	free(base);
	if (url == NULL || (outer != NULL && strcmp(url, outer) == 0)) {
		free(url);
		return outer;
	}
	d->bases = xgrow(d->bases, d->n_bases, sizeof(*d->bases));
	d->bases[d->n_bases++] = url;
	return url;
}

static void
add_text(struct document *d, const char *s, size_t len)
{
	size_t room = d->text.max - d->text.len;

	buf_add(&d->text, s, text_cut(s, len, room));
}

static void
add_escaped(struct document *d, const char *s, size_t len)
{
	for (; len > 0; s++, len--) {
		if (*s == '&')
			buf_adds(&d->text, "&amp;");
		else if (*s == '<')
			buf_adds(&d->text, "&lt;");
		else if (*s == '"')
			buf_adds(&d->text, "&quot;");
		else
			buf_addc(&d->text, *s);
	}
}

/* What was said to be plain text has elements in it, as Atom does not allow. */
static void
become_markup(struct document *d)
{
	char *text = buf_take(&d->text);

	d->collector.type = TYPE_HTML;
	d->is_xhtml = true;
	add_escaped(d, text, strlen(text));
	free(text);
}

/* An element inside a value is a piece of its markup. */
static void
start_inline(
    struct document *d, const struct xml_element *el, struct frame *frame)
{
	if (d->collector.type == TYPE_TEXT &&
	    (d->capture->row->kind == KIND_TEXT ||
		d->capture->row->kind == KIND_HTML))
		become_markup(d);
	frame->is_inline = true;
	frame->is_hidden = d->is_xhtml && frame == d->capture + 1 &&
			   strcmp(el->name, "div") == 0;
	if (frame->is_hidden)
		return;
	buf_addf(&d->text, "<%s", el->name);
	for (size_t i = 0; i < el->n_attributes; i++) {
		if (el->attributes[i].ns != NS_PLAIN)
			continue;
		buf_addf(&d->text, " %s=\"", el->attributes[i].name);
		add_escaped(d, el->attributes[i].value, el->attributes[i].len);
		buf_addc(&d->text, '"');
	}
	buf_addc(&d->text, '>');
}

static void
end_inline(struct document *d, const struct frame *frame)
{
	static const char *const empty[] = {"area", "br", "col", "hr", "img",
	    "input", "link", "meta", "param", "wbr"};

	if (frame->is_hidden)
		return;
	for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++)
		if (strcasecmp(frame->name, empty[i]) == 0)
			return;
	buf_addf(&d->text, "</%s>", frame->name);
}

/* The value of a captured element is whole. */
static void
finish_capture(struct document *d)
{
	struct frame *frame = d->capture;

	d->capture = NULL;
	collect_text(&d->collector, frame->row, d->text.data, frame->base);
	frame->row = NULL;
}

static void
finish_frame(struct document *d, struct frame *frame)
{
	if (frame == d->capture)
		finish_capture(d);
	else if (frame->row != NULL)
		collect_close(&d->collector, frame->row);
	frame->row = NULL;
}

/* What an element means that is not part of a value. */
static void
start_element(struct document *d, const struct xml_element *el, enum ns ns,
    struct frame *frame)
{
	frame->row = field_find(ns, el->name, frame->place);
	if (frame->row == NULL) {
		/* A stranger's children are not ours; the channel's and the
		 * item's grouping elements (media:group, authors) are. */
		if (ns == NS_OTHER)
			frame->place = IN_SKIP;
		return;
	}
	switch (collect_open(&d->collector, frame->row, el, frame->base)) {
	case COLLECT_PLACE:
		frame->place = collect_place(frame->row);
		break;
	case COLLECT_TEXT:
		d->capture = frame;
		d->is_xhtml = d->collector.is_xhtml;
		buf_clear(&d->text);
		break;
	case COLLECT_DONE:
		frame->row = NULL;
		break;
	case COLLECT_SKIP:
		d->feed->truncated |= frame->row->field == F_OPEN_ITEM;
		frame->row = NULL;
		frame->place = IN_SKIP;
		break;
	}
}

/* RSS 0.90 is RDF too, in namespaces of its own. */
static bool
is_netscape(const char *uri)
{
	const char *host = uri == NULL ? NULL : strstr(uri, "://");

	return host != NULL &&
	       (strcmp(host, "://my.netscape.com/rdf/simple/0.9/") == 0 ||
		   strcmp(host, "://channel.netscape.com/rdf/simple/0.9/") ==
		       0);
}

static bool
on_start(void *context, const struct xml_element *el)
{
	struct document *d = context;
	struct frame *frame, *outer;
	enum ns ns;

	if (d->depth == 0 && d->reading->root == ROOT_NONE && !read_root(d, el))
		return false;
	if (d->depth == LIMIT_DEPTH) {
		d->beyond++;
		return true;
	}
	if (d->depth == 1 && d->feed->format == FORMAT_RSS10 &&
	    is_netscape(el->uri))
		d->feed->format = FORMAT_RSS090;
	outer = d->depth == 0 ? NULL : &d->stack[d->depth - 1];
	ns = ns_of(d, el, outer == NULL ? IN_DOCUMENT : outer->place);
	if (d->is_atom && ns == NS_PLAIN)
		ns = NS_ATOM;
	frame = &d->stack[d->depth++];
	*frame = (struct frame){
	    .name = el->name,
	    .place = outer == NULL ? IN_DOCUMENT : outer->place,
	    .base = outer == NULL ? NULL : outer->base,
	};
	if (d->capture == NULL && frame->place != IN_SKIP)
		frame->base = base_of(d, el, frame->base);
	if (d->capture != NULL)
		start_inline(d, el, frame);
	else
		start_element(d, el, ns, frame);
	/* Behind the last item that is kept there is no more to know. */
	return !d->feed->truncated;
}

static void
on_text(void *context, const char *s, size_t len)
{
	struct document *d = context;

	if (d->capture == NULL)
		return;
	if (d->is_xhtml)
		add_escaped(d, s, len);
	else
		add_text(d, s, len);
}

static void
on_end(void *context)
{
	struct document *d = context;
	struct frame *frame;

	if (d->beyond > 0) {
		d->beyond--;
		return;
	}
	frame = &d->stack[--d->depth];
	if (frame->is_inline && d->capture != NULL)
		end_inline(d, frame);
	else
		finish_frame(d, frame);
}

void
document_read(char *data, size_t len, enum xml_mode mode, const char *url,
    struct feed *ret, struct reading *reading)
{
	static const struct xml_handler handler = {on_start, on_text, on_end};
	struct document d = {.feed = ret, .reading = reading, .url = url};

	*reading = (struct reading){0};
	buf_init(&d.text, LIMIT_TEXT);
	collect_init(&d.collector, ret, url);
	xml_read(data, len, mode, &handler, &d, &reading->report);
	/* What a truncated document left open. */
	while (d.depth > 0)
		finish_frame(&d, &d.stack[--d.depth]);
	collect_finish(&d.collector);
	for (size_t i = 0; i < d.n_bases; i++)
		free(d.bases[i]);
	free(d.bases);
	buf_done(&d.text);
}
