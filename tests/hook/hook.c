/* SPDX-License-Identifier: ISC */
/*
 * What a parser does that has been taken over, for tests/system/test_room.py:
 * "hook:open" anywhere in a document makes it open a file, and so on. What it
 * should not have been able to do ends it with GOT_AWAY.
 */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/worker.h"

#define GOT_AWAY 42
#define MARK "hook:"

static void
do_open(void)
{
	open("/etc/passwd", O_RDONLY);
}

static void
do_create(void)
{
	open("hook", O_WRONLY | O_CREAT, 0600);
}

static void
do_connect(void)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(80)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	connect(fd, (const struct sockaddr *)(const void *)&to, sizeof(to));
}

static void
do_exec(void)
{
	execl("/bin/true", "true", (char *)NULL);
}

static void
do_fork(void)
{
	if (fork() == 0)
		_exit(0);
}

static void
do_ptrace(void)
{
	ptrace(PTRACE_ATTACH, getppid(), NULL, NULL);
}

static void
do_kill(void)
{
	kill(1, 0);
}

static void
do_write(void)
{
	(void)!write(WORKER_FD + 1, "x", 1);
}

static void
do_code(void)
{
	mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

static void
do_unlimit(void)
{
	const struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};

	setrlimit(RLIMIT_CPU, &none);
}

static void
do_allocate(void)
{
	free(xmalloc(2048 * MIB));
}

static void
do_spin(void)
{
	for (volatile unsigned int n = 0;; n++)
		;
}

static void
do_hang(void)
{
	char c;

	(void)!read(WORKER_FD, &c, 1);
}

static void
do_crash(void)
{
	raise(SIGSEGV);
}

static void
do_end(void)
{
	_exit(0);
}

/* An answer that says it is `says` long and is n bytes of noise. */
static void
answer(size_t says, size_t n)
{
	const struct piece piece = {.len = says, .is_last = 1};
	char *noise = xmalloc(n);

	memset(noise, 0xa5, n);
	(void)!write(WORKER_FD, &piece, sizeof(piece));
	(void)!write(WORKER_FD, noise, n);
	free(noise);
}

static void
do_noise(void)
{
	answer(1000, 1000);
	do_hang();
}

static void
do_half(void)
{
	answer(1000, 500);
	do_end();
}

static void
do_lie(void)
{
	answer(SIZE_MAX, 1000);
	do_hang();
}

static void
do_flood(void)
{
	for (;;)
		answer(LIMIT_REPLY, MIB);
}

static const struct {
	const char *name;
	void (*act)(void);
} acts[] = {
    {"open", do_open},
    {"create", do_create},
    {"connect", do_connect},
    {"exec", do_exec},
    {"fork", do_fork},
    {"ptrace", do_ptrace},
    {"kill", do_kill},
    {"write", do_write},
    {"code", do_code},
    {"unlimit", do_unlimit},
    {"allocate", do_allocate},
    {"spin", do_spin},
    {"hang", do_hang},
    {"crash", do_crash},
    {"end", do_end},
    {"noise", do_noise},
    {"half", do_half},
    {"lie", do_lie},
    {"flood", do_flood},
};

void
worker_hook(const char *document, size_t len)
{
	const char *mark = memmem(document, len, MARK, strlen(MARK));

	if (mark == NULL)
		return;
	mark += strlen(MARK);
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (strncmp(mark, acts[i].name, strlen(acts[i].name)) == 0) {
			acts[i].act();
			_exit(GOT_AWAY);
		}
}
