/* SPDX-License-Identifier: ISC */
/*
 * What cron mails: one line when a feed's state changes for the worse or back
 * to well, when it has moved for good, when it has ended. None in between.
 */
#ifndef APP_NOTICE_H
#define APP_NOTICE_H

#include "model/config.h"
#include "model/health.h"

/* Tells of a poll of a feed in c that ended as r, after what was known before
 * it. by_name: somebody asked for this feed, who wants to be told that it still
 * fails. */
void notice_poll(const struct config *c, const struct health *before,
    const struct response *r, bool by_name);

/* What a person calls an HTML page that came with a refusal, into r->message:
 * "blocked: HTTP 403, an HTML page titled “Just a moment…”". */
void notice_name_page(struct response *r);

#endif
