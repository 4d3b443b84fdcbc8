/* SPDX-License-Identifier: ISC */
/* The last look at a document: what a renderer never writes is told. */
#include "check.h"
#include "edition.h"
#include "publish/atom.h"
#include "publish/gate.h"
#include "publish/page.h"

/* A rendered document with its first `from` made `to` does not pass. */
struct damage {
	const char *from, *to, *rule;
};

struct trial {
	void (*render)(const struct edition *ed, struct buf *out);
	int (*check)(
	    const struct edition *ed, const struct buf *doc, struct err *e);
};

static const struct trial atom = {atom_render, gate_atom};
static const struct trial page = {page_render, gate_page};

static void
make(struct fixture *f, int file)
{
	fixture_init(f, file);
	fixture_add(f, "articles", "One");
	fixture_add(f, "articles", "Two");
}

static void
check_damage(
    const struct trial *form, const struct edition *ed, const struct damage *d)
{
	struct buf good, bad;
	struct err e = {0};
	const char *at;

	buf_init(&good, LIMIT_DOCUMENT);
	buf_init(&bad, LIMIT_DOCUMENT);
	form->render(ed, &good);
	if (form->check(ed, &good, &e) != 0)
		fail_msg("a good one: %s", e.msg);
	at = strstr(good.data, d->from);
	if (at == NULL)
		fail_msg("there is no %s", d->from);
	buf_add(&bad, good.data, (size_t)(at - good.data));
	buf_adds(&bad, d->to);
	buf_adds(&bad, at + strlen(d->from));
	if (form->check(ed, &bad, &e) == 0)
		fail_msg("%s passes", d->to);
	check_str(d->to, e.msg, d->rule);
	buf_done(&good);
	buf_done(&bad);
}

static void
test_atom(void **state)
{
	static const struct damage damages[] = {
	    {"</feed>", "", "document: not well-formed"},
	    {"<feed", "<!DOCTYPE feed [<!ENTITY x 'y'>]>\n<feed",
		"document: a DTD"},
	    {"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#",
		"document: not an Atom feed"},
	    {"<id>tag:example.org,2026:reading/reading</id>", "",
		"feed: not one id that is an absolute URI"},
	    {"<id>tag:example.org,2026:reading/reading</id>",
		"<id>reading</id>", "feed: not one id that is an absolute URI"},
	    {"<subtitle type=\"text\">", "<title>x</title><subtitle>",
		"feed: not one title"},
	    {"<updated>2026-11-22T23:29:59Z</updated>",
		"<updated>yesterday</updated>",
		"feed: not one updated that is a time"},
	    {"<updated>2026-11-22T23:29:59Z</updated>",
		"<updated>2026-11-22T23:29:58Z</updated>",
		"tag:example.org,2026:item/1: updated later than its feed"},
	    {"<link rel=\"self\"", "<link rel=\"related\"",
		"feed: no self link"},
	    {"<id>tag:example.org,2026:item/1</id>",
		"<id>tag:example.org,2026:item/3</id>",
		"tag:example.org,2026:item/1: not the id that the edition "
		"has"},
	    {"<title type=\"text\">One</title>",
		"<title type=\"text\"> </title>",
		"tag:example.org,2026:item/1: not one title"},
	    {"<link rel=\"alternate\" type=\"text/html\" "
	     "href=\"https://journal.example/1\"/>",
		"", "tag:example.org,2026:item/1: no alternate link"},
	    {"href=\"https://journal.example/1\"", "href=\"1\"",
		"tag:example.org,2026:item/1: no alternate link"},
	    {"<updated>2026-11-22T23:29:58Z</updated>",
		"<updated>2026-11-22T23:29:59Z</updated>",
		"feed: two entries updated at one time"},
	    {"</feed>", "<entry/></feed>",
		"feed: more entries than the edition"},
	};
	struct fixture f;

	(void)state;
	make(&f, FILE_ALL);
	for (size_t i = 0; i < N_OF(damages); i++)
		check_damage(&atom, &f.ed, &damages[i]);
	fixture_done(&f);
}

static void
test_atom_ids(void **state)
{
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	make(&f, FILE_ALL);
	buf_init(&doc, LIMIT_DOCUMENT);
	atom_render(&f.ed, &doc);
	fixture_add(&f, "articles", "Three");
	assert_int_equal(gate_atom(&f.ed, &doc, &e), -1);
	check_str("three", e.msg, "feed: fewer entries than the edition");

	free(f.ed.entries.list[2].entry_id);
	f.ed.entries.list[2].entry_id = xstrdup("tag:example.org,2026:item/1");
	buf_clear(&doc);
	atom_render(&f.ed, &doc);
	assert_int_equal(gate_atom(&f.ed, &doc, &e), -1);
	check_str("twice", e.msg,
	    "tag:example.org,2026:item/1: an id that two entries have");
	buf_done(&doc);
	fixture_done(&f);
}

static void
test_page(void **state)
{
	static const struct damage damages[] = {
	    {"One", "\xff", "page: not UTF-8 text"},
	    {"One", "\x01", "page: not UTF-8 text"},
	    {"</html>\n", "", "page: not whole"},
	    {"<!DOCTYPE html>\n", "", "page: not whole"},
	    {"One", "<script>x</script>",
		"page: an element that it must not have: script"},
	    {"One", "<IMG SRC=\"x\">",
		"page: an attribute that it must not have: src"},
	    {"One", "<svg></svg>",
		"page: an element that it must not have: svg"},
	    {"<main", "<main onclick=\"x\"",
		"page: an attribute that it must not have: onclick"},
	    {"<main", "<main style=\"x\"",
		"page: an attribute that it must not have: style"},
	    {"https://journal.example/1", "javascript:alert(1)",
		"page: an attribute that it must not have: href"},
	    {"https://journal.example/1", "data:text/html,x",
		"page: an attribute that it must not have: href"},
	    {"<main", "<h1>Again</h1><main",
		"page: not one first heading and one style"},
	    {"<main", "<style>p{}</style><main",
		"page: not one first heading and one style"},
	    {"id=\"item-2\"", "id=\"item-1\"",
		"item-1: an id that stands twice"},
	    {"id=\"item-2\"", "id=\"item-3\"",
		"item-2: an entry that is not there"},
	};
	struct fixture f;

	(void)state;
	make(&f, FILE_PAGE);
	for (size_t i = 0; i < N_OF(damages); i++)
		check_damage(&page, &f.ed, &damages[i]);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_atom),
	    cmocka_unit_test(test_atom_ids),
	    cmocka_unit_test(test_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
