/* SPDX-License-Identifier: ISC */
/*
 * Outputs that would write over each other. Each is a file and, with an
 * archive, one for every month that is or will be; beside each lies itself
 * packed (".gz").
 */
#ifndef CONFIG_CLASH_H
#define CONFIG_CLASH_H

#include <stdbool.h>

#include "model/config.h"

/* Whether a file of one may have the name of a file of the other. */
bool clash_is(const struct output *a, const struct output *b);

#endif
