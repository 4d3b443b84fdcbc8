/* SPDX-License-Identifier: ISC */
/* An edition as Atom, read back by XPath. */
#include "publish/atom.h"
#include "publish/gate_xml.h"
#include "xpath.h"

static void
read_back(struct reader *r, const struct edition *ed)
{
	reader_open(r, ed, atom_render, gate_xml_atom);
}

static void
test_feed(void **state)
{
	static const struct expectation all[] = {
	    {"count(/a:feed)", "1"},
	    {"/a:feed/@xml:lang", "en-GB"},
	    {"/a:feed/a:id", "tag:example.org,2026:reading/reading"},
	    {"/a:feed/a:title", "Leadership reading"},
	    {"/a:feed/a:subtitle", "Selected for members"},
	    {"/a:feed/a:updated", "2026-11-22T23:29:59Z"},
	    {"/a:feed/a:author/a:name", "The Faculty"},
	    {"/a:feed/a:link[@rel='self']/@href",
		"https://www.example.org/feeds/reading.atom"},
	    {"/a:feed/a:link[@rel='self']/@type", "application/atom+xml"},
	    {"/a:feed/a:link[@rel='alternate']/@href",
		"https://www.example.org/research"},
	    {"/a:feed/a:generator", "lectern"},
	    {"/a:feed/a:generator/@version", LECTERN_VERSION},
	    {"count(/a:feed/a:entry)", "2"},
	};
	static const struct expectation one[] = {
	    {"/a:feed/a:id", "tag:example.org,2026:reading/jobs"},
	    {"/a:feed/a:title", "Leadership reading: Research opportunities"},
	    {"/a:feed/a:link[@rel='self']/@href",
		"https://www.example.org/feeds/jobs.atom"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add(&f, "articles", "One");
	fixture_add(&f, "jobs", "Two");
	read_back(&r, &f.ed);
	check_paths(&r, all, N_OF(all));
	reader_done(&r);
	f.ed.output = &f.outputs[FILE_ONE];
	read_back(&r, &f.ed);
	check_paths(&r, one, N_OF(one));
	reader_done(&r);
	fixture_done(&f);
}

static void
test_empty(void **state)
{
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_ALL);
	read_back(&r, &f.ed);
	check_path(&r, "count(/a:feed/a:entry)", "0");
	check_path(&r, "/a:feed/a:updated", "1970-01-01T00:00:00Z");
	reader_done(&r);
	fixture_done(&f);
}

#define ENTRY "/a:feed/a:entry[1]/"

static void
test_article(void **state)
{
	static const struct expectation x[] = {
	    {ENTRY "@xml:lang", "cy"},
	    {ENTRY "a:id", "tag:example.org,2026:item/1"},
	    {ENTRY "a:title", "Leaders & led: p < 0.05"},
	    {ENTRY "a:title/@type", "text"},
	    {ENTRY "a:updated", "2026-11-22T23:29:59Z"},
	    {ENTRY "a:published", "2022-09-12T08:00:00Z"},
	    {ENTRY "a:link[@rel='alternate']/@href",
		"https://doi.org/10.1136/leader-2022-000655"},
	    {"count(" ENTRY "a:link[@rel='alternate'])", "1"},
	    {ENTRY "a:link[@rel='via']/@href", "https://journal.example/1"},
	    {ENTRY "a:link[@rel='related']/@href",
		"https://elsewhere.example/"},
	    {ENTRY "a:link[@rel='replies']/@href",
		"https://journal.example/1/comments"},
	    {ENTRY "a:link[@rel='license']/@href",
		"https://creativecommons.org/licenses/by/4.0/"},
	    {ENTRY "a:link[@rel='enclosure']/@href",
		"https://journal.example/1.pdf"},
	    {ENTRY "a:link[@rel='enclosure']/@type", "application/pdf"},
	    {ENTRY "a:link[@rel='enclosure']/@length", "1234"},
	    {"count(" ENTRY "a:author)", "2"},
	    {ENTRY "a:author[1]/a:name", "Laura Jones"},
	    {ENTRY "a:author[1]/a:uri", "https://people.example/laura"},
	    {"count(//a:email)", "0"},
	    {ENTRY "a:category[1]/@term", "articles"},
	    {ENTRY "a:category[1]/@label", "Articles"},
	    {ENTRY "a:category[1]/@scheme",
		"https://www.example.org/research#section"},
	    {ENTRY "a:category[2]/@term", "nhs"},
	    {ENTRY "a:category[2]/@scheme", "https://tags.example/"},
	    {ENTRY "a:category[2]/@label", "NHS"},
	    {ENTRY "a:content", "<p>Two <b>bold</b> words &amp; more.</p>"},
	    {ENTRY "a:content/@type", "html"},
	    {"count(" ENTRY "a:summary)", "0"},
	    {ENTRY "a:rights", "© The authors"},
	    {ENTRY "dc:identifier", "doi:10.1136/leader-2022-000655"},
	    {ENTRY "dc:source", "BMJ Leader"},
	    {ENTRY "dc:publisher", "BMJ"},
	    {ENTRY "dcterms:bibliographicCitation", "BMJ Leader 10(1), 12-19"},
	    {ENTRY "a:source/a:id", "https://journal.example/feed"},
	    {ENTRY "a:source/a:title", "The Journal"},
	    {ENTRY "a:source/a:subtitle", "All of it"},
	    {ENTRY "a:source/a:updated", "2026-11-20T10:00:00Z"},
	    {ENTRY "a:source/a:author/a:name", "The Journal"},
	    {ENTRY "a:source/a:link[@rel='self']/@href",
		"https://journal.example/rss"},
	    {ENTRY "a:source/a:link[@rel='alternate']/@href",
		"https://journal.example/"},
	    {ENTRY "a:source/a:rights", "© BMJ"},
	    {"count(" ENTRY "dc:source/preceding-sibling::a:source)", "0"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add_article(&f);
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	fixture_done(&f);
}

static void
test_bare(void **state)
{
	static const struct expectation x[] = {
	    {"count(" ENTRY "a:author)", "0"},
	    {ENTRY "a:source/a:author/a:name", "The Journal"},
	    {ENTRY "a:link[@rel='alternate']/@href",
		"https://www.example.org/research#item-1"},
	    {"count(" ENTRY "a:link[@rel='via'])", "0"},
	    /* a reader that shows no source still says where it is from */
	    {ENTRY "a:summary", "Bare. The Journal. 12 September 2022."},
	    {"count(" ENTRY "a:content)", "0"},
	    {"count(" ENTRY "@xml:lang)", "0"},
	    /* later than the copy cannot be */
	    {ENTRY "a:source/a:updated", "2026-11-22T23:29:59Z"},
	};
	struct fixture f;
	struct reader r;
	struct entry *en;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "articles", "Bare");
	free(en->item.url);
	en->item.url = NULL;
	en->item.language = xstrdup("EN-gb");
	en->origin.updated_at = en->updated_at + 86400;
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	reader_done(&r);
	en->origin.updated_at = CLOCK_NONE;
	read_back(&r, &f.ed);
	check_path(&r, ENTRY "a:source/a:updated", "2026-11-22T23:29:59Z");
	reader_done(&r);
	fixture_done(&f);
}

static void
test_text(void **state)
{
	struct fixture f;
	struct reader r;
	struct entry *en;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "articles", "Both");
	en->item.html = xstrdup("<p>The text.</p>");
	en->item.text = xstrdup("The text.");
	en->item.summary = xstrdup("In short.");
	en = fixture_add(&f, "articles", "Long");
	en->item.text = xmalloc(LIMIT_ENTRY_TEXT + 9);
	memset(en->item.text, 'a', LIMIT_ENTRY_TEXT + 8);
	memcpy(en->item.text + LIMIT_ENTRY_TEXT - 80, ". ", 2);
	en->item.text[LIMIT_ENTRY_TEXT + 8] = '\0';
	en->item.html = xstrdup(en->item.text);
	read_back(&r, &f.ed);
	check_path(&r, ENTRY "a:summary", "In short.");
	check_path(&r, ENTRY "a:content", "<p>The text.</p>");
	check_path(&r, "count(/a:feed/a:entry[2]/a:content)", "0");
	check_path(&r,
	    "substring(/a:feed/a:entry[2]/a:summary, "
	    "string-length(/a:feed/a:entry[2]/a:summary) - 3)",
	    "a. …");
	reader_done(&r);
	fixture_done(&f);
}

static void
test_closing(void **state)
{
	struct fixture f;
	struct reader r;
	struct entry *en;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "jobs", "Its own date");
	en->item.closes_at = clock_parse("2026-11-30");
	en = fixture_add(&f, "jobs", "Its own time");
	en->item.closes_at = clock_parse("2026-11-30T17:00:00Z");
	en = fixture_add(&f, "jobs", "The section's lifetime");
	en->closes_at = clock_parse("2027-01-22T10:00:00Z");
	read_back(&r, &f.ed);
	check_path(&r, "/a:feed/a:entry[1]/dcterms:valid",
	    "end=2026-11-30;scheme=W3C-DTF");
	check_path(&r, "/a:feed/a:entry[2]/dcterms:valid",
	    "end=2026-11-30T17:00:00Z;scheme=W3C-DTF");
	check_path(&r, "count(/a:feed/a:entry[3]/dcterms:valid)", "0");
	reader_done(&r);
	fixture_done(&f);
}

/* Everything that a stranger says stays text. */
static void
test_hostile(void **state)
{
	static const struct expectation x[] = {
	    {"count(//*[local-name()='script'])", "0"},
	    {"count(//*[namespace-uri()!='http://www.w3.org/2005/Atom' and "
	     "namespace-uri()!='http://purl.org/dc/elements/1.1/' and "
	     "namespace-uri()!='http://purl.org/dc/terms/'])",
		"0"},
	    {"count(//comment() | //processing-instruction())", "0"},
	    {"count(//a:link[starts-with(@href, 'java') or "
	     "starts-with(@href, 'data')])",
		"0"},
	    {"count(//a:uri)", "0"},
	    {"count(//@*[starts-with(name(), 'on')])", "0"},
	    {"count(//@xml:lang)", "1"},
	    {"count(//a:category/@scheme)", "1"},
	    {ENTRY "a:link[@rel='alternate']/@href",
		"https://doi.org/10.1000/%22%3E%3Cscript%3Ealert(1)%3C/"
		"script%3E"},
	    {ENTRY "a:link[@rel='enclosure']/@href",
		"https://journal.example/a%20b%22%3C%3E.pdf"},
	    {"count(" ENTRY "a:link[@rel='enclosure']/@type)", "0"},
	    {"substring(" ENTRY "a:title, 1, 30)",
		"\"'><script>alert(1)</script>]]"},
	};
	struct fixture f;
	struct reader r;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add_hostile(&f);
	read_back(&r, &f.ed);
	check_paths(&r, x, N_OF(x));
	for (size_t i = 0; i < r.bytes.len; i++)
		assert_true(r.bytes.data[i] == '\n' ||
			    (unsigned char)r.bytes.data[i] >= ' ');
	reader_done(&r);
	fixture_done(&f);
}

static void
test_same_bytes(void **state)
{
	struct fixture f;
	struct buf one, two;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add_article(&f);
	buf_init(&one, LIMIT_DOCUMENT);
	buf_init(&two, LIMIT_DOCUMENT);
	atom_render(&f.ed, &one);
	atom_render(&f.ed, &two);
	assert_string_equal(one.data, two.data);
	buf_done(&one);
	buf_done(&two);

	/* What does not fit is said, not half said. */
	buf_init(&one, 1000);
	atom_render(&f.ed, &one);
	assert_false(buf_ok(&one));
	buf_done(&one);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_feed),
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_article),
	    cmocka_unit_test(test_bare),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_closing),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
