/* SPDX-License-Identifier: ISC */
/* Bytes to struct feed: encoding, what kind of document, and its repair. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <libxml/HTMLparser.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/doctype.h"
#include "parse/document.h"
#include "parse/encoding.h"
#include "parse/json.h"
#include "parse/page.h"
#include "parse/parse.h"
#include "parse/repair.h"

static enum outcome
not_feed(struct err *e, const char *what)
{
	err_set(e, EX_DATAERR, "%s, not a feed", what);
	return OUTCOME_NOT_FEED;
}

/* What a person recognises, and where the feed is perhaps. */
static enum outcome
not_page(const struct page *page, struct err *e)
{
	bool has_title = page->title != NULL, has_feed = page->feed_url != NULL;

	err_set(e, EX_DATAERR, "an HTML page%s%s%s, not a feed%s%s",
	    has_title ? " titled \u201c" : "", has_title ? page->title : "",
	    has_title ? "\u201d" : "", has_feed ? "; it names the feed " : "",
	    has_feed ? page->feed_url : "");
	return OUTCOME_NOT_FEED;
}

static enum outcome
judge(const struct reading *r, const struct feed *f, struct err *e)
{
	switch (r->root) {
	case ROOT_HTML:
		return not_feed(e, "an HTML page");
	case ROOT_OTHER:
		err_set(e, EX_DATAERR,
		    "an XML document that begins with <%s>, not a feed",
		    r->root_name);
		return OUTCOME_NOT_FEED;
	case ROOT_NONE:
		err_set(e, EX_DATAERR, "line %d: %s", r->report.line,
		    r->report.fault);
		return OUTCOME_UNREADABLE;
	case ROOT_FEED:
		break;
	}
	if (r->report.damaged && f->n_items == 0 && f->title == NULL) {
		err_set(e, EX_DATAERR, "line %d: %s", r->report.line,
		    r->report.fault);
		return OUTCOME_UNREADABLE;
	}
	return OUTCOME_OK;
}

/* What an HTML element begins may be a script's complaint before a feed. */
static bool
may_be_feed(const struct reading *r)
{
	return r->root == ROOT_FEED || r->root == ROOT_NONE ||
	       (r->root == ROOT_OTHER &&
		   htmlTagLookup((const xmlChar *)r->root_name) != NULL);
}

/* An HTML page is better named than any fault in it. */
static enum outcome
name_page(enum outcome outcome, const char *data, size_t len, const char *url,
    struct err *e)
{
	struct page page;

	if (outcome == OUTCOME_OK || !page_read(data, len, url, &page))
		return outcome;
	outcome = not_page(&page, e);
	page_done(&page);
	return outcome;
}

/* Once more, mended. Frees text as soon as it can: it may be large. */
static enum outcome
read_mended(struct buf *text, size_t blank, const struct hints *hints,
    const struct xml_report *report, struct feed *ret, struct err *e)
{
	struct reading reading;
	struct buf mended;
	enum outcome outcome;
	enum repair repair;

	buf_init(&mended, REPAIR_GROWTH * text->len + LIMIT_NAME);
	repair = repair_xml(text->data + blank, text->len - blank, &mended);
	buf_done(text);
	document_read(
	    mended.data, mended.len, XML_REPAIR, hints->url, ret, &reading);
	/* Its fault is the document's, not what mending left of it. */
	reading.report = *report;
	outcome = judge(&reading, ret, e);
	outcome = name_page(outcome, mended.data, mended.len, hints->url, e);
	ret->recovered = true;
	ret->truncated |= repair != REPAIR_WHOLE;
	if (repair == REPAIR_CUT_IN_ITEM && ret->n_items > 0)
		ret->items[ret->n_items - 1].is_cut = true;
	buf_done(&mended);
	return outcome;
}

/* As it stands, or else mended. */
static enum outcome
read_xml(struct buf *text, size_t blank, const struct hints *hints,
    struct feed *ret, struct err *e)
{
	char *data = text->data + blank;
	const size_t len = text->len - blank;
	struct reading reading;

	document_read(data, len, XML_STRICT, hints->url, ret, &reading);
	if (!may_be_feed(&reading) ||
	    (reading.report.complete && reading.root == ROOT_FEED)) {
		ret->recovered |= reading.report.damaged;
		return name_page(
		    judge(&reading, ret, e), data, len, hints->url, e);
	}
	feed_done(ret);
	feed_init(ret);
	return read_mended(text, blank, hints, &reading.report, ret, e);
}

/* By its content; a media type counts only where that says nothing. */
static bool
is_json(const char *text, const char *content_type)
{
	return *text == '{' || *text == '[' ||
	       (*text != '<' && content_type != NULL &&
		   strstr(content_type, "json") != NULL);
}

enum outcome
parse_feed(char *data, size_t len, const struct hints *hints, struct feed *ret,
    struct err *e)
{
	struct buf text;
	struct feed feed;
	const char *encoding;
	bool damaged = false;
	size_t blank;
	enum outcome outcome;

	buf_init(&text, ENCODING_GROWTH * len + 1);
	feed_init(&feed);
	encoding =
	    encoding_decode(data, len, hints->content_type, &text, &damaged);
	blank = strspn(text.data, " \t\r\n");
	if (encoding == NULL || blank == text.len)
		outcome = not_feed(e, "an empty document");
	else if (is_json(text.data + blank, hints->content_type))
		outcome = json_read(
		    text.data + blank, text.len - blank, hints->url, &feed, e);
	else if (memchr(text.data, '<', text.len) == NULL)
		outcome = not_feed(e, "neither XML nor JSON");
	else {
		/* White space may not stand before an XML declaration, and
		 * often does. */
		damaged |=
		    blank > 0 && strncmp(text.data + blank, "<?xml", 5) == 0;
		doctype_expand(&text);
		outcome = read_xml(&text, blank, hints, &feed, e);
	}
	buf_done(&text);
	if (outcome != OUTCOME_OK) {
		feed_done(&feed);
		return outcome;
	}
	feed.encoding = xstrdup(encoding);
	feed.recovered |= damaged;
	*ret = feed;
	return OUTCOME_OK;
}
