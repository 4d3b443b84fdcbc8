/* SPDX-License-Identifier: ISC */
/* What went wrong, in words. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/err.h"
#include "core/text.h"

static void
store_message(struct err *e, const char *msg)
{
	/* Libraries quote what they read, and cut it within a character. */
	char *clean = text_clean(msg);
	size_t len = text_cut(clean, strlen(clean), sizeof(e->msg) - 1);

	memcpy(e->msg, clean, len);
	e->msg[len] = '\0';
	free(clean);
}

int
err_set(struct err *e, int code, const char *fmt, ...)
{
	char msg[4 * sizeof(e->msg)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	e->code = code;
	store_message(e, msg);
	return -1;
}

int
err_prefix(struct err *e, const char *fmt, ...)
{
	char msg[4 * sizeof(e->msg)];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(msg))
		snprintf(msg + n, sizeof(msg) - (size_t)n, ": %s", e->msg);
	store_message(e, msg);
	return -1;
}
