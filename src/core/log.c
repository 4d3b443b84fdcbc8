/* SPDX-License-Identifier: ISC */
/* Lines on stderr, and words on stdout. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/text.h"
#include "core/xalloc.h"

static enum log_level level = LOG_NORMAL;

void
log_set_level(enum log_level l)
{
	level = l;
}

/* What turns the line around it about, so that the letters are not as they
 * look, or ends it. */
static bool
is_bidi_control(unsigned int cp)
{
	return cp == 0x061c || cp == 0x200e || cp == 0x200f ||
	       (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

/* msg without anything that a terminal or a log reader would obey, but for line
 * feeds where they are ours. */
static void
add_printable(struct buf *line, const char *msg, bool has_lines)
{
	size_t n, len = strlen(msg);
	unsigned int cp;

	for (; len > 0 && buf_ok(line); msg += n, len -= n) {
		if ((n = text_decode(msg, len, &cp)) == 0) {
			n = 1;
			buf_addf(line, "\\x%02x", (unsigned char)*msg);
		} else if (text_is_control(cp) || is_bidi_control(cp) ||
			   cp == '\t' || (cp == '\n' && !has_lines)) {
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
	add_printable(&line, msg, false);
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

void
log_say(const char *fmt, ...)
{
	struct buf out;
	va_list ap;
	char *msg;

	va_start(ap, fmt);
	msg = xvasprintf(fmt, ap);
	va_end(ap);
	buf_init(&out, SIZE_MAX / 2);
	add_printable(&out, msg, true);
	fwrite(out.data, 1, out.len, stdout);
	buf_done(&out);
	free(msg);
}
