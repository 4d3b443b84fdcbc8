/* SPDX-License-Identifier: ISC */
/* One parser process as its parent sees it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/parser.h"
#include "parse/worker.h"

struct parser {
	pid_t pid; /* 0 = dead */
	int fd;
	int64_t asked_ms;
	size_t n_read;      /* bytes of documents in its life */
	struct reply reply; /* as far as it is known */
	struct piece piece; /* of it, that comes */
	char *bytes;        /* of that; NULL until its length is known */
	size_t n_received;  /* of the one, then of the other */
	size_t n_items;     /* bytes of the pieces so far */
};

/* What the sanitisers and the dynamic linker are told; the rest, a proxy's
 * password perhaps, is not for a parser. */
static char **
environment(void)
{
	static const char *const kept[] = {
	    "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS"};
	char **list =
	    xcalloc(sizeof(kept) / sizeof(kept[0]) + 1, sizeof(*list));
	const char *value;
	size_t n = 0;

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if ((value = getenv(kept[i])) != NULL)
			list[n++] = xasprintf("%s=%s", kept[i], value);
	return list;
}

static void
free_list(char **list)
{
	for (size_t i = 0; list[i] != NULL; i++)
		free(list[i]);
	free(list);
}

/* An exec of this program with nothing open but fd; an errno. */
static int
spawn(pid_t *pid, int fd)
{
	char name[] = "lectern", argument[] = WORKER_ARGUMENT;
	char *argv[] = {name, argument, NULL};
	char **settings = environment();
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t all;
	int rc;

	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	/* What we ignore, it is to die of. */
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_adddup2(&actions, fd, WORKER_FD);
	posix_spawn_file_actions_addclosefrom_np(&actions, WORKER_FD + 1);
	posix_spawn_file_actions_addclose(&actions, STDIN_FILENO);
	posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
#ifndef SANITIZED /* which reports there */
	posix_spawn_file_actions_addclose(&actions, STDERR_FILENO);
#endif
	rc = posix_spawn(
	    pid, "/proc/self/exe", &actions, &attributes, argv, settings);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	free_list(settings);
	return rc;
}

struct parser *
parser_start(struct err *e)
{
	struct parser *p;
	int fds[2], rc;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) != 0) {
		err_set(e, EX_OSERR, "socketpair: %s", strerror(errno));
		return NULL;
	}
	rc = spawn(&pid, fds[1]);
	close(fds[1]);
	if (rc != 0) {
		close(fds[0]);
		err_set(e, EX_OSERR, "a parser cannot be started: %s",
		    strerror(rc));
		return NULL;
	}
	p = xcalloc(1, sizeof(*p));
	p->pid = pid;
	p->fd = fds[0];
	reply_init(&p->reply);
	return p;
}

/* Ends the process and returns what it died of, as wait(2) says it. */
static int
bury(struct parser *p)
{
	int status = 0;

	/* To one that is dying already this means nothing. */
	kill(p->pid, SIGKILL);
	while (waitpid(p->pid, &status, 0) < 0 && errno == EINTR)
		;
	close(p->fd);
	p->pid = 0;
	return status;
}

void
parser_free(struct parser *p)
{
	if (p == NULL)
		return;
	if (p->pid > 0)
		bury(p);
	reply_done(&p->reply);
	free(p->bytes);
	free(p);
}

/* So much CPU time from now on; counted by the kernel, where the process
 * cannot reach. */
static void
limit_cpu(const struct parser *p)
{
	struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
	struct timespec used;
	clockid_t clock;

	if (clock_getcpuclockid(p->pid, &clock) != 0 ||
	    clock_gettime(clock, &used) != 0)
		return; /* it is dead, which parser_work() will see */
	limit.rlim_cur = (rlim_t)used.tv_sec + LIMIT_PARSE_CPU_SECS;
	prlimit(p->pid, RLIMIT_CPU, &limit, NULL);
}

static int
no_room(struct err *e)
{
	return err_set(e, EX_OSERR,
	    "a document cannot be handed to a parser: %s", strerror(errno));
}

/* How many bytes it has, or -1. */
static ssize_t
write_document(int fd, const struct response *r, struct err *e)
{
	if (r->path != NULL)
		return file_copy(r->path, fd, LIMIT_FILE, e);
	return file_write(fd, r->body.data, r->body.len) == 0
		   ? (ssize_t)r->body.len
		   : no_room(e);
}

/* The document and what is known of it: fills *q. */
static int
write_question(
    int fd, const struct response *r, struct question *q, struct err *e)
{
	const char *const hints[] = {"", url_is_http(r->url) ? r->url : "",
	    r->content_type == NULL ? "" : r->content_type};
	ssize_t n = write_document(fd, r, e);

	if (n < 0)
		return -1;
	*q = (struct question){.is_page = r->outcome != OUTCOME_OK,
	    .document_len = (size_t)n,
	    .len = (size_t)n};
	for (size_t i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		if (file_write(fd, hints[i], strlen(hints[i]) + 1) != 0)
			return no_room(e);
		q->len += strlen(hints[i]) + 1;
	}
	return 0;
}

/* A memory file of that, which stays as it is. */
static int
make_file(const struct response *r, struct question *q, struct err *e)
{
	int fd = memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	if (fd < 0)
		return no_room(e);
	if (write_question(fd, r, q, e) == 0) {
		if (fcntl(fd, F_ADD_SEALS,
			F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW |
			    F_SEAL_WRITE) == 0)
			return fd;
		no_room(e);
	}
	close(fd);
	return -1;
}

/* One that cannot be sent, as the parser is dead, goes unanswered: see
 * parser_work(). */
static void
send_question(const struct parser *p, struct question *q, int file)
{
	union {
		struct cmsghdr head;
		char space[CMSG_SPACE(sizeof(file))];
	} control = {.head = {.cmsg_len = CMSG_LEN(sizeof(file)),
			 .cmsg_level = SOL_SOCKET,
			 .cmsg_type = SCM_RIGHTS}};
	struct iovec part = {.iov_base = q, .iov_len = sizeof(*q)};
	const struct msghdr message = {.msg_iov = &part,
	    .msg_iovlen = 1,
	    .msg_control = &control,
	    .msg_controllen = sizeof(control)};

	memcpy(CMSG_DATA(&control.head), &file, sizeof(file));
	sendmsg(p->fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

int
parser_ask(struct parser *p, struct response *r, struct err *e)
{
	struct question q;
	int file = make_file(r, &q, e);

	if (file < 0)
		return -1;
	limit_cpu(p);
	send_question(p, &q, file);
	close(file);
	buf_done(&r->body);
	p->n_received = p->n_items = 0;
	p->n_read += q.document_len;
	p->asked_ms = clock_steady_ms();
	return 0;
}

struct pollfd
parser_watch(const struct parser *p)
{
	return (struct pollfd){.fd = p->fd, .events = POLLIN};
}

/* What comes of a read. */
enum flow { FLOW_SOME, FLOW_LATER, FLOW_ENDED, FLOW_NONSENSE, FLOW_WHOLE };

static enum flow
receive(struct parser *p, void *to, size_t len)
{
	ssize_t n = recv(p->fd, to, len, MSG_DONTWAIT);

	if (n > 0) {
		p->n_received += (size_t)n;
		return FLOW_SOME;
	}
	return n < 0 && (errno == EAGAIN || errno == EINTR) ? FLOW_LATER
							    : FLOW_ENDED;
}

/* The length of the next piece is there. */
static enum flow
begin_piece(struct parser *p)
{
	const struct piece *piece = &p->piece;

	if (piece->len == 0 || piece->len > LIMIT_REPLY ||
	    (!piece->is_last && piece->len > LIMIT_REPLY - p->n_items))
		return FLOW_NONSENSE;
	p->bytes = xmalloc(piece->len);
	p->n_received = 0;
	return FLOW_SOME;
}

/* All of a piece is there. */
static enum flow
end_piece(struct parser *p)
{
	const struct piece *piece = &p->piece;
	int rc = piece->is_last
		     ? reply_decode(p->bytes, piece->len, &p->reply)
		     : reply_decode_item(p->bytes, piece->len, &p->reply);

	free(p->bytes);
	p->bytes = NULL;
	p->n_received = 0;
	p->n_items += piece->len;
	if (rc != 0)
		return FLOW_NONSENSE;
	return piece->is_last ? FLOW_WHOLE : FLOW_SOME;
}

static enum flow
receive_some(struct parser *p)
{
	char *head = (char *)&p->piece;
	enum flow result;

	if (p->bytes != NULL) {
		result = receive(
		    p, p->bytes + p->n_received, p->piece.len - p->n_received);
		return p->n_received == p->piece.len ? end_piece(p) : result;
	}
	result =
	    receive(p, head + p->n_received, sizeof(p->piece) - p->n_received);
	return p->n_received == sizeof(p->piece) ? begin_piece(p) : result;
}

static enum parser_news
answer_with(char *message, struct reply *ret)
{
	reply_init(ret);
	ret->message = message;
	return PARSER_ANSWERED;
}

/* Kills it for what it did. */
static enum parser_news
condemn(struct parser *p, char *message, struct reply *ret)
{
	bury(p);
	return answer_with(message, ret);
}

/* What wait(2) says, in words. */
static char *
cause_of(int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_OSERR)
		return xasprintf(
		    "the parser needed more than %zu MiB of memory",
		    LIMIT_PARSER_MEMORY / MIB);
	if (WIFEXITED(status))
		return xasprintf(
		    "the parser ended with exit code %d", WEXITSTATUS(status));
	switch (WTERMSIG(status)) {
	case SIGXCPU:
		return xasprintf(
		    "the parser took %d s of CPU time", LIMIT_PARSE_CPU_SECS);
	case SIGSYS:
		return xstrdup("the parser tried what it may not do (SIGSYS)");
	default:
		return xasprintf(
		    "the parser died of SIG%s", sigabbrev_np(WTERMSIG(status)));
	}
}

/* The process has ended, or hung up, before it answered. */
static enum parser_news
explain(struct parser *p, struct reply *ret)
{
	int status = bury(p);

	if (WIFEXITED(status) && WEXITSTATUS(status) == EX_UNAVAILABLE)
		return PARSER_UNLOCKED;
	return answer_with(cause_of(status), ret);
}

enum parser_news
parser_work(struct parser *p, struct reply *ret)
{
	enum flow flow;

	while ((flow = receive_some(p)) == FLOW_SOME)
		;
	switch (flow) {
	case FLOW_WHOLE:
		*ret = p->reply;
		reply_init(&p->reply);
		return PARSER_ANSWERED;
	case FLOW_NONSENSE:
		return condemn(
		    p, xstrdup("the parser's answer makes no sense"), ret);
	case FLOW_ENDED:
		return explain(p, ret);
	case FLOW_SOME:
	case FLOW_LATER:
		break;
	}
	if (clock_steady_ms() - p->asked_ms < LIMIT_PARSE_SECS * 1000)
		return PARSER_BUSY;
	return condemn(
	    p, xasprintf("the parser took %d s", LIMIT_PARSE_SECS), ret);
}

bool
parser_is_spent(const struct parser *p)
{
	return p->pid == 0 || p->n_read > LIMIT_PARSER_BYTES;
}
