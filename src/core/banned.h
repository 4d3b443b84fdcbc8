/* SPDX-License-Identifier: ISC */
/*
 * Calls that must not compile, each with what to use instead. The Makefile
 * includes this before every source file of ours, behind the system headers
 * that declare them.
 */
#ifndef CORE_BANNED_H
#define CORE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef sprintf /* a macro of glibc's where clang fortifies */
#pragma GCC poison strcpy strcat strncpy strncat stpcpy /* struct buf */
#pragma GCC poison sprintf vsprintf gets                /* snprintf, buf_addf */
#pragma GCC poison strtok                               /* strcspn, strspn */
#pragma GCC poison gmtime localtime ctime asctime       /* core/clock */
#pragma GCC poison gmtime_r ctime_r asctime_r mktime strftime strptime
#pragma GCC poison atoi atol atoll atof /* a table, or strtol with its checks \
					 */
#pragma GCC poison setlocale            /* no locale has a say */
#pragma GCC poison mktemp tmpnam tempnam

#endif
