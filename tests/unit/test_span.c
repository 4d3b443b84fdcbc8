/* SPDX-License-Identifier: ISC */
/* Stretches of text, compared and cut. */
#include "check.h"
#include "parse/span.h"

static struct span
span_of(const char *s)
{
	return (struct span){s, strlen(s)};
}

static void
test_is(void **state)
{
	static const struct {
		const char *span, *s;
		bool is;
	} rows[] = {
	    {"", "", true},
	    {"Item", "item", true},
	    {"item", "items", false},
	    {"items", "item", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		const struct span span = span_of(rows[i].span);

		check_int(rows[i].span, span_is(&span, rows[i].s), rows[i].is);
	}
}

static void
test_trim(void **state)
{
	static const struct {
		const char *s, *set;
		size_t from, len;
	} rows[] = {
	    {"", " ", 0, 0},
	    {" , ", " ,", 3, 0},
	    {" a b, ", " ,", 1, 3},
	    {"a b", " ", 0, 3},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		struct span t = span_trim(span_of(rows[i].s), rows[i].set);

		check_int(rows[i].s, t.s - rows[i].s, (int64_t)rows[i].from);
		check_int(rows[i].s, (int64_t)t.len, (int64_t)rows[i].len);
		t = span_from(span_of(rows[i].s), rows[i].from);
		check_int(rows[i].s, t.s - rows[i].s, (int64_t)rows[i].from);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_is),
	    cmocka_unit_test(test_trim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
