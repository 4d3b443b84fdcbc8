/* SPDX-License-Identifier: ISC */
/* The one door to hostile XML. */
#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include <libxml/parser.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/aside.h"
#include "parse/bounds.h"
#include "parse/doctype.h"
#include "parse/entity.h"
#include "parse/tag.h"
#include "parse/xml.h"

#define KNOWN_URIS 256

struct reader {
	xmlParserCtxt *ctxt;
	const struct xml_handler *handler;
	void *context;
	struct xml_report *report;
	enum xml_mode mode;
	struct aside aside; /* the document */
	int lines;          /* of it, that libxml2 was not shown */
	/* libxml2 keeps one copy of each URI: its address stands for it, and
	 * says where in here it is looked for. */
	struct {
		const xmlChar *uri;
		enum ns ns;
	} known[KNOWN_URIS];
	xmlEntity entity; /* the last one that was asked for */
	xmlChar entity_text[TEXT_UTF8_MAX + 1];
};

static enum ns
known_ns(struct reader *r, const xmlChar *uri, const xmlChar *prefix)
{
	size_t i = ((uintptr_t)uri >> 3) % KNOWN_URIS;

	if (uri == NULL)
		return field_ns(NULL, (const char *)prefix);
	if (r->known[i].uri != uri) {
		r->known[i].uri = uri;
		r->known[i].ns =
		    field_ns((const char *)uri, (const char *)prefix);
	}
	return r->known[i].ns;
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

static int
count_lines(const struct span *text)
{
	const char *s = text->s, *end = s + text->len;
	int n = 0;

	for (; (s = memchr(s, '\n', (size_t)(end - s))) != NULL; s++)
		n++;
	return n;
}

/* Hands on what was laid aside of the document. */
static void
hand_on(struct reader *r, const struct aside_piece *piece)
{
	struct span rest = piece->span, reference;
	const char *end = rest.s + rest.len;
	char c;

	r->lines += count_lines(&rest);
	while (!piece->is_section && rest.len > 0) {
		reference = aside_reference(&rest, &c);
		r->handler->text(
		    r->context, rest.s, (size_t)(reference.s - rest.s));
		if (reference.len > 0)
			r->handler->text(r->context, &c, 1);
		rest.s = reference.s + reference.len;
		rest.len = (size_t)(end - rest.s);
	}
	r->handler->text(r->context, rest.s, rest.len);
}

/* libxml2 hands over a section in one piece. */
static void
on_section(void *context, const xmlChar *s, int len)
{
	struct reader *r = context;
	struct aside_piece piece;

	if (len > 0) {
		on_text(context, s, len);
		return;
	}
	piece = aside_take(&r->aside);
	hand_on(r, &piece);
}

static void
note(struct reader *r, int line, const char *fault)
{
	r->report->damaged = true;
	if (r->report->line > 0)
		return;
	r->report->line = r->lines + (line > 0 ? line : 1);
	snprintf(r->report->fault, sizeof(r->report->fault), "%.*s",
	    (int)strcspn(fault, "\n"), fault);
}

static void
on_error(void *context, xmlErrorPtr error)
{
	struct reader *r = context;

	/* An undeclared prefix or a relative namespace is read all the same. */
	if (error->domain == XML_FROM_NAMESPACE || error->level < XML_ERR_ERROR)
		return;
	note(context, error->line, error->message);
	/* libxml2 would look for a million more; it finds the end instead. */
	if (r->mode == XML_STRICT && error->level == XML_ERR_FATAL)
		aside_stop(&r->aside);
}

static int
on_read(void *context, char *out, int len)
{
	struct reader *r = context;

	return (int)aside_show(&r->aside, out, (size_t)len);
}

/* The text of an HTML entity; NULL when there is none of that name. */
static const xmlChar *
html_entity(struct reader *r, const xmlChar *name)
{
	unsigned int cp = entity_value((const char *)name);
	char utf8[TEXT_UTF8_MAX];
	size_t len;

	if (cp == 0)
		return NULL;
	len = text_encode(cp, utf8);
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
	r->entity.length = xmlStrlen(text);
	r->entity.etype = r->ctxt->instate == XML_PARSER_ATTRIBUTE_VALUE
			      ? XML_INTERNAL_GENERAL_ENTITY
			      : XML_INTERNAL_PREDEFINED_ENTITY;
	return &r->entity;
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
xml_read(char *data, size_t len, enum xml_mode mode,
    const struct xml_handler *handler, void *context, struct xml_report *report)
{
	/*
	 * NOENT makes libxml2 decode attribute values fully; it can expand
	 * nothing, since no DOCTYPE is left to declare an entity. HUGE lifts
	 * bounds of 10 MB, for which ours are set before it reads anything.
	 */
	const int options = XML_PARSE_NONET | XML_PARSE_NOENT |
			    XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE |
			    (mode == XML_REPAIR ? XML_PARSE_RECOVER : 0);
	struct reader r = {.handler = handler,
	    .context = context,
	    .report = report,
	    .mode = mode};
	const char *fault;
	int line;

	*report = (struct xml_report){0};
	doctype_blank(data, len);
	fault = mode == XML_STRICT ? bounds_fault(data, len, &line) : NULL;
	if (fault != NULL) {
		note(&r, line, fault);
		return;
	}
	aside_init(&r.aside, data, len, mode != XML_STRICT);
	r.ctxt = xmlNewParserCtxt();
	if (r.ctxt == NULL)
		errx(EX_OSERR, "no memory to read XML");
	r.ctxt->userData = &r;
	*r.ctxt->sax = (xmlSAXHandler){
	    .initialized = XML_SAX2_MAGIC,
	    .startElementNs = on_start,
	    .endElementNs = on_end,
	    .characters = on_text,
	    .ignorableWhitespace = on_text,
	    .cdataBlock = on_section,
	    .getEntity = on_entity,
	    .resolveEntity = on_external,
	    .serror = on_error,
	};
	xmlFreeDoc(
	    xmlCtxtReadIO(r.ctxt, on_read, NULL, &r, NULL, NULL, options));
	report->complete = r.ctxt->wellFormed != 0;
	if (!report->complete && !report->damaged &&
	    r.ctxt->errNo != XML_ERR_USER_STOP)
		note(&r, xmlSAX2GetLineNumber(r.ctxt), "not well-formed");
	xmlFreeParserCtxt(r.ctxt);
	aside_done(&r.aside);
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
