/* SPDX-License-Identifier: ISC */
/* A list of names as one parameter, for the AMONG() of statements.c. */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

/* "\nname\nname\n", or NULL for no names: then all are meant. The caller
 * frees. */
char *names_join(char *const *names);

#endif
