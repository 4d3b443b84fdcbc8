/* SPDX-License-Identifier: ISC */
/*
 * One parser process (parse/worker) as its parent sees it: started, asked one
 * document at a time, and believed nothing. One that crashes, that takes more
 * time than core/limits.h gives it, or that answers nonsense is killed: that
 * is the answer to its document, and the process is spent.
 */
#ifndef PARSE_PARSER_H
#define PARSE_PARSER_H

#include <poll.h>
#include <stdbool.h>

#include "core/err.h"
#include "model/response.h"
#include "parse/reply.h"

struct parser;

/* Starts the process, with nothing open and no environment to speak of. NULL
 * and EX_OSERR when the system does not let us. */
struct parser *parser_start(struct err *e);

/* Kills the process, whatever it is doing. Takes NULL. */
void parser_free(struct parser *p);

/* Hands it the document of r, and takes that out of r. -1 and EX_OSERR when the
 * system has no room for it, or as file_copy(). */
int parser_ask(struct parser *p, struct response *r, struct err *e);

/* What to poll(2) for until the answer. */
struct pollfd parser_watch(const struct parser *p);

enum parser_news { PARSER_BUSY, PARSER_ANSWERED, PARSER_UNLOCKED };

/*
 * Moves what can be moved without waiting. PARSER_ANSWERED fills *ret, which
 * the caller ends with reply_done(). PARSER_UNLOCKED: it could not lock itself
 * in and has read nothing; no other will fare better.
 */
enum parser_news parser_work(struct parser *p, struct reply *ret);

/* True when it is to be freed now: it is dead, or has read so much that a new
 * one is smaller. */
bool parser_is_spent(const struct parser *p);

#endif
