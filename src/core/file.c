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

static int
read_all(int fd, const char *path, struct buf *out, struct err *e)
{
	char chunk[8192];
	ssize_t n;

	for (;;) {
		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(
			    e, EX_NOINPUT, "%s: %s", path, strerror(errno));
		if (n == 0)
			return 0;
		if (buf_add(out, chunk, (size_t)n) != 0)
			return err_set(e, EX_DATAERR,
			    "%s: larger than %zu bytes", path, out->max);
	}
}

int
file_read(const char *path, struct buf *out, struct err *e)
{
	struct stat st;
	int fd, rc;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", out, e);
	/* O_NONBLOCK: opening a FIFO that nobody writes to must not hang. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return err_set(e, EX_NOINPUT, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		rc = err_set(e, EX_NOINPUT, "%s: not a regular file", path);
	else
		rc = read_all(fd, path, out, e);
	close(fd);
	return rc;
}

/* Whether path holds data already; a file that cannot be read does not. */
static bool
holds(const char *path, const char *data, size_t len)
{
	struct buf old;
	struct err e;
	bool same;

	buf_init(&old, len);
	same = file_read(path, &old, &e) == 0 && old.len == len &&
	       memcmp(old.data, data, len) == 0;
	buf_done(&old);
	return same;
}

static int
write_all(int fd, const char *data, size_t len)
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

/* Makes a rename last through a power cut. */
static int
sync_folder(const char *path)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = -1;

	if (fd >= 0) {
		rc = fsync(fd);
		close(fd);
	}
	free(copy);
	return rc;
}

int
file_replace(const char *path, const char *data, size_t len,
    enum file_change *change, struct err *e)
{
	char *temporary;
	int fd, rc = -1;

	if (holds(path, data, len)) {
		*change = FILE_SAME;
		return 0;
	}
	temporary = xasprintf("%s.XXXXXX", path);
	fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0) {
		err_set(e, EX_CANTCREAT, "%s: %s", path, strerror(errno));
		free(temporary);
		return -1;
	}
	/* mkostemp gives 0600, which a web server could not read. */
	if (write_all(fd, data, len) != 0 || fchmod(fd, 0644) != 0 ||
	    fsync(fd) != 0) {
		err_set(e, EX_IOERR, "%s: %s", path, strerror(errno));
		close(fd);
		goto out;
	}
	if (close(fd) != 0 || rename(temporary, path) != 0 ||
	    sync_folder(path) != 0) {
		err_set(e, EX_IOERR, "%s: %s", path, strerror(errno));
		goto out;
	}
	*change = FILE_REPLACED;
	rc = 0;
out:
	if (rc != 0)
		unlink(temporary);
	free(temporary);
	return rc;
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
	int rc = 0;

	for (char *s = copy + 1; rc == 0; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (mkdir(copy, 0755) != 0 && errno != EEXIST)
			rc = err_set(
			    e, EX_CANTCREAT, "%s: %s", copy, strerror(errno));
		*s = c;
		if (c == '\0')
			break;
	}
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
