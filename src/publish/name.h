/* SPDX-License-Identifier: ISC */
/*
 * A person's name as bibliographies write it. Feeds write names in every form;
 * what this module cannot tell apart it leaves alone.
 */
#ifndef PUBLISH_NAME_H
#define PUBLISH_NAME_H

#include <stdbool.h>

/* Owned: "van der Laan", "Mark J.", "Jr"; the last two may be NULL. */
struct name_parts {
	char *family;
	char *given;
	char *suffix;
};

/* Takes a person's name apart into *ret, for name_parts_done(). False, and
 * *ret untouched, of what is no person: "NHS England". */
bool name_parse(const char *name, struct name_parts *ret);
void name_parts_done(struct name_parts *parts);

/*
 * Surname first, given names by initial: "Jones, L." of "Laura Jones", of
 * "Jones, Laura", of "Dr L Jones PhD" and of "Jones L". Particles stay with
 * the surname ("van der Laan, M."). What is no person ("NHS England", "Faculty
 * of Medical Leadership and Management") stays as written. The caller frees.
 */
char *name_cite(const char *name);

#endif
