/* SPDX-License-Identifier: ISC */
/* SHA-256 and base64 (libcrypto's; libcurl brings it along). */
#ifndef CORE_HASH_H
#define CORE_HASH_H

#include <stddef.h>

#define HASH_SIZE 65        /* 64 digits and a NUL */
#define HASH_BASE64_SIZE 45 /* 32 bytes are 44 characters of base64 */

/* In lower-case hexadecimal. */
char *hash_hex(const void *data, size_t len, char out[HASH_SIZE]);

/* In base64 (RFC 4648 section 4), as a Content-Security-Policy has it. */
char *hash_base64(const void *data, size_t len, char out[HASH_BASE64_SIZE]);

/* The bytes of a base64 text, white space in it ignored, as a string up to the
 * first NUL, which the caller frees; NULL when it is none. */
char *hash_unbase64(const char *s);

#endif
