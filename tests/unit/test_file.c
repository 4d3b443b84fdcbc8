/* SPDX-License-Identifier: ISC */
/* Files: read whole, replaced whole, locked; each test in a folder of its own.
 */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "core/file.h"
#include "core/xalloc.h"

static int
enter_folder(void **state)
{
	char *folder = xstrdup("/tmp/lectern-test-XXXXXX");

	*state = folder;
	return mkdtemp(folder) == NULL || chdir(folder) != 0 ? -1 : 0;
}

static int
leave_folder(void **state)
{
	char *command = xasprintf("rm -rf '%s'", (char *)*state);
	int rc = chdir("/") == 0 ? system(command) : -1;

	free(command);
	free(*state);
	return rc;
}

static void
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
check_holds(const char *path, const char *want)
{
	struct buf b;
	struct err e;

	buf_init(&b, 100000);
	assert_int_equal(file_read(path, &b, &e), 0);
	check_str(path, b.data, want);
	buf_done(&b);
}

static int
count_files(void)
{
	DIR *folder = opendir(".");
	int n = 0;

	assert_non_null(folder);
	while (readdir(folder) != NULL)
		n++;
	closedir(folder);
	return n - 2; /* "." and ".." */
}

/* Both halves at once. */
static int
replace(const char *path, const char *data, size_t len,
    enum file_change *change, struct err *e)
{
	enum file_change prepared;

	if (file_prepare(path, data, len, &prepared, e) != 0 ||
	    (prepared == FILE_REPLACED && file_settle(path, e) != 0))
		return -1;
	file_sync_folder(path);
	*change = prepared;
	return 0;
}

static void
test_read(void **state)
{
	struct buf b;
	struct err e = {.code = 12345};
	static char big[20001];

	(void)state;
	buf_init(&b, 20000);
	put("empty", "");
	assert_int_equal(file_read("empty", &b, &e), 0);
	assert_int_equal(b.len, 0);
	memset(big, 'a', sizeof(big));
	big[20000] = '\0';
	put("big", big);
	assert_int_equal(file_read("big", &b, &e), 0);
	check_str("big", b.data, big);
	assert_int_equal(e.code, 12345);
	buf_done(&b);
}

static void
test_read_fails(void **state)
{
	static const struct {
		const char *path;
		int code;
		const char *msg;
	} cases[] = {
	    {"missing", EX_NOINPUT, "missing: No such file or directory"},
	    {".", EX_NOINPUT, ".: not a regular file"},
	    {"fifo", EX_NOINPUT, "fifo: not a regular file"},
	    {"/dev/zero", EX_NOINPUT, "/dev/zero: not a regular file"},
	    {"six", EX_DATAERR, "six: larger than 5 bytes"},
	};
	struct buf b;
	struct err e;

	(void)state;
	assert_int_equal(mkfifo("fifo", 0600), 0);
	put("six", "123456");
	for (size_t i = 0; i < N_OF(cases); i++) {
		buf_init(&b, 5);
		check_int(cases[i].path, file_read(cases[i].path, &b, &e), -1);
		check_int(cases[i].path, e.code, cases[i].code);
		check_str(cases[i].path, e.msg, cases[i].msg);
		buf_done(&b);
		check_int(cases[i].path,
		    (int)file_copy(cases[i].path, STDOUT_FILENO, 5, &e), -1);
		check_int(cases[i].path, e.code, cases[i].code);
		check_str(cases[i].path, e.msg, cases[i].msg);
	}
}

static void
test_copy(void **state)
{
	int fd = open("copy", O_WRONLY | O_CREAT, 0600);
	int full = open("/dev/full", O_WRONLY);
	struct err e;

	(void)state;
	put("six", "123456");
	assert_int_equal(file_copy("six", fd, 6, &e), 6);
	check_holds("copy", "123456");
	assert_int_equal(file_copy("six", full, 6, &e), -1);
	check_str("full", e.msg, "a copy of six: No space left on device");
	close(fd);
	close(full);
}

static void
test_read_standard_input(void **state)
{
	int saved = dup(STDIN_FILENO), fd;
	enum file_change change;
	struct err e;

	(void)state;
	put("input", "from stdin");
	fd = open("input", O_RDONLY);
	dup2(fd, STDIN_FILENO);
	close(fd);
	check_holds("-", "from stdin");
	/* To replace "-" is to replace a file of that name. */
	assert_int_equal(replace("-", "x", 1, &change, &e), 0);
	assert_int_equal(change, FILE_REPLACED);
	dup2(saved, STDIN_FILENO);
	close(saved);
	check_holds("./-", "x");
}

static void
test_replace(void **state)
{
	enum file_change change;
	struct stat before, after;
	struct err e;

	(void)state;
	umask(077);
	assert_int_equal(replace("f", "one", 3, &change, &e), 0);
	assert_int_equal(change, FILE_REPLACED);
	check_holds("f", "one");
	assert_int_equal(stat("f", &before), 0);
	assert_int_equal(before.st_mode & 07777, 0644);

	assert_int_equal(replace("f", "one", 3, &change, &e), 0);
	assert_int_equal(change, FILE_SAME);
	assert_int_equal(stat("f", &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_memory_equal(
	    &after.st_mtim, &before.st_mtim, sizeof(after.st_mtim));
	assert_memory_equal(
	    &after.st_ctim, &before.st_ctim, sizeof(after.st_ctim));

	/* Longer, shorter, of the same length, empty. */
	static const char *const texts[] = {"one two", "on", "no", ""};
	for (size_t i = 0; i < N_OF(texts); i++) {
		assert_int_equal(stat("f", &before), 0);
		assert_int_equal(
		    replace("f", texts[i], strlen(texts[i]), &change, &e), 0);
		assert_int_equal(change, FILE_REPLACED);
		assert_int_equal(stat("f", &after), 0);
		assert_true(after.st_ino != before.st_ino);
		check_holds("f", texts[i]);
	}
	assert_int_equal(count_files(), 1);
}

/* Who has the old file open reads the old file to its end. */
static void
test_replace_leaves_readers(void **state)
{
	enum file_change change;
	char text[4] = "";
	struct err e;
	int fd;

	(void)state;
	put("f", "old");
	fd = open("f", O_RDONLY);
	assert_int_equal(replace("f", "new", 3, &change, &e), 0);
	assert_int_equal(read(fd, text, 3), 3);
	close(fd);
	check_str("reader", text, "old");
	check_holds("f", "new");
}

static void
test_replace_after_a_kill(void **state)
{
	enum file_change change;
	struct err e;

	(void)state;
	put("f", "old");
	put("f.new", "half of so");
	assert_int_equal(replace("f", "old", 3, &change, &e), 0);
	assert_int_equal(change, FILE_SAME);
	assert_int_equal(count_files(), 1);
	put("victim", "safe");
	assert_int_equal(symlink("victim", "f.new"), 0);
	assert_int_equal(replace("f", "new", 3, &change, &e), 0);
	check_holds("f", "new");
	check_holds("victim", "safe");
	assert_int_equal(count_files(), 2);
}

static void
test_replace_fails(void **state)
{
	enum file_change change = 12345;
	struct err e;

	(void)state;
	assert_int_equal(replace("no/f", "x", 1, &change, &e), -1);
	assert_int_equal(e.code, EX_CANTCREAT);
	check_str("no folder", e.msg, "no/f.new: No such file or directory");
	/* A folder stands where the file is to be. */
	assert_int_equal(mkdir("d", 0755), 0);
	put("d/kept", "kept");
	assert_int_equal(replace("d", "x", 1, &change, &e), -1);
	assert_int_equal(e.code, EX_CANTCREAT);
	check_str("a folder", e.msg, "d: Is a directory");
	check_holds("d/kept", "kept");
	assert_int_equal(count_files(), 1);
	assert_int_equal(change, 12345);
}

static void
test_prepare(void **state)
{
	enum file_change change;
	struct stat f, g;
	struct err e;

	(void)state;
	put("f", "old");
	assert_int_equal(file_prepare("f", "new", 3, &change, &e), 0);
	check_holds("f", "old");
	file_discard("f");
	assert_int_equal(count_files(), 1);
	check_int("settled", file_settle("f", &e), -1);
	check_holds("f", "old");

	assert_int_equal(file_prepare("f", "new", 3, &change, &e), 0);
	assert_int_equal(file_prepare("g", "new", 3, &change, &e), 0);
	file_set_time_like("g", "f");
	assert_int_equal(file_settle("f", &e), 0);
	assert_int_equal(file_settle("g", &e), 0);
	assert_int_equal(stat("f", &f), 0);
	assert_int_equal(stat("g", &g), 0);
	assert_memory_equal(&f.st_mtim, &g.st_mtim, sizeof(f.st_mtim));
	put("g", "touched");
	file_set_time_like("g", "f");
	assert_int_equal(stat("g", &g), 0);
	assert_memory_equal(&f.st_mtim, &g.st_mtim, sizeof(f.st_mtim));
}

/* A file-size limit stands for a full disk: the write fails half-way. */
static void
test_replace_on_a_full_disk(void **state)
{
	static char big[100000];
	const struct rlimit limit = {50000, 50000};
	enum file_change change;
	struct err e;
	pid_t child;
	int status;

	(void)state;
	put("f", "old");
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		signal(SIGXFSZ, SIG_IGN);
		if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(EX_OSERR);
		_exit(replace("f", big, sizeof(big), &change, &e) == 0
			  ? EX_OK
			  : e.code);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	check_int("exit status", WEXITSTATUS(status), EX_IOERR);
	check_holds("f", "old");
	assert_int_equal(count_files(), 1);
}

static void
try_lock(const char *path, int want)
{
	struct err e = {0};
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(file_lock(path, &e) < 0 ? e.code : 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	check_int(path, WEXITSTATUS(status), want);
}

static void
test_lock(void **state)
{
	struct err e;
	int fd;

	(void)state;
	try_lock("lock", EX_OK);
	try_lock("lock", EX_OK); /* the first died, its lock with it */
	fd = file_lock("lock", &e);
	assert_true(fd >= 0);
	try_lock("lock", EX_TEMPFAIL);
	assert_int_equal(file_lock("lock", &e), -1);
	check_str("held", e.msg, "another run holds the lock lock");
	close(fd);
	try_lock("lock", EX_OK);
	try_lock("no/lock", EX_CANTCREAT);
	assert_int_equal(count_files(), 1);
}

static void
test_beside(void **state)
{
	static const struct {
		const char *from, *path, *want;
	} cases[] = {
	    {"config/lectern.conf", "rules.conf", "config/rules.conf"},
	    {"/etc/lectern.conf", "rules.conf", "/etc/rules.conf"},
	    {"lectern.conf", "rules.conf", "./rules.conf"},
	    {"/lectern.conf", "rules.conf", "//rules.conf"},
	    {"config/lectern.conf", "../var/x.db", "config/../var/x.db"},
	    {"config/lectern.conf", "/var/x.db", "/var/x.db"},
	    {"config/lectern.conf", "https://a.org/", "https://a.org/"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *path = file_beside(cases[i].from, cases[i].path);

		check_str(cases[i].path, path, cases[i].want);
		free(path);
	}
}

static void
test_absolute(void **state)
{
	static const struct {
		const char *from, *path, *want;
	} cases[] = {
	    {"a/b/conf", "x", "%s/a/b/x"},
	    {"a/b/conf", "./x", "%s/a/b/x"},
	    {"a/b/conf", "../x", "%s/a/x"},
	    {"a/b/conf", "../../c/./../x", "%s/c/./../x"},
	    {"link/conf", "../x", "%s/a/x"},
	    {"conf", "x", "%s/x"},
	    {"a/b/conf", "/x", "/x"},
	    {"/conf", "x", "/x"},
	    {"/conf", "../../x", "/x"},
	    {"missing/conf", "x", "missing/x"},
	};

	assert_int_equal(mkdir("a", 0755), 0);
	assert_int_equal(mkdir("a/b", 0755), 0);
	assert_int_equal(symlink("a/b", "link"), 0);
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *path = file_absolute(cases[i].from, cases[i].path);
		const char *rest = cases[i].want;

		if (strncmp(rest, "%s", 2) == 0) {
			size_t n = strlen(*state);

			assert_memory_equal(path, *state, n);
			check_str(cases[i].path, path + n, rest + 2);
		} else {
			check_str(cases[i].path, path, rest);
		}
		free(path);
	}
}

static void
test_mkdir(void **state)
{
	static const struct {
		const char *path;
		int rc;
		const char *msg;
	} cases[] = {
	    {"a", 0, NULL},
	    {"a", 0, NULL},
	    {"a/b/c", 0, NULL},
	    {"d//e/", 0, NULL},
	    {"/", 0, NULL},
	    {".", 0, NULL},
	    {"f", -1, "f: Not a directory"},
	    {"f/g", -1, "f/g: Not a directory"},
	    {"", -1, ": No such file or directory"},
	};
	struct stat st;
	struct err e;

	(void)state;
	umask(022);
	put("f", "a file");
	for (size_t i = 0; i < N_OF(cases); i++) {
		check_int(
		    cases[i].path, file_mkdir(cases[i].path, &e), cases[i].rc);
		if (cases[i].rc != 0)
			check_str(cases[i].path, e.msg, cases[i].msg);
	}
	assert_int_equal(stat("d/e", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0755);
	assert_int_equal(stat("a/b/c", &st), 0);
	assert_int_equal(file_mkdir_above("x/y/z", &e), 0);
	assert_int_equal(stat("x/y", &st), 0);
	assert_int_equal(stat("x/y/z", &st), -1);
	assert_int_equal(file_mkdir_above("z", &e), 0);
}

#define IN_FOLDER(test) \
	cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(test_read),
	    IN_FOLDER(test_read_fails),
	    IN_FOLDER(test_copy),
	    IN_FOLDER(test_read_standard_input),
	    IN_FOLDER(test_replace),
	    IN_FOLDER(test_replace_leaves_readers),
	    IN_FOLDER(test_replace_after_a_kill),
	    IN_FOLDER(test_replace_fails),
	    IN_FOLDER(test_prepare),
	    IN_FOLDER(test_replace_on_a_full_disk),
	    IN_FOLDER(test_lock),
	    cmocka_unit_test(test_beside),
	    IN_FOLDER(test_absolute),
	    IN_FOLDER(test_mkdir),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
