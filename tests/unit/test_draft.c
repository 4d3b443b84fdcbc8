/* SPDX-License-Identifier: ISC */
/* Items in the making: which value wins, and how many are kept. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/draft.h"

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
	draft_finish_item(d, BASE, &it);
	return it;
}

/* The best of two is kept, whichever comes first, but only if it is one. */
static void
test_unreadable_shadows_nothing(void **state)
{
	static const struct {
		const char *low, *high; /* rank 1, rank 2 */
		const char *want;
	} urls[] =
	    {
		{"/a", "/b", "https://example.org/b"},
		{"/a", "javascript:alert(1)", "https://example.org/a"},
		{"/a", "http://", "https://example.org/a"},
		{"/a", " ", "https://example.org/a"},
		{"mailto:a@example.org", "data:x", NULL},
	    },
	  dates[] = {
	      {"2026-02-27", "2026-02-28", "2026-02-28T00:00:00Z"},
	      {"2026-02-28", "2026-02-30", "2026-02-28T00:00:00Z"},
	      {"2026-02-28", "soon", "2026-02-28T00:00:00Z"},
	  };
	char text[CLOCK_RFC3339_SIZE];
	struct draft d;
	struct item it;

	(void)state;
	draft_init(&d, NULL);
	for (int swap = 0; swap < 2; swap++) {
		for (size_t i = 0; i < N_OF(urls); i++) {
			take(&d, F_URL, 1 + swap,
			    swap ? urls[i].high : urls[i].low);
			take(&d, F_URL, 2 - swap,
			    swap ? urls[i].low : urls[i].high);
			it = finish(&d);
			check_str(urls[i].high, it.url, urls[i].want);
			item_done(&it);
		}
		for (size_t i = 0; i < N_OF(dates); i++) {
			take(&d, F_PUBLISHED, 1 + swap,
			    swap ? dates[i].high : dates[i].low);
			take(&d, F_PUBLISHED, 2 - swap,
			    swap ? dates[i].low : dates[i].high);
			it = finish(&d);
			check_str(dates[i].high,
			    clock_rfc3339(it.published_at, text),
			    dates[i].want);
			item_done(&it);
		}
	}
	draft_done(&d);
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

/* A field is not looked at for ever. */
static void
test_refused(void **state)
{
	struct draft d;
	struct item it;

	(void)state;
	for (size_t n = LIMIT_REFUSED - 1; n <= LIMIT_REFUSED; n++) {
		draft_init(&d, NULL);
		for (size_t i = 0; i < n; i++)
			take(&d, F_PUBLISHED, 1, "never");
		take(&d, F_PUBLISHED, 1, "2026-02-28");
		take(&d, F_TITLE, 1, "kept");
		it = finish(&d);
		assert_int_equal(
		    it.published_at == CLOCK_NONE, n == LIMIT_REFUSED);
		check_str("title", it.title, "kept");
		item_done(&it);
	}
}

static void
test_tags(void **state)
{
	char term[32];
	struct draft d;
	struct item it;

	(void)state;
	for (size_t n = LIMIT_TAGS; n <= LIMIT_TAGS + 1; n++) {
		draft_init(&d, NULL);
		for (size_t i = 0; i < n; i++) {
			snprintf(term, sizeof(term), "t%zu", i);
			draft_add_tag(&d, term, NULL, NULL);
			draft_add_tag(&d, term, NULL, NULL);
		}
		it = finish(&d);
		assert_int_equal(it.n_tags, LIMIT_TAGS);
		item_done(&it);
	}
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_unreadable_shadows_nothing),
	    cmocka_unit_test(test_guid_behind_a_bad_link),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_tags),
	    cmocka_unit_test(test_lengths),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
