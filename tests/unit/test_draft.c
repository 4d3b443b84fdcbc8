/* SPDX-License-Identifier: ISC */
/* Items in the making: which value wins, and how many are kept. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "core/clock.h"
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
			draft_add_tag(&d, TYPE_HTML, term, NULL, NULL);
			draft_add_tag(&d, TYPE_HTML, term, NULL, NULL);
		}
		it = finish(&d);
		assert_int_equal(it.n_tags, LIMIT_TAGS);
		item_done(&it);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_unreadable_shadows_nothing),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
