/* SPDX-License-Identifier: ISC */
/* What every unit test includes: cmocka, and comparisons that name a case. */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

/* For structs that own their strings: one that is not to be freed. */
static inline char *
lend(const char *s)
{
	union {
		const char *in;
		char *out;
	} u = {.in = s};

	return u.out;
}

/* Equal strings, or both NULL. */
static inline void
check_str(const char *what, const char *got, const char *want)
{
	if (got == NULL || want == NULL ? got != want : strcmp(got, want) != 0)
		fail_msg("%s: got '%s', wanted '%s'", what,
		    got == NULL ? "NULL" : got, want == NULL ? "NULL" : want);
}

static inline void
check_int(const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("%s: got %lld, wanted %lld", what, (long long)got,
		    (long long)want);
}

#endif
