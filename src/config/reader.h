/* SPDX-License-Identifier: ISC */
/*
 * From files to a document, by libconfuse. What a word means is not asked
 * here, only whether the schema knows it.
 */
#ifndef CONFIG_READER_H
#define CONFIG_READER_H

#include "config/complaints.h"
#include "config/document.h"
#include "core/err.h"

/*
 * Reads path and what it includes. Mistakes of grammar, and words that the
 * schema does not know, are complained of. Returns -1, with *e, only when path
 * itself cannot be read. The caller frees *ret with document_done().
 */
int reader_read(const char *path, struct complaints *complaints,
    struct document *ret, struct err *e);

#endif
