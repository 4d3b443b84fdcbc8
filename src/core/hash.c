/* SPDX-License-Identifier: ISC */
/* SHA-256 in hexadecimal. */
#include <stdio.h>
#include <stdlib.h>

#include <openssl/evp.h>

#include "core/hash.h"

char *
hash_hex(const void *data, size_t len, char out[HASH_SIZE])
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned int n;

	if (EVP_Digest(data, len, md, &n, EVP_sha256(), NULL) != 1)
		abort();
	for (unsigned int i = 0; i < n; i++)
		snprintf(out + 2 * (size_t)i, 3, "%02x", md[i]);
	return out;
}
