/* SPDX-License-Identifier: ISC */
/* An edition as Atom 1.0, by libxml2's writer. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/xmlwriter.h>

#include "core/clock.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/atom.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"

#define NS_ATOM "http://www.w3.org/2005/Atom"
#define NS_DC "http://purl.org/dc/elements/1.1/"
#define NS_DCTERMS "http://purl.org/dc/terms/"

static const xmlChar *
chars(const char *s)
{
	return (const xmlChar *)s;
}

static void
start(xmlTextWriterPtr w, const char *name)
{
	xmlTextWriterStartElement(w, chars(name));
}

static void
end(xmlTextWriterPtr w)
{
	xmlTextWriterEndElement(w);
}

/* These two write nothing when there is nothing to say. */
static void
attribute(xmlTextWriterPtr w, const char *name, const char *value)
{
	char *clean;

	if (text_is_blank(value))
		return;
	clean = markup_clean(value);
	xmlTextWriterWriteAttribute(w, chars(name), chars(clean));
	free(clean);
}

static void
element(xmlTextWriterPtr w, const char *name, const char *text)
{
	char *clean;

	if (text_is_blank(text))
		return;
	clean = markup_clean(text);
	xmlTextWriterWriteElement(w, chars(name), chars(clean));
	free(clean);
}

static void
typed(xmlTextWriterPtr w, const char *name, const char *type, const char *text)
{
	char *clean;

	if (text_is_blank(text))
		return;
	clean = markup_clean(text);
	start(w, name);
	attribute(w, "type", type);
	xmlTextWriterWriteString(w, chars(clean));
	end(w);
	free(clean);
}

static void
date(xmlTextWriterPtr w, const char *name, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	element(w, name, clock_rfc3339(t, s));
}

static void
link_to(xmlTextWriterPtr w, const char *rel, const char *type, const char *href)
{
	if (href == NULL)
		return;
	start(w, "link");
	attribute(w, "rel", rel);
	attribute(w, "type", type);
	attribute(w, "href", href);
	end(w);
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
	start(w, name);
	element(w, "name", p->name);
	element(w, "uri", url);
	end(w);
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
	start(w, "category");
	attribute(w, "term", term);
	attribute(w, "scheme", scheme);
	attribute(w, "label", label);
	end(w);
}

static void
categories(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	char *scheme = xasprintf("%s#section", ed->site.link);

	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, en->section) == 0)
			category(w, en->section, scheme, ed->sections[i].title);
	free(scheme);
	for (size_t i = 0; i < en->item.n_tags; i++) {
		const struct tag *tag = &en->item.tags[i];

		scheme = url_resolve(NULL, tag->scheme);
		category(w, tag->term != NULL ? tag->term : tag->label, scheme,
		    tag->label);
		free(scheme);
	}
}

/* A media type of RFC 2045 without parameters; NULL gives NULL. */
static const char *
media_type(const char *s)
{
	static const char token[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789!#$&^_.+-";
	size_t type, subtype;

	if (s == NULL)
		return NULL;
	type = strspn(s, token);
	if (type == 0 || s[type] != '/')
		return NULL;
	subtype = strspn(s + type + 1, token);
	return subtype > 0 && s[type + 1 + subtype] == '\0' ? s : NULL;
}

static void
enclosures(xmlTextWriterPtr w, const struct item *it)
{
	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];
		char *href = link_http(a->url);

		if (href == NULL)
			continue;
		start(w, "link");
		attribute(w, "rel", "enclosure");
		attribute(w, "type", media_type(a->mime_type));
		attribute(w, "title", a->title);
		if (a->size >= 0)
			xmlTextWriterWriteFormatAttribute(
			    w, chars("length"), "%lld", (long long)a->size);
		attribute(w, "href", href);
		end(w);
		free(href);
	}
}

static void
links(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	const struct item *it = &en->item;
	char *url = link_entry(en), *anchor;

	if (url == NULL) {
		/* RFC 4287 4.1.2 wants one: our own page shows it at least. */
		anchor = link_anchor(en);
		url = xasprintf("%s#%s", ed->site.link, anchor);
		free(anchor);
	}
	link_to(w, "alternate", "text/html", url);
	if (it->doi != NULL)
		link_out(w, "via", "text/html", it->url);
	link_out(w, "related", "text/html", it->external_url);
	link_out(w, "replies", "text/html", it->comments);
	link_out(w, "license", NULL, it->license);
	enclosures(w, it);
	free(url);
}

static void
text(xmlTextWriterPtr w, const struct entry *en)
{
	const char *html = digest_html(&en->item);
	char *summary = digest_summary(&en->item);

	if (summary == NULL && html == NULL)
		summary = digest_text(&en->item);
	/* Validators miss a text otherwise, and so would readers. */
	if (summary == NULL && html == NULL)
		summary = cite_entry(en);
	typed(w, "summary", "text", summary);
	typed(w, "content", "html", html);
	free(summary);
}

/* When an advert closes; a date without a time stays one. */
static void
validity(xmlTextWriterPtr w, int64_t t)
{
	struct civil c;
	char s[CLOCK_RFC3339_SIZE], *period;

	if (t == CLOCK_NONE)
		return;
	c = clock_civil(t);
	clock_rfc3339(t, s);
	if (c.hour == 0 && c.minute == 0 && c.second == 0)
		s[strcspn(s, "T")] = '\0';
	period = xasprintf("end=%s;scheme=W3C-DTF", s);
	element(w, "dcterms:valid", period);
	free(period);
}

static void
bibliography(xmlTextWriterPtr w, const struct item *it)
{
	char *place = cite_place(&it->citation), *doi;

	if (it->doi != NULL) {
		doi = xasprintf("doi:%s", it->doi);
		element(w, "dc:identifier", doi);
		free(doi);
	}
	element(w, "dc:source", it->citation.journal);
	element(w, "dc:publisher", it->citation.publisher);
	element(w, "dcterms:bibliographicCitation", place);
	validity(w, it->closes_at);
	free(place);
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

	if (updated_at == CLOCK_NONE || updated_at > last)
		updated_at = last;
	start(w, "source");
	element(w, "id", o->id);
	element(w, "title", o->title);
	element(w, "subtitle", o->subtitle);
	date(w, "updated", updated_at);
	start(w, "author");
	element(w, "name", o->title);
	end(w);
	link_out(w, "self", NULL, o->self_url);
	link_out(w, "alternate", "text/html", o->url);
	element(w, "rights", o->rights);
	end(w);
}

static void
entry(xmlTextWriterPtr w, const struct edition *ed, const struct entry *en)
{
	const char *language =
	    en->item.language != NULL ? en->item.language : en->origin.language;
	char *title = cite_title(en);

	start(w, "entry");
	if (markup_is_language(language) &&
	    strcasecmp(language, ed->site.language) != 0)
		attribute(w, "xml:lang", language);
	element(w, "id", en->entry_id);
	typed(w, "title", "text", title);
	date(w, "updated", en->updated_at);
	date(w, "published", en->published_at);
	links(w, ed, en);
	people(w, "author", &en->item.authors);
	people(w, "contributor", &en->item.contributors);
	categories(w, ed, en);
	text(w, en);
	element(w, "rights", en->item.rights);
	/* Before the source: behind one, dc:source counts as said twice. */
	bibliography(w, &en->item);
	source(w, en);
	end(w);
	free(title);
}

static void
feed(xmlTextWriterPtr w, const struct edition *ed)
{
	const struct site *site = &ed->site;
	char *id = output_id(site, ed->output);
	char *self = output_url(site, ed->output);
	char *title = output_title(ed, ed->output);

	start(w, "feed");
	attribute(w, "xmlns", NS_ATOM);
	attribute(w, "xmlns:dc", NS_DC);
	attribute(w, "xmlns:dcterms", NS_DCTERMS);
	attribute(w, "xml:lang", site->language);
	element(w, "id", id);
	typed(w, "title", "text", title);
	typed(w, "subtitle", "text", site->subtitle);
	/* An empty list has not changed since time began. */
	date(w, "updated", ed->updated_at == CLOCK_NONE ? 0 : ed->updated_at);
	start(w, "author");
	element(w, "name", site->author);
	end(w);
	link_to(w, "self", "application/atom+xml", self);
	link_to(w, "alternate", "text/html", site->link);
	start(w, "generator");
	attribute(w, "version", LECTERN_VERSION);
	xmlTextWriterWriteString(w, chars("lectern"));
	end(w);
	for (size_t i = 0; i < ed->entries.n; i++)
		entry(w, ed, &ed->entries.list[i]);
	end(w);
	free(id);
	free(self);
	free(title);
}

/* Never says that it failed, or libxml2 would say so on stderr: the buffer
 * remembers what did not fit. */
static int
add_bytes(void *context, const char *bytes, int len)
{
	buf_add(context, bytes, (size_t)len);
	return len;
}

void
atom_render(const struct edition *ed, struct buf *out)
{
	xmlOutputBufferPtr o =
	    xmlOutputBufferCreateIO(add_bytes, NULL, out, NULL);
	xmlTextWriterPtr w = o == NULL ? NULL : xmlNewTextWriter(o);

	if (w == NULL)
		abort();
	xmlTextWriterSetIndent(w, 1);
	xmlTextWriterSetIndentString(w, chars("  "));
	xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
	feed(w, ed);
	xmlTextWriterEndDocument(w);
	xmlFreeTextWriter(w);
}
