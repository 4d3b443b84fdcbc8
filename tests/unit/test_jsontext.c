/* SPDX-License-Identifier: ISC */
/* JSON text to values: what is mended, what is refused and where. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/jsontext.h"

static json_t *
load(const char *text, struct mending *mending, struct err *e)
{
	char *copy = xstrdup(text);
	json_t *root = jsontext_load(copy, strlen(copy), mending, e);

	free(copy);
	return root;
}

static void
test_strings(void **state)
{
	static const struct {
		const char *text, *want;
		bool mended;
	} cases[] = {
	    {"[\"a\\n\\u00e9\\\\\"]", "a\n\u00e9\\", false},
	    {"[\"\\ud83d\\ude00\"]", "\U0001f600", false},
	    {"[\"\\ud83d\\ude00\\ude00\"]", "\U0001f600\ufffd", true},
	    {"[\"\\ud83d\"]", "\ufffd", true},
	    {"[\"\\ud83d\\u0041\"]", "\ufffdA", true},
	    {"[\"\\ud83d\\ud83d\\ude00\"]", "\ufffd\U0001f600", true},
	    {"[\"\\u0000\"]", "\ufffd", true},
	    {"[\"a\tb\nc\"]", "a b c", true},
	    {"[\"\\\\ud83d\"]", "\\ud83d", false},
	    {"[\"a]\\\"\"] \n", "a]\"", false},
	    {"[\"a\"] x", "a", true},
	    {"[\"a\"]]", "a", true},
	    {"[\"a\", {\"b\": [1,],\n} , ]", "a", true},
	    {"[\"a,\"]", "a,", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct mending mending;
		struct err e;
		json_t *root = load(cases[i].text, &mending, &e);

		if (root == NULL)
			fail_msg("%s: %s", cases[i].text, e.msg);
		check_str(cases[i].text,
		    json_string_value(json_array_get(root, 0)), cases[i].want);
		check_int(cases[i].text, mending.is_mended, cases[i].mended);
		json_decref(root);
	}
}

static void
test_faults(void **state)
{
	static const struct {
		const char *text, *want; /* a beginning */
	} cases[] = {
	    {"", "line 1, column 0: "},
	    {"{\"a\":\n 1 2}", "line 2, column 4: "},
	    {"[\"\\u12\"]", "line 1, column 7: "},
	    {"[\"\\u", "line 1, column "},
	    {"[\"\\", "line 1, column "},
	    {"[\"\\ud83d\\u", "line 1, column "},
	    {"[1", "line 1, column 2: "},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct mending mending;
		struct err e;
		json_t *root = load(cases[i].text, &mending, &e);

		if (root != NULL)
			fail_msg("'%s' was read", cases[i].text);
		if (strncmp(e.msg, cases[i].want, strlen(cases[i].want)) != 0)
			fail_msg("'%s': %s", cases[i].text, e.msg);
	}
}

/* What is left of a document that ends too soon, or has a fault. */
static void
test_cut(void **state)
{
	static const struct {
		const char *text, *want; /* NULL: nothing */
	} cases[] = {
	    {"{\"a\":[{\"b\":1}", "{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":1},", "{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":1}]", "{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":1}],\"c\":{\"d\":{}", "{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":\"}\"},{\"b\":\"}", "{\"a\":[{\"b\":\"}\"}]}"},
	    {"{\"a\":[{\"b\":[{}]},{\"b\":[{}", "{\"a\":[{\"b\":[{}]}]}"},
	    {"{\"a\":[{\"b\":1},{\"b\":\"\\x\"},{\"b\":3}]}",
		"{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":1}}", "{\"a\":[{\"b\":1}]}"},
	    {"{\"a\":[{\"b\":1]},{\"b\":2}]}", NULL},
	    {"{\"a\":[{\"b\":1", NULL},
	    {"{\"a\":{\"b\":{}", NULL},
	    {"[[{}", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct mending mending;
		struct err e = {0};
		json_t *root = load(cases[i].text, &mending, &e);
		char *got = json_dumps(root, JSON_COMPACT);

		check_str(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, mending.is_cut, true);
		if (strncmp(e.msg, "line 1, column ", 15) != 0)
			fail_msg("%s: '%s'", cases[i].text, e.msg);
		free(got);
		json_decref(root);
	}
}

static void
test_numbers(void **state)
{
	struct mending mending;
	struct err e;
	json_t *root = load("[1, 12345678901234567890]", &mending, &e);

	(void)state;
	assert_true(json_is_real(json_array_get(root, 1)));
	json_decref(root);
}

/* n of these between a bracket and its end. */
static bool
is_read(const char *open, size_t n, const char *close)
{
	size_t a = strlen(open), b = strlen(close);
	char *text = xmalloc(n * (a + b) + 3), *s = text;
	struct mending mending;
	json_t *root;
	struct err e;

	*s++ = '[';
	for (size_t i = 0; i < n; i++, s += a)
		memcpy(s, open, a);
	*s++ = '0';
	for (size_t i = 0; i < n; i++, s += b)
		memcpy(s, close, b);
	*s++ = ']';
	root = jsontext_load(text, (size_t)(s - text), &mending, &e);
	free(text);
	if (root == NULL && strncmp(e.msg, "line 1: too much ", 17) != 0)
		fail_msg("%s", e.msg);
	json_decref(root);
	return root != NULL;
}

static void
test_limits(void **state)
{
	(void)state;
	assert_true(is_read("[", LIMIT_DEPTH - 1, "]"));
	assert_false(is_read("[", LIMIT_DEPTH, "]"));
	assert_true(is_read("0,", LIMIT_VALUES - 1, ""));
	assert_false(is_read("0,", LIMIT_VALUES, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_strings),
	    cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_numbers),
	    cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
