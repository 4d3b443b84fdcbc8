/* SPDX-License-Identifier: ISC */
/* Drafts to items: what raw text becomes, and how much of it is kept. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/draft.h"
#include "parse/finish.h"

#define BASE "https://example.org/feed/"

static void
take(struct draft *d, enum field field, int rank, const char *raw)
{
	struct value value = {.raw = xstrdup(raw), .type = TYPE_HTML};

	draft_take(d, field, rank, value, BASE);
}

static struct item
finish(struct draft *d)
{
	struct item it;

	item_init(&it);
	finish_item(d, BASE, &it);
	return it;
}

static void
test_guid_behind_a_bad_link(void **state)
{
	struct draft d;
	struct item it;

	(void)state;
	draft_init(&d, NULL);
	take(&d, F_ID, 9, "https://example.org/1");
	take(&d, F_URL, 9, "javascript:void(0)");
	it = finish(&d);
	check_str("url", it.url, "https://example.org/1");
	item_done(&it);
}

/* Of n bytes, of which at most max are kept. */
static void
check_length(enum field field, size_t n, size_t max)
{
	char *text = xmalloc(n + 1);
	struct draft d;
	struct item it;

	memset(text, 'x', n);
	text[n] = '\0';
	draft_init(&d, NULL);
	take(&d, field, 1, text);
	it = finish(&d);
	assert_int_equal(strlen(field == F_TITLE ? it.title : it.summary), max);
	item_done(&it);
	free(text);
}

static void
test_lengths(void **state)
{
	(void)state;
	check_length(F_TITLE, LIMIT_TITLE, LIMIT_TITLE);
	check_length(F_TITLE, LIMIT_TITLE + 1, LIMIT_TITLE);
	check_length(F_SUMMARY, LIMIT_SUMMARY, LIMIT_SUMMARY);
	check_length(F_SUMMARY, LIMIT_SUMMARY + 1, LIMIT_SUMMARY);
}

/* The same text, as each kind that a value may be. */
static void
test_types(void **state)
{
	static const char raw[] = "a &amp; <b>c</b>\nd\n\n\ne";
	static const struct {
		enum text_type type;
		const char *html, *text;
	} cases[] = {
	    {TYPE_HTML, "a &amp; <b>c</b> d e", "a & c d e"},
	    {TYPE_TEXT, "<p>a &amp;amp; &lt;b&gt;c&lt;/b&gt; d</p><p>e</p>",
		"a &amp; <b>c</b> d\n\ne"},
	    {TYPE_LINES, "a &amp;amp; &lt;b&gt;c&lt;/b&gt;<br>d<p>e</p>",
		"a &amp; <b>c</b>\nd\n\ne"},
	};
	struct draft d;
	struct item it;

	(void)state;
	draft_init(&d, NULL);
	for (size_t i = 0; i < N_OF(cases); i++) {
		draft_take(&d, F_SUMMARY, 1,
		    (struct value){.raw = xstrdup(raw), .type = cases[i].type},
		    BASE);
		it = finish(&d);
		check_str("html", it.html, cases[i].html);
		check_str("text", it.text, cases[i].text);
		check_str("summary", it.summary, cases[i].text);
		item_done(&it);
	}
}

static void
test_inherit(void **state)
{
	struct feed f;
	struct item *own;

	(void)state;
	feed_init(&f);
	for (size_t i = 0; i < LIMIT_INHERITED + 1; i++)
		people_add(&f.authors)->name = xstrdup("Ann");
	people_add(&f.authors)->url = xstrdup(BASE);
	own = feed_add_item(&f);
	people_add(&own->authors)->name = xstrdup("Bob");
	feed_add_item(&f);
	finish_inherit(&f);
	assert_int_equal(f.items[0].authors.n, 1);
	check_str("own", f.items[0].authors.list[0].name, "Bob");
	assert_int_equal(f.items[1].authors.n, LIMIT_INHERITED);
	check_str("feed's", f.items[1].authors.list[0].name, "Ann");
	feed_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_guid_behind_a_bad_link),
	    cmocka_unit_test(test_lengths),
	    cmocka_unit_test(test_types),
	    cmocka_unit_test(test_inherit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
