/* SPDX-License-Identifier: ISC */
/* SHA-256: the examples of FIPS 180-2, appendix B. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/hash.h"

static void
test_hex(void **state)
{
	static const struct {
		const char *data, *want;
	} cases[] = {
	    {"", "e3b0c44298fc1c149afbf4c8996fb924"
		 "27ae41e4649b934ca495991b7852b855"},
	    {"abc", "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad"},
	    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		"248d6a61d20638b8e5c026930c3e6039"
		"a33ce45964ff2167f6ecedd419db06c1"},
	};
	char out[HASH_SIZE];

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_str(cases[i].data,
		    hash_hex(cases[i].data, strlen(cases[i].data), out),
		    cases[i].want);
}

static void
test_base64(void **state)
{
	char out[HASH_BASE64_SIZE];

	(void)state;
	check_str("", hash_base64("", 0, out),
	    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

static void
test_unbase64(void **state)
{
	static const char *const cases[][2] = {
	    {"PGI+aGk8L2I+", "<b>hi</b>"},
	    {"\n PGI+\n aGk8\tL2I+ \n", "<b>hi</b>"},
	    {"aA==", "h"},
	    {"aGk=", "hi"},
	    {"", ""},
	    {"a", NULL},
	    {"<b>", NULL},
	};
	char *got;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		got = hash_unbase64(cases[i][0]);
		check_str(cases[i][0], got, cases[i][1]);
		free(got);
	}
}

static void
test_nul_counts(void **state)
{
	char one[HASH_SIZE], two[HASH_SIZE];

	(void)state;
	assert_string_not_equal(
	    hash_hex("a\0b", 3, one), hash_hex("a\0c", 3, two));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hex),
	    cmocka_unit_test(test_base64),
	    cmocka_unit_test(test_unbase64),
	    cmocka_unit_test(test_nul_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
