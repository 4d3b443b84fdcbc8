/* SPDX-License-Identifier: ISC */
/* Outputs that would write over each other. */
#include "check.h"
#include "config/clash.h"

static void
test_all(void **state)
{
	static const struct {
		const char *one;
		bool has_archive;
		const char *other;
		bool is;
	} cases[] = {
	    {"reading.atom", true, "reading-2026-01.atom", true},
	    {"reading.atom", true, "reading-2026-01.atom.gz", true},
	    {"reading.atom", false, "reading-2026-01.atom", false},
	    {"reading.atom", true, "reading-2026-01.rss", false},
	    {"reading.atom", true, "reading-2026-12.atom", true},
	    {"reading.atom", true, "reading-2026-00.atom", false},
	    {"reading.atom", true, "reading-2026-13.atom", false},
	    {"reading.atom", true, "reading-2026-99.atom", false},
	    {"reading.atom", true, "reading-2026-1.atom", false},
	    {"reading.atom", true, "reading-2026-011.atom", false},
	    {"reading.atom", true, "reading-2026_01.atom", false},
	    {"reading.atom", true, "reading-2026-.atom", false},
	    {"reading.atom", true, "reading-2026", false},
	    {"reading.atom", true, "reading-", false},
	    {"reading.atom", true, "reading", false},
	    {"reading.atom", true, "readings-2026-01.atom", false},
	    {"reading.atom", true, "a-reading-2026-01.atom", false},
	    {"reading.atom", true, "reading-2026-01-2026-01.atom", false},
	    {"a.b.atom", true, "a.b-2026-01.atom", true},
	    {"feed", true, "feed-2026-01", true},
	    {"feed", true, "feed-2026-01.gz", true},
	    {"feed.gz", true, "feed-2026-01", true}, /* by its own .gz */
	    {"reading.atom", false, "reading.atom.gz", true},
	    {"reading.atom", false, "reading.atom.gz.gz", false},
	    {"reading.atom", false, "reading.gz", false},
	    {"reading.atom", false, "reading.rss", false},
	    {"reading.atom", false, ".gz", false},
	    {"reading.atom", false, "gz", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct output one = {.file = lend(cases[i].one),
		    .archive = cases[i].has_archive};
		const struct output other = {.file = lend(cases[i].other)};

		check_int(cases[i].other, clash_is(&one, &other), cases[i].is);
		check_int(cases[i].other, clash_is(&other, &one), cases[i].is);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
