/* SPDX-License-Identifier: ISC */
/* What is said on stderr or stdout, to be compared. */
#ifndef TESTS_CAPTURE_H
#define TESTS_CAPTURE_H

#include <stdio.h>
#include <unistd.h>

#include "check.h"

static char output[8192];

/* Runs what logs with stderr in a file, and leaves the text in output. */
#define CAPTURE(what) CAPTURE_FROM(STDERR_FILENO, stderr, what)
#define CAPTURE_FROM(fd, stream, what)                          \
	do {                                                    \
		FILE *file = tmpfile();                         \
		int saved = dup(fd);                            \
		size_t n;                                       \
                                                                \
		assert_non_null(file);                          \
		fflush(stream);                                 \
		dup2(fileno(file), fd);                         \
		what;                                           \
		fflush(stream);                                 \
		dup2(saved, fd);                                \
		close(saved);                                   \
		rewind(file);                                   \
		n = fread(output, 1, sizeof(output) - 1, file); \
		output[n] = '\0';                               \
		fclose(file);                                   \
	} while (0)

#endif
