/* SPDX-License-Identifier: ISC */
/*
 * The inside of a parser process: an exec of this program with
 * WORKER_ARGUMENT, in which nothing is open but one end of a socket pair. It
 * makes ready what needs the file system, locks itself in (core/sandbox), and
 * answers one document after another until its parent hangs up.
 */
#ifndef PARSE_WORKER_H
#define PARSE_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#define WORKER_ARGUMENT "--parser"
#define WORKER_FD 3

/*
 * With a question comes the descriptor of a memory file that nobody can write
 * to: the document, its url and its content type, a NUL behind each. The latter
 * two are empty where they are not known.
 */
struct question {
	bool is_page; /* HTML in place of a feed: what is it called? */
	size_t document_len;
	size_t len; /* of the file */
};

/* An answer is pieces of a reply (parse/reply.h), this before each. That to a
 * page is OUTCOME_NOT_FEED and its title, where it has one. */
struct piece {
	size_t len;
	size_t is_last; /* not bool: it may be a lie */
};

/* Does not return before it is told to end. Its exit codes: EX_OK; EX_OSERR,
 * memory was out; EX_UNAVAILABLE, it could not lock itself in. */
int worker_main(void);

#ifdef PARSER_HOOK
/* Tests only, never in a program that is released: does what the document
 * says instead of reading it. */
void worker_hook(const char *document, size_t len);
#endif

#endif
