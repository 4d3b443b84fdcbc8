/* SPDX-License-Identifier: ISC */
/* What was passed takes no memory and is still there; what changed stays. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"
#include "core/limits.h"
#include "core/mapped.h"

#define LEN (8 * MIB + 5)

/* A file in which each MiB is of another letter. */
static char *
open_letters(void)
{
	static char letters[MIB];
	int fd = memfd_create("letters", MFD_CLOEXEC);
	char *data;

	for (size_t i = 0; i < LEN / MIB; i++) {
		memset(letters, 'a' + (int)i, MIB);
		assert_int_equal(write(fd, letters, MIB), MIB);
	}
	assert_int_equal(write(fd, "hello", 5), 5);
	data = mapped_open(fd, LEN);
	assert_non_null(data);
	close(fd);
	return data;
}

/* KiB of the mapping at data that are in this process's memory. */
static unsigned long
resident(const char *data)
{
	char line[256], begin[32];
	unsigned long kib = 0;
	bool is_here = false;
	FILE *f = fopen("/proc/self/smaps", "r");

	assert_non_null(f);
	snprintf(begin, sizeof(begin), "%lx-", (unsigned long)data);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (strncmp(line, begin, strlen(begin)) == 0)
			is_here = true;
		else if (is_here && sscanf(line, "Rss: %lu", &kib) == 1)
			break;
	}
	fclose(f);
	return kib;
}

static void
read_all(const char *data)
{
	for (size_t i = 0; i < LEN; i += KIB) {
		check_int("letter", data[i],
		    i < 8 * MIB ? 'a' + (int)(i / MIB) : 'h');
		mapped_pass(data + i);
	}
}

static void
test_pass(void **state)
{
	char *data = open_letters();

	(void)state;
	for (int i = 0; i < 3; i++) {
		read_all(data);
		check_int("little is left", resident(data) < 3 * KIB, true);
	}
	check_int("the end", memcmp(data + LEN - 5, "hello", 5), 0);
	mapped_pass("of another place");
	mapped_close();
	mapped_pass(data);
}

static void
test_change(void **state)
{
	char *data = open_letters();

	(void)state;
	mapped_change();
	data[0] = 'X';
	for (size_t i = 1; i < LEN; i += KIB)
		mapped_pass(data + i);
	check_int("what changed stays", data[0], 'X');
	mapped_close();
	mapped_change();
}

/* Nobody changes by mistake what may be forgotten. */
static void
test_fault(void **state)
{
	char *data = open_letters();
	int status;
	pid_t pid = fork();

	(void)state;
	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGSEGV, SIG_DFL);
		data[0] = 'X';
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	check_int("dies", WIFSIGNALED(status), true);
	mapped_close();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_pass),
	    cmocka_unit_test(test_change),
	    cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
