/* SPDX-License-Identifier: ISC */
/* Which addresses everybody may know. */
#ifndef CORE_SECRET_H
#define CORE_SECRET_H

#include <stdbool.h>

/*
 * Whether what is for one reader alone may be in an address: a local path; a
 * user name; a parameter of a name that is not known to be harmless, since no
 * list of the harmful ones is whole, or with a longer word than those have; or,
 * anywhere, what looks as if a machine had drawn it by lot
 * ("1Bq7VfPEiOLDQj0m"). A secret that is a word is not seen.
 */
bool secret_may_be_in(const char *url);

/* The same of an Atom id, which need not be an address. A URN is a name that
 * was made to be known. */
bool secret_may_be_in_id(const char *id);

/* For a message: url without user name and password, and from where a secret
 * may begin "…" ("https://a.example/feed?…"); a path as it is. The caller
 * frees. */
char *secret_hide(const char *url);

#endif
