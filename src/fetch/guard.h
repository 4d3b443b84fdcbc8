/* SPDX-License-Identifier: ISC */
/*
 * Where a request must not go that has no leave to go inside: to any address
 * that is not public. A proxy that the administrator named is let through;
 * behind it names are resolved where we do not see it, so that only an address
 * that is written in a URL can be refused there.
 */
#ifndef FETCH_GUARD_H
#define FETCH_GUARD_H

#include <stdbool.h>

#include <sys/socket.h>

#define GUARD_IP_SIZE 64 /* an IPv6 address with its scope, as text */

struct guard;

/* proxy: the configuration's, or NULL for those that the environment names as
 * libcurl reads it. Never NULL. guard_free() takes NULL. */
struct guard *guard_new(const char *proxy);
void guard_free(struct guard *g);

/* Whether such a feed may be connected to addr. What is not public is looked up
 * among the proxies' addresses, the first time through DNS. */
bool guard_lets(struct guard *g, const struct sockaddr *addr);

/* The same of an address as text and a port. */
bool guard_lets_ip(struct guard *g, const char *ip, int port);

/* Whether such a feed may be asked for by this URL: false when there is a proxy
 * and the host is an address that is not public, or localhost. */
bool guard_lets_url(const struct guard *g, const char *url);

/* addr as text into ip, which is returned. */
char *guard_ip(const struct sockaddr *addr, char ip[GUARD_IP_SIZE]);

#endif
