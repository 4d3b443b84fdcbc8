/* SPDX-License-Identifier: ISC */
/* Memory that never fails: what is given, and how a process dies for want. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "core/xalloc.h"

/* Let the sanitizer answer as malloc does when memory is out. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void
test_given(void **state)
{
	char *p, *q;

	(void)state;
	p = xmalloc(0);
	assert_non_null(p);
	free(p);
	p = xcalloc(3, 5);
	for (size_t i = 0; i < 15; i++)
		assert_int_equal(p[i], 0);
	p = xreallocarray(p, 0, 5);
	assert_non_null(p);
	free(p);
	p = xstrdup("abc");
	q = xstrndup(p, 2);
	check_str("xstrdup", p, "abc");
	check_str("xstrndup", q, "ab");
	free(q);
	q = xasprintf("%s-%d", p, 4);
	check_str("xasprintf", q, "abc-4");
	free(q);
	free(p);
	assert_null(xstrdup(NULL));
}

static void
test_grow(void **state)
{
	int *list = NULL;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		list = xgrow(list, n, sizeof(*list));
		list[n] = (int)n;
	}
	for (size_t n = 0; n < 1000; n++)
		assert_int_equal(list[n], n);
	free(list);
}

static void
want_too_much(void)
{
	free(xmalloc(SIZE_MAX / 2));
}

static void
want_zeroed_overflow(void)
{
	free(xcalloc(SIZE_MAX / 2, 4));
}

static void
want_array_overflow(void)
{
	free(xreallocarray(NULL, SIZE_MAX / 2, 4));
}

static void
want_grown_overflow(void)
{
	free(xgrow(NULL, SIZE_MAX / 2 + 1, 1));
}

static void
test_dies(void **state)
{
	static void (*const wants[])(void) = {
	    want_too_much,
	    want_zeroed_overflow,
	    want_array_overflow,
	    want_grown_overflow,
	};
	int status;

	(void)state;
	for (size_t i = 0; i < N_OF(wants); i++) {
		pid_t child = fork();

		assert_true(child >= 0);
		if (child == 0) {
			/* Its one line is not this test's. */
			if (freopen("/dev/null", "w", stderr) == NULL)
				_exit(EX_IOERR);
			wants[i]();
			_exit(0);
		}
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFEXITED(status));
		check_int("exit status", WEXITSTATUS(status), EX_OSERR);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_given),
	    cmocka_unit_test(test_grow),
	    cmocka_unit_test(test_dies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
