/* SPDX-License-Identifier: ISC */
/*
 * An XML document to struct feed: follows which elements are open, asks the
 * field table what each means, and fills the drafts.
 */
#ifndef PARSE_DOCUMENT_H
#define PARSE_DOCUMENT_H

#include "parse/xml.h"

#include "model/feed.h"

enum root {
	ROOT_NONE, /* there was no element at all */
	ROOT_FEED,
	ROOT_HTML,
	ROOT_OTHER
};

struct reading {
	enum root root;
	char root_name[64];
	struct xml_report report;
};

/*
 * Reads len bytes of UTF-8, as xml_read() does, into *ret, which the caller has
 * made with feed_init() and frees with feed_done() whatever comes of it. url is
 * the document's own; may be NULL.
 */
void document_read(char *data, size_t len, enum xml_mode mode, const char *url,
    struct feed *ret, struct reading *reading);

#endif
