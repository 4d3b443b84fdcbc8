/* SPDX-License-Identifier: ISC */
/* The last look at a document before members see it. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include "core/clock.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/gate.h"
#include "publish/link.h"

#define NS_ATOM "http://www.w3.org/2005/Atom"

static int
broken(struct err *e, const char *where, const char *rule)
{
	return err_set(e, EX_SOFTWARE, "%s: %s", where, rule);
}

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

/* The length of an absolute URI's scheme; 0 of any other reference. */
static size_t
scheme(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

	return n > 0 && s[n] == ':' && s[n + 1] != '\0' ? n : 0;
}

static int
compare_strings(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
compare_times(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Atom */

static bool
is_atom(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && n->ns != NULL &&
	       strcmp(str(n->ns->href), NS_ATOM) == 0 &&
	       strcmp(str(n->name), name) == 0;
}

/* The text of the one child of that name, which the caller frees; NULL when
 * there is none, more than one, or nothing in it. */
static char *
only_text(const xmlNode *parent, const char *name)
{
	const xmlNode *found = NULL;
	xmlChar *content;
	char *text;

	for (const xmlNode *n = parent->children; n != NULL; n = n->next) {
		if (!is_atom(n, name))
			continue;
		if (found != NULL)
			return NULL;
		found = n;
	}
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
		      scheme(href) > 0;
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
	char *found = only_text(n, "id"), *title = only_text(n, "title");
	char *updated = only_text(n, "updated");
	int rc = -1;

	*updated_at = updated == NULL ? CLOCK_NONE : clock_parse(updated);
	if (found == NULL || scheme(found) == 0)
		broken(e, where, "not one id that is an absolute URI");
	else if (id != NULL && strcmp(found, id) != 0)
		broken(e, where, "not the id that the edition has");
	else if (title == NULL)
		broken(e, where, "not one title");
	else if (*updated_at == CLOCK_NONE)
		broken(e, where, "not one updated that is a time");
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
			broken(e, "feed", "more entries than the edition");
			goto out;
		}
		ids[i] = ed->entries.list[i].entry_id;
		if (check_head(node, ids[i], ids[i], &times[i], e) != 0)
			goto out;
		if (times[i] > last) {
			broken(e, ids[i], "updated later than its feed");
			goto out;
		}
		if (!has_link(node, "alternate")) {
			broken(e, ids[i], "no alternate link");
			goto out;
		}
		i++;
	}
	if (i < n) {
		broken(e, "feed", "fewer entries than the edition");
		goto out;
	}
	qsort(ids, n, sizeof(*ids), compare_strings);
	qsort(times, n, sizeof(*times), compare_times);
	for (i = 1; i < n; i++) {
		if (strcmp(ids[i - 1], ids[i]) == 0) {
			broken(e, ids[i], "an id that two entries have");
			goto out;
		}
		if (times[i - 1] == times[i]) {
			broken(e, "feed", "two entries updated at one time");
			goto out;
		}
	}
	rc = 0;
out:
	free(ids);
	free(times);
	return rc;
}

int
gate_atom(const struct edition *ed, const struct buf *doc, struct err *e)
{
	xmlDocPtr tree = xmlReadMemory(doc->data, (int)doc->len, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	const xmlNode *root;
	int64_t updated_at;
	int rc = -1;

	if (tree == NULL)
		return broken(e, "document", "not well-formed");
	root = xmlDocGetRootElement(tree);
	if (tree->intSubset != NULL)
		broken(e, "document", "a DTD");
	else if (root == NULL || !is_atom(root, "feed"))
		broken(e, "document", "not an Atom feed");
	else if (check_head(root, "feed", NULL, &updated_at, e) != 0)
		goto out;
	else if (!has_link(root, "self"))
		broken(e, "feed", "no self link");
	else
		rc = check_entries(ed, root, updated_at, e);
out:
	xmlFreeDoc(tree);
	return rc;
}

/* The page */

struct page {
	char **ids;
	size_t n_ids;
	size_t n_headings; /* of the first rank */
	size_t n_styles;
	char fault[80];
};

static bool
is_one_of(const char *s, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcasecmp(s, *list) == 0)
			return true;
	return false;
}

static bool
is_safe_reference(const char *element, const char *href)
{
	static const char *const schemes[] = {"http", "https", "mailto", NULL};
	size_t n = scheme(href);
	char *name;
	bool is;

	if (n == 0)
		return strcspn(href, ":") >= strcspn(href, "/?#");
	/* The page's own icon, which must not cost a request. */
	if (strcmp(element, "link") == 0 &&
	    strncmp(href, "data:image/svg+xml,", 19) == 0)
		return true;
	name = xstrndup(href, n);
	is = is_one_of(name, schemes);
	free(name);
	return is;
}

static void
check_attribute(
    struct page *p, const char *element, const char *name, const char *value)
{
	static const char *const banned[] = {"style", "src", "srcset", "srcdoc",
	    "action", "formaction", "poster", "background", "ping", "data",
	    "autofocus", NULL};

	if (strncasecmp(name, "on", 2) == 0 || is_one_of(name, banned) ||
	    (strcasecmp(name, "href") == 0 &&
		!is_safe_reference(element, value)))
		snprintf(p->fault, sizeof(p->fault),
		    "an attribute that it must not have: %.30s", name);
	if (strcmp(name, "id") == 0) {
		p->ids = xgrow(p->ids, p->n_ids, sizeof(*p->ids));
		p->ids[p->n_ids++] = xstrdup(value);
	}
}

static void
check_element(struct page *p, const xmlNode *n)
{
	static const char *const banned[] = {"script", "noscript", "iframe",
	    "frame", "frameset", "object", "embed", "applet", "form", "input",
	    "img", "image", "picture", "audio", "video", "source", "track",
	    "svg", "math", "base", "template", NULL};
	const char *name = str(n->name);

	if (is_one_of(name, banned))
		snprintf(p->fault, sizeof(p->fault),
		    "an element that it must not have: %.30s", name);
	p->n_headings += strcmp(name, "h1") == 0;
	p->n_styles += strcmp(name, "style") == 0;
	for (const xmlAttr *a = n->properties; a != NULL; a = a->next) {
		char *value = attribute(n, str(a->name));

		check_attribute(
		    p, name, str(a->name), value != NULL ? value : "");
		free(value);
	}
}

/* The node behind n in the order of the document; NULL behind the last. */
static const xmlNode *
next_node(const xmlNode *n)
{
	if (n->type == XML_ELEMENT_NODE && n->children != NULL)
		return n->children;
	while (n != NULL && n->next == NULL)
		n = n->parent;
	return n == NULL ? NULL : n->next;
}

static int
check_anchors(const struct edition *ed, struct page *p, struct err *e)
{
	int rc = 0;

	qsort(p->ids, p->n_ids, sizeof(*p->ids), compare_strings);
	for (size_t i = 1; i < p->n_ids; i++)
		if (strcmp(p->ids[i - 1], p->ids[i]) == 0)
			return broken(e, p->ids[i], "an id that stands twice");
	for (size_t i = 0; i < ed->entries.n && rc == 0; i++) {
		char *anchor = link_anchor(&ed->entries.list[i]);

		if (bsearch(&anchor, p->ids, p->n_ids, sizeof(*p->ids),
			compare_strings) == NULL)
			rc = broken(e, anchor, "an entry that is not there");
		free(anchor);
	}
	return rc;
}

static bool
is_clean_text(const struct buf *doc)
{
	unsigned int cp;
	size_t n;

	for (size_t at = 0; at < doc->len; at += n) {
		n = text_decode(doc->data + at, doc->len - at, &cp);
		if (n == 0 || text_is_control(cp))
			return false;
	}
	return true;
}

static bool
is_whole(const struct buf *doc)
{
	static const char first[] = "<!DOCTYPE html>\n", last[] = "</html>\n";
	const size_t len = strlen(last);

	return strncmp(doc->data, first, strlen(first)) == 0 &&
	       doc->len > len && strcmp(doc->data + doc->len - len, last) == 0;
}

int
gate_page(const struct edition *ed, const struct buf *doc, struct err *e)
{
	struct page p = {0};
	htmlDocPtr tree;
	int rc = -1;

	if (!is_clean_text(doc))
		return broken(e, "page", "not UTF-8 text");
	if (!is_whole(doc))
		return broken(e, "page", "not whole");
	tree = htmlReadMemory(doc->data, (int)doc->len, NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
		HTML_PARSE_NOWARNING);
	if (tree == NULL)
		return broken(e, "page", "cannot be read back");
	for (const xmlNode *n = xmlDocGetRootElement(tree); n != NULL;
	     n = next_node(n))
		if (n->type == XML_ELEMENT_NODE)
			check_element(&p, n);
	xmlFreeDoc(tree);
	if (p.fault[0] != '\0')
		broken(e, "page", p.fault);
	else if (p.n_headings != 1 || p.n_styles != 1)
		broken(e, "page", "not one first heading and one style");
	else
		rc = check_anchors(ed, &p, e);
	for (size_t i = 0; i < p.n_ids; i++)
		free(p.ids[i]);
	free(p.ids);
	return rc;
}
