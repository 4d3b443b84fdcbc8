/* SPDX-License-Identifier: ISC */
/* Which element means what. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "parse/field.h"

/*
 * A vocabulary by its URIs (a final "*" stands for any version behind it) and
 * by the prefix under which documents use it without declaring it.
 */
static const struct {
	const char *uri;
	const char *prefix;
	enum ns ns;
} namespaces[] = {
    {"http://backend.userland.com/creativeCommonsRssModule", "creativeCommons",
	NS_CC},
    {"http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html", NULL,
	NS_CC},
    {"http://purl.org/rss/1.0/", "rss", NS_PLAIN},
    {"http://my.netscape.com/rdf/simple/0.9/", NULL, NS_PLAIN},
    {"http://channel.netscape.com/rdf/simple/0.9/", NULL, NS_PLAIN},
    {"http://backend.userland.com/*", NULL, NS_PLAIN},
    {"http://blogs.law.harvard.edu/tech/rss", NULL, NS_PLAIN},
    {"http://cyber.law.harvard.edu/rss", NULL, NS_PLAIN},
    {"http://my.netscape.com/publish/formats/*", NULL, NS_PLAIN},
    {"http://purl.org/net/rss1.1#", NULL, NS_PLAIN},
    {"http://www.w3.org/2005/Atom", "atom", NS_ATOM},
    {"http://purl.org/atom/*", "atom03", NS_ATOM},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", NS_RDF},
    {"http://purl.org/dc/elements/*", "dc", NS_DC},
    {"http://purl.org/dc/terms/", "dcterms", NS_DCTERMS},
    {"http://purl.org/rss/1.0/modules/content/", "content", NS_CONTENT},
    {"http://purl.org/rss/1.0/modules/prism/", "prism", NS_PRISM},
    {"http://prismstandard.org/namespaces/*", NULL, NS_PRISM},
    {"http://www.prismstandard.org/namespaces/*", NULL, NS_PRISM},
    {"http://purl.org/rss/1.0/modules/syndication/", "sy", NS_SY},
    {"http://search.yahoo.com/mrss*", "media", NS_MEDIA},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes", NS_ITUNES},
    {"http://wellformedweb.org/CommentAPI/", "wfw", NS_WFW},
    {"http://web.resource.org/cc/", "cc", NS_CC},
    {"http://creativecommons.org/ns#*", NULL, NS_CC},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner", NS_FEEDBURNER},
    {"http://webns.net/mvcb/", "admin", NS_ADMIN},
    {"http://purl.org/rss/1.0/modules/event/", "ev", NS_EVENT},
    {"http://www.w3.org/1999/xhtml", "xhtml", NS_XHTML},
    {"http://www.w3.org/XML/1998/namespace", "xml", NS_XML},
};

/* By namespace, then by name; several rows of one name stand together. */
static const struct field_row rows[] = {
    {NS_PLAIN, "a", IN_BOTH, KIND_URL_ATTR, F_URL, 3},
    {NS_PLAIN, "abstract", IN_BOTH, KIND_HTML, F_SUMMARY, 7},
    {NS_PLAIN, "author", IN_BOTH, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_PLAIN, "body", IN_ITEM, KIND_HTML, F_CONTENT, 6},
    {NS_PLAIN, "category", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_PLAIN, "channel", IN_DOCUMENT, KIND_OPEN, F_OPEN_FEED, 0},
    {NS_PLAIN, "closedate", IN_ITEM, KIND_DATE, F_CLOSES, 9},
    {NS_PLAIN, "comments", IN_ITEM, KIND_URL, F_COMMENTS, 9},
    {NS_PLAIN, "copyright", IN_BOTH, KIND_TEXT, F_RIGHTS, 9},
    {NS_PLAIN, "date", IN_ITEM, KIND_DATE, F_PUBLISHED, 6},
    {NS_PLAIN, "date", IN_BOTH, KIND_DATE, F_MODIFIED, 6},
    {NS_PLAIN, "day", IN_FEED, KIND_SCHEDULE, F_SKIP_DAY, 0},
    {NS_PLAIN, "description", IN_BOTH, KIND_HTML, F_SUMMARY, 8},
    {NS_PLAIN, "doi", IN_ITEM, KIND_IDENTIFIER, F_IDENTIFIERS, 0},
    {NS_PLAIN, "employer", IN_ITEM, KIND_TEXT, F_PUBLISHER, 9},
    {NS_PLAIN, "enclosure", IN_ITEM, KIND_ATTACHMENT, F_ATTACHMENTS, 0},
    {NS_PLAIN, "expirationdate", IN_ITEM, KIND_DATE, F_CLOSES, 8},
    {NS_PLAIN, "fullitem", IN_ITEM, KIND_HTML, F_CONTENT, 5},
    {NS_PLAIN, "generator", IN_FEED, KIND_TEXT, F_GENERATOR, 9},
    {NS_PLAIN, "guid", IN_ITEM, KIND_TEXT, F_ID, 9},
    {NS_PLAIN, "hour", IN_FEED, KIND_SCHEDULE, F_SKIP_HOUR, 0},
    {NS_PLAIN, "id", IN_ITEM, KIND_TEXT, F_ID, 5},
    {NS_PLAIN, "image", IN_DOCUMENT | IN_BOTH, KIND_OPEN, F_OPEN_IMAGE, 0},
    {NS_PLAIN, "item", IN_DOCUMENT | IN_FEED, KIND_OPEN, F_OPEN_ITEM, 0},
    {NS_PLAIN, "language", IN_BOTH, KIND_TEXT, F_LANGUAGE, 9},
    {NS_PLAIN, "lastbuilddate", IN_FEED, KIND_DATE, F_MODIFIED, 8},
    {NS_PLAIN, "link", IN_BOTH, KIND_URL, F_URL, 8},
    {NS_PLAIN, "logo", IN_BOTH, KIND_URL, F_IMAGE, 7},
    {NS_PLAIN, "managingeditor", IN_FEED, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_PLAIN, "nhsjobs", IN_DOCUMENT, KIND_OPEN, F_OPEN_FEED, 0},
    {NS_PLAIN, "postdate", IN_ITEM, KIND_DATE, F_PUBLISHED, 5},
    {NS_PLAIN, "pubdate", IN_ITEM, KIND_DATE, F_PUBLISHED, 9},
    {NS_PLAIN, "pubdate", IN_FEED, KIND_DATE, F_MODIFIED, 7},
    {NS_PLAIN, "rss", IN_DOCUMENT, KIND_OPEN, F_OPEN_ROOT, 0},
    {NS_PLAIN, "source", IN_ITEM, KIND_TEXT, F_SOURCE_TITLE, 9},
    {NS_PLAIN, "textinput", IN_DOCUMENT | IN_FEED, KIND_OPEN, F_OPEN_SKIP, 0},
    {NS_PLAIN, "title", IN_BOTH, KIND_TEXT, F_TITLE, 9},
    {NS_PLAIN, "ttl", IN_FEED, KIND_SCHEDULE, F_TTL, 0},
    {NS_PLAIN, "url", IN_ITEM, KIND_URL, F_URL, 7},
    {NS_PLAIN, "url", IN_IMAGE, KIND_URL, F_IMAGE, 8},
    {NS_PLAIN, "vacancydetails", IN_FEED, KIND_OPEN, F_OPEN_ITEM, 0},
    {NS_PLAIN, "webmaster", IN_FEED, KIND_PEOPLE, F_OTHER_AUTHORS, 0},

    {NS_ATOM, "author", IN_BOTH, KIND_OPEN, F_AUTHORS, 0},
    {NS_ATOM, "author", IN_SOURCE, KIND_OPEN, F_OTHER_AUTHORS, 0},
    {NS_ATOM, "category", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_ATOM, "content", IN_ITEM, KIND_HTML, F_CONTENT, 8},
    {NS_ATOM, "contributor", IN_BOTH, KIND_OPEN, F_CONTRIBUTORS, 0},
    {NS_ATOM, "contributor", IN_SOURCE, KIND_OPEN, F_OPEN_SKIP, 0},
    {NS_ATOM, "copyright", IN_BOTH, KIND_TEXT, F_RIGHTS, 8},
    {NS_ATOM, "created", IN_ITEM, KIND_DATE, F_PUBLISHED, 7},
    {NS_ATOM, "doi", IN_ITEM, KIND_IDENTIFIER, F_IDENTIFIERS, 0},
    {NS_ATOM, "email", IN_PERSON, KIND_PERSON_PART, F_EMAIL, 0},
    {NS_ATOM, "entry", IN_DOCUMENT | IN_FEED, KIND_OPEN, F_OPEN_ITEM, 0},
    {NS_ATOM, "feed", IN_DOCUMENT, KIND_OPEN, F_OPEN_FEED, 0},
    {NS_ATOM, "generator", IN_FEED, KIND_TEXT, F_GENERATOR, 9},
    {NS_ATOM, "given_name", IN_PERSON, KIND_PERSON_PART, F_NAME_PART, 0},
    {NS_ATOM, "homepage", IN_PERSON, KIND_PERSON_PART, F_URI, 0},
    {NS_ATOM, "icon", IN_FEED, KIND_URL, F_IMAGE, 9},
    {NS_ATOM, "id", IN_BOTH, KIND_TEXT, F_ID, 9},
    {NS_ATOM, "issued", IN_ITEM, KIND_DATE, F_PUBLISHED, 9},
    {NS_ATOM, "last_name", IN_PERSON, KIND_PERSON_PART, F_NAME_PART, 0},
    {NS_ATOM, "link", IN_BOTH, KIND_LINK, F_LINKS, 0},
    {NS_ATOM, "link", IN_SOURCE, KIND_LINK, F_SOURCE_URL, 0},
    {NS_ATOM, "logo", IN_FEED, KIND_URL, F_IMAGE, 8},
    {NS_ATOM, "middle_name", IN_PERSON, KIND_PERSON_PART, F_NAME_PART, 0},
    {NS_ATOM, "modified", IN_BOTH, KIND_DATE, F_MODIFIED, 8},
    {NS_ATOM, "name", IN_PERSON, KIND_PERSON_PART, F_NAME, 0},
    {NS_ATOM, "published", IN_ITEM, KIND_DATE, F_PUBLISHED, 9},
    {NS_ATOM, "rights", IN_BOTH, KIND_TEXT, F_RIGHTS, 9},
    {NS_ATOM, "source", IN_ITEM, KIND_OPEN, F_OPEN_SOURCE, 0},
    {NS_ATOM, "subtitle", IN_FEED, KIND_HTML, F_SUMMARY, 9},
    {NS_ATOM, "summary", IN_ITEM, KIND_HTML, F_SUMMARY, 9},
    {NS_ATOM, "tagline", IN_FEED, KIND_HTML, F_SUMMARY, 8},
    {NS_ATOM, "title", IN_BOTH, KIND_TEXT, F_TITLE, 9},
    {NS_ATOM, "title", IN_SOURCE, KIND_TEXT, F_SOURCE_TITLE, 9},
    {NS_ATOM, "updated", IN_BOTH, KIND_DATE, F_MODIFIED, 9},
    {NS_ATOM, "uri", IN_PERSON, KIND_PERSON_PART, F_URI, 0},
    {NS_ATOM, "url", IN_PERSON, KIND_PERSON_PART, F_URI, 0},

    {NS_RDF, "rdf", IN_DOCUMENT, KIND_OPEN, F_OPEN_ROOT, 0},

    {NS_DC, "author", IN_BOTH, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_DC, "contributor", IN_BOTH, KIND_PEOPLE, F_CONTRIBUTORS, 0},
    {NS_DC, "creator", IN_BOTH, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_DC, "date", IN_ITEM, KIND_DATE, F_PUBLISHED, 6},
    {NS_DC, "date", IN_BOTH, KIND_DATE, F_MODIFIED, 6},
    {NS_DC, "description", IN_BOTH, KIND_HTML, F_SUMMARY, 6},
    {NS_DC, "identifier", IN_ITEM, KIND_IDENTIFIER, F_IDENTIFIERS, 0},
    {NS_DC, "language", IN_BOTH, KIND_TEXT, F_LANGUAGE, 8},
    {NS_DC, "publisher", IN_BOTH, KIND_TEXT, F_PUBLISHER, 8},
    {NS_DC, "relation", IN_ITEM, KIND_URL, F_AMENDS, 4},
    {NS_DC, "rights", IN_BOTH, KIND_TEXT, F_RIGHTS, 8},
    {NS_DC, "source", IN_ITEM, KIND_TEXT, F_JOURNAL, 5},
    {NS_DC, "subject", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_DC, "title", IN_BOTH, KIND_TEXT, F_TITLE, 5},

    {NS_DCTERMS, "abstract", IN_ITEM, KIND_HTML, F_SUMMARY, 7},
    {NS_DCTERMS, "available", IN_ITEM, KIND_DATE, F_PUBLISHED, 4},
    {NS_DCTERMS, "contributor", IN_BOTH, KIND_PEOPLE, F_CONTRIBUTORS, 0},
    {NS_DCTERMS, "created", IN_ITEM, KIND_DATE, F_PUBLISHED, 6},
    {NS_DCTERMS, "creator", IN_BOTH, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_DCTERMS, "date", IN_ITEM, KIND_DATE, F_PUBLISHED, 6},
    {NS_DCTERMS, "date", IN_BOTH, KIND_DATE, F_MODIFIED, 6},
    {NS_DCTERMS, "description", IN_BOTH, KIND_HTML, F_SUMMARY, 6},
    {NS_DCTERMS, "identifier", IN_ITEM, KIND_IDENTIFIER, F_IDENTIFIERS, 0},
    {NS_DCTERMS, "issued", IN_ITEM, KIND_DATE, F_PUBLISHED, 8},
    {NS_DCTERMS, "isversionof", IN_ITEM, KIND_URL, F_AMENDS, 7},
    {NS_DCTERMS, "language", IN_BOTH, KIND_TEXT, F_LANGUAGE, 7},
    {NS_DCTERMS, "license", IN_BOTH, KIND_URL, F_LICENSE, 6},
    {NS_DCTERMS, "modified", IN_BOTH, KIND_DATE, F_MODIFIED, 7},
    {NS_DCTERMS, "publisher", IN_BOTH, KIND_TEXT, F_PUBLISHER, 7},
    {NS_DCTERMS, "relation", IN_ITEM, KIND_URL, F_AMENDS, 5},
    {NS_DCTERMS, "rights", IN_BOTH, KIND_TEXT, F_RIGHTS, 7},
    {NS_DCTERMS, "subject", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_DCTERMS, "title", IN_BOTH, KIND_TEXT, F_TITLE, 4},
    {NS_DCTERMS, "valid", IN_ITEM, KIND_DATE, F_CLOSES, 7},

    {NS_CONTENT, "encoded", IN_ITEM, KIND_HTML, F_CONTENT, 9},

    {NS_PRISM, "copyright", IN_BOTH, KIND_TEXT, F_RIGHTS, 6},
    {NS_PRISM, "coverdate", IN_ITEM, KIND_DATE, F_PUBLISHED, 3},
    {NS_PRISM, "coverdisplaydate", IN_ITEM, KIND_DATE, F_PUBLISHED, 2},
    {NS_PRISM, "creationdate", IN_ITEM, KIND_DATE, F_PUBLISHED, 1},
    {NS_PRISM, "doi", IN_ITEM, KIND_IDENTIFIER, F_IDENTIFIERS, 0},
    {NS_PRISM, "endingpage", IN_ITEM, KIND_TEXT, F_LAST_PAGE, 9},
    {NS_PRISM, "iscorrectionof", IN_ITEM, KIND_URL, F_AMENDS, 9},
    {NS_PRISM, "issueidentifier", IN_ITEM, KIND_TEXT, F_NUMBER, 1},
    {NS_PRISM, "keyword", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_PRISM, "modificationdate", IN_BOTH, KIND_DATE, F_MODIFIED, 7},
    {NS_PRISM, "number", IN_ITEM, KIND_TEXT, F_NUMBER, 9},
    {NS_PRISM, "publicationdate", IN_ITEM, KIND_DATE, F_PUBLISHED, 5},
    {NS_PRISM, "publicationdate", IN_FEED, KIND_DATE, F_MODIFIED, 5},
    {NS_PRISM, "publicationname", IN_BOTH, KIND_TEXT, F_JOURNAL, 9},
    {NS_PRISM, "startingpage", IN_ITEM, KIND_TEXT, F_FIRST_PAGE, 9},
    {NS_PRISM, "url", IN_ITEM, KIND_URL, F_URL, 4},
    {NS_PRISM, "volume", IN_ITEM, KIND_TEXT, F_VOLUME, 9},

    {NS_SY, "updatefrequency", IN_FEED, KIND_SCHEDULE, F_UPDATE_FREQUENCY, 0},
    {NS_SY, "updateperiod", IN_FEED, KIND_SCHEDULE, F_UPDATE_PERIOD, 0},

    {NS_MEDIA, "category", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_MEDIA, "content", IN_BOTH, KIND_ATTACHMENT, F_ATTACHMENTS, 0},
    {NS_MEDIA, "copyright", IN_BOTH, KIND_TEXT, F_RIGHTS, 4},
    {NS_MEDIA, "description", IN_ITEM, KIND_HTML, F_SUMMARY, 3},
    {NS_MEDIA, "keywords", IN_ITEM, KIND_TAGS, F_TAGS, 0},
    {NS_MEDIA, "license", IN_ITEM, KIND_URL, F_LICENSE, 5},
    {NS_MEDIA, "thumbnail", IN_BOTH, KIND_URL_ATTR, F_IMAGE, 6},
    {NS_MEDIA, "title", IN_ITEM, KIND_TEXT, F_TITLE, 3},

    {NS_ITUNES, "author", IN_BOTH, KIND_PEOPLE, F_AUTHORS, 0},
    {NS_ITUNES, "category", IN_ITEM, KIND_TAG, F_TAGS, 0},
    {NS_ITUNES, "duration", IN_ITEM, KIND_TEXT, F_DURATION, 9},
    {NS_ITUNES, "email", IN_PERSON, KIND_PERSON_PART, F_EMAIL, 0},
    {NS_ITUNES, "image", IN_BOTH, KIND_URL_ATTR, F_IMAGE, 7},
    {NS_ITUNES, "keywords", IN_ITEM, KIND_TAGS, F_TAGS, 0},
    {NS_ITUNES, "name", IN_PERSON, KIND_PERSON_PART, F_NAME, 0},
    {NS_ITUNES, "owner", IN_FEED, KIND_OPEN, F_OTHER_AUTHORS, 0},
    {NS_ITUNES, "subtitle", IN_BOTH, KIND_HTML, F_SUMMARY, 4},
    {NS_ITUNES, "summary", IN_BOTH, KIND_HTML, F_SUMMARY, 5},
    {NS_ITUNES, "title", IN_BOTH, KIND_TEXT, F_TITLE, 2},

    {NS_CC, "license", IN_BOTH, KIND_URL, F_LICENSE, 8},

    {NS_WFW, "commentrss", IN_ITEM, KIND_URL, F_COMMENTS, 3},

    {NS_FEEDBURNER, "origlink", IN_ITEM, KIND_URL, F_URL, 9},

    {NS_ADMIN, "generatoragent", IN_FEED, KIND_URL_ATTR, F_GENERATOR, 5},

    {NS_EVENT, "enddate", IN_ITEM, KIND_DATE, F_CLOSES, 8},

    {NS_XHTML, "body", IN_ITEM, KIND_HTML, F_CONTENT, 7},
    {NS_XHTML, "div", IN_ITEM, KIND_HTML, F_CONTENT, 6},
};

/* Without what stands around it, and without the scheme and the last "/" or
 * "#", which writers get wrong. */
static const char *
core_of(const char *uri, size_t *len)
{
	static const char around[] = " \t\r\n";

	uri += strspn(uri, around);
	if (strncasecmp(uri, "http", 4) == 0)
		uri += strcspn(uri, ":");
	*len = strlen(uri);
	while (*len > 0 && strchr(" \t\r\n/#", uri[*len - 1]) != NULL)
		--*len;
	return uri;
}

static bool
is_same_uri(const char *known, const char *uri)
{
	size_t known_len, len;

	known = core_of(known, &known_len);
	uri = core_of(uri, &len);
	if (known_len > 0 && known[known_len - 1] == '*')
		return strncasecmp(uri, known, known_len - 1) == 0;
	return len == known_len && strncasecmp(uri, known, len) == 0;
}

enum ns
field_ns(const char *uri, const char *prefix)
{
	if (uri == NULL && prefix == NULL)
		return NS_PLAIN;
	for (size_t i = 0; i < sizeof(namespaces) / sizeof(namespaces[0]);
	     i++) {
		const char *known = namespaces[i].prefix;

		if (uri != NULL
			? is_same_uri(namespaces[i].uri, uri)
			: known != NULL && strcasecmp(known, prefix) == 0)
			return namespaces[i].ns;
	}
	return NS_OTHER;
}

struct key {
	enum ns ns;
	const char *name;
};

static int
compare(const void *a, const void *b)
{
	const struct key *key = a;
	const struct field_row *row = b;

	if (key->ns != row->ns)
		return key->ns < row->ns ? -1 : 1;
	return strcasecmp(key->name, row->name);
}

static const struct field_row *
find(enum ns ns, const char *name, unsigned int in)
{
	const struct field_row *end = rows + sizeof(rows) / sizeof(rows[0]);
	const struct field_row *row;
	struct key key = {ns, name};

	row = bsearch(&key, rows, sizeof(rows) / sizeof(rows[0]),
	    sizeof(rows[0]), compare);
	if (row == NULL)
		return NULL;
	while (row > rows && compare(&key, row - 1) == 0)
		row--;
	for (; row < end && compare(&key, row) == 0; row++)
		if ((row->in & in) != 0)
			return row;
	return NULL;
}

const struct field_row *
field_find(enum ns ns, const char *name, unsigned int in)
{
	const struct field_row *row = find(ns, name, in);

	if (row == NULL && (ns == NS_PLAIN || ns == NS_ATOM))
		row = find(ns == NS_PLAIN ? NS_ATOM : NS_PLAIN, name, in);
	return row;
}

const struct field_row *
field_next(const struct field_row *row, unsigned int in)
{
	const struct field_row *end = rows + sizeof(rows) / sizeof(rows[0]);
	const struct key key = {row->ns, row->name};

	for (row++; row < end && compare(&key, row) == 0; row++)
		if ((row->in & in) != 0)
			return row;
	return NULL;
}
