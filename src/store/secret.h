/* SPDX-License-Identifier: ISC */
/* Which addresses of feeds everybody may know. */
#ifndef STORE_SECRET_H
#define STORE_SECRET_H

#include <stdbool.h>

/*
 * Whether what is for one reader alone may be in an address: a local path; a
 * user name; a parameter of a name that is not known to be harmless, since no
 * list of the harmful ones is whole; or, anywhere, what looks as if a machine
 * had drawn it by lot ("1Bq7VfPEiOLDQj0m"). A secret that is a word is not
 * seen.
 */
bool secret_may_be_in(const char *url);

#endif
