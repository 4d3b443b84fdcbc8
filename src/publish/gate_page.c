/* SPDX-License-Identifier: ISC */
/* The last look at a page. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "core/xalloc.h"
#include "publish/gate.h"
#include "publish/gate_json.h"
#include "publish/gate_page.h"
#include "publish/link.h"

extern const char publish_page_js[];

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

struct page {
	char **ids;
	size_t n_ids;
	size_t n_headings; /* of the first rank */
	size_t n_styles;
	size_t n_scripts; /* our own; it may run */
	size_t n_data;    /* that are read by machines alone */
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

/* A reference that leads nowhere but to the site itself. */
static bool
is_own(const char *href)
{
	return gate_scheme(href) == 0 && strncmp(href, "//", 2) != 0 &&
	       strchr(href, '\\') == NULL &&
	       strcspn(href, ":") >= strcspn(href, "/?#");
}

static bool
is_safe_reference(const char *element, const char *href)
{
	static const char *const schemes[] = {"http", "https", "mailto", NULL};
	size_t n = gate_scheme(href);
	char *name;
	bool is;

	if (n == 0)
		return is_own(href);
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
	static const char *const banned[] = {"style", "srcset", "srcdoc",
	    "action", "formaction", "poster", "background", "ping", "data",
	    "autofocus", NULL};

	if (strncasecmp(name, "on", 2) == 0 || is_one_of(name, banned) ||
	    (strcasecmp(name, "href") == 0 &&
		!is_safe_reference(element, value)) ||
	    (strcasecmp(name, "src") == 0 &&
		(strcmp(element, "img") != 0 || !is_own(value))))
		snprintf(p->fault, sizeof(p->fault),
		    "an attribute that it must not have: %.30s", name);
	if (strcmp(name, "id") == 0) {
		p->ids = xgrow(p->ids, p->n_ids, sizeof(*p->ids));
		p->ids[p->n_ids++] = xstrdup(value);
	}
}

/* Our own script, to the byte, or JSON. */
static void
check_script(struct page *p, const xmlNode *n)
{
	xmlChar *content = xmlNodeGetContent(n);
	char *type = attribute(n, "type");

	if (type == NULL && strcmp(str(content), publish_page_js) == 0)
		p->n_scripts++;
	else if (type != NULL && strcmp(type, "application/ld+json") == 0 &&
		 gate_json_is_whole(str(content)))
		p->n_data++;
	else
		snprintf(p->fault, sizeof(p->fault),
		    "a script that it must not have");
	xmlFree(content);
	free(type);
}

static void
check_element(struct page *p, const xmlNode *n)
{
	static const char *const banned[] = {"noscript", "iframe", "frame",
	    "frameset", "object", "embed", "applet", "form", "input", "image",
	    "picture", "audio", "video", "source", "track", "svg", "math",
	    "base", "template", NULL};
	const char *name = str(n->name);

	if (is_one_of(name, banned))
		snprintf(p->fault, sizeof(p->fault),
		    "an element that it must not have: %.30s", name);
	if (strcmp(name, "script") == 0)
		check_script(p, n);
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

	if (p->n_ids == 0)
		return ed->entries.n == 0 ? 0
					  : gate_broken(e, "the page",
						"an entry that is not there");
	qsort(p->ids, p->n_ids, sizeof(*p->ids), gate_compare);
	for (size_t i = 1; i < p->n_ids; i++)
		if (strcmp(p->ids[i - 1], p->ids[i]) == 0)
			return gate_broken(
			    e, p->ids[i], "an id that stands twice");
	for (size_t i = 0; i < ed->entries.n && rc == 0; i++) {
		char *anchor = link_anchor(&ed->entries.list[i]);

		if (bsearch(&anchor, p->ids, p->n_ids, sizeof(*p->ids),
			gate_compare) == NULL)
			rc = gate_broken(
			    e, anchor, "an entry that is not there");
		free(anchor);
	}
	return rc;
}

static bool
is_between(const struct buf *doc, const char *first, const char *last)
{
	const size_t len = strlen(last);

	return strncmp(doc->data, first, strlen(first)) == 0 &&
	       doc->len > len && strcmp(doc->data + doc->len - len, last) == 0;
}

/* So many headings of the first rank it is to have, styles, and scripts. */
static int
check_page(
    const struct edition *ed, const struct buf *doc, size_t n, struct err *e)
{
	struct page p = {0};
	htmlDocPtr tree;
	int rc = -1;

	tree = htmlReadMemory(doc->data, (int)doc->len, NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
		HTML_PARSE_NOWARNING);
	if (tree == NULL)
		return gate_broken(e, "page", "cannot be read back");
	for (const xmlNode *node = xmlDocGetRootElement(tree); node != NULL;
	     node = next_node(node))
		if (node->type == XML_ELEMENT_NODE)
			check_element(&p, node);
	xmlFreeDoc(tree);
	if (p.fault[0] != '\0')
		gate_broken(e, "page", p.fault);
	else if (p.n_headings != n || p.n_styles != n || p.n_scripts != n ||
		 p.n_data != n)
		gate_broken(e, "page",
		    n == 0 ? "a first heading, a style or a script"
			   : "not one first heading, one style, one script");
	else
		rc = check_anchors(ed, &p, e);
	for (size_t i = 0; i < p.n_ids; i++)
		free(p.ids[i]);
	free(p.ids);
	return rc;
}

int
gate_page(const struct edition *ed, const struct buf *doc, struct err *e)
{
	if (!gate_is_text(doc))
		return gate_broken(e, "page", "not UTF-8 text");
	if (!is_between(doc, "<!DOCTYPE html>\n", "</html>\n"))
		return gate_broken(e, "page", "not whole");
	return check_page(ed, doc, 1, e);
}

int
gate_page_fragment(
    const struct edition *ed, const struct buf *doc, struct err *e)
{
	if (!gate_is_text(doc))
		return gate_broken(e, "fragment", "not UTF-8 text");
	if (!is_between(doc, "<div class=\"lectern\"", "</div>\n"))
		return gate_broken(e, "fragment", "not whole");
	return check_page(ed, doc, 0, e);
}
