/* SPDX-License-Identifier: ISC */
/*
 * A file's text made ready for libconfuse 3.3, so that what stands in the file
 * is what is read, on the line on which it stands.
 *
 * The library counts two lines for the one of a comment, refuses a comment
 * within a list, puts environment variables into strings, passes over signs
 * that it does not know, lets a string run on to wherever the next quotation
 * mark is, and takes a block as closed at the end of the file. So comments
 * become spaces here, "${" is escaped, and the rest is a mistake.
 *
 * It knows no list without a key either: words NAME { "a", "b" } is given its
 * `any`.
 */
#ifndef CONFIG_CLEAN_H
#define CONFIG_CLEAN_H

#include "config/complaints.h"
#include "core/buf.h"

/*
 * Adds to out what libconfuse may read of raw, which is file number `file`; it
 * has as many lines as raw. Returns -1, with a complaint, when raw is no text
 * at all; other mistakes are complained of and stepped over.
 */
int clean_text(const struct buf *raw, size_t file,
    struct complaints *complaints, struct buf *out);

#endif
