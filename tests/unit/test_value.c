/* SPDX-License-Identifier: ISC */
/* Values as people write them: the whole word or nothing. */
#include <stdbool.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "config/value.h"
#include "core/limits.h"

#define REFUSED INT64_C(-4711)

struct number {
	const char *text;
	int64_t want; /* REFUSED */
	const char *min, *max;
};

static void
test_duration(void **state)
{
	static const struct number cases[] = {
	    {"90s", 90, "0s", "2w"},
	    {"10m", 600, "0s", "2w"},
	    {"6h", 21600, "0s", "2w"},
	    {"1d", 86400, "0s", "2w"},
	    {"60d", 5184000, "0s", "365d"},
	    {"2w", 1209600, "0s", "2w"},
	    {"0s", 0, "0s", "2w"},
	    {"007m", 420, "0s", "2w"},
	    {"15d", REFUSED, "0s", "2w"},
	    {"0s", REFUSED, "1s", "2w"},
	    {"90", REFUSED, "0s", "2w"},
	    {"s", REFUSED, "0s", "2w"},
	    {"", REFUSED, "0s", "2w"},
	    {"90 s", REFUSED, "0s", "2w"},
	    {" 90s", REFUSED, "0s", "2w"},
	    {"90s ", REFUSED, "0s", "2w"},
	    {"90sec", REFUSED, "0s", "2w"},
	    {"90S", REFUSED, "0s", "2w"},
	    {"1h30m", REFUSED, "0s", "2w"},
	    {"1.5h", REFUSED, "0s", "2w"},
	    {"-1s", REFUSED, "0s", "2w"},
	    {"+1s", REFUSED, "0s", "2w"},
	    {"9223372036854775807s", REFUSED, "0s", "2w"},
	    {"9223372036854775808s", REFUSED, "0s", "2w"},
	    {"15250284452472w", REFUSED, "0s", "2w"},
	    {"99999999999999999999999w", REFUSED, "0s", "2w"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {
		    NULL, "", cases[i].min, cases[i].max};
		int64_t got = REFUSED;
		struct err e = {0};
		int rc = value_duration(cases[i].text, &ctx, &got, &e);

		check_int(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == REFUSED ? -1 : 0);
		check_int(cases[i].text, e.code, rc == 0 ? 0 : EX_CONFIG);
	}
}

static void
test_size(void **state)
{
	static const struct number cases[] = {
	    {"1048576", 1048576, "1K", "256M"},
	    {"512K", 524288, "1K", "256M"},
	    {"16M", 16777216, "1K", "256M"},
	    {"256M", 268435456, "1K", "256M"},
	    {"1G", 1073741824, "1K", "2G"},
	    {"257M", REFUSED, "1K", "256M"},
	    {"1023", REFUSED, "1K", "256M"},
	    {"16MB", REFUSED, "1K", "256M"},
	    {"16m", REFUSED, "1K", "256M"},
	    {"M", REFUSED, "1K", "256M"},
	    {"-16M", REFUSED, "1K", "256M"},
	    {"0x10", REFUSED, "1K", "256M"},
	    {"8589934592G", REFUSED, "1K", "256M"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {
		    NULL, "", cases[i].min, cases[i].max};
		size_t got = 4711;
		struct err e;
		int rc = value_size(cases[i].text, &ctx, &got, &e);

		check_int(cases[i].text, rc == 0 ? (int64_t)got : REFUSED,
		    cases[i].want);
		if (rc != 0)
			check_int(cases[i].text, (int64_t)got, 4711);
	}
}

static void
test_number(void **state)
{
	static const struct number cases[] = {
	    {"0", 0, "-1000", "1000"},
	    {"-20", -20, "-1000", "1000"},
	    {"-1000", -1000, "-1000", "1000"},
	    {"1000", 1000, "-1000", "1000"},
	    {"1001", REFUSED, "-1000", "1000"},
	    {"-1001", REFUSED, "-1000", "1000"},
	    {"4294967297", REFUSED, "-1000", "1000"},
	    {"ten", REFUSED, "-1000", "1000"},
	    {"1e3", REFUSED, "-1000", "1000"},
	    {"10K", REFUSED, "-1000", "1000"},
	    {"--1", REFUSED, "-1000", "1000"},
	    {"-", REFUSED, "-1000", "1000"},
	    {"", REFUSED, "-1000", "1000"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {
		    NULL, "", cases[i].min, cases[i].max};
		int got = (int)REFUSED;
		struct err e;
		int rc = value_number(cases[i].text, &ctx, &got, &e);

		check_int(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == REFUSED ? -1 : 0);
	}
}

static void
test_bool(void **state)
{
	static const struct {
		const char *text;
		int want; /* -1 = refused */
	} cases[] = {{"true", 1}, {"yes", 1}, {"on", 1}, {"false", 0},
	    {"no", 0}, {"off", 0}, {"TRUE", 1}, {"1", -1}, {"", -1},
	    {"yess", -1}};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {0};
		bool got = false;
		struct err e;
		int rc = value_bool(cases[i].text, &ctx, &got, &e);

		check_int(cases[i].text, rc == 0 ? got : -1, cases[i].want);
	}
}

struct string {
	const char *text, *want; /* NULL = refused */
};

static void
check_strings(const struct string *cases, size_t n, value_fn *fn)
{
	for (size_t i = 0; i < n; i++) {
		const struct context ctx = {.file = "/etc/x/lectern.conf"};
		char *got = NULL;
		struct err e;
		int rc = fn(cases[i].text, &ctx, &got, &e);

		check_str(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == NULL ? -1 : 0);
		free(got);
	}
}

static void
test_text(void **state)
{
	static const struct string cases[] = {
	    {"Leadership reading", "Leadership reading"},
	    {"  King's \t Fund ", "King's Fund"}};

	(void)state;
	check_strings(cases, N_OF(cases), value_text);
}

static void
test_language(void **state)
{
	static const struct string cases[] = {{"en-GB", "en-GB"}, {"cy", "cy"},
	    {"zh-Hant-TW", "zh-Hant-TW"}, {"es-419", "es-419"}, {"gsw", "gsw"},
	    {"e", NULL}, {"english", NULL}, {"en_GB", NULL}, {"en-", NULL},
	    {"-en", NULL}, {"en--GB", NULL}, {"e1", NULL},
	    {"en-toolongapart", NULL}, {"en GB", NULL}, {"", NULL}};

	(void)state;
	check_strings(cases, N_OF(cases), value_language);
}

static void
test_zone(void **state)
{
	static const struct string cases[] = {
	    {"Europe/London", "Europe/London"}, {"UTC", "UTC"},
	    {"Europe/Londn", NULL}, {"Europe", NULL}, {"", NULL},
	    {"../zoneinfo/UTC", NULL}, {"/etc/localtime", NULL},
	    {"zone.tab", NULL}};

	(void)state;
	check_strings(cases, N_OF(cases), value_zone);
}

static void
test_path(void **state)
{
	static const struct string cases[] = {
	    {"/var/lib/lectern.db", "/var/lib/lectern.db"},
	    {"/var/www/feeds/", "/var/www/feeds"}, {"/", "/"}};
	static const struct string beside[] = {{"a.db", "/usr/lib/a.db"},
	    {"./a.db", "/usr/lib/a.db"}, {"../a.db", "/usr/a.db"},
	    {"../.././a.db", "/a.db"}, {"../../../a.db", "/a.db"},
	    {"x/../a.db", "/usr/lib/x/../a.db"}};

	(void)state;
	check_strings(cases, N_OF(cases), value_path);
	for (size_t i = 0; i < N_OF(beside); i++) {
		const struct context ctx = {.file = "/usr/lib/none.conf"};
		char *got = NULL;
		struct err e;

		check_int(beside[i].text,
		    value_path(beside[i].text, &ctx, &got, &e), 0);
		check_str(beside[i].text, got, beside[i].want);
		free(got);
	}
}

static void
test_file(void **state)
{
	const struct context ctx = {.file = "/etc/none.conf"};
	char *got = NULL;
	struct err e = {0};

	(void)state;
	check_int("there", value_file("passwd", &ctx, &got, &e), 0);
	check_str("there", got, "/etc/passwd");
	free(got);
	got = NULL;
	check_int("not there", value_file("no-file", &ctx, &got, &e), -1);
	check_str("not there", got, NULL);
	check_str("words", e.msg, "'/etc/no-file': No such file or directory");
}

static void
test_list(void **state)
{
	char **list = NULL;
	struct err e = {0};

	(void)state;
	for (int i = 0; i < LIMIT_RULE_WORDS; i++)
		check_int("add", value_list_add(&list, " a\t b ", &e), 0);
	check_str("first", list[0], "a b");
	check_str("last", list[LIMIT_RULE_WORDS - 1], "a b");
	check_str("end", list[LIMIT_RULE_WORDS], NULL);
	check_int("full", value_list_add(&list, "c", &e), -1);
	check_int("code", e.code, EX_CONFIG);
	for (size_t i = 0; list[i] != NULL; i++)
		free(list[i]);
	free(list);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_duration),
	    cmocka_unit_test(test_size),
	    cmocka_unit_test(test_number),
	    cmocka_unit_test(test_bool),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_language),
	    cmocka_unit_test(test_zone),
	    cmocka_unit_test(test_path),
	    cmocka_unit_test(test_file),
	    cmocka_unit_test(test_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
