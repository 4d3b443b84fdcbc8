/* SPDX-License-Identifier: ISC */
/* Files: read whole, replaced whole, locked. */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/buf.h"
#include "core/err.h"

/*
 * Reads a whole regular file (or, for "-", standard input) into out, which
 * was given its maximum by buf_init(). Fails with EX_NOINPUT when it cannot be
 * read and EX_DATAERR when it is larger than the maximum.
 */
int file_read(const char *path, struct buf *out, struct err *e);

/* Copies it to the file that is open at `to` instead, and returns how many
 * bytes it has; at most max. -1 as file_read(), and EX_OSERR when it cannot be
 * written. */
ssize_t file_copy(const char *path, int to, size_t max, struct err *e);

/* Writes all of it; -1 and errno when that fails. */
int file_write(int fd, const char *data, size_t len);

enum file_change { FILE_SAME, FILE_REPLACED };

/*
 * The first half of making path hold data, of mode 0644, so that a reader sees
 * the old file or the new one and nothing between: it is written to path with
 * ".new" behind it and flushed to disk; file_settle() renames that over path,
 * file_discard() removes it. What a run that was killed left there is removed
 * first. A path that already holds data is FILE_SAME, and needs neither. Fails
 * with EX_CANTCREAT or EX_IOERR; no temporary file is left then. Two processes
 * must not prepare one file at the same time: file_lock() keeps them apart.
 */
int file_prepare(const char *path, const char *data, size_t len,
    enum file_change *change, struct err *e);

/* Puts what was prepared in place. Fails with EX_CANTCREAT; path is then as it
 * was, and no temporary file is left. */
int file_settle(const char *path, struct err *e);

void file_discard(const char *path);

/* Makes renames in the folder of path last through a power cut. Where that
 * cannot be done, an old file may be back after one: whole, and the next run
 * replaces it again. */
void file_sync_folder(const char *path);

/* Gives what was prepared for path, or path itself when nothing was, the time
 * of change of what was prepared for the other, or of that itself. */
void file_set_time_like(const char *path, const char *other);

/*
 * Takes the lock that keeps two runs apart: an flock(2) on path, which is
 * made when missing and is never removed; the kernel lets go of it when the
 * process ends, however it ends. Returns the descriptor, or -1 with
 * EX_TEMPFAIL when another process holds it and EX_CANTCREAT when it cannot be
 * made.
 */
int file_lock(const char *path, struct err *e);

/* path as seen from the folder of the file `from`; absolute paths, and URLs,
 * stay what they are. The caller frees. */
char *file_beside(const char *from, const char *path);

/* path as seen from the folder of the file `from`, from the root on and
 * without "." and ".." in front: what stays true when the working folder
 * changes. The caller frees. */
char *file_absolute(const char *from, const char *path);

/* Makes a folder and those above it, mode 0755; only those above it. Fails with
 * EX_CANTCREAT. */
int file_mkdir(const char *path, struct err *e);
int file_mkdir_above(const char *path, struct err *e);

#endif
