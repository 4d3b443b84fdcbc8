/* SPDX-License-Identifier: ISC */
/* What is said on stderr, to be compared. */
#ifndef TESTS_CAPTURE_H
#define TESTS_CAPTURE_H

#include <stdio.h>
#include <unistd.h>

#include "check.h"

static char output[8192];

/* Runs what logs with stderr in a file, and leaves the text in output. */
#define CAPTURE(what)                                           \
	do {                                                    \
		FILE *file = tmpfile();                         \
		int saved = dup(STDERR_FILENO);                 \
		size_t n;                                       \
                                                                \
		assert_non_null(file);                          \
		dup2(fileno(file), STDERR_FILENO);              \
		what;                                           \
		fflush(stderr);                                 \
		dup2(saved, STDERR_FILENO);                     \
		close(saved);                                   \
		rewind(file);                                   \
		n = fread(output, 1, sizeof(output) - 1, file); \
		output[n] = '\0';                               \
		fclose(file);                                   \
	} while (0)

#endif
