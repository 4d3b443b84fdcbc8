/* SPDX-License-Identifier: ISC */
/*
 * Memory that never fails: a program that cron starts again in ten minutes
 * does better to die than to go on with half a feed. Every function here
 * exits with EX_OSERR and one line on stderr when memory is out or when a
 * size would overflow. What they return is released with free().
 */
#ifndef CORE_XALLOC_H
#define CORE_XALLOC_H

#include <stdarg.h>
#include <stddef.h>

void *xmalloc(size_t size);
void *xcalloc(size_t n, size_t size);
void *xreallocarray(void *p, size_t n, size_t size);

/* A copy of s; NULL gives NULL, as free(NULL) is no error. */
char *xstrdup(const char *s);

/* A copy of the first len bytes of s, which holds no NUL among them. */
char *xstrndup(const char *s, size_t len);

char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *xvasprintf(const char *fmt, va_list ap)
    __attribute__((format(printf, 1, 0)));

/*
 * Room for one more element behind the n that p holds: returns p, moved or
 * not. The array doubles when n is a power of two, so no capacity is kept.
 * The new element is not initialised.
 */
void *xgrow(void *p, size_t n, size_t size);

#endif
