/* SPDX-License-Identifier: ISC */
/*
 * Tells the hub of the site (WebSub) which of the published feeds are others
 * than it was told of last. What it could not be told is owed in the next run,
 * which needs nothing new for that, unless it asked to be left alone until a
 * later one. One line when the hub begins to fail and one when it is well
 * again, none in between; how it went changes no exit code.
 */
#ifndef APP_HERALD_H
#define APP_HERALD_H

#include "app/app.h"
#include "model/config.h"
#include "publish/publish.h"
#include "store/store.h"

/* The first sheets are those of c's outputs, in its order, and in their place.
 * -1 only when the store, or libcurl, is broken. */
int herald_tell(const struct app *app, const struct config *c, struct store *s,
    const struct sheet *sheets, struct err *e);

#endif
