/* SPDX-License-Identifier: ISC */
/*
 * The one file that is mapped into memory to be read, from front to back and
 * perhaps again: what is behind the reader takes no memory. A reader tells
 * where it is and need not know whether that is in a mapped file at all.
 */
#ifndef CORE_MAPPED_H
#define CORE_MAPPED_H

#include <stddef.h>

/* Maps the len bytes of the file fd, which must not change from then on; NULL,
 * and errno says why, when that cannot be. Until mapped_change() writing there
 * is a fault. */
char *mapped_open(int fd, size_t len);

/* Lets go of what is before at, now and then. It can still be read. */
void mapped_pass(const char *at);

/* From here on what is mapped may be written to, which the file does not learn
 * of, and stays in memory; exits with EX_OSERR when there is none for it. */
void mapped_change(void);

void mapped_close(void);

#endif
