/* SPDX-License-Identifier: ISC */
/* The last look at a document of XML. */
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "core/clock.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/gate.h"
#include "publish/gate_xml.h"
#include "publish/writer.h"

static const char *
str(const xmlChar *s)
{
	return (const char *)s;
}

/* An attribute's value as memory that free() releases; NULL without it. */
static char *
attribute(const xmlNode *n, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(n, (const xmlChar *)name);
	char *copy = xstrdup(str(value));

	xmlFree(value);
	return copy;
}

static int
compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* A NULL namespace is none at all. */
static bool
is(const xmlNode *n, const char *ns, const char *name)
{
	if (n->type != XML_ELEMENT_NODE || strcmp(str(n->name), name) != 0)
		return false;
	return ns == NULL ? n->ns == NULL
			  : n->ns != NULL && strcmp(str(n->ns->href), ns) == 0;
}

static bool
is_atom(const xmlNode *n, const char *name)
{
	return is(n, WRITER_NS_ATOM, name);
}

/* The one child of that name; NULL when there is none, or more than one. */
static const xmlNode *
only_child(const xmlNode *parent, const char *ns, const char *name)
{
	const xmlNode *found = NULL;

	for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
		if (!is(n, ns, name))
			continue;
		if (found != NULL)
			return NULL;
		found = n;
	}
	return found;
}

/* Its text, which the caller frees; NULL when it has none, too. */
static char *
only_text(const xmlNode *parent, const char *ns, const char *name)
{
	const xmlNode *found = only_child(parent, ns, name);
	xmlChar *content;
	char *text;

	if (found == NULL)
		return NULL;
	content = xmlNodeGetContent(found);
	text = text_is_blank(str(content)) ? NULL : xstrdup(str(content));
	xmlFree(content);
	return text;
}

static bool
has_link(const xmlNode *parent, const char *wanted)
{
	bool has = false;

	for (const xmlNode *n = parent->children; n != NULL && !has;
	     n = n->next) {
		char *rel, *href;

		if (!is_atom(n, "link"))
			continue;
		rel = attribute(n, "rel");
		href = attribute(n, "href");
		has = rel != NULL && strcmp(rel, wanted) == 0 && href != NULL &&
		      gate_scheme(href) > 0;
		free(rel);
		free(href);
	}
	return has;
}

/* What a feed and an entry have in common; sets *updated_at. */
static int
check_head(const xmlNode *n, const char *where, const char *id,
    int64_t *updated_at, struct err *e)
{
	char *found = only_text(n, WRITER_NS_ATOM, "id");
	char *title = only_text(n, WRITER_NS_ATOM, "title");
	char *updated = only_text(n, WRITER_NS_ATOM, "updated");
	int rc = -1;

	*updated_at = updated == NULL ? CLOCK_NONE : clock_parse(updated);
	if (found == NULL || gate_scheme(found) == 0)
		gate_broken(e, where, "not one id that is an absolute URI");
	else if (id != NULL && strcmp(found, id) != 0)
		gate_broken(e, where, "not the id that the edition has");
	else if (title == NULL)
		gate_broken(e, where, "not one title");
	else if (*updated_at == CLOCK_NONE)
		gate_broken(e, where, "not one updated that is a time");
	else
		rc = 0;
	free(found);
	free(title);
	free(updated);
	return rc;
}

static int
check_entries(
    const struct edition *ed, const xmlNode *feed, int64_t last, struct err *e)
{
	size_t i = 0, n = ed->entries.n;
	const char **ids = xcalloc(n, sizeof(*ids));
	int64_t *times = xcalloc(n, sizeof(*times));
	int rc = -1;

	for (const xmlNode *node = feed->children; node != NULL;
	     node = node->next) {
		if (!is_atom(node, "entry"))
			continue;
		if (i == n) {
			gate_broken(e, "feed", "more entries than the edition");
			goto out;
		}
		ids[i] = ed->entries.list[i].entry_id;
		if (check_head(node, ids[i], ids[i], &times[i], e) != 0)
			goto out;
		if (times[i] > last) {
			gate_broken(e, ids[i], "updated later than its feed");
			goto out;
		}
		if (!has_link(node, "alternate")) {
			gate_broken(e, ids[i], "no alternate link");
			goto out;
		}
		i++;
	}
	if (i < n) {
		gate_broken(e, "feed", "fewer entries than the edition");
		goto out;
	}
	if (gate_distinct(ids, n, e) != 0)
		goto out;
	qsort(times, n, sizeof(*times), compare_times);
	for (i = 1; i < n; i++) {
		if (times[i - 1] == times[i]) {
			gate_broken(
			    e, "feed", "two entries updated at one time");
			goto out;
		}
	}
	rc = 0;
out:
	free(ids);
	free(times);
	return rc;
}

/* Without a DTD; NULL with the fault told. The caller frees. */
static xmlDocPtr
read_document(const struct buf *doc, struct err *e)
{
	xmlDocPtr tree = xmlReadMemory(doc->data, (int)doc->len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

	if (tree == NULL) {
		gate_broken(e, "document", "not well-formed");
		return NULL;
	}
	if (tree->intSubset == NULL && xmlDocGetRootElement(tree) != NULL)
		return tree;
	gate_broken(e, "document", "a DTD");
	xmlFreeDoc(tree);
	return NULL;
}

int
gate_xml_atom(const struct edition *ed, const struct buf *doc, struct err *e)
{
	xmlDocPtr tree = read_document(doc, e);
	const xmlNode *root;
	int64_t updated_at;
	int rc = -1;

	if (tree == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	if (!is_atom(root, "feed"))
		gate_broken(e, "document", "not an Atom feed");
	else if (check_head(root, "feed", NULL, &updated_at, e) != 0)
		goto out;
	else if (!has_link(root, "self"))
		gate_broken(e, "feed", "no self link");
	else
		rc = check_entries(ed, root, updated_at, e);
out:
	xmlFreeDoc(tree);
	return rc;
}

/* RSS */

static bool
is_http(const xmlNode *parent, const char *name)
{
	char *url = only_text(parent, NULL, name);
	bool is = url_is_http(url);

	free(url);
	return is;
}

static int
check_item(const xmlNode *n, const char *id, struct err *e)
{
	char *guid = only_text(n, NULL, "guid");
	char *title = only_text(n, NULL, "title");
	char *text = only_text(n, NULL, "description");
	char *date = only_text(n, NULL, "pubDate");
	int rc = -1;

	if (guid == NULL || strcmp(guid, id) != 0)
		gate_broken(e, id, "not the guid that the edition has");
	else if (title == NULL || text == NULL)
		gate_broken(e, id, "not one title and one description");
	else if (date == NULL)
		gate_broken(e, id, "not one pubDate");
	else if (!is_http(n, "link"))
		gate_broken(e, id, "not one link");
	else
		rc = 0;
	free(guid);
	free(title);
	free(text);
	free(date);
	return rc;
}

static int
check_items(const struct edition *ed, const xmlNode *channel, struct err *e)
{
	size_t i = 0, n = ed->entries.n;
	const char **ids = xcalloc(n, sizeof(*ids));
	int rc = -1;

	for (const xmlNode *node = channel->children; node != NULL;
	     node = node->next) {
		if (!is(node, NULL, "item"))
			continue;
		if (i == n) {
			gate_broken(
			    e, "channel", "more items than the edition");
			goto out;
		}
		ids[i] = ed->entries.list[i].entry_id;
		if (check_item(node, ids[i], e) != 0)
			goto out;
		i++;
	}
	if (i < n)
		gate_broken(e, "channel", "fewer items than the edition");
	else
		rc = gate_distinct(ids, n, e);
out:
	free(ids);
	return rc;
}

int
gate_xml_rss(const struct edition *ed, const struct buf *doc, struct err *e)
{
	xmlDocPtr tree = read_document(doc, e);
	const xmlNode *root, *channel;
	char *title = NULL;
	int rc = -1;

	if (tree == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	channel = only_child(root, NULL, "channel");
	if (!is(root, NULL, "rss") || channel == NULL)
		gate_broken(e, "document", "not an RSS feed");
	else if ((title = only_text(channel, NULL, "title")) == NULL ||
		 only_child(channel, NULL, "description") == NULL)
		gate_broken(e, "channel", "not one title and one description");
	else if (!is_http(channel, "link"))
		gate_broken(e, "channel", "not one link");
	else if (!has_link(channel, "self"))
		gate_broken(e, "channel", "no self link");
	else
		rc = check_items(ed, channel, e);
	free(title);
	xmlFreeDoc(tree);
	return rc;
}

/* OPML */

/* -1 when one has no text, or a type and not the link for it. */
static int
count_outlines(const xmlNode *parent, size_t *n)
{
	for (const xmlNode *node = parent->children; node != NULL;
	     node = node->next) {
		char *text, *type, *url;
		bool ok;

		if (!is(node, NULL, "outline"))
			continue;
		text = attribute(node, "text");
		type = attribute(node, "type");
		url = attribute(node, type != NULL && strcmp(type, "rss") == 0
					  ? "xmlUrl"
					  : "url");
		ok = text != NULL && (type == NULL || url_is_http(url));
		free(text);
		free(type);
		free(url);
		if (!ok)
			return -1;
		++*n;
	}
	return 0;
}

static int
check_outlines(const struct edition *ed, const xmlNode *body, struct err *e)
{
	size_t n_sections = 0, n = 0;

	if (count_outlines(body, &n_sections) != 0)
		return gate_broken(
		    e, "body", "an outline without its text or link");
	for (const xmlNode *node = body->children; node != NULL;
	     node = node->next)
		if (is(node, NULL, "outline") && count_outlines(node, &n) != 0)
			return gate_broken(
			    e, "body", "an outline without its text or link");
	if (n_sections != ed->n_sections || n != ed->n_channels)
		return gate_broken(
		    e, "body", "not the sections and feeds of the edition");
	return 0;
}

int
gate_xml_opml(const struct edition *ed, const struct buf *doc, struct err *e)
{
	xmlDocPtr tree = read_document(doc, e);
	const xmlNode *root, *head, *body;
	char *title = NULL;
	int rc = -1;

	if (tree == NULL)
		return -1;
	root = xmlDocGetRootElement(tree);
	head = only_child(root, NULL, "head");
	body = only_child(root, NULL, "body");
	if (!is(root, NULL, "opml") || head == NULL || body == NULL)
		gate_broken(e, "document", "not an outline");
	else if ((title = only_text(head, NULL, "title")) == NULL)
		gate_broken(e, "head", "not one title");
	else
		rc = check_outlines(ed, body, e);
	free(title);
	xmlFreeDoc(tree);
	return rc;
}
