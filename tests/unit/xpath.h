/* SPDX-License-Identifier: ISC */
/* A rendered document of XML, passed by its gate and read back by XPath. */
#ifndef TESTS_XPATH_H
#define TESTS_XPATH_H

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "check.h"
#include "edition.h"

struct reader {
	struct buf bytes;
	xmlDocPtr tree;
	xmlXPathContextPtr path;
};

static inline const xmlChar *
chars(const char *s)
{
	return (const xmlChar *)s;
}

static inline void
reader_open(struct reader *r, const struct edition *ed,
    void (*render)(const struct edition *ed, struct buf *out),
    int (*check)(
	const struct edition *ed, const struct buf *doc, struct err *e))
{
	static const char *const namespaces[][2] = {
	    {"a", "http://www.w3.org/2005/Atom"},
	    {"content", "http://purl.org/rss/1.0/modules/content/"},
	    {"dc", "http://purl.org/dc/elements/1.1/"},
	    {"dcterms", "http://purl.org/dc/terms/"},
	};
	struct err e = {0};

	buf_init(&r->bytes, LIMIT_DOCUMENT);
	render(ed, &r->bytes);
	assert_true(buf_ok(&r->bytes));
	if (check(ed, &r->bytes, &e) != 0)
		fail_msg("gate: %s", e.msg);
	r->tree = xmlReadMemory(
	    r->bytes.data, (int)r->bytes.len, NULL, NULL, XML_PARSE_NONET);
	assert_non_null(r->tree);
	r->path = xmlXPathNewContext(r->tree);
	for (size_t i = 0; i < N_OF(namespaces); i++)
		xmlXPathRegisterNs(
		    r->path, chars(namespaces[i][0]), chars(namespaces[i][1]));
}

static inline void
reader_done(struct reader *r)
{
	xmlXPathFreeContext(r->path);
	xmlFreeDoc(r->tree);
	buf_done(&r->bytes);
}

static inline void
check_path(const struct reader *r, const char *path, const char *want)
{
	xmlXPathObjectPtr found = xmlXPathEval(chars(path), r->path);
	xmlChar *got;

	assert_non_null(found);
	got = xmlXPathCastToString(found);
	check_str(path, (const char *)got, want);
	xmlFree(got);
	xmlXPathFreeObject(found);
}

struct expectation {
	const char *path, *want;
};

static inline void
check_paths(const struct reader *r, const struct expectation *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_path(r, x[i].path, x[i].want);
}

#endif
