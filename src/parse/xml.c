/* SPDX-License-Identifier: ISC */
/* The one door to hostile XML. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/xml.h"

#define KNOWN_URIS 32

struct reader {
	xmlParserCtxt *ctxt;
	const struct xml_handler *handler;
	void *context;
	struct xml_report *report;
	/* libxml2 keeps one copy of each URI: its address stands for it. */
	struct {
		const xmlChar *uri;
		enum ns ns;
	} known[KNOWN_URIS];
	size_t n_known;
	xmlEntity entity; /* the last one that was asked for */
	xmlChar entity_text[TEXT_UTF8_MAX + 1];
};

static enum ns
known_ns(struct reader *r, const xmlChar *uri, const xmlChar *prefix)
{
	enum ns ns;

	if (uri == NULL)
		return field_ns(NULL, (const char *)prefix);
	for (size_t i = 0; i < r->n_known; i++)
		if (r->known[i].uri == uri)
			return r->known[i].ns;
	ns = field_ns((const char *)uri, (const char *)prefix);
	if (r->n_known < KNOWN_URIS) {
		r->known[r->n_known].uri = uri;
		r->known[r->n_known++].ns = ns;
	}
	return ns;
}

/* libxml2's form: five pointers an attribute, the value by its two ends. */
static size_t
collect_attributes(struct reader *r, int n, const xmlChar **raw,
    struct xml_attribute out[LIMIT_ATTRIBUTES])
{
	size_t count = 0;

	for (int i = 0; i < n && count < LIMIT_ATTRIBUTES; i++, raw += 5) {
		out[count].name = (const char *)raw[0];
		out[count].ns =
		    raw[1] == NULL ? NS_PLAIN : known_ns(r, raw[2], raw[1]);
		out[count].value = (const char *)raw[3];
		out[count].len = (size_t)(raw[4] - raw[3]);
		count++;
	}
	return count;
}

/* What it takes is libxml2's word. */
static void /* NOLINTNEXTLINE(readability-function-size) */
on_start(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
    int n_attributes, int n_defaulted, const xmlChar **raw)
{
	struct reader *r = context;
	struct xml_attribute attributes[LIMIT_ATTRIBUTES];
	struct xml_element el = {
	    .ns = known_ns(r, uri, prefix),
	    .prefix = (const char *)prefix,
	    .name = (const char *)name,
	    .uri = (const char *)uri,
	    .attributes = attributes,
	};

	(void)n_namespaces;
	(void)namespaces;
	/* Defaulted ones come from a DTD, which is nobody's business here. */
	el.n_attributes =
	    collect_attributes(r, n_attributes - n_defaulted, raw, attributes);
	if (!r->handler->start(r->context, &el))
		xmlStopParser(r->ctxt);
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct reader *r = context;

	(void)name;
	(void)prefix;
	(void)uri;
	r->handler->end(r->context);
}

static void
on_text(void *context, const xmlChar *s, int len)
{
	struct reader *r = context;

	r->handler->text(r->context, (const char *)s, (size_t)len);
}

static void
note(struct reader *r, int line, const char *fault)
{
	r->report->damaged = true;
	if (r->report->line > 0)
		return;
	r->report->line = line > 0 ? line : 1;
	snprintf(r->report->fault, sizeof(r->report->fault), "%.*s",
	    (int)strcspn(fault, "\n"), fault);
}

static void
on_error(void *context, xmlErrorPtr error)
{
	/* An undeclared prefix or a relative namespace is read all the same. */
	if (error->domain == XML_FROM_NAMESPACE || error->level < XML_ERR_ERROR)
		return;
	note(context, error->line, error->message);
}

/* The text of an HTML entity; NULL when there is none of that name. */
static const xmlChar *
html_entity(struct reader *r, const xmlChar *name)
{
	const htmlEntityDesc *html = htmlEntityLookup(name);
	char utf8[TEXT_UTF8_MAX];
	size_t len;

	if (html == NULL)
		return NULL;
	len = text_encode(html->value, utf8);
	memcpy(r->entity_text, utf8, len);
	r->entity_text[len] = '\0';
	note(r, xmlSAX2GetLineNumber(r->ctxt), "an entity of HTML, not of XML");
	return r->entity_text;
}

/*
 * The only entities that a document can name beyond XML's five. In text they
 * go the way of a predefined one, straight to on_text(); in an attribute
 * libxml2 would take just the first byte of such a one, so there they are
 * internal ones, which it copies whole.
 */
static xmlEntityPtr
on_entity(void *context, const xmlChar *name)
{
	struct reader *r = context;
	const xmlChar *text = html_entity(r, name);

	if (text == NULL)
		return NULL;
	memset(&r->entity, 0, sizeof(r->entity));
	r->entity.type = XML_ENTITY_DECL;
	r->entity.name = name;
	r->entity.content = r->entity_text;
	/* Where a document declares one of HTML's names, libxml2 would hang
	 * its own copy of the text here, for nobody to free. */
	r->entity.orig = r->entity_text;
	r->entity.length = xmlStrlen(text);
	r->entity.etype = r->ctxt->instate == XML_PARSER_ATTRIBUTE_VALUE
			      ? XML_INTERNAL_GENERAL_ENTITY
			      : XML_INTERNAL_PREDEFINED_ENTITY;
	return &r->entity;
}

/*
 * An entity that nobody knows, in a document with an external subset that
 * might have declared it: libxml2 sees no fault there. Its name is kept.
 */
static void
on_reference(void *context, const xmlChar *name)
{
	struct reader *r = context;

	note(r, xmlSAX2GetLineNumber(r->ctxt), "an entity that is unknown");
	on_text(context, (const xmlChar *)"&", 1);
	on_text(context, name, xmlStrlen(name));
	on_text(context, (const xmlChar *)";", 1);
}

static xmlParserInputPtr
on_external(void *context, const xmlChar *public_id, const xmlChar *system_id)
{
	(void)context;
	(void)public_id;
	(void)system_id;
	return NULL;
}

void
xml_read(const char *data, size_t len, enum xml_mode mode,
    const struct xml_handler *handler, void *context, struct xml_report *report)
{
	/*
	 * NOENT makes libxml2 decode attribute values fully; it can expand
	 * nothing, since entityDecl is NULL and no entity is ever declared.
	 */
	const int options = XML_PARSE_NONET | XML_PARSE_NOENT |
			    XML_PARSE_IGNORE_ENC |
			    (mode == XML_REPAIR ? XML_PARSE_RECOVER : 0);
	struct reader r = {
	    .handler = handler, .context = context, .report = report};

	*report = (struct xml_report){0};
	r.ctxt = xmlNewParserCtxt();
	if (r.ctxt == NULL || len > INT_MAX) {
		note(&r, 1, "too large to read");
		xmlFreeParserCtxt(r.ctxt);
		return;
	}
	/* Were it the context itself, libxml2 would look up entities that the
	 * document declared where our hook knows none. */
	r.ctxt->userData = &r;
	*r.ctxt->sax = (xmlSAXHandler){
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .characters = on_text,
	    .ignorableWhitespace = on_text,
	    .cdataBlock = on_text,
	    .getEntity = on_entity,
	    .reference = on_reference,
	    .resolveEntity = on_external,
	    .serror = on_error,
	};
	xmlFreeDoc(
	    xmlCtxtReadMemory(r.ctxt, data, (int)len, NULL, "UTF-8", options));
	report->complete = r.ctxt->wellFormed != 0;
	if (!report->complete && !report->damaged &&
	    r.ctxt->errNo != XML_ERR_USER_STOP)
		note(&r, xmlSAX2GetLineNumber(r.ctxt), "not well-formed");
	xmlFreeParserCtxt(r.ctxt);
}

char *
xml_attribute(const struct xml_element *el, enum ns ns, const char *name)
{
	for (size_t i = 0; i < el->n_attributes; i++) {
		const struct xml_attribute *a = &el->attributes[i];

		if (a->ns == ns && strcasecmp(a->name, name) == 0)
			return xstrndup(a->value, a->len);
	}
	return NULL;
}
