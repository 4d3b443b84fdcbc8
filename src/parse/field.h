/* SPDX-License-Identifier: ISC */
/*
 * Which element means what: the vocabulary of every XML format that we read,
 * as one table. A row says: an element of this namespace and name, standing in
 * one of these places, is read in this way, is this field, and outranks the
 * rows of the same field with a lower rank (the first of equal rank wins).
 */
#ifndef PARSE_FIELD_H
#define PARSE_FIELD_H

#include <stddef.h>

/* Namespaces by meaning: every version of one vocabulary is the same here. */
enum ns {
	NS_OTHER,
	NS_PLAIN, /* none at all, and those of RSS 0.90, 1.0 and 2.0 */
	NS_ATOM,
	NS_RDF,
	NS_DC,
	NS_DCTERMS,
	NS_CONTENT,
	NS_PRISM,
	NS_SY,
	NS_MEDIA,
	NS_ITUNES,
	NS_CC,
	NS_WFW,
	NS_FEEDBURNER,
	NS_ADMIN,
	NS_EVENT,
	NS_XHTML,
	NS_XML,
};

/* Where an element can stand: in the innermost of these that is open. */
enum {
	IN_DOCUMENT = 1 << 0,
	IN_FEED = 1 << 1,
	IN_ITEM = 1 << 2,
	IN_PERSON = 1 << 3,
	IN_SOURCE = 1 << 4, /* atom:source: what the item was copied from */
	IN_IMAGE = 1 << 5,
	IN_SKIP = 1 << 6, /* something of no concern to us, whole */
	IN_BOTH = IN_FEED | IN_ITEM,
};

enum kind {
	KIND_OPEN,     /* opens the place that `field` names */
	KIND_TEXT,     /* plain text, perhaps with stray markup */
	KIND_HTML,     /* markup, escaped or not; Atom: as its type says */
	KIND_DATE,     /* text that names a time */
	KIND_URL,      /* text that is an address */
	KIND_URL_ATTR, /* an attribute that is one: href, url, rdf:resource */
	KIND_PEOPLE,   /* text that names one or several persons */
	KIND_PERSON_PART, /* of the person that is open; parts of a name are
			     joined */
	KIND_LINK,        /* atom:link */
	KIND_TAG,         /* category, dc:subject */
	KIND_TAGS,        /* several, between commas */
	KIND_IDENTIFIER,  /* dc:identifier: may be a DOI */
	KIND_ATTACHMENT,  /* enclosure, media:content */
	KIND_SCHEDULE,    /* ttl, skipHours, sy:… */
};

enum field {
	/* Values of an item, and of a feed where it has them. */
	F_ID,
	F_TITLE,
	F_URL,
	F_EXTERNAL_URL, /* JSON Feed's */
	F_CONTENT,
	F_SUMMARY,
	F_PUBLISHED,
	F_MODIFIED,
	F_CLOSES,
	F_RIGHTS,
	F_LICENSE,
	F_LANGUAGE,
	F_IMAGE,
	F_COMMENTS,
	F_DOI,
	F_AMENDS, /* the DOI of the work that a notice is about */
	F_GENERATOR,
	F_SELF,
	F_SOURCE_TITLE,
	F_SOURCE_URL,
	F_JOURNAL,
	F_VOLUME,
	F_NUMBER,
	F_FIRST_PAGE,
	F_LAST_PAGE,
	F_PUBLISHER,
	F_DURATION,
	F_COUNT, /* of those */
	/* Values that an item has several of. */
	F_AUTHORS,
	F_OTHER_AUTHORS, /* when there are no better ones */
	F_CONTRIBUTORS,
	F_TAGS,
	F_ATTACHMENTS,
	F_IDENTIFIERS,
	F_LINKS,
	/* Parts of a person. */
	F_NAME,
	F_NAME_PART, /* given, middle and last ones are joined */
	F_EMAIL,
	F_URI,
	/* Places, for KIND_OPEN. */
	F_OPEN_ROOT, /* rss, rdf:RDF */
	F_OPEN_FEED,
	F_OPEN_ITEM,
	F_OPEN_SOURCE,
	F_OPEN_IMAGE,
	F_OPEN_SKIP,
	/* Words on how often to come. */
	F_TTL,
	F_SKIP_HOUR,
	F_SKIP_DAY,
	F_UPDATE_PERIOD,
	F_UPDATE_FREQUENCY,
};

struct field_row {
	enum ns ns;
	const char *name; /* in lower case */
	unsigned int in;
	enum kind kind;
	enum field field;
	int rank;
};

/*
 * What a namespace URI means, https or http, with or without its last slash.
 * uri may be NULL: no namespace, or, where prefix is not NULL, one that the
 * document forgot to declare (common ones are then known by their prefix).
 */
enum ns field_ns(const char *uri, const char *prefix);

/* The row of an element in a place (one bit of IN_…); NULL when we do not read
 * it there. Names in the wrong case are understood, and so is an element of
 * Atom's name in RSS, or the other way about. */
const struct field_row *field_find(
    enum ns ns, const char *name, unsigned int in);

/* What the element of that row means besides; NULL when nothing more. */
const struct field_row *field_next(
    const struct field_row *row, unsigned int in);

#endif
