/* SPDX-License-Identifier: ISC */
/* One parser process as its parent sees it. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/parser.h"
#include "parse/worker.h"

#define NONSENSE "the parser's answer makes no sense"

struct parser {
	pid_t pid; /* 0 = dead */
	int fd;
	int64_t asked_ms;
	struct buf head;     /* what goes before the document */
	struct buf document; /* freed when all of it is sent */
	size_t n_sent;       /* of the one, and then of the other */
	size_t n_read;       /* bytes of documents in its life */
	size_t says;         /* how long its answer is */
	char *answer;        /* NULL until it has said so */
	size_t n_received;   /* of `says`, then of the answer */
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
	buf_init(&p->head, SIZE_MAX / 2);
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
	buf_done(&p->head);
	buf_done(&p->document);
	free(p->answer);
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

void
parser_ask(struct parser *p, struct response *r)
{
	const char *url = url_is_http(r->url) ? r->url : "";
	const char *type = r->content_type == NULL ? "" : r->content_type;
	struct question q = {
	    .is_page = r->outcome != OUTCOME_OK,
	    .url_len = strlen(url),
	    .content_type_len = strlen(type),
	    .document_len = r->body.len,
	};

	buf_clear(&p->head);
	buf_add(&p->head, &q, sizeof(q));
	buf_adds(&p->head, url);
	buf_adds(&p->head, type);
	p->document = r->body;
	r->body = (struct buf){0};
	p->n_sent = 0;
	p->n_received = 0;
	p->n_read += q.document_len;
	p->asked_ms = clock_steady_ms();
	limit_cpu(p);
}

static size_t
n_unsent(const struct parser *p)
{
	return p->head.len + p->document.len - p->n_sent;
}

struct pollfd
parser_watch(const struct parser *p)
{
	struct pollfd fd = {.fd = p->fd, .events = POLLIN};

	if (n_unsent(p) > 0)
		fd.events |= POLLOUT;
	return fd;
}

/* What comes of a read or a write. */
enum flow { FLOW_SOME, FLOW_LATER, FLOW_ENDED, FLOW_NONSENSE };

static enum flow
flow(ssize_t n)
{
	if (n > 0)
		return FLOW_SOME;
	return n < 0 && (errno == EAGAIN || errno == EINTR) ? FLOW_LATER
							    : FLOW_ENDED;
}

static enum flow
send_some(struct parser *p)
{
	const struct buf *from = &p->head;
	size_t at = p->n_sent;
	ssize_t n;

	if (n_unsent(p) == 0)
		return FLOW_LATER;
	if (at >= p->head.len) {
		at -= p->head.len;
		from = &p->document;
	}
	n = send(p->fd, from->data + at, from->len - at,
	    MSG_DONTWAIT | MSG_NOSIGNAL);
	if (n > 0)
		p->n_sent += (size_t)n;
	if (n_unsent(p) == 0) {
		buf_done(&p->document);
		buf_clear(&p->head);
		p->n_sent = 0;
	}
	return flow(n);
}

static enum flow
receive(struct parser *p, void *to, size_t len)
{
	ssize_t n = recv(p->fd, to, len, MSG_DONTWAIT);

	if (n > 0)
		p->n_received += (size_t)n;
	return flow(n);
}

static bool
is_complete(const struct parser *p)
{
	return p->answer != NULL && p->n_received == p->says;
}

static enum flow
receive_some(struct parser *p)
{
	char *says = (char *)&p->says;
	enum flow result;

	if (p->answer != NULL)
		return receive(
		    p, p->answer + p->n_received, p->says - p->n_received);
	result =
	    receive(p, says + p->n_received, sizeof(p->says) - p->n_received);
	if (p->n_received < sizeof(p->says))
		return result;
	if (p->says == 0 || p->says > LIMIT_REPLY)
		return FLOW_NONSENSE;
	p->answer = xmalloc(p->says);
	p->n_received = 0;
	return result;
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

/* An answer before the question is no answer. */
static enum parser_news
take_answer(struct parser *p, struct reply *ret)
{
	int rc = n_unsent(p) > 0 ? -1 : reply_decode(p->answer, p->says, ret);

	free(p->answer);
	p->answer = NULL;
	return rc == 0 ? PARSER_ANSWERED : condemn(p, xstrdup(NONSENSE), ret);
}

enum parser_news
parser_work(struct parser *p, struct reply *ret)
{
	enum flow in, out;

	do {
		out = send_some(p);
		in = receive_some(p);
		if (is_complete(p))
			return take_answer(p, ret);
	} while (in == FLOW_SOME || (in == FLOW_LATER && out == FLOW_SOME));
	if (in == FLOW_NONSENSE)
		return condemn(p, xstrdup(NONSENSE), ret);
	if (in == FLOW_ENDED || out == FLOW_ENDED)
		return explain(p, ret);
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
