/* SPDX-License-Identifier: ISC */
/*
 * A question to a server, and what came of it: made by fetch/, judged by app/,
 * remembered by store/.
 */
#ifndef MODEL_RESPONSE_H
#define MODEL_RESPONSE_H

#include <stdint.h>

#include "core/buf.h"
#include "model/config.h"

/*
 * How a poll of one feed ended. The store keeps it by name; what is not "well"
 * is told to the administrator when it begins and when it ends.
 */
enum outcome {
	OUTCOME_NEVER,     /* not polled yet */
	OUTCOME_OK,        /* a document was read */
	OUTCOME_UNCHANGED, /* 304, or the same bytes again */
	OUTCOME_HTTP,      /* a status that is none of the following */
	OUTCOME_BLOCKED,   /* 401, 403, 451 */
	OUTCOME_GONE,      /* 410 */
	OUTCOME_BUSY,      /* 429, 503 */
	OUTCOME_NETWORK,   /* DNS, connection, TLS, broken transfer */
	OUTCOME_TIMEOUT,
	OUTCOME_TOO_BIG,
	OUTCOME_REFUSED,    /* a redirect or an address that we do not follow */
	OUTCOME_FILE,       /* a local path that cannot be read */
	OUTCOME_NOT_FEED,   /* HTML, or nothing at all */
	OUTCOME_UNREADABLE, /* a feed that the parser gave up on */
	OUTCOME_QUARANTINED, /* a document that is not to be believed */
	OUTCOME_DEFERRED /* not asked: another time; nothing is remembered */
};

const char *outcome_str(enum outcome o);
enum outcome outcome_parse(const char *s); /* OUTCOME_NEVER when unknown */
bool outcome_is_well(enum outcome o);      /* NEVER, OK, UNCHANGED */

/* What is asked of a feed's server, with what the store knows that a
 * conditional request needs (RFC 9110 13.1); or what a hub is told. */
struct request {
	const struct source *source; /* borrowed */
	char *url;           /* may differ from the source's: moved for good */
	char *etag;          /* opaque; NULL when there is none */
	char *last_modified; /* opaque; NULL when there is none */
	char *body_hash;     /* of the last document; NULL when none */
	int64_t at;          /* by our clock; for servers that have none */
	char *form;          /* to be posted; NULL = a document is asked for */
};

struct requests {
	struct request *list;
	size_t n;
};

struct response {
	struct request request; /* owned: moved in by fetch_add() */
	enum outcome outcome;   /* OK, UNCHANGED or what went wrong */
	char *message;          /* what went wrong, in words; else NULL */
	long http_status;       /* 0 when there was no HTTP answer */
	bool is_part;           /* 226: what is new alone (RFC 3229) */
	/* OUTCOME_OK: the document, decompressed. After an HTTP error: what
	 * came with it, at most LIMIT_PAGE, so that it can be named. */
	struct buf body;
	/* Where no feed was polled, but a file is looked at: its path, at most
	 * LIMIT_FILE bytes in place of body; "-" = standard input; or NULL. */
	char *path;
	char *page_title;   /* of an error's page, when it was read */
	char *body_hash;    /* of body */
	char *content_type; /* may be NULL */
	char *etag;         /* of the last hop alone; may be NULL */
	char *last_modified;
	char *url; /* that answered at last; NULL for a path, or when no whole
		      answer came, whatever http_status is */
	/* Where 301 and 308 led before the first redirect that was for a time
	 * only; NULL when the first one was. */
	char *moved_url;
	int64_t retry_after_secs; /* -1 = not said */
	int64_t max_age_secs;     /* -1 = not said */
};

void request_done(struct request *r);
void requests_done(struct requests *rs);
void response_done(struct response *r);

#endif
