/* SPDX-License-Identifier: ISC */
/* Bytes to struct feed: encoding, what kind of document, and its repair. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/document.h"
#include "parse/encoding.h"
#include "parse/page.h"
#include "parse/parse.h"
#include "parse/repair.h"

/* A character of a one-byte encoding takes at most three bytes of UTF-8. */
#define GROWTH 3
/* Repair makes "&amp;" of a "&". */
#define REPAIR_GROWTH 5

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

/* Once as it stands; what is not well-formed once more, mended. */
static enum outcome
read_xml(const char *text, size_t len, const struct hints *hints,
    struct feed *ret, struct err *e)
{
	struct reading reading;
	struct page page;
	struct buf mended;
	enum outcome outcome;

	document_read(text, len, XML_STRICT, hints->url, ret, &reading);
	if (reading.root != ROOT_FEED &&
	    page_read(text, len, hints->url, &page)) {
		outcome = not_page(&page, e);
		page_done(&page);
		return outcome;
	}
	if (reading.report.complete || reading.root == ROOT_HTML ||
	    reading.root == ROOT_OTHER) {
		ret->recovered |= reading.report.damaged;
		return judge(&reading, ret, e);
	}
	feed_done(ret);
	buf_init(&mended, REPAIR_GROWTH * len);
	repair_xml(text, len, &mended);
	document_read(
	    mended.data, mended.len, XML_REPAIR, hints->url, ret, &reading);
	outcome = judge(&reading, ret, e);
	ret->recovered = true;
	buf_done(&mended);
	return outcome;
}

enum outcome
parse_feed(const char *data, size_t len, const struct hints *hints,
    struct feed *ret, struct err *e)
{
	struct buf text;
	struct feed feed;
	const char *encoding;
	bool damaged = false;
	size_t blank;
	enum outcome outcome;

	buf_init(&text, GROWTH * len + 1);
	feed_init(&feed);
	encoding =
	    encoding_decode(data, len, hints->content_type, &text, &damaged);
	blank = strspn(text.data, " \t\r\n");
	if (encoding == NULL || blank == text.len)
		outcome = not_feed(e, "an empty document");
	else if (text.data[blank] == '{' || text.data[blank] == '[')
		outcome = not_feed(e, "a JSON document");
	else if (memchr(text.data, '<', text.len) == NULL)
		outcome = not_feed(e, "neither XML nor JSON");
	else
		outcome = read_xml(
		    text.data + blank, text.len - blank, hints, &feed, e);
	if (outcome != OUTCOME_OK) {
		feed_done(&feed);
		buf_done(&text);
		return outcome;
	}
	feed.encoding = xstrdup(encoding);
	/* White space may not stand before an XML declaration, and often does.
	 */
	feed.recovered |= damaged || (blank > 0 && strncmp(text.data + blank,
						       "<?xml", 5) == 0);
	buf_done(&text);
	*ret = feed;
	return OUTCOME_OK;
}
