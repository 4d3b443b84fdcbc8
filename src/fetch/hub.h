/* SPDX-License-Identifier: ISC */
/*
 * Tells a hub which feeds have changed: the publisher's part of WebSub (W3C
 * Recommendation of 23 January 2018, section 7). How is between publisher and
 * hub; all hubs that we know understand the form of PubSubHubbub 0.4, section
 * 7.1: "hub.mode=publish&hub.url=…". That may name several feeds; each has a
 * POST of its own here, since some hubs hear the last name only.
 *
 * All are sent at once and end within the `timeout` of http, so a hub that is
 * down holds nobody up for longer. Everything else that fetch.h says holds too:
 * the hub's answer is a stranger's word, of which status and Retry-After count.
 */
#ifndef FETCH_HUB_H
#define FETCH_HUB_H

#include <stddef.h>
#include <stdint.h>

#include "core/err.h"
#include "model/config.h"

struct news {
	char *topic; /* where a feed is served, as its self link has it */
	/* Why the hub does not know it, in words; NULL = it does. */
	char *fault;
	int64_t wait_secs; /* its Retry-After; -1 = not said */
};

/* Fills in fault, which the caller frees, and wait_secs. -1 only when libcurl
 * is broken. */
int hub_tell(const char *hub, const struct http *http, const char *user_agent,
    struct news *news, size_t n, struct err *e);

#endif
