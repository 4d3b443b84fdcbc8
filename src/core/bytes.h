/* SPDX-License-Identifier: ISC */
/*
 * Eight bytes of text at a time, for the loops that see every byte of a
 * document. What is said of a byte is said by its high bit in the result; in
 * what any_ answers, only the first that it is said of is sure.
 */
#ifndef CORE_BYTES_H
#define CORE_BYTES_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_AT_ONCE sizeof(uint64_t)
#define BYTES_ONES UINT64_C(0x0101010101010101)
#define BYTES_HIGH (0x80 * BYTES_ONES)

static inline uint64_t
bytes_load(const char *s)
{
	uint64_t v;

	memcpy(&v, s, sizeof(v));
	return le64toh(v);
}

/* How many bytes stand before the first that something is said of. */
static inline size_t
bytes_before(uint64_t said)
{
	return said == 0 ? BYTES_AT_ONCE : (size_t)__builtin_ctzll(said) / 8;
}

/* Those that are c, which is ASCII. */
static inline uint64_t
bytes_equal(uint64_t v, char c)
{
	v ^= (uint64_t)c * BYTES_ONES;
	return ~(((v & ~BYTES_HIGH) + ~BYTES_HIGH) | v) & BYTES_HIGH;
}

/* A control but DEL. */
static inline uint64_t
bytes_any_below_space(uint64_t v)
{
	return (v - ' ' * BYTES_ONES) & ~v & BYTES_HIGH;
}

/* Below ' ' or above '~'. */
static inline uint64_t
bytes_any_unprintable(uint64_t v)
{
	return (v | (v - ' ' * BYTES_ONES) | (v + BYTES_ONES)) & BYTES_HIGH;
}

#endif
