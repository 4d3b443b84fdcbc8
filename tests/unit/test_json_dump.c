/* SPDX-License-Identifier: ISC */
/* JSON as text: what jansson makes of the same values. */
#include <jansson.h>

#include "check.h"
#include "publish/json_dump.h"

static void
test_like_jansson(void **state)
{
	static const char *const documents[] = {
	    "{}",
	    "[]",
	    "[[], {}, [{}], \"\"]",
	    "{\"a\": {\"b\": [1, -2, 9223372036854775807], \"c\": []}}",
	    "[true, false, null, 0]",
	    "[\"\\\"\", \"\\\\\", \"a\\\"b\\\\c\", \"\\\\\\\"\", \"/\"]",
	    "[\"\\b\\f\\n\\r\\t\", \"\\u0001\\u001f\\u007f\\u0080\"]",
	    "[\"\\u00e9\\u20ac\\ud83d\\ude00\", \"x\\n\", \"\\ny\"]",
	    "{\"a \\\" key\\n\": 1, \"\": 2, \"z\": 3, \"b\": 4}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(documents) / sizeof(*documents); i++) {
		json_t *value = json_loads(documents[i], 0, NULL);
		char *want = json_dumps(value, JSON_INDENT(2));
		struct buf got;

		buf_init(&got, SIZE_MAX / 2);
		json_dump_add(value, 0, &got);
		check_str(documents[i], got.data, want);
		buf_done(&got);
		free(want);
		json_decref(value);
	}
}

static void
test_deeper(void **state)
{
	json_t *value = json_loads("[{\"a\": 1}, 2]", 0, NULL);
	struct buf got;

	(void)state;
	buf_init(&got, SIZE_MAX / 2);
	json_dump_add(value, 2, &got);
	assert_string_equal(got.data, "[\n"
				      "      {\n"
				      "        \"a\": 1\n"
				      "      },\n"
				      "      2\n"
				      "    ]");
	buf_done(&got);
	json_decref(value);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_like_jansson),
	    cmocka_unit_test(test_deeper),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
