/* SPDX-License-Identifier: ISC */
/*
 * The one door to hostile XML: libxml2's SAX2 interface over UTF-8 that is all
 * in memory. Reads nothing from file or network, makes every DOCTYPE blank (so
 * no entity can expand), knows HTML's named entities, and shows libxml2 nothing
 * that is not within bounds_fault().
 */
#ifndef PARSE_XML_H
#define PARSE_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "parse/field.h"

struct xml_attribute {
	enum ns ns;
	const char *name;
	const char *value; /* len bytes, not NUL-terminated */
	size_t len;
};

struct xml_element {
	enum ns ns;
	const char *prefix; /* as written; may be NULL */
	const char *name;
	const char *uri; /* of its namespace; may be NULL */
	const struct xml_attribute *attributes;
	size_t n_attributes;
};

/* What the caller wants to hear. Starts and ends come in pairs, but for what a
 * fault left open. */
struct xml_handler {
	/* false ends the reading, without an error. */
	bool (*start)(void *context, const struct xml_element *el);
	void (*text)(void *context, const char *s, size_t len);
	void (*end)(void *context);
};

enum xml_mode {
	XML_STRICT, /* stops at what is not well-formed */
	XML_REPAIR /* goes on as well as libxml2 can, in what repair_xml() made:
		    * that is within the bounds */
};

struct xml_report {
	bool damaged;  /* not well-formed, or an entity that XML lacks */
	bool complete; /* all of it was read, well-formed but for such entities
			*/
	int line;      /* of the first fault; 0 = none */
	char fault[200];
};

/*
 * Reads len bytes of UTF-8, in which it makes the DOCTYPE blank. Returns what
 * it stumbled over in *report; what was read before a fault has been handed out
 * all the same.
 */
void xml_read(char *data, size_t len, enum xml_mode mode,
    const struct xml_handler *handler, void *context,
    struct xml_report *report);

/* The value of an attribute as a string that the caller frees; NULL when it is
 * not there. Plain attributes have NS_PLAIN. */
char *xml_attribute(const struct xml_element *el, enum ns ns, const char *name);

#endif
