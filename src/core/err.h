/* SPDX-License-Identifier: ISC */
/*
 * What went wrong, in words, on the caller's stack. Functions that can fail
 * return 0 or -1 and take a struct err * last; on -1 it is filled, on 0 it is
 * untouched. Messages are lower case without a full stop and say which thing,
 * where, why: "bmj-leader: line 12: pubDate: unknown month 'Foo'". What is no
 * text in them (text_clean()) is left out.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

struct err {
	int code;      /* the exit code of sysexits.h that fits */
	char msg[500]; /* cut at a character boundary where longer */
};

/* Fills e and returns -1, so that "return err_set(…)" reads well. */
int err_set(struct err *e, int code, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "where: " before the message; returns -1. */
int err_prefix(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
