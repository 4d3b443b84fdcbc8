/* SPDX-License-Identifier: ISC */
/*
 * Lines on stderr, for app/ and main alone: "lectern: …"; and what a command
 * prints for a person. Control characters, and those that turn the direction of
 * writing, are shown as \xNN, so that a feed's title cannot forge a line or
 * drive a terminal. A line on stderr is cut at LIMIT_LOG_LINE bytes.
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

/* On stdout, at every level; line feeds are meant so there. */
void log_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
