/* SPDX-License-Identifier: ISC */
/* The inside of a parser process. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include <libxml/parser.h>

#include "core/limits.h"
#include "core/mapped.h"
#include "core/sandbox.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/encoding.h"
#include "parse/jsontext.h"
#include "parse/page.h"
#include "parse/parse.h"
#include "parse/reply.h"
#include "parse/worker.h"

/* False when the other end is gone. */
static bool
receive(struct question *q, int *file)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(*file))];
	} control;
	struct iovec part = {.iov_base = q, .iov_len = sizeof(*q)};
	struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = &control,
	    .msg_controllen = sizeof(control)};
	ssize_t n;

	do
		n = recvmsg(WORKER_FD, &message, 0);
	while (n < 0 && errno == EINTR);
	if (n != sizeof(*q) || CMSG_FIRSTHDR(&message) == NULL)
		return false;
	memcpy(file, CMSG_DATA(&control.head), sizeof(*file));
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

static void
read_document(
    char *document, size_t len, const struct hints *hints, struct reply *r)
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
send_piece(const struct buf *out, bool is_last)
{
	const struct piece piece = {.len = out->len, .is_last = is_last};

	return send_all(&piece, sizeof(piece)) && send_all(out->data, out->len);
}

/* Sends the items; false when they are not sent. */
static bool
send_items(const struct feed *f, struct buf *out)
{
	bool is_sent = true;

	for (size_t i = 0; is_sent && i < f->n_items; i++) {
		reply_encode_item(&f->items[i], out);
		is_sent = buf_ok(out) && send_piece(out, false);
		out->max -= out->len;
		buf_clear(out);
	}
	return is_sent;
}

static bool
answer(struct reply *r)
{
	struct buf out;
	bool is_sent;

	buf_init(&out, LIMIT_REPLY);
	is_sent = send_items(&r->feed, &out);
	out.max = LIMIT_REPLY;
	if (!is_sent) {
		feed_done(&r->feed);
		feed_init(&r->feed);
		r->outcome = OUTCOME_UNREADABLE;
		r->message = xasprintf(
		    "more than %zu MiB when it is read", LIMIT_REPLY / MIB);
	}
	reply_encode(r, &out);
	is_sent = buf_ok(&out) && send_piece(&out, true);
	buf_done(&out);
	return is_sent;
}

/* Reads what the file holds, which is changed here alone. */
static void
read_file(const struct question *q, char *document, struct reply *r)
{
	const char *url = document + q->document_len + 1;
	const char *type = url + strlen(url) + 1;
	const struct hints hints = {
	    .url = *url == '\0' ? NULL : url,
	    .content_type = *type == '\0' ? NULL : type,
	};

	if (q->is_page)
		read_page(document, q->document_len, r);
	else
		read_document(document, q->document_len, &hints, r);
}

/* One document and its answer; false when there is no more to do. */
static bool
serve(unsigned int landlock)
{
	struct question q;
	struct reply r;
	char *document;
	bool is_served;
	int file;

	if (!receive(&q, &file))
		return false;
	document = mapped_open(file, q.len);
	close(file);
	if (document == NULL)
		_exit(EX_OSERR);
	reply_init(&r);
	r.landlock = landlock;
	read_file(&q, document, &r);
	mapped_close();
	is_served = answer(&r);
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
