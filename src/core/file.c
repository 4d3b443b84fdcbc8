/* SPDX-License-Identifier: ISC */
/* Files: read whole, replaced whole, locked. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "core/file.h"
#include "core/xalloc.h"

#define CHUNK 8192

/* How many bytes came, 0 at the end; -1 fails. */
static ssize_t
read_some(int fd, const char *name, char chunk[CHUNK], struct err *e)
{
	ssize_t n;

	do
		n = read(fd, chunk, CHUNK);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		err_set(e, EX_NOINPUT, "%s: %s", name, strerror(errno));
	return n;
}

static int
too_large(const char *name, size_t max, struct err *e)
{
	return err_set(e, EX_DATAERR, "%s: larger than %zu bytes", name, max);
}

static int
read_all(int fd, const char *name, struct buf *out, struct err *e)
{
	char chunk[CHUNK];
	ssize_t n;

	while ((n = read_some(fd, name, chunk, e)) > 0)
		if (buf_add(out, chunk, (size_t)n) != 0)
			return too_large(name, out->max, e);
	return (int)n;
}

static int
open_regular(const char *path, struct stat *st, struct err *e)
{
	/* O_NONBLOCK: opening a FIFO that nobody writes to must not hang. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return err_set(e, EX_NOINPUT, "%s: %s", path, strerror(errno));
	if (fstat(fd, st) == 0 && S_ISREG(st->st_mode))
		return fd;
	close(fd);
	return err_set(e, EX_NOINPUT, "%s: not a regular file", path);
}

static int
read_regular(const char *path, struct buf *out, struct err *e)
{
	struct stat st = {0};
	int rc, fd = open_regular(path, &st, e);

	if (fd < 0)
		return -1;
	buf_reserve(out, (size_t)st.st_size);
	rc = read_all(fd, path, out, e);
	close(fd);
	return rc;
}

int
file_read(const char *path, struct buf *out, struct err *e)
{
	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", out, e);
	return read_regular(path, out, e);
}

static ssize_t
copy_all(int fd, const char *name, int to, size_t max, struct err *e)
{
	char chunk[CHUNK];
	size_t total = 0;
	ssize_t n;

	for (; (n = read_some(fd, name, chunk, e)) > 0; total += (size_t)n) {
		if ((size_t)n > max - total)
			return too_large(name, max, e);
		if (file_write(to, chunk, (size_t)n) != 0)
			return err_set(e, EX_OSERR, "a copy of %s: %s", name,
			    strerror(errno));
	}
	return n == 0 ? (ssize_t)total : -1;
}

ssize_t
file_copy(const char *path, int to, size_t max, struct err *e)
{
	struct stat st;
	ssize_t n;
	int fd;

	if (strcmp(path, "-") == 0)
		return copy_all(STDIN_FILENO, "standard input", to, max, e);
	if ((fd = open_regular(path, &st, e)) < 0)
		return -1;
	n = copy_all(fd, path, to, max, e);
	close(fd);
	return n;
}

/* Whether path holds data already; a file that cannot be read does not. */
static bool
holds(const char *path, const char *data, size_t len)
{
	struct buf old;
	struct err e;
	bool same;

	buf_init(&old, len);
	same = read_regular(path, &old, &e) == 0 && old.len == len &&
	       memcmp(old.data, data, len) == 0;
	buf_done(&old);
	return same;
}

int
file_write(int fd, const char *data, size_t len)
{
	ssize_t n;

	for (; len > 0; data += n, len -= (size_t)n) {
		n = write(fd, data, len);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n < 0)
			n = 0;
	}
	return 0;
}

void
file_sync_folder(const char *path)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(copy);
}

/* Makes the new file path, of mode 0644 whatever the umask, and on disk. */
static int
write_new(const char *path, const char *data, size_t len, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	if (fd < 0)
		return err_set(
		    e, EX_CANTCREAT, "%s: %s", path, strerror(errno));
	if (file_write(fd, data, len) != 0 || fchmod(fd, 0644) != 0 ||
	    fsync(fd) != 0) {
		err_set(e, EX_IOERR, "%s: %s", path, strerror(errno));
		close(fd);
		return -1;
	}
	if (close(fd) != 0)
		return err_set(e, EX_IOERR, "%s: %s", path, strerror(errno));
	return 0;
}

static char *
temporary(const char *path)
{
	return xasprintf("%s.new", path);
}

int
file_prepare(const char *path, const char *data, size_t len,
    enum file_change *change, struct err *e)
{
	char *name = temporary(path);
	int rc = 0;

	unlink(name);
	if (holds(path, data, len))
		*change = FILE_SAME;
	else if ((rc = write_new(name, data, len, e)) == 0)
		*change = FILE_REPLACED;
	else
		unlink(name);
	free(name);
	return rc;
}

int
file_settle(const char *path, struct err *e)
{
	char *name = temporary(path);
	int rc = rename(name, path);

	if (rc != 0) {
		err_set(e, EX_CANTCREAT, "%s: %s", path, strerror(errno));
		unlink(name);
	}
	free(name);
	return rc;
}

void
file_discard(const char *path)
{
	char *name = temporary(path);

	unlink(name);
	free(name);
}

void
file_set_time_like(const char *path, const char *other)
{
	char *names[] = {temporary(path), temporary(other)};
	const char *to = access(names[0], F_OK) == 0 ? names[0] : path;
	const char *from = access(names[1], F_OK) == 0 ? names[1] : other;
	struct stat want, is;

	if (stat(from, &want) == 0 && stat(to, &is) == 0 &&
	    (want.st_mtim.tv_sec != is.st_mtim.tv_sec ||
		want.st_mtim.tv_nsec != is.st_mtim.tv_nsec))
		utimensat(AT_FDCWD, to,
		    (struct timespec[]){want.st_mtim, want.st_mtim}, 0);
	free(names[0]);
	free(names[1]);
}

int
file_lock(const char *path, struct err *e)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd < 0)
		return err_set(
		    e, EX_CANTCREAT, "%s: %s", path, strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			err_set(e, EX_TEMPFAIL, "another run holds the lock %s",
			    path);
		else
			err_set(
			    e, EX_CANTCREAT, "%s: %s", path, strerror(errno));
		close(fd);
		return -1;
	}
	return fd;
}

char *
file_beside(const char *from, const char *path)
{
	char *copy, *result;

	if (path[0] == '/' || strstr(path, "://") != NULL)
		return xstrdup(path);
	copy = xstrdup(from);
	result = xasprintf("%s/%s", dirname(copy), path);
	free(copy);
	return result;
}

char *
file_absolute(const char *from, const char *path)
{
	char *copy, *folder, *result;

	if (path[0] == '/')
		return xstrdup(path);
	copy = xstrdup(from);
	folder = realpath(dirname(copy), NULL);
	free(copy);
	if (folder == NULL)
		return file_beside(from, path);
	if (strcmp(folder, "/") == 0)
		folder[0] = '\0';
	/* The folder is free of symbolic links now, so that going up from it is
	 * the same as cutting its name. */
	for (;;) {
		if (strncmp(path, "./", 2) == 0) {
			path += 2;
		} else if (strncmp(path, "../", 3) == 0) {
			char *slash = strrchr(folder, '/');

			if (slash != NULL)
				*slash = '\0';
			path += 3;
		} else {
			break;
		}
	}
	result = xasprintf("%s/%s", folder, path);
	free(folder);
	return result;
}

int
file_mkdir(const char *path, struct err *e)
{
	char *copy = xstrdup(path);
	size_t len = strlen(path);
	struct stat st;
	int rc = -1;

	for (size_t i = 1; i <= len; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		copy[i] = '\0';
		/* What we make, a web server must be able to enter, whatever
		 * the umask. */
		if (mkdir(copy, 0755) == 0 ? chmod(copy, 0755) != 0
					   : errno != EEXIST)
			goto out;
		copy[i] = path[i];
	}
	if (stat(path, &st) != 0)
		goto out;
	if (S_ISDIR(st.st_mode))
		rc = 0;
	else
		errno = ENOTDIR;
out:
	if (rc != 0)
		err_set(e, EX_CANTCREAT, "%s: %s", copy, strerror(errno));
	free(copy);
	return rc;
}

int
file_mkdir_above(const char *path, struct err *e)
{
	char *copy = xstrdup(path);
	int rc = file_mkdir(dirname(copy), e);

	free(copy);
	return rc;
}
