/* SPDX-License-Identifier: ISC */
/*
 * What a process gives up for good, so that whatever takes it over gains
 * little: Landlock (landlock(7)) where the kernel has it, seccomp(2), and
 * limits of the process. There is no way back, and what it starts inherits it.
 */
#ifndef CORE_SANDBOX_H
#define CORE_SANDBOX_H

#include "core/err.h"

/*
 * From here on the process makes, changes and removes files beneath the folders
 * in `written` alone, and reads and runs beside those only what lies beneath
 * the paths in `read` (files or folders), itself, and what belongs to the
 * system: programs and libraries, /etc, where names are looked up, and of /proc
 * what is said of itself. Of both lists, which end with NULL, what is not there
 * is passed over. What is open stays open. Without Landlock nothing changes.
 * Fails with EX_OSERR.
 */
int sandbox_confine(
    const char *const written[], const char *const read[], struct err *e);

/*
 * The locked room: from here on the process can read from and write to the
 * descriptor fd, receive one descriptor at a time over it, of which it can map
 * what that lets it, compute, have LIMIT_PARSER_MEMORY bytes of memory, and
 * end. Anything else (a file, a connection, a program, a process, a signal to
 * another) kills it with SIGSYS, so that what took it over has one try and its
 * parent learns of it. Without Landlock seccomp alone holds; without seccomp
 * it fails with EX_OSERR. On 0 *landlock is the version of Landlock that holds
 * too, 0 where there is none.
 *
 * Where SANITIZED is defined (AddressSanitizer, whose reports and shadow memory
 * need more) memory and files that are open have no limit, and what is
 * forbidden fails with EPERM.
 */
int sandbox_lock_in(int fd, unsigned int *landlock, struct err *e);

#endif
