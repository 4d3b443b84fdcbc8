/* SPDX-License-Identifier: ISC */
/*
 * What a server is sent beside the address that it is asked for. Some of it is
 * secret: no message quotes any of it but the names of headers and of files.
 */
#ifndef CONFIG_SENT_H
#define CONFIG_SENT_H

#include <stdbool.h>

#include "config/value.h"

/* char **: one more header, "Name: value" (RFC 9110 5.1), of a name that is
 * not ours to set. */
value_fn sent_header;

/* True for a header that says who asks: a secret of one server's. */
bool sent_is_secret(const char *header);

/* char *: a user name; it has no colon (RFC 7617 2). */
value_fn sent_username;

/* struct password: the first line of the file that is named, which others than
 * its owner and group must not be able to read. Never fails: a file that is
 * amiss is the fault of that one feed, and may be well again in the next run.
 */
value_fn sent_password;

#endif
