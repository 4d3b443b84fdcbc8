/* SPDX-License-Identifier: ISC */
/* What every fuzzer includes. A broken promise is a crash. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/xalloc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static inline void
must(bool promise)
{
	if (!promise)
		abort();
}

/* NULL, or UTF-8 without control characters and not "". */
static inline void
must_be_text(const char *s)
{
	must(s == NULL || (*s != '\0' && text_is_clean(s, strlen(s))));
}

/* The input up to its first NUL, in memory of just that size; NULL when that
 * is no UTF-8. The caller frees. */
static inline char *
utf8_of(const uint8_t *data, size_t len)
{
	const char *s = (const char *)data;

	len = strnlen(s, len);
	return text_is_utf8(s, len) ? xstrndup(s, len) : NULL;
}

#endif
