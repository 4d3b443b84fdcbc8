/* SPDX-License-Identifier: ISC */
/*
 * A list of titles that the rules must select, or must not: the editor's
 * memory of what went wrong once. One title a line, after the name of its
 * section and a tab; a summary may follow after another tab. Empty lines, and
 * those that begin with "#", are passed over.
 */
#ifndef APP_EXAMPLES_H
#define APP_EXAMPLES_H

#include <stdbool.h>
#include <stddef.h>

#include "core/err.h"
#include "model/config.h"

struct examples {
	size_t n;       /* in the file */
	size_t n_wrong; /* not as wanted */
};

/*
 * Reads the file at path and judges each title as a run would. Those that are
 * not as wanted are printed on stdout with their line and score. Fails with
 * EX_CONFIG on a line that is no example.
 */
int examples_check(const struct config *c, const char *path, bool wanted,
    int64_t now, struct examples *ret, struct err *e);

#endif
