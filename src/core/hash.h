/* SPDX-License-Identifier: ISC */
/* SHA-256 (libcrypto's; libcurl brings it along) in lower-case hexadecimal. */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>

#define HASH_SIZE 65 /* 64 digits and a NUL */

char *hash_hex(const void *data, size_t len, char out[HASH_SIZE]);

#endif
