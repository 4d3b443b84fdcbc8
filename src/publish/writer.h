/* SPDX-License-Identifier: ISC */
/*
 * XML documents by libxml2's writer: indented by two spaces, in UTF-8. What is
 * written is made clean first (see markup_clean()), and what says nothing is
 * left out: neither an attribute nor an element is ever blank.
 */
#ifndef PUBLISH_WRITER_H
#define PUBLISH_WRITER_H

#include <stdint.h>

#include <libxml/xmlwriter.h>

#include "core/buf.h"

#define WRITER_NS_ATOM "http://www.w3.org/2005/Atom"
#define WRITER_NS_CONTENT "http://purl.org/rss/1.0/modules/content/"
#define WRITER_NS_DC "http://purl.org/dc/elements/1.1/"
#define WRITER_NS_DCTERMS "http://purl.org/dc/terms/"
#define WRITER_NS_HISTORY "http://purl.org/syndication/history/1.0"
#define WRITER_NS_THREAD "http://purl.org/syndication/thread/1.0"

/* Begins a document that goes to out, of which buf_ok() tells whether all of
 * it fitted; closing ends all that is open. */
xmlTextWriterPtr writer_open(struct buf *out);
void writer_close(xmlTextWriterPtr w);

void writer_start(xmlTextWriterPtr w, const char *element);
void writer_end(xmlTextWriterPtr w);

void writer_attribute(xmlTextWriterPtr w, const char *name, const char *value);
void writer_number(xmlTextWriterPtr w, const char *attribute, int64_t n);

/* An element that holds text alone. */
void writer_element(xmlTextWriterPtr w, const char *name, const char *text);

/* The same with one attribute. */
void writer_with(xmlTextWriterPtr w, const char *name, const char *attribute,
    const char *value, const char *text);

/* The same for a text that some readers take for HTML: see markup_plain(). */
void writer_plain(xmlTextWriterPtr w, const char *name, const char *attribute,
    const char *value, const char *text);

#endif
