/* SPDX-License-Identifier: ISC */
/*
 * The gate that everything passes before members see it. A feed that would
 * change is read back, and so is the file that it is to replace, by parsers in
 * their locked room: what is in both is strangers' text. A file that cannot be
 * read as a feed is worth no comparison.
 */
#ifndef APP_INSPECT_H
#define APP_INSPECT_H

#include "app/app.h"
#include "publish/publish.h"

/* -1 with EX_SOFTWARE when an edition does not stand it; the message names the
 * file and the rule. */
int inspect_editions(const struct app *app, const struct config *c,
    struct store *s, const struct edition *editions, const struct sheet *sheets,
    struct err *e);

#endif
