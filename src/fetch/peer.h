/* SPDX-License-Identifier: ISC */
/*
 * Which addresses belong to the public internet, by IANA's registries of
 * special-purpose addresses (RFC 6890) for IPv4 and IPv6.
 */
#ifndef FETCH_PEER_H
#define FETCH_PEER_H

#include <stdbool.h>

#include <sys/socket.h>

/*
 * True for what is globally reachable unicast. An IPv6 address that carries an
 * IPv4 one (mapped, NAT64, 6to4, Teredo) is judged by that; every family but
 * these two is private. No port and no scope has a say.
 */
bool peer_is_public(const struct sockaddr *addr);

#endif
