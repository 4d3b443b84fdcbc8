/* SPDX-License-Identifier: ISC */
/* Whole documents, cut at every byte: what was whole before the cut is there
 * as it was, and nothing is there twice. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/parse.h"

#define FORMS 4
#define ITEMS 3
#define TAIL                                                            \
	12 /* bytes at a cut that may be read as something else: "&amp" \
	    */

/* One item each time %d stands in body. */
static const struct {
	const char *head, *body, *foot;
	const char *item_end;
} forms[FORMS] = {
    {"<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>"
     "<title>Feed</title>",
	"<item><title>Títle %d &amp; more</title><link>http://e.org/%d</link>"
	"<description><![CDATA[<p>Téxt &amp; <b>bold</b> %d</p>]]>"
	"</description><guid>g%d</guid></item>\n",
	"</channel></rss>", "</item"},
    {"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
     "xmlns='http://purl.org/rss/1.0/'><channel><title>Feed</title></channel>",
	"<item rdf:about='http://e.org/%d'><title>Title %d</title>"
	"<description>&lt;p>Text %d&lt;/p></description>"
	"<link>http://e.org/%d</link></item>",
	"</rdf:RDF>", "</item"},
    {"<feed xmlns='http://www.w3.org/2005/Atom'><title>Feed</title>",
	"<entry><id>urn:%d</id><title type='html'>Title &amp;lt; %d</title>"
	"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
	"<p>Text <i>%d</i><br/>é</p></div></content>"
	"<link href='http://e.org/%d'/></entry>",
	"</feed>", "</entry"},
    {"<rss><channel><title>Damaged</title>",
	"<item><title>A & B %d</title><description>a < b &nbsp; <br> %d"
	"<p>x</description><guid>%d</guid><link>http://e.org/%d</link></item>",
	"</channel></rss>", "</item"},
};

/* Puts the number n where %d stands. */
static void
add_numbered(struct buf *out, const char *form, int n)
{
	for (; *form != '\0'; form++) {
		if (strncmp(form, "%d", 2) == 0) {
			buf_addf(out, "%d", n);
			form++;
		} else {
			buf_addc(out, *form);
		}
	}
}

/* Returns how many items are whole in the first len bytes; of an end tag the
 * ">" may be missing. */
static size_t
count_whole(const char *document, size_t len, const char *end)
{
	const char *s = document;
	size_t n = 0;

	while ((s = memmem(s, (size_t)(document + len - s), end,
		    strlen(end))) != NULL) {
		s += strlen(end);
		n++;
	}
	return n;
}

static void
check_same(const char *what, const struct item *got, const struct item *want)
{
	check_str(what, got->id, want->id);
	check_str(what, got->url, want->url);
	check_str(what, got->title, want->title);
	check_str(what, got->html, want->html);
	check_str(what, got->text, want->text);
}

/* What there is of a text begins as all of it does, and is no longer. */
static void
check_part(const char *what, const char *got, const char *want)
{
	size_t len = got == NULL ? 0 : strlen(got);

	if (len <= TAIL)
		return;
	if (want == NULL || len > strlen(want) + TAIL ||
	    strncmp(got, want, len - TAIL) != 0)
		fail_msg("%s: got '%s' of '%s'", what, got, want);
}

static void
check_cut(
    const char *document, size_t len, const char *end, const struct feed *want)
{
	const struct hints hints = {0};
	size_t whole = count_whole(document, len, end);
	char what[64], *copy = xstrndup(document, len);
	struct feed got;
	struct err e;

	snprintf(what, sizeof(what), "%zu bytes", len);
	if (parse_feed(copy, len, &hints, &got, &e) != OUTCOME_OK) {
		check_int(what, (int64_t)whole, 0);
		free(copy);
		return;
	}
	if (got.n_items < whole || got.n_items > whole + 1)
		fail_msg("%s: %zu items of %zu", what, got.n_items, whole);
	for (size_t i = 0; i < whole; i++)
		check_same(what, &got.items[i], &want->items[i]);
	if (got.n_items > whole) {
		if (!got.items[whole].is_cut)
			fail_msg("%s: not cut: %.*s", what, (int)len, document);
		check_part(
		    what, got.items[whole].title, want->items[whole].title);
		check_part(
		    what, got.items[whole].text, want->items[whole].text);
	}
	assert_true(got.truncated);
	assert_true(got.recovered);
	feed_done(&got);
	free(copy);
}

static void
test_cut_anywhere(void **state)
{
	const struct hints hints = {0};

	(void)state;
	for (size_t i = 0; i < FORMS; i++) {
		struct buf document;
		struct feed want;
		struct err e;

		buf_init(&document, MIB);
		buf_adds(&document, forms[i].head);
		for (int n = 1; n <= ITEMS; n++)
			add_numbered(&document, forms[i].body, n);
		buf_adds(&document, forms[i].foot);
		assert_int_equal(
		    parse_feed(document.data, document.len, &hints, &want, &e),
		    OUTCOME_OK);
		assert_int_equal(want.n_items, ITEMS);
		for (size_t len = 0; len < document.len - 1; len++)
			check_cut(document.data, len, forms[i].item_end, &want);
		feed_done(&want);
		buf_done(&document);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
