/* SPDX-License-Identifier: ISC */
/* An edition as Atom 1.0, by libxml2's writer. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/atom.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/dublin.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"
#include "publish/writer.h"

static void
date(xmlTextWriterPtr w, const char *name, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	writer_element(w, name, clock_rfc3339(t, s));
}

static void
link_to(xmlTextWriterPtr w, const char *rel, const char *type, const char *href)
{
	if (href == NULL)
		return;
	writer_start(w, "link");
	writer_attribute(w, "rel", rel);
	writer_attribute(w, "type", type);
	writer_attribute(w, "href", href);
	writer_end(w);
}

/* A link that a stranger gave: none when it is not http(s). */
static void
link_out(xmlTextWriterPtr w, const char *rel, const char *type, const char *url)
{
	char *href = link_http(url);

	link_to(w, rel, type, href);
	free(href);
}

static void
person(xmlTextWriterPtr w, const char *name, const struct person *p)
{
	char *url;

	if (text_is_blank(p->name))
		return;
	url = link_http(p->url);
	writer_start(w, name);
	writer_element(w, "name", p->name);
	writer_element(w, "uri", url);
	writer_end(w);
	free(url);
}

static void
people(xmlTextWriterPtr w, const char *name, const struct people *p)
{
	for (size_t i = 0; i < p->n; i++)
		person(w, name, &p->list[i]);
}

static void
category(
    xmlTextWriterPtr w, const char *term, const char *scheme, const char *label)
{
	if (text_is_blank(term))
		return;
	writer_start(w, "category");
	writer_attribute(w, "term", term);
	writer_attribute(w, "scheme", scheme);
	writer_attribute(w, "label", label);
	writer_end(w);
}

static void
categories(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	char *scheme = xasprintf("%s#section", ed->site.link);

	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, en->section) == 0)
			category(w, en->section, scheme, ed->sections[i].title);
	free(scheme);
	if (en->amended != AMENDMENT_NONE) {
		scheme = xasprintf("%s#amended", ed->site.link);
		category(w, amendment_str(en->amended), scheme, NULL);
		free(scheme);
	}
	for (size_t i = 0; i < en->item.n_tags; i++) {
		const struct tag *tag = &en->item.tags[i];

		scheme = url_resolve(NULL, tag->scheme);
		category(w, tag->term != NULL ? tag->term : tag->label, scheme,
		    tag->label);
		free(scheme);
	}
}

static void
enclosures(xmlTextWriterPtr w, const struct item *it)
{
	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];
		char *href = link_http(a->url);

		if (href == NULL)
			continue;
		writer_start(w, "link");
		writer_attribute(w, "rel", "enclosure");
		writer_attribute(w, "type", markup_media_type(a->mime_type));
		writer_attribute(w, "title", a->title);
		if (a->size >= 0)
			writer_number(w, "length", a->size);
		writer_attribute(w, "href", href);
		writer_end(w);
		free(href);
	}
}

/* A notice and its original lead to each other. */
static void
mentions(xmlTextWriterPtr w, const struct entry *en)
{
	char *href = link_http(en->original.url);

	link_out(w, "related", "text/html", en->amender.url);
	link_to(w, "related", "text/html", href);
	if (en->original.entry_id != NULL) {
		/* RFC 4685 section 3 */
		writer_start(w, "thr:in-reply-to");
		writer_attribute(w, "ref", en->original.entry_id);
		writer_attribute(w, "type", href == NULL ? NULL : "text/html");
		writer_attribute(w, "href", href);
		writer_end(w);
	}
	free(href);
}

static void
links(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	const struct item *it = &en->item;
	char *url = link_shown(ed, en);

	link_to(w, "alternate", "text/html", url);
	if (it->doi != NULL)
		link_out(w, "via", "text/html", it->url);
	link_out(w, "related", "text/html", it->external_url);
	link_out(w, "replies", "text/html", it->comments);
	link_out(w, "license", NULL, it->license);
	enclosures(w, it);
	free(url);
}

/*
 * The feed that it came from, as it was when the entry was copied: a later
 * date would be a wrong clock's. Its name is the author of what it gave no
 * author for (RFC 4287 4.2.1), or else that would fall to the site.
 */
static void
source(xmlTextWriterPtr w, const struct entry *en)
{
	const struct origin *o = &en->origin;
	int64_t last = en->updated_at > en->first_seen_at ? en->updated_at
							  : en->first_seen_at;
	int64_t updated_at = o->updated_at;
	char *self = link_feed(o->self_url);

	if (updated_at == CLOCK_NONE || updated_at > last)
		updated_at = last;
	writer_start(w, "source");
	writer_element(w, "id", o->id);
	writer_element(w, "title", o->title);
	writer_element(w, "subtitle", o->subtitle);
	date(w, "updated", updated_at);
	writer_start(w, "author");
	writer_element(w, "name", o->title);
	writer_end(w);
	link_to(w, "self", NULL, self);
	link_out(w, "alternate", "text/html", o->url);
	writer_element(w, "rights", o->rights);
	writer_end(w);
	free(self);
}

static void
entry(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	const char *language =
	    en->item.language != NULL ? en->item.language : en->origin.language;
	char *title = cite_title(en), *summary = cite_summary(en);
	char *html = cite_html(en);

	writer_start(w, "entry");
	if (markup_is_language(language) &&
	    strcasecmp(language, ed->site.language) != 0)
		writer_attribute(w, "xml:lang", language);
	writer_element(w, "id", en->entry_id);
	writer_with(w, "title", "type", "text", title);
	date(w, "updated", en->updated_at);
	date(w, "published", en->published_at);
	links(w, ed, en);
	mentions(w, en);
	people(w, "author", &en->item.authors);
	people(w, "contributor", &en->item.contributors);
	categories(w, ed, en);
	writer_with(w, "summary", "type", "text", summary);
	writer_with(w, "content", "type", "html", html);
	writer_element(w, "rights", en->item.rights);
	/* Before the source: behind one, it counts as said twice. */
	writer_element(w, "dc:source", en->item.citation.journal);
	dublin_write(w, &en->item);
	source(w, en);
	writer_end(w);
	free(title);
	free(summary);
	free(html);
}

/* Not as alternates: of several, readers take the first or the last for the
 * page that a feed belongs to. */
static void
sisters(xmlTextWriterPtr w, const struct edition *ed)
{
	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		char *url = output_url(&ed->site, o);

		if (output_is_sister(o, ed->output))
			link_to(w, "related", output_media_type(o), url);
		free(url);
	}
}

/* RFC 5005 section 4. Without a link to the next one, which would change the
 * document that it stands in. */
static void
history(xmlTextWriterPtr w, const struct edition *ed)
{
	const struct output older = {.file = xstrdup(ed->older)};
	char *url;

	if (ed->current != NULL) {
		url = output_url(&ed->site, ed->current);
		link_to(w, "current", output_media_type(ed->current), url);
		free(url);
	}
	if (ed->older != NULL) {
		url = output_url(&ed->site, &older);
		link_to(w, "prev-archive", output_media_type(ed->output), url);
		free(url);
	}
	free(older.file);
	if (ed->current == NULL)
		return;
	writer_start(w, "fh:archive");
	writer_attribute(w, "xmlns:fh", WRITER_NS_HISTORY);
	writer_end(w);
}

static void
feed(xmlTextWriterPtr w, const struct edition *ed)
{
	const struct site *site = &ed->site;
	char *id =
	    output_id(site, ed->current != NULL ? ed->current : ed->output);
	char *self = output_url(site, ed->output);
	char *title = output_title(ed, ed->output);

	writer_start(w, "feed");
	writer_attribute(w, "xmlns", WRITER_NS_ATOM);
	writer_attribute(w, "xmlns:dc", WRITER_NS_DC);
	writer_attribute(w, "xmlns:dcterms", WRITER_NS_DCTERMS);
	writer_attribute(w, "xmlns:thr", WRITER_NS_THREAD);
	writer_attribute(w, "xml:lang", site->language);
	writer_element(w, "id", id);
	writer_with(w, "title", "type", "text", title);
	writer_with(w, "subtitle", "type", "text", site->subtitle);
	/* An empty list has not changed since time began. */
	date(w, "updated", ed->updated_at == CLOCK_NONE ? 0 : ed->updated_at);
	writer_start(w, "author");
	writer_element(w, "name", site->author);
	writer_end(w);
	link_to(w, "self", output_media_type(ed->output), self);
	link_to(w, "alternate", "text/html", site->link);
	/* A document that never changes is nothing to wait for. */
	if (ed->current == NULL)
		link_to(w, "hub", NULL, site->hub);
	sisters(w, ed);
	history(w, ed);
	writer_with(w, "generator", "version", LECTERN_VERSION, "lectern");
	for (size_t i = 0; i < ed->entries.n; i++)
		entry(w, ed, &ed->entries.list[i]);
	writer_end(w);
	free(id);
	free(self);
	free(title);
}

void
atom_render(const struct edition *ed, struct buf *out)
{
	xmlTextWriterPtr w = writer_open(out);

	feed(w, ed);
	writer_close(w);
}
