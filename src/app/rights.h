/* SPDX-License-Identifier: ISC */
/*
 * What cannot be seen in the configuration: whether the user who runs lectern
 * has the rights that it needs where it points to.
 */
#ifndef APP_RIGHTS_H
#define APP_RIGHTS_H

#include "model/config.h"

/*
 * Prints who writes where, and says each mistake: a folder that is not there
 * and cannot be made, or in which nothing can be made, a file that another user
 * made, a password-file that cannot be had. A remedy is named for what is
 * lectern's alone; of a folder that is there, whose it is. Returns 0, or how
 * run would fare: EX_CANTCREAT, else EX_CONFIG when it costs single feeds
 * alone. Of a store that another user than root has made, who asks need not be
 * able to write it, or to see it: 0. Changes nothing.
 */
int rights_check(const struct config *c);

/* "; that is lectern's: run this as that user", when the store is there and
 * another user's than of who runs this or root; else "". The caller frees. */
char *rights_hint(const char *database);

#endif
