/* SPDX-License-Identifier: ISC */
/* The word that was meant: the one within two slips of that which was
 * written. A slip is a letter too many, too few, or another. */
#ifndef CONFIG_NEAR_H
#define CONFIG_NEAR_H

#include <stddef.h>

struct near {
	const char *word;
	const char *best; /* NULL while nothing is near */
	size_t slips;
};

/* The struct to offer words to; borrows word. */
struct near near_start(const char *word);

/* Keeps candidate when it is nearer than all before it; borrows it. */
void near_offer(struct near *n, const char *candidate);

/* " (did you mean 'section'?)", or "". The caller frees. */
char *near_hint(const struct near *n);

#endif
