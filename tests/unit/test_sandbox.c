/* SPDX-License-Identifier: ISC */
/* What a process has given up is gone: tried in children, whose exit code is
 * the first thing that should not have been. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "core/limits.h"
#include "core/sandbox.h"
#include "core/xalloc.h"

#define EXPECT(code, truth)          \
	do {                         \
		if (!(truth))        \
			_exit(code); \
	} while (0)

#define STARTED_AGAIN 77

static char folder[] = "/tmp/lectern-sandbox-XXXXXX";

static bool has_landlock;

static int
run(void (*child)(void))
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		child();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

/* The errno of making, or of emptying, a file. */
static int
write_error(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

static int
make_folders(void **state)
{
	(void)state;
	has_landlock = syscall(SYS_landlock_create_ruleset, NULL, 0, 1U) > 0;
	return mkdtemp(folder) == NULL || chdir(folder) != 0 ||
		       mkdir("ours", 0700) != 0 || mkdir("theirs", 0700) != 0 ||
		       write_error("theirs/file") != 0
		   ? -1
		   : 0;
}

static int
remove_folders(void **state)
{
	(void)state;
	unlink("ours/kept");
	unlink("theirs/file");
	return rmdir("ours") != 0 || rmdir("theirs") != 0 || rmdir(folder) != 0
		   ? -1
		   : 0;
}

static void
confined(void)
{
	static const char *const written[] = {"ours", "not there", NULL};
	static const char *const read[] = {"theirs", "not there", NULL};
	struct err e;
	int fd;

	EXPECT(1, sandbox_confine(written, read, &e) == 0);
	EXPECT(2, write_error("ours/file") == 0);
	EXPECT(3, rename("ours/file", "ours/kept") == 0);
	EXPECT(4, write_error("ours/file") == 0 && unlink("ours/file") == 0);
	EXPECT(5, (fd = open("theirs/file", O_RDONLY | O_CLOEXEC)) >= 0);
	EXPECT(6, write_error("theirs/new") == EACCES);
	EXPECT(7, write_error("theirs/file") == EACCES);
	EXPECT(8, unlink("theirs/file") != 0 && errno == EACCES);
	EXPECT(9, rename("ours/kept", "theirs/kept") != 0);
	EXPECT(10, mkdir("theirs/folder", 0700) != 0 && errno == EACCES);
	EXPECT(11, truncate("theirs/file", 0) != 0 && errno == EACCES);
	EXPECT(12, write_error("file") == EACCES);
}

static int
read_error(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

/* Names are still looked up, and this program can be started again. */
static void
reads(void)
{
	static const char *const written[] = {"ours", NULL};
	static const char *const read[] = {"theirs/file", NULL};
	struct err e;

	EXPECT(1, symlink("../theirs/other", "ours/link") == 0);
	EXPECT(2, write_error("theirs/other") == 0);
	EXPECT(3, sandbox_confine(written, read, &e) == 0);
	EXPECT(4, read_error("theirs/file") == 0);
	EXPECT(5, read_error("theirs/other") == EACCES);
	EXPECT(6, read_error("ours/link") == EACCES);
	EXPECT(7, read_error("theirs") == EACCES);
	EXPECT(8, read_error(".") == EACCES);
	EXPECT(9, read_error("/var") == EACCES);
	EXPECT(10, unlink("ours/link") == 0);
	EXPECT(11, read_error("/etc/passwd") == 0);
	EXPECT(12, read_error("/etc/resolv.conf") != EACCES);
	EXPECT(13, getservbyname("https", "tcp") != NULL);
	execl("/proc/self/exe", "test_sandbox", "again", (char *)NULL);
	_exit(14);
}

static void
test_confine_reading(void **state)
{
	(void)state;
	if (!has_landlock) {
		print_message("this kernel has no Landlock\n");
		skip();
	}
	assert_int_equal(WEXITSTATUS(run(reads)), STARTED_AGAIN);
	assert_int_equal(unlink("theirs/other"), 0);
}

static void
test_confine(void **state)
{
	(void)state;
	if (!has_landlock) {
		print_message("this kernel has no Landlock\n");
		skip();
	}
	assert_int_equal(run(confined), 0);
}

/* A confined process may lock itself in further: lectern starts parsers. */
static void
locked_in(void)
{
	const char *const none[] = {NULL};
	int fds[2];
	unsigned int landlock;
	struct err e;
	char *p;

	EXPECT(1, socketpair(AF_UNIX, SOCK_STREAM, 0, fds) == 0);
	EXPECT(2, sandbox_confine(none, none, &e) == 0);
	EXPECT(3, sandbox_lock_in(fds[0], &landlock, &e) == 0);
	EXPECT(4, (landlock > 0) == has_landlock);
	EXPECT(5, write(fds[0], "x", 1) == 1);
	p = xmalloc(32 * MIB);
	p[MIB] = 1;
	free(xreallocarray(p, 64, MIB));
}

static void
opens(void)
{
	unsigned int landlock;
	struct err e;

	signal(SIGSYS, SIG_DFL); /* cmocka would take it */
	EXPECT(1, sandbox_lock_in(3, &landlock, &e) == 0);
	EXPECT(2, open("theirs/file", O_RDONLY | O_CLOEXEC) < 0);
	EXPECT(3, errno == EPERM); /* as far as it gets where it may report */
	raise(SIGSYS);
}

static void
test_lock_in(void **state)
{
	(void)state;
	assert_int_equal(run(locked_in), 0);
	assert_int_equal(WTERMSIG(run(opens)), SIGSYS);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_confine),
	    cmocka_unit_test(test_confine_reading),
	    cmocka_unit_test(test_lock_in),
	};

	if (argc > 1 && strcmp(argv[1], "again") == 0)
		_exit(STARTED_AGAIN);
	return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
