/* SPDX-License-Identifier: ISC */
/* Which addresses belong to the public internet. */
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <netinet/in.h>

#include "fetch/peer.h"

enum kind { SPECIAL, PUBLIC, V4_AT_2, V4_AT_12, TEREDO };

struct range {
	uint8_t prefix[16];
	unsigned int bits;
	enum kind kind;
};

/* https://www.iana.org/assignments/iana-ipv4-special-registry; the first row
 * that fits decides. */
static const struct range v4_ranges[] = {
    {{0}, 8, SPECIAL},             /* this network, RFC 791 */
    {{10}, 8, SPECIAL},            /* private, RFC 1918 */
    {{100, 64}, 10, SPECIAL},      /* behind a carrier's NAT, RFC 6598 */
    {{127}, 8, SPECIAL},           /* loopback, RFC 1122 */
    {{169, 254}, 16, SPECIAL},     /* link-local, RFC 3927 */
    {{172, 16}, 12, SPECIAL},      /* private, RFC 1918 */
    {{192, 0, 0}, 24, SPECIAL},    /* protocol assignments, RFC 6890 */
    {{192, 0, 2}, 24, SPECIAL},    /* documentation, RFC 5737 */
    {{192, 88, 99}, 24, SPECIAL},  /* 6to4 relays, RFC 7526 */
    {{192, 168}, 16, SPECIAL},     /* private, RFC 1918 */
    {{198, 18}, 15, SPECIAL},      /* benchmarking, RFC 2544 */
    {{198, 51, 100}, 24, SPECIAL}, /* documentation, RFC 5737 */
    {{203, 0, 113}, 24, SPECIAL},  /* documentation, RFC 5737 */
    {{224}, 4, SPECIAL},           /* multicast, RFC 1112 */
    {{240}, 4, SPECIAL},           /* reserved, and broadcast */
    {{0}, 0, PUBLIC},
};

/* https://www.iana.org/assignments/iana-ipv6-special-registry: outside of
 * 2000::/3 nothing is public. */
static const struct range v6_ranges[] = {
    {{[10] = 0xff, 0xff}, 96, V4_AT_12},      /* mapped, RFC 4291 */
    {{0x00, 0x64, 0xff, 0x9b}, 96, V4_AT_12}, /* NAT64, RFC 6052 */
    {{0x20, 0x01}, 32, TEREDO},               /* RFC 4380 */
    {{0x20, 0x01}, 23, SPECIAL},              /* protocols, RFC 2928 */
    {{0x20, 0x01, 0x0d, 0xb8}, 32, SPECIAL},  /* documentation, RFC 3849 */
    {{0x20, 0x02}, 16, V4_AT_2},              /* 6to4, RFC 3056 */
    {{0x3f, 0xff}, 20, SPECIAL},              /* documentation, RFC 9637 */
    {{0x20}, 3, PUBLIC},                      /* global unicast, RFC 4291 */
    {{0}, 0, SPECIAL},
};

static bool
starts_with(const uint8_t *bytes, const struct range *r)
{
	unsigned int whole = r->bits / CHAR_BIT, rest = r->bits % CHAR_BIT;

	return memcmp(bytes, r->prefix, whole) == 0 &&
	       (rest == 0 || bytes[whole] >> (CHAR_BIT - rest) ==
				 r->prefix[whole] >> (CHAR_BIT - rest));
}

/* The last row of a table fits all. */
static enum kind
kind_of(const uint8_t *bytes, const struct range *ranges)
{
	while (!starts_with(bytes, ranges))
		ranges++;
	return ranges->kind;
}

static bool
is_public_v4(const uint8_t *bytes)
{
	return kind_of(bytes, v4_ranges) == PUBLIC;
}

/* The server's address, and the client's with each bit turned over. */
static bool
is_public_teredo(const uint8_t *bytes)
{
	uint8_t client[4];

	for (size_t i = 0; i < sizeof(client); i++)
		client[i] = (uint8_t)~bytes[12 + i];
	return is_public_v4(bytes + 4) && is_public_v4(client);
}

static bool
is_public_v6(const uint8_t *bytes)
{
	switch (kind_of(bytes, v6_ranges)) {
	case SPECIAL:
		return false;
	case PUBLIC:
		return true;
	case V4_AT_2:
		return is_public_v4(bytes + 2);
	case V4_AT_12:
		return is_public_v4(bytes + 12);
	case TEREDO:
		return is_public_teredo(bytes);
	}
	return false;
}

bool
peer_is_public(const struct sockaddr *addr)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	switch (addr->sa_family) {
	case AF_INET:
		memcpy(&v4, addr, sizeof(v4));
		return is_public_v4((const uint8_t *)&v4.sin_addr);
	case AF_INET6:
		memcpy(&v6, addr, sizeof(v6));
		return is_public_v6(v6.sin6_addr.s6_addr);
	default:
		return false;
	}
}
