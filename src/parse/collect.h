/* SPDX-License-Identifier: ISC */
/*
 * Elements to values: what a row of the field table says of an element is done
 * here, to the draft of the item that is open, or to that of the feed.
 */
#ifndef PARSE_COLLECT_H
#define PARSE_COLLECT_H

#include "model/feed.h"
#include "parse/draft.h"
#include "parse/frequency.h"
#include "parse/xml.h"

struct collector {
	struct feed *feed;
	const char *url; /* of the document; may be NULL */
	size_t budget;   /* as in struct draft */
	struct draft head;
	struct draft item;
	bool in_item;
	struct person person; /* the one whose element is open */
	/* Of the element whose text is awaited. */
	enum text_type type;
	bool is_xhtml; /* its children are the markup */
	bool is_base64;
	char *scheme; /* of a category; may be NULL */
	struct frequency frequency;
};

enum collect {
	COLLECT_PLACE, /* its children stand in collect_place() */
	COLLECT_TEXT,  /* collect_text() is owed when it ends */
	COLLECT_DONE,  /* its attributes said it all */
	COLLECT_SKIP   /* nothing in it is wanted */
};

void collect_init(struct collector *c, struct feed *feed, const char *url);

/* An element begins. base is as in struct value. */
enum collect collect_open(struct collector *c, const struct field_row *row,
    const struct xml_element *el, const char *base);

/* Where the children of a KIND_OPEN row's element stand. */
unsigned int collect_place(const struct field_row *row);

/* An element that COLLECT_TEXT was answered for ends. */
void collect_text(struct collector *c, const struct field_row *row,
    const char *text, const char *base);

/* An element that COLLECT_PLACE was answered for ends. */
void collect_close(struct collector *c, const struct field_row *row);

/* The document ends: the feed is made, the collector is no more. */
void collect_finish(struct collector *c);

#endif
