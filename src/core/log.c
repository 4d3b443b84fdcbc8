/* SPDX-License-Identifier: ISC */
/* Lines on stderr. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/text.h"

static enum log_level level = LOG_NORMAL;

void
log_set_level(enum log_level l)
{
	level = l;
}

/* What turns the line around it about: the letters are not as they look. */
static bool
is_bidi_control(unsigned int cp)
{
	return cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* msg without anything that a terminal or a log reader would obey. */
static void
add_printable(struct buf *line, const char *msg)
{
	size_t n, len = strlen(msg);
	unsigned int cp;

	for (; len > 0 && buf_ok(line); msg += n, len -= n) {
		if ((n = text_decode(msg, len, &cp)) == 0) {
			n = 1;
			buf_addf(line, "\\x%02x", (unsigned char)*msg);
		} else if (text_is_control(cp) || is_bidi_control(cp) ||
			   cp == '\t' || cp == '\n') {
			buf_addf(line, "\\x%02x", cp);
		} else {
			buf_add(line, msg, n);
		}
	}
}

__attribute__((format(printf, 1, 0))) static void
put(const char *fmt, va_list ap)
{
	struct buf line;
	char msg[2 * LIMIT_LOG_LINE];

	vsnprintf(msg, sizeof(msg), fmt, ap);
	buf_init(&line, LIMIT_LOG_LINE);
	buf_adds(&line, "lectern: ");
	add_printable(&line, msg);
	fprintf(stderr, "%s\n", line.data);
	buf_done(&line);
}

void
log_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(fmt, ap);
	va_end(ap);
}

void
log_warn(const char *fmt, ...)
{
	va_list ap;

	if (level < LOG_NORMAL)
		return;
	va_start(ap, fmt);
	put(fmt, ap);
	va_end(ap);
}

void
log_info(const char *fmt, ...)
{
	va_list ap;

	if (level < LOG_VERBOSE)
		return;
	va_start(ap, fmt);
	put(fmt, ap);
	va_end(ap);
}
