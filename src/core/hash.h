/* SPDX-License-Identifier: ISC */
/* SHA-256 (libcrypto's; libcurl brings it along) as text. */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>

#define HASH_SIZE 65        /* 64 digits and a NUL */
#define HASH_BASE64_SIZE 45 /* 32 bytes are 44 characters of base64 */

/* In lower-case hexadecimal. */
char *hash_hex(const void *data, size_t len, char out[HASH_SIZE]);

/* In base64 (RFC 4648 section 4), as a Content-Security-Policy has it. */
char *hash_base64(const void *data, size_t len, char out[HASH_BASE64_SIZE]);

#endif
