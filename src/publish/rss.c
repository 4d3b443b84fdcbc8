/* SPDX-License-Identifier: ISC */
/* An edition as RSS 2.0. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/dublin.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"
#include "publish/rss.h"
#include "publish/writer.h"

static void
date(xmlTextWriterPtr w, const char *name, int64_t t)
{
	char s[CLOCK_RFC822_SIZE];

	if (t != CLOCK_NONE)
		writer_element(w, name, clock_rfc822(t, s));
}

static void
link_to(xmlTextWriterPtr w, const char *rel, const char *type, const char *href)
{
	if (href == NULL)
		return;
	writer_start(w, "atom:link");
	writer_attribute(w, "rel", rel);
	writer_attribute(w, "type", type);
	writer_attribute(w, "href", href);
	writer_end(w);
}

static void
link_file(xmlTextWriterPtr w, const char *rel, const struct edition *ed,
    const struct output *o)
{
	char *url = output_url(&ed->site, o);

	link_to(w, rel, output_media_type(o), url);
	free(url);
}

static void
categories(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	char *domain = xasprintf("%s#section", ed->site.link);

	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, en->section) == 0)
			writer_plain(w, "category", "domain", domain,
			    ed->sections[i].title);
	free(domain);
	for (size_t i = 0; i < en->item.n_tags; i++) {
		const struct tag *tag = &en->item.tags[i];

		domain = url_resolve(NULL, tag->scheme);
		writer_plain(w, "category", "domain", domain,
		    tag->label != NULL ? tag->label : tag->term);
		free(domain);
	}
}

static void
enclosure(xmlTextWriterPtr w, const struct item *it)
{
	char *url = NULL;

	for (size_t i = 0; i < it->n_attachments && url == NULL; i++) {
		const struct attachment *a = &it->attachments[i];

		if (markup_media_type(a->mime_type) == NULL ||
		    (url = link_http(a->url)) == NULL)
			continue;
		writer_start(w, "enclosure");
		writer_attribute(w, "url", url);
		/* Every one must have a length; 0 stands for an unknown one. */
		writer_number(w, "length", a->size >= 0 ? a->size : 0);
		writer_attribute(w, "type", a->mime_type);
		writer_end(w);
	}
	free(url);
}

static char *
paragraphs(const char *text)
{
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	markup_paragraphs(&b, text);
	return buf_take(&b);
}

static void
description(xmlTextWriterPtr w, const struct entry *en)
{
	char *html = cite_html(en);
	char *summary = cite_summary(en), *text;

	text = summary == NULL ? xstrdup(html) : paragraphs(summary);
	writer_element(w, "description", text);
	if (summary != NULL)
		writer_element(w, "content:encoded", html);
	free(html);
	free(text);
	free(summary);
}

/* A feed that must not be named has a name in dc:source all the same. */
static void
source(xmlTextWriterPtr w, const struct entry *en)
{
	char *url = link_feed(en->origin.self_url);

	if (url != NULL)
		writer_plain(w, "source", "url", url, en->origin.title);
	else
		writer_plain(w, "dc:source", NULL, NULL, cite_container(en));
	free(url);
}

static void
item(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	const struct item *it = &en->item;
	char *title = cite_title(en), *url = link_shown(ed, en);
	char *comments = link_http(it->comments);

	writer_start(w, "item");
	writer_plain(w, "title", NULL, NULL, title);
	writer_element(w, "link", url);
	writer_with(w, "guid", "isPermaLink", "false", en->entry_id);
	date(w, "pubDate", en->published_at);
	for (size_t i = 0; i < it->authors.n; i++)
		writer_plain(
		    w, "dc:creator", NULL, NULL, it->authors.list[i].name);
	categories(w, ed, en);
	description(w, en);
	enclosure(w, it);
	writer_element(w, "comments", comments);
	writer_plain(w, "dc:rights", NULL, NULL, it->rights);
	dublin_write(w, it);
	source(w, en);
	writer_end(w);
	free(title);
	free(url);
	free(comments);
}

static void
channel(xmlTextWriterPtr w, const struct edition *ed)
{
	const struct site *site = &ed->site;
	char *title = output_title(ed, ed->output);

	writer_start(w, "channel");
	writer_plain(w, "title", NULL, NULL, title);
	writer_element(w, "link", site->link);
	writer_plain(w, "description", NULL, NULL,
	    site->subtitle != NULL ? site->subtitle : title);
	writer_element(w, "language", site->language);
	date(w, "lastBuildDate", ed->updated_at);
	writer_element(w, "generator", "lectern " LECTERN_VERSION);
	writer_element(w, "docs", "https://www.rssboard.org/rss-specification");
	writer_plain(w, "dc:creator", NULL, NULL, site->author);
	link_file(w, "self", ed, ed->output);
	link_to(w, "hub", NULL, site->hub);
	for (size_t i = 0; i < ed->n_outputs; i++)
		if (output_is_sister(&ed->outputs[i], ed->output))
			link_file(w, "related", ed, &ed->outputs[i]);
	for (size_t i = 0; i < ed->entries.n; i++)
		item(w, ed, &ed->entries.list[i]);
	writer_end(w);
	free(title);
}

void
rss_render(const struct edition *ed, struct buf *out)
{
	xmlTextWriterPtr w = writer_open(out);

	writer_start(w, "rss");
	writer_attribute(w, "version", "2.0");
	writer_attribute(w, "xmlns:atom", WRITER_NS_ATOM);
	writer_attribute(w, "xmlns:content", WRITER_NS_CONTENT);
	writer_attribute(w, "xmlns:dc", WRITER_NS_DC);
	writer_attribute(w, "xmlns:dcterms", WRITER_NS_DCTERMS);
	channel(w, ed);
	writer_close(w);
}
