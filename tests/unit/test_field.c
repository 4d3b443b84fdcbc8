/* SPDX-License-Identifier: ISC */
/* Which element means what: names, places, namespaces. */
#include "check.h"
#include "parse/field.h"

static const struct {
	const char *uri, *prefix;
	enum ns ns;
} namespaces[] = {
    {NULL, NULL, NS_PLAIN},
    {"http://purl.org/rss/1.0/", NULL, NS_PLAIN},
    {"http://my.netscape.com/rdf/simple/0.9/", "rss", NS_PLAIN},
    {"http://backend.userland.com/rss2", NULL, NS_PLAIN},
    {"http://backend.userland.com/creativeCommonsRssModule", "x", NS_CC},
    {"http://www.w3.org/2005/Atom", "a", NS_ATOM},
    {"http://www.w3.org/2005/atom", "a", NS_ATOM},
    {"http://purl.org/atom/ns#", NULL, NS_ATOM},
    {"http://purl.org/dc/elements/1.0/", "dc", NS_DC},
    {"http://purl.org/dc/elements/1.1/", "any", NS_DC},
    {"http://purl.org/rss/1.0/modules/prism/", "prism", NS_PRISM},
    {"http://prismstandard.org/namespaces/1.2/basic/", "prism", NS_PRISM},
    {"http://prismstandard.org/namespaces/basic/2.0/", "prism", NS_PRISM},
    {"http://prismstandard.org/namespaces/basic/3.0/", "prism", NS_PRISM},
    {"http://search.yahoo.com/mrss/", "media", NS_MEDIA},
    {"http://search.yahoo.com/mrss", "media", NS_MEDIA},
    {"https://purl.org/dc/elements/1.1", "dc", NS_DC},
    {" http://purl.org/rss/1.0/modules/content\n", "content", NS_CONTENT},
    {"http://wellformedweb.org/commentAPI/", "wfw", NS_WFW},
    {"", "dc", NS_OTHER},
    {"http://", "dc", NS_OTHER},
    {NULL, "dc", NS_DC},
    {NULL, "DC", NS_DC},
    {NULL, "content", NS_CONTENT},
    {NULL, "unheard-of", NS_OTHER},
    {"http://example.org/dc", "dc", NS_OTHER},
};

static void
test_ns(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(namespaces); i++)
		check_int(namespaces[i].uri == NULL ? "undeclared"
						    : namespaces[i].uri,
		    field_ns(namespaces[i].uri, namespaces[i].prefix),
		    namespaces[i].ns);
}

static const struct {
	enum ns ns;
	const char *name;
	unsigned int in;
	int field; /* -1 = not read there */
} elements[] = {
    {NS_PLAIN, "title", IN_FEED, F_TITLE},
    {NS_PLAIN, "title", IN_ITEM, F_TITLE},
    {NS_PLAIN, "title", IN_IMAGE, -1},
    {NS_PLAIN, "pubDate", IN_ITEM, F_PUBLISHED},
    {NS_PLAIN, "PUBDATE", IN_ITEM, F_PUBLISHED},
    {NS_PLAIN, "pubDate", IN_FEED, F_MODIFIED},
    {NS_PLAIN, "item", IN_DOCUMENT, F_OPEN_ITEM},
    {NS_PLAIN, "item", IN_FEED, F_OPEN_ITEM},
    {NS_PLAIN, "item", IN_ITEM, -1},
    {NS_ATOM, "name", IN_PERSON, F_NAME},
    {NS_ATOM, "name", IN_ITEM, -1},
    {NS_ATOM, "title", IN_SOURCE, F_SOURCE_TITLE},
    {NS_ATOM, "link", IN_SOURCE, F_SOURCE_URL},
    {NS_ATOM, "link", IN_ITEM, F_LINKS},
    {NS_DC, "title", IN_ITEM, F_TITLE},
    {NS_DC, "identifier", IN_FEED, -1},
    {NS_PRISM, "startingPage", IN_ITEM, F_FIRST_PAGE},
    {NS_XHTML, "body", IN_ITEM, F_CONTENT},
    {NS_PLAIN, "updated", IN_ITEM, F_MODIFIED},
    {NS_ATOM, "pubDate", IN_ITEM, F_PUBLISHED},
    {NS_DC, "pubDate", IN_ITEM, -1},
    {NS_OTHER, "title", IN_ITEM, -1},
    {NS_PLAIN, "", IN_ITEM, -1},
};

static void
test_find(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(elements); i++) {
		const struct field_row *row = field_find(
		    elements[i].ns, elements[i].name, elements[i].in);

		check_int(elements[i].name, row == NULL ? -1 : (int)row->field,
		    elements[i].field);
	}
}

/* bsearch() over a table that is out of order misses rows without a word: the
 * first and the last of each vocabulary are found. */
static void
test_order(void **state)
{
	static const struct {
		enum ns ns;
		const char *name;
	} ends[] = {{NS_PLAIN, "a"}, {NS_PLAIN, "webmaster"},
	    {NS_ATOM, "author"}, {NS_ATOM, "url"}, {NS_DC, "author"},
	    {NS_DC, "title"}, {NS_DCTERMS, "abstract"}, {NS_DCTERMS, "valid"},
	    {NS_CONTENT, "encoded"}, {NS_PRISM, "copyright"},
	    {NS_PRISM, "volume"}, {NS_SY, "updatefrequency"},
	    {NS_MEDIA, "category"}, {NS_MEDIA, "title"}, {NS_ITUNES, "author"},
	    {NS_ITUNES, "title"}, {NS_CC, "license"}, {NS_WFW, "commentrss"},
	    {NS_FEEDBURNER, "origlink"}, {NS_ADMIN, "generatoragent"},
	    {NS_EVENT, "enddate"}, {NS_XHTML, "div"}};

	(void)state;
	for (size_t i = 0; i < N_OF(ends); i++)
		if (field_find(ends[i].ns, ends[i].name,
			IN_FEED | IN_ITEM | IN_PERSON) == NULL)
			fail_msg("%s: not found", ends[i].name);
}

/* An item's dc:date is a date of whatever nothing else says a date of. */
static void
test_next(void **state)
{
	const struct field_row *row = field_find(NS_DC, "date", IN_ITEM);

	(void)state;
	assert_int_equal(row->field, F_PUBLISHED);
	row = field_next(row, IN_ITEM);
	assert_non_null(row);
	assert_int_equal(row->field, F_MODIFIED);
	assert_null(field_next(row, IN_ITEM));
	row = field_find(NS_PLAIN, "pubDate", IN_ITEM);
	assert_null(field_next(row, IN_ITEM));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ns),
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_next),
	};

	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
