/* SPDX-License-Identifier: ISC */
/* Two names around one comma: what the other items of the feed make of them. */
#include <stdlib.h>

#include "check.h"
#include "core/xalloc.h"
#include "parse/joined.h"
#include "parse/people.h"

static void
add_item(struct feed *f, const char *authors)
{
	struct item *it = feed_add_item(f);
	size_t left = 100;

	people_parse(authors, &it->authors, &left);
}

static void
test_part(void **state)
{
	static const struct {
		const char *other; /* item's authors */
		const char *names;
		size_t want;
	} cases[] = {
	    {"Ann Lee, Bob Roe, Cy Doe", "Florian Jansen, Jari Oksanen", 2},
	    {"Ann Lee, Bob Roe, Cy Doe", "Jean Luc Picard, Will Riker", 2},
	    {"Ann Lee, Bob Roe, Cy Doe", "Florian Jansen", 1},
	    {"Ann Lee, Bob Roe, Cy Doe", "Jane Doe, PhD", 1},
	    {"Ann Lee, Bob Roe, Cy Doe", "Department of Health, London", 1},
	    {"Ann Lee, Bob Roe, Cy Doe", "García Márquez, Gabriel", 1},
	    {"Ann Lee and Bob Roe", "García Márquez, Gabriel José", 1},
	    {"Ann Lee", "García Márquez, Gabriel José", 1},
	    {"Lee, Ann; Roe, Bob; Doe, Cy", "García Márquez, Gabriel José", 1},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct feed f;

		feed_init(&f);
		add_item(&f, cases[i].names);
		add_item(&f, cases[i].other);
		joined_part(&f);
		check_int(cases[i].names, (int64_t)f.items[0].authors.n,
		    (int64_t)cases[i].want);
		feed_done(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
