/* SPDX-License-Identifier: ISC */
/*
 * Lines on stderr, for app/ and main alone: "lectern: …". Control characters
 * are shown as \xNN, so that a feed's title cannot forge a line or drive a
 * terminal, and a line is cut at LIMIT_LOG_LINE bytes.
 */
#ifndef CORE_LOG_H
#define CORE_LOG_H

enum log_level {
	LOG_QUIET,  /* -q: errors that end the run */
	LOG_NORMAL, /* what the administrator must act on */
	LOG_VERBOSE /* -v: what is done as it is done */
};

void log_set_level(enum log_level level);

/* At every level; at LOG_NORMAL and above; at LOG_VERBOSE. */
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
