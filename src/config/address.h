/* SPDX-License-Identifier: ISC */
/* Addresses as the configuration may give them; each field is a char *. */
#ifndef CONFIG_ADDRESS_H
#define CONFIG_ADDRESS_H

#include "config/value.h"

/* An http or https URL. */
value_fn address_http;

/* The same without a user name: it is published. */
value_fn address_hub;

/* An http or https URL without query that ends in "/"; a missing "/" is added.
 */
value_fn address_base;

/* What never changes: tag: (RFC 4151), urn: (RFC 8141), http or https. */
value_fn address_id;

/* A proxy's URL: http, https, or one of SOCKS; never quoted, since a password
 * may stand in it. */
value_fn address_proxy;

/* mailto:, http or https: whom a server's administrator can turn to. */
value_fn address_contact;

/* Of a feed: an http or https URL, or a local path, made absolute as seen from
 * the folder of ctx->file. A path that begins like a host's name where nothing
 * of that name lies is a URL that lacks its "https://", and refused. */
value_fn address_feed;

#endif
