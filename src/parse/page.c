/* SPDX-License-Identifier: ISC */
/* What an HTML page that came instead of a feed says of itself. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/encoding.h"
#include "parse/html.h"
#include "parse/html_attribute.h"
#include "parse/page.h"

#define SHOWN_TITLE 80 /* bytes: enough to know the page by */

struct reader {
	struct page *page;
	const char *url; /* what links are relative to; may be NULL */
	char *base;      /* … where the page says so itself */
	struct buf title;
	bool in_title;
	bool has_title; /* only the first counts: SVG has titles too */
};

static const char *
value_of(const xmlChar **attributes, const char *name)
{
	const char *value = html_value((const char *const *)attributes, name);

	return value == NULL ? "" : value;
}

/* True when word is one of the words of list (HTML section 2.3.7). */
static bool
has_word(const char *list, const char *word)
{
	static const char blank[] = " \t\r\n\f";
	size_t n;

	for (list += strspn(list, blank); *list != '\0';
	     list += n + strspn(list + n, blank)) {
		n = strcspn(list, blank);
		if (n == strlen(word) && strncasecmp(list, word, n) == 0)
			return true;
	}
	return false;
}

static bool
is_feed_type(const char *type)
{
	static const char *const types[] = {"application/rss+xml",
	    "application/atom+xml", "application/rdf+xml",
	    "application/feed+json"};
	size_t n = strcspn(type, "; \t");

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (n == strlen(types[i]) &&
		    strncasecmp(type, types[i], n) == 0)
			return true;
	return false;
}

static void
read_link(struct reader *r, const xmlChar **attributes)
{
	char *url;

	if (r->page->feed_url != NULL ||
	    !has_word(value_of(attributes, "rel"), "alternate") ||
	    !is_feed_type(value_of(attributes, "type")))
		return;
	url = url_resolve(
	    r->base != NULL ? r->base : r->url, value_of(attributes, "href"));
	if (url_is_http(url))
		r->page->feed_url = url;
	else
		free(url);
}

static void
on_start(void *context, const xmlChar *raw, const xmlChar **attributes)
{
	struct reader *r = context;
	const char *name = (const char *)raw;

	if (strcmp(name, "title") == 0)
		r->in_title = !r->has_title;
	else if (strcmp(name, "link") == 0)
		read_link(r, attributes);
	else if (strcmp(name, "base") == 0 && r->base == NULL)
		r->base = url_resolve(r->url, value_of(attributes, "href"));
}

static void
on_end(void *context, const xmlChar *raw)
{
	struct reader *r = context;

	if (!r->in_title || strcmp((const char *)raw, "title") != 0)
		return;
	r->in_title = false;
	r->has_title = true;
}

static void
on_text(void *context, const xmlChar *s, int len)
{
	struct reader *r = context;
	size_t room = r->title.max - r->title.len;

	if (r->in_title)
		buf_add(
		    &r->title, s, text_cut((const char *)s, (size_t)len, room));
}

static void
read_html(const char *html, size_t len, struct reader *r)
{
	const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
			    HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
			    HTML_PARSE_IGNORE_ENC;
	htmlParserCtxtPtr ctxt = htmlNewParserCtxt();

	if (ctxt == NULL)
		abort();
	*ctxt->sax = (htmlSAXHandler){
	    .startElement = on_start,
	    .endElement = on_end,
	    .characters = on_text,
	};
	ctxt->userData = r;
	xmlFreeDoc(
	    htmlCtxtReadMemory(ctxt, html, (int)len, NULL, "UTF-8", options));
	htmlFreeParserCtxt(ctxt);
}

/* By how it begins: libxml2 makes a page of anything. */
static bool
is_page(const char *s)
{
	static const char *const begins[] = {"<!doctype html", "<html", "<head",
	    "<title", "<meta", "<body", "<script"};
	const char *end;

	for (s += strspn(s, " \t\r\n\f");
	     strncmp(s, "<!--", 4) == 0 || strncmp(s, "<?xml", 5) == 0;
	     s = end + 1 + strspn(end + 1, " \t\r\n\f")) {
		end = s[1] == '?' ? strchr(s, '>') : strstr(s + 4, "-->");
		if (end == NULL)
			return false;
		if (s[1] == '!')
			end += 2;
	}
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (strncasecmp(s, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* A title is cut where a person has long known the page. */
static char *
shown_title(const char *raw)
{
	char *title = html_title(raw, LIMIT_TITLE, NULL);
	size_t len, keep;
	char *cut;

	if (title == NULL)
		return NULL;
	len = strlen(title);
	keep = text_cut(title, len, SHOWN_TITLE);
	if (keep == len)
		return title;
	cut = xasprintf("%.*s…", (int)keep, title);
	free(title);
	return cut;
}

bool
page_read(const char *data, size_t len, const char *url, struct page *ret)
{
	struct page page = {0};
	struct reader r = {.page = &page, .url = url};
	struct buf text;
	bool damaged = false;
	char *head;

	if (len == 0)
		return false;
	len = len < LIMIT_PAGE ? len : LIMIT_PAGE;
	head = xstrndup(data, len);
	buf_init(&text, ENCODING_GROWTH * LIMIT_PAGE + 1);
	if (encoding_decode(head, len, NULL, &text, &damaged) == NULL ||
	    !is_page(text.data)) {
		buf_done(&text);
		free(head);
		return false;
	}
	buf_init(&r.title, LIMIT_TITLE);
	read_html(text.data, text_cut(text.data, text.len, LIMIT_PAGE), &r);
	page.title = shown_title(r.title.data);
	buf_done(&r.title);
	buf_done(&text);
	free(head);
	free(r.base);
	*ret = page;
	return true;
}

void
page_done(struct page *p)
{
	free(p->title);
	free(p->feed_url);
	*p = (struct page){0};
}
