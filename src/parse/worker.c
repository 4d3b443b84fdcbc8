/* SPDX-License-Identifier: ISC */
/* The inside of a parser process. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sysexits.h>
#include <unistd.h>

#include <libxml/parser.h>

#include "core/limits.h"
#include "core/sandbox.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/encoding.h"
#include "parse/jsontext.h"
#include "parse/page.h"
#include "parse/parse.h"
#include "parse/reply.h"
#include "parse/worker.h"

/* False at the end of file, and when the other end is gone. */
static bool
receive(void *data, size_t len)
{
	ssize_t n;

	for (char *p = data; len > 0; p += n, len -= (size_t)n) {
		n = read(WORKER_FD, p, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return true;
}

static bool
send_all(const void *data, size_t len)
{
	ssize_t n;

	for (const char *p = data; len > 0; p += n, len -= (size_t)n) {
		n = write(WORKER_FD, p, len);
		if (n < 0 && errno == EINTR)
			n = 0;
		else if (n <= 0)
			return false;
	}
	return true;
}

/* The next len bytes with a NUL behind them; NULL when they do not come. */
static char *
receive_bytes(size_t len)
{
	char *s = xmalloc(len + 1);

	if (!receive(s, len)) {
		free(s);
		return NULL;
	}
	s[len] = '\0';
	return s;
}

static void
read_document(const char *document, size_t len, const struct hints *hints,
    struct reply *r)
{
	struct err e;

#ifdef PARSER_HOOK
	worker_hook(document, len);
#endif
	r->outcome = parse_feed(document, len, hints, &r->feed, &e);
	/* It may quote the document. */
	if (r->outcome != OUTCOME_OK)
		r->message = text_clean(e.msg);
	xmlResetLastError();
}

static void
read_page(const char *document, size_t len, struct reply *r)
{
	struct page page;

	if (page_read(document, len, NULL, &page)) {
		r->message = xstrdup(page.title);
		page_done(&page);
	}
	if (r->message != NULL)
		r->outcome = OUTCOME_NOT_FEED;
	else
		r->message = xstrdup("no page with a title");
}

static bool
answer(struct reply *r)
{
	struct buf out;
	bool is_sent;

	buf_init(&out, LIMIT_REPLY);
	if (reply_encode(r, &out) != 0) {
		feed_done(&r->feed);
		r->outcome = OUTCOME_UNREADABLE;
		r->message = xasprintf(
		    "more than %zu MiB when it is read", LIMIT_REPLY / MIB);
		buf_clear(&out);
		reply_encode(r, &out);
	}
	is_sent =
	    send_all(&out.len, sizeof(out.len)) && send_all(out.data, out.len);
	buf_done(&out);
	return is_sent;
}

/* One document and its answer; false when there is no more to do. */
static bool
serve(unsigned int landlock)
{
	struct question q;
	struct hints hints = {0};
	struct reply r;
	char *url = NULL, *type = NULL, *document = NULL;
	bool is_served = false;

	reply_init(&r);
	r.landlock = landlock;
	if (receive(&q, sizeof(q)) &&
	    (url = receive_bytes(q.url_len)) != NULL &&
	    (type = receive_bytes(q.content_type_len)) != NULL &&
	    (document = receive_bytes(q.document_len)) != NULL) {
		hints.url = q.url_len > 0 ? url : NULL;
		hints.content_type = q.content_type_len > 0 ? type : NULL;
		if (q.is_page)
			read_page(document, q.document_len, &r);
		else
			read_document(document, q.document_len, &hints, &r);
		free(document);
		document = NULL;
		is_served = answer(&r);
	}
	free(url);
	free(type);
	free(document);
	reply_done(&r);
	return is_served;
}

static void *
grow(void *p, size_t size)
{
	return xreallocarray(p, size, 1);
}

int
worker_main(void)
{
	unsigned int landlock;
	struct err e;

	/* A parent that is killed cannot stop what runs away. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* Out of memory, libxml2 would go on with half a document. */
	xmlMemSetup(free, xmalloc, grow, xstrdup);
	xmlInitParser();
	encoding_prepare();
	jsontext_prepare();
	if (sandbox_lock_in(WORKER_FD, &landlock, &e) != 0)
		_exit(EX_UNAVAILABLE);
	while (serve(landlock))
		;
	/* No handler and no leak check, which would need what is locked. */
	_exit(EX_OK);
}
