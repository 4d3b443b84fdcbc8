/* SPDX-License-Identifier: ISC */
/*
 * lectern.conf to struct config, by libconfuse. Refuses to guess: an unknown
 * key, a bad value, a section that no one defined, a word list that no one
 * defined, an address that is none, two feeds of one name, a rule without a
 * word is each one complaint "file:line: what"; all of them are made, as far as
 * the library lets us read on.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "core/err.h"
#include "model/config.h"

/* Looks for more mistakes in what could be read: calls complaint() for each,
 * returns how many there are, or -1 with *e. */
typedef int config_more_fn(const struct config *c,
    void (*complaint)(const char *message), struct err *e);

/*
 * Reads path and what it includes (paths in them are seen from the file that
 * holds them). On 0 the caller frees *ret with config_done(). On -1 nothing
 * was touched, complaint() was called once for each mistake, file by file from
 * top to bottom, then for those that more() found, and *e (EX_CONFIG) says how
 * many there are; of a file that cannot be read at all it says why, without a
 * complaint.
 */
int config_load(const char *path, void (*complaint)(const char *message),
    config_more_fn *more, struct config *ret, struct err *e);

/*
 * Reads a file of rules alone, to be tried in a configuration: words, rules,
 * threshold and hold, where it does not set these two as base has them. *ret
 * has nothing else. As config_load() otherwise.
 */
int config_load_rules(const char *path, const struct config *base,
    void (*complaint)(const char *message), config_more_fn *more,
    struct config *ret, struct err *e);

#endif
