/* SPDX-License-Identifier: ISC */
/* What one published file is called, where it is served, and by which id. */
#include "check.h"
#include "edition.h"
#include "publish/output.h"

static void
test_names(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ALL);
	got = output_title(&f.ed, &f.outputs[FILE_ALL]);
	check_str("all", got, "Leadership reading");
	free(got);
	got = output_title(&f.ed, &f.outputs[FILE_ONE]);
	check_str("one", got, "Leadership reading: Research opportunities");
	free(got);
	check_str(
	    "label", output_label(&f.ed, &f.outputs[FILE_ALL]), "Everything");
	check_str("label", output_label(&f.ed, &f.outputs[FILE_ONE]),
	    "Research opportunities");
	/* A sister may show a section that this edition does not. */
	f.ed.n_sections = 1;
	check_str("label", output_label(&f.ed, &f.outputs[FILE_ONE]), "jobs");
	fixture_done(&f);
}

static void
test_url(void **state)
{
	static const struct {
		const char *file, *want;
	} cases[] = {
	    {"reading.atom", "https://www.example.org/feeds/reading.atom"},
	    {"a b:c\"é.atom",
		"https://www.example.org/feeds/a%20b%3Ac%22%C3%A9.atom"},
	};
	struct fixture f;

	(void)state;
	fixture_init(&f, FILE_ALL);
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct output o = {.file = literal(cases[i].file)};
		char *got = output_url(&f.ed.site, &o);

		check_str(cases[i].file, got, cases[i].want);
		free(got);
	}
}

static void
test_id(void **state)
{
	static const struct {
		const char *site, *file, *want;
	} cases[] = {
	    {"tag:example.org,2026:reading", "reading.atom",
		"tag:example.org,2026:reading/reading"},
	    {"tag:example.org,2026:reading", "jobs.atom",
		"tag:example.org,2026:reading/jobs"},
	    /* forms of one list share its id */
	    {"tag:example.org,2026:reading", "jobs.html",
		"tag:example.org,2026:reading/jobs"},
	    {"https://example.org/reading", "a b.c.atom",
		"https://example.org/reading/a%20b.c"},
	    {"urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6", "jobs.atom",
		"urn:uuid:84157248-00ff-84bb-8b0b-8bd70926389f"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct site site = {.id = literal(cases[i].site)};
		const struct output o = {.file = literal(cases[i].file)};
		char *got = output_id(&site, &o);

		check_str(cases[i].file, got, cases[i].want);
		free(got);
	}
}

static void
test_sisters(void **state)
{
	static const struct {
		const char *file;
		enum form form;
		bool is;
	} cases[] = {
	    {"reading.rss", FORM_RSS, true},
	    {"reading.html", FORM_PAGE, true},
	    {"reading.html", FORM_FRAGMENT, false},
	    {"reading.xml", FORM_ATOM, false},
	    {"readings.rss", FORM_RSS, false},
	    {"read.rss", FORM_RSS, false},
	    {"reading.new.rss", FORM_RSS, false},
	};
	const struct output atom = {
	    .file = literal("reading.atom"), .form = FORM_ATOM};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct output o = {
		    .file = literal(cases[i].file), .form = cases[i].form};

		check_int(
		    cases[i].file, output_is_sister(&o, &atom), cases[i].is);
	}
	assert_false(output_is_sister(&atom, &atom));
}

static void
test_alike(void **state)
{
	static const struct {
		const char *one[3], *other[3];
		bool is;
	} cases[] = {
	    {{NULL}, {NULL}, true},
	    {{"jobs"}, {"jobs"}, true},
	    {{"jobs", "articles"}, {"articles", "jobs"}, true},
	    {{"jobs"}, {NULL}, false},
	    {{"jobs"}, {"articles"}, false},
	    {{"jobs", "articles"}, {"articles"}, false},
	    {{"jobs", "articles"}, {NULL}, true},
	};
	struct section sections[] = {
	    {.name = literal("articles")}, {.name = literal("jobs")}};
	const struct config c = {.sections = sections, .n_sections = 2};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *one[3], *other[3];
		const struct output a = {.sections = one};
		const struct output b = {.sections = other};

		for (size_t k = 0; k < 3; k++) {
			one[k] = literal(cases[i].one[k]);
			other[k] = literal(cases[i].other[k]);
		}
		check_int("alike", output_is_alike(&c, &a, &b), cases[i].is);
		check_int("alike", output_is_alike(&c, &b, &a), cases[i].is);
	}
	assert_true(
	    output_is_alike(&c, &(struct output){0}, &(struct output){0}));
}

static void
test_archive_file(void **state)
{
	static const struct {
		const char *file, *want;
		int64_t year;
		int month;
	} cases[] = {
	    {"leadership.atom", "leadership-2026-01.atom", 2026, 1},
	    {"a.b.atom", "a.b-2025-12.atom", 2025, 12},
	    {"feed", "feed-0999-10", 999, 10},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct output o = {.file = literal(cases[i].file)};
		char *name =
		    output_archive_file(&o, cases[i].year, cases[i].month);

		check_str(cases[i].file, name, cases[i].want);
		free(name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_archive_file),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_url),
	    cmocka_unit_test(test_id),
	    cmocka_unit_test(test_sisters),
	    cmocka_unit_test(test_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
