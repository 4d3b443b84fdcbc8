/* SPDX-License-Identifier: ISC */
/* Elements to values. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/hash.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/collect.h"
#include "parse/content.h"
#include "parse/finish.h"
#include "parse/joined.h"
#include "parse/person.h"

void
collect_init(struct collector *c, struct feed *feed, const char *url)
{
	*c = (struct collector){
	    .feed = feed, .url = url, .budget = LIMIT_MARKUP};
	frequency_init(&c->frequency);
	draft_init(&c->head, &c->budget);
	draft_init(&c->item, &c->budget);
}

static struct draft *
draft_of(struct collector *c)
{
	return c->in_item ? &c->item : &c->head;
}

/* What relative addresses are relative to where no xml:base says it. */
static const char *
document_base(const struct collector *c)
{
	if (c->url != NULL)
		return c->url;
	if (c->head.values[F_SELF].raw != NULL)
		return c->head.values[F_SELF].raw;
	return c->head.values[F_URL].raw;
}

/* Takes raw over. */
static void
take(struct collector *c, enum field field, int rank, char *raw,
    const char *base)
{
	struct value value = {.raw = raw, .type = TYPE_TEXT, .base = base};

	draft_take(draft_of(c), field, rank, value, document_base(c));
}

unsigned int
collect_place(const struct field_row *row)
{
	static const struct {
		enum field field;
		unsigned int place;
	} places[] = {
	    {F_OPEN_ROOT, IN_DOCUMENT},
	    {F_OPEN_FEED, IN_FEED},
	    {F_OPEN_ITEM, IN_ITEM},
	    {F_OPEN_SOURCE, IN_SOURCE},
	    {F_OPEN_IMAGE, IN_IMAGE},
	    {F_AUTHORS, IN_PERSON},
	    {F_CONTRIBUTORS, IN_PERSON},
	    {F_OTHER_AUTHORS, IN_PERSON},
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (places[i].field == row->field)
			return places[i].place;
	return IN_SKIP;
}

/* What stands at a root, a feed or an item itself; CDF has links there. */
static void
take_attributes(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	static const struct {
		enum ns ns;
		const char *name;
		unsigned int in;
		enum field field;
		int rank;
	} attributes[] = {
	    {NS_RDF, "about", IN_ITEM, F_ID, 4},
	    {NS_RDF, "about", IN_ITEM, F_URL, 1},
	    {NS_XML, "lang", IN_DOCUMENT | IN_BOTH, F_LANGUAGE, 5},
	    {NS_PLAIN, "lang", IN_DOCUMENT | IN_BOTH, F_LANGUAGE, 4},
	    {NS_PLAIN, "href", IN_BOTH, F_URL, 5},
	    {NS_PLAIN, "lastmod", IN_BOTH, F_MODIFIED, 5},
	    {NS_PLAIN, "self", IN_FEED, F_SELF, 5},
	};

	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if ((attributes[i].in & collect_place(row)) != 0)
			take(c, attributes[i].field, attributes[i].rank,
			    xml_attribute(
				el, attributes[i].ns, attributes[i].name),
			    base);
}

static enum collect
open_place(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	if (row->field == F_OPEN_SKIP)
		return COLLECT_SKIP;
	if (row->field == F_OPEN_ITEM) {
		if (c->feed->n_items >= LIMIT_ITEMS)
			return COLLECT_SKIP;
		c->in_item = true;
	}
	if (collect_place(row) & (IN_DOCUMENT | IN_BOTH))
		take_attributes(c, row, el, base);
	return COLLECT_PLACE;
}

/* Takes href over. */
static void
add_attachment(struct collector *c, char *href, const struct xml_element *el,
    const char *base)
{
	char *size = xml_attribute(el, NS_PLAIN, "length");
	char *seconds = xml_attribute(el, NS_PLAIN, "duration");

	if (size == NULL)
		size = xml_attribute(el, NS_PLAIN, "fileSize");
	draft_add_attachment(draft_of(c),
	    (struct attachment){
		.url = href,
		.mime_type = xml_attribute(el, NS_PLAIN, "type"),
		.title = xml_attribute(el, NS_PLAIN, "title"),
		.size = frequency_number(size),
		.duration_secs = frequency_number(seconds),
	    },
	    base == NULL ? document_base(c) : base);
	free(size);
	free(seconds);
}

/* A picture of media:content is the item's image; one that is enclosed may be
 * that too. */
static void
open_attachment(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	char *medium = xml_attribute(el, NS_PLAIN, "medium");
	char *type = xml_attribute(el, NS_PLAIN, "type");
	bool is_media = row->ns == NS_MEDIA;

	if ((medium != NULL && strcasecmp(medium, "image") == 0) ||
	    (type != NULL && strncasecmp(type, "image/", 6) == 0))
		take(c, F_IMAGE, is_media ? 5 : 2,
		    xml_attribute(el, NS_PLAIN, "url"), base);
	else
		is_media = false;
	if (!is_media)
		add_attachment(c, xml_attribute(el, NS_PLAIN, "url"), el, base);
	free(medium);
	free(type);
}

/* atom:link by its relation (RFC 4287 section 4.2.7); in atom:source only
 * those with a rank of their own there say where it came from. */
static const struct relation {
	const char *rel;
	enum field field;
	int rank;
	int rank_in_source;
} relations[] = {
    {"alternate", F_URL, 7, 9},
    {"self", F_SELF, 9, 8},
    {"license", F_LICENSE, 7, 0},
    {"replies", F_COMMENTS, 5, 0},
    {"related", F_AMENDS, 6, 0},
    {"enclosure", F_ATTACHMENTS, 0, 0},
};

static void
take_link(struct collector *c, const struct relation *relation,
    const struct xml_element *el, const char *base)
{
	char *href = xml_attribute(el, NS_PLAIN, "href");
	char *type = xml_attribute(el, NS_PLAIN, "type");
	int rank = relation->rank;

	/* A page before the same in another form. */
	if (relation->field == F_URL && type != NULL &&
	    strstr(type, "html") == NULL)
		rank--;
	if (relation->field == F_ATTACHMENTS)
		add_attachment(c, href, el, base);
	else
		take(c, relation->field, rank, href, base);
	free(type);
}

static void
open_link(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	static const char registry[] =
	    "http://www.iana.org/assignments/relation/";
	char *said = xml_attribute(el, NS_PLAIN, "rel");
	const char *rel = said == NULL ? "alternate" : said;

	if (strncasecmp(rel, registry, strlen(registry)) == 0)
		rel += strlen(registry);
	for (size_t i = 0; i < sizeof(relations) / sizeof(relations[0]); i++) {
		const struct relation *relation = &relations[i];

		if (strcasecmp(rel, relation->rel) != 0)
			continue;
		if (row->field == F_LINKS)
			take_link(c, relation, el, base);
		else if (relation->rank_in_source > 0)
			take(c, F_SOURCE_URL, relation->rank_in_source,
			    xml_attribute(el, NS_PLAIN, "href"), base);
		break;
	}
	free(said);
}

/* Atom says what an element's text is; RSS never does. False: no text. */
static bool
read_type(struct collector *c, const struct field_row *row,
    const struct xml_element *el)
{
	char *type = xml_attribute(el, NS_PLAIN, "type");
	char *mode = xml_attribute(el, NS_PLAIN, "mode");
	struct content is =
	    content_of(type, mode, c->feed->format == FORMAT_ATOM03);
	/* An element of Atom's that strayed into RSS says so or is markup. */
	bool is_typed =
	    row->ns == NS_ATOM && (el->ns == NS_ATOM || type != NULL ||
				      c->feed->format == FORMAT_ATOM10 ||
				      c->feed->format == FORMAT_ATOM03);

	free(type);
	free(mode);
	if (!is_typed)
		is = (struct content){
		    .is_markup = true, .is_xhtml = row->ns == NS_XHTML};
	c->is_xhtml = is.is_xhtml;
	c->is_base64 = is.is_base64;
	c->type = is.is_markup && row->field != F_ID ? TYPE_HTML : TYPE_TEXT;
	return !is.is_skipped || row->field != F_CONTENT;
}

/* What the attributes of an element say whose text is the value. */
static enum collect
open_text(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	char *permalink = NULL;

	if (row->field == F_ID) {
		permalink = xml_attribute(el, NS_PLAIN, "isPermaLink");
		if (permalink != NULL && strcasecmp(permalink, "true") != 0)
			c->item.guid_is_link = false;
	} else if (row->field == F_SOURCE_TITLE) {
		take(c, F_SOURCE_URL, 9, xml_attribute(el, NS_PLAIN, "url"),
		    base);
	} else if (row->field == F_CONTENT) {
		take(c, F_URL, 2, xml_attribute(el, NS_PLAIN, "src"), base);
	}
	free(permalink);
	return read_type(c, row, el) ? COLLECT_TEXT : COLLECT_SKIP;
}

static enum collect
open_tag(struct collector *c, const struct xml_element *el)
{
	char *term = xml_attribute(el, NS_PLAIN, "term");
	char *label = xml_attribute(el, NS_PLAIN, "label");

	if (term == NULL)
		term = xml_attribute(el, NS_PLAIN, "text"); /* iTunes */
	free(c->scheme);
	c->scheme = xml_attribute(el, NS_PLAIN, "scheme");
	if (c->scheme == NULL)
		c->scheme = xml_attribute(el, NS_PLAIN, "domain");
	if (term != NULL)
		draft_add_tag(draft_of(c), TYPE_HTML, term, c->scheme, label);
	free(label);
	free(term);
	return term != NULL ? COLLECT_DONE : COLLECT_TEXT;
}

/* href, url or rdf:resource; NULL when it has none. */
static char *
address_attribute(const struct xml_element *el)
{
	char *url = xml_attribute(el, NS_RDF, "resource");

	if (url == NULL)
		url = xml_attribute(el, NS_PLAIN, "href");
	if (url == NULL)
		url = xml_attribute(el, NS_PLAIN, "url");
	return url;
}

enum collect
collect_open(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base)
{
	char *url;

	c->is_xhtml = c->is_base64 = false;
	c->type = TYPE_TEXT;
	switch (row->kind) {
	case KIND_OPEN:
		return open_place(c, row, el, base);
	case KIND_LINK:
		open_link(c, row, el, base);
		return COLLECT_DONE;
	case KIND_ATTACHMENT:
		open_attachment(c, row, el, base);
		return COLLECT_DONE;
	case KIND_TAG:
		return open_tag(c, el);
	case KIND_URL:
	case KIND_URL_ATTR:
		url = address_attribute(el);
		if (url == NULL && row->kind == KIND_URL)
			return COLLECT_TEXT;
		take(c, row->field, row->rank, url, base);
		return COLLECT_DONE;
	case KIND_TEXT:
	case KIND_HTML:
		return open_text(c, row, el, base);
	case KIND_TAGS:
	case KIND_DATE:
	case KIND_PEOPLE:
	case KIND_PERSON_PART:
	case KIND_IDENTIFIER:
	case KIND_SCHEDULE:
		return COLLECT_TEXT;
	}
	return COLLECT_SKIP;
}

/* NULL when it is no base64, or not that of a text. */
static char *
decode(const char *base64)
{
	char *text = hash_unbase64(base64);

	if (text != NULL && text_is_utf8(text, strlen(text)))
		return text;
	free(text);
	return NULL;
}

/* An Atom id that is no whole IRI is relative to an xml:base, if there is one
 * (RFC 4287 section 2); it is left alone otherwise. */
static char *
absolute_id(const char *text, const char *base)
{
	const char *id = text + strspn(text, " \t\r\n");
	bool is_relative = id[strcspn(id, ":/?#")] != ':';

	return base != NULL && is_relative ? url_resolve(base, id)
					   : xstrdup(text);
}

/* dc:date is a date of whatever nothing else says a date of. */
static void
take_date(struct collector *c, const struct field_row *row, const char *text)
{
	const unsigned int place = c->in_item ? IN_ITEM : IN_FEED;

	for (; row != NULL; row = field_next(row, place))
		take(c, row->field, row->rank, xstrdup(text), NULL);
}

void
collect_text(struct collector *c, const struct field_row *row, const char *text,
    const char *base)
{
	struct value value = {.type = c->type, .base = base};
	char *word;

	switch (row->kind) {
	case KIND_TEXT:
	case KIND_HTML:
		if (c->is_base64)
			value.raw = decode(text);
		else if (row->ns == NS_ATOM && row->field == F_ID)
			value.raw = absolute_id(text, base);
		else
			value.raw = xstrdup(text);
		draft_take(draft_of(c), row->field, row->rank, value,
		    document_base(c));
		break;
	case KIND_DATE:
		take_date(c, row, text);
		break;
	case KIND_URL:
		take(c, row->field, row->rank, xstrdup(text), base);
		break;
	case KIND_PERSON_PART:
		if (row->field == F_URI)
			person_take_url(&c->person, text,
			    base == NULL ? document_base(c) : base);
		else
			person_take_part(
			    &c->person, row->field, text, &c->budget);
		break;
	case KIND_PEOPLE:
		draft_add_people(draft_of(c), row->field, text);
		break;
	case KIND_TAG:
		draft_add_tag(draft_of(c), TYPE_HTML, text, c->scheme, NULL);
		break;
	case KIND_TAGS:
		draft_add_tags(draft_of(c), text);
		break;
	case KIND_IDENTIFIER:
		draft_add_identifier(draft_of(c), text);
		break;
	case KIND_SCHEDULE:
		word = draft_line(text, TYPE_TEXT, LIMIT_NAME, NULL);
		frequency_take(&c->frequency, row->field, word);
		free(word);
		break;
	case KIND_OPEN:
	case KIND_LINK:
	case KIND_ATTACHMENT:
	case KIND_URL_ATTR:
		break;
	}
}

/* Adds the person whose element ends. */
static void
close_person(struct collector *c, enum field field)
{
	struct draft *d = draft_of(c);

	person_close(&c->person, draft_people(d, field), &d->people_left);
}

void
collect_close(struct collector *c, const struct field_row *row)
{
	if (collect_place(row) == IN_PERSON) {
		close_person(c, row->field);
	} else if (row->field == F_OPEN_ITEM) {
		finish_item(&c->item, document_base(c), feed_add_item(c->feed));
		c->in_item = false;
	}
}

/* The journal and its publisher are said once, of the channel. */
static void
share(const char *said, char **to)
{
	if (*to == NULL && said != NULL)
		*to = xstrdup(said);
}

void
collect_finish(struct collector *c)
{
	struct feed *f = c->feed;
	char *journal = draft_line(
	    c->head.values[F_JOURNAL].raw, TYPE_HTML, LIMIT_TITLE, &c->budget);
	char *publisher = draft_line(c->head.values[F_PUBLISHER].raw, TYPE_HTML,
	    LIMIT_TITLE, &c->budget);

	finish_feed(&c->head, f);
	for (size_t i = 0; i < f->n_items; i++) {
		share(journal, &f->items[i].citation.journal);
		share(publisher, &f->items[i].citation.publisher);
	}
	joined_part(f);
	if (f->format == FORMAT_ATOM10 || f->format == FORMAT_ATOM03)
		finish_inherit(f);
	free(journal);
	free(publisher);
	frequency_finish(&c->frequency, f);
	draft_done(&c->head);
	draft_done(&c->item);
	free(c->scheme);
	person_done(&c->person);
}
