/* SPDX-License-Identifier: ISC */
/* SHA-256 as text. */
#include <stdlib.h>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "core/hash.h"

static void
digest(const void *data, size_t len, unsigned char md[SHA256_DIGEST_LENGTH])
{
	if (EVP_Digest(data, len, md, NULL, EVP_sha256(), NULL) != 1)
		abort();
}

char *
hash_hex(const void *data, size_t len, char out[HASH_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char md[SHA256_DIGEST_LENGTH];

	digest(data, len, md);
	for (size_t i = 0; i < sizeof(md); i++) {
		out[2 * i] = digits[md[i] >> 4];
		out[2 * i + 1] = digits[md[i] & 0xf];
	}
	out[HASH_SIZE - 1] = '\0';
	return out;
}

char *
hash_base64(const void *data, size_t len, char out[HASH_BASE64_SIZE])
{
	unsigned char md[SHA256_DIGEST_LENGTH];

	digest(data, len, md);
	EVP_EncodeBlock((unsigned char *)out, md, sizeof(md));
	return out;
}
