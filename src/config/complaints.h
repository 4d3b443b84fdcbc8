/* SPDX-License-Identifier: ISC */
/*
 * The mistakes found in a configuration, gathered so that all of them are told
 * in one go and in the order in which a person meets them in the files.
 */
#ifndef CONFIG_COMPLAINTS_H
#define CONFIG_COMPLAINTS_H

#include <stddef.h>

/* A line of one of the files that were read. */
struct mark {
	size_t file; /* as complaints_file() numbered it */
	int line;
};

struct complaints {
	char **files;
	size_t n_files;
	struct complaint {
		struct mark at;
		size_t number;
		char *text;
	} * list;
	size_t n; /* of those kept: LIMIT_COMPLAINTS at most */
	size_t total;
};

void complaints_done(struct complaints *c); /* takes a zeroed one */

/* Numbers one more file. */
size_t complaints_file(struct complaints *c, const char *name);

/* Keeps a message about a line. */
void complaints_add(struct complaints *c, struct mark at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Calls tell() with "file:line: text" for each: by file, then by line. */
void complaints_tell(struct complaints *c, void (*tell)(const char *message));

#endif
