/* SPDX-License-Identifier: ISC */
/* Files: read whole, replaced whole, locked. */
#ifndef CORE_FILE_H
#define CORE_FILE_H

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"

/*
 * Reads a whole regular file (or, for "-", standard input) into out, which
 * was given its maximum by buf_init(). Fails with EX_NOINPUT when it cannot be
 * read and EX_DATAERR when it is larger than the maximum.
 */
int file_read(const char *path, struct buf *out, struct err *e);

enum file_change { FILE_SAME, FILE_REPLACED };

/*
 * Makes path hold data, of mode 0644, so that a reader sees the old file or
 * the new one and nothing between: written to path with ".new" behind it,
 * flushed to disk, renamed over path, the folder flushed. A file that already
 * holds data is not touched. Fails with EX_CANTCREAT or EX_IOERR; the old file
 * is then as it was and no temporary file is left. Two processes must not
 * replace one file at the same time: file_lock() keeps them apart.
 */
int file_replace(const char *path, const char *data, size_t len,
    enum file_change *change, struct err *e);

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
