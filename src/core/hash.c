/* SPDX-License-Identifier: ISC */
/* SHA-256 as text. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/evp.h>
#include <openssl/sha.h>

#include "core/hash.h"
#include "core/xalloc.h"

static void
digest(const void *data, size_t len, unsigned char md[SHA256_DIGEST_LENGTH])
{
	/* Found once: that costs more than most hashes. */
	static EVP_MD *sha256;

	if (sha256 == NULL)
		sha256 = EVP_MD_fetch(NULL, "SHA2-256", NULL);
	if (sha256 == NULL ||
	    EVP_Digest(data, len, md, NULL, sha256, NULL) != 1)
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

char *
hash_unbase64(const char *s)
{
	size_t len = strlen(s);
	EVP_ENCODE_CTX *ctx = EVP_ENCODE_CTX_new();
	unsigned char *out = xmalloc(len + 1);
	int n = 0, rest = 0, rc = -1;

	if (ctx == NULL)
		abort();
	EVP_DecodeInit(ctx);
	if (len <= INT_MAX)
		rc = EVP_DecodeUpdate(
		    ctx, out, &n, (const unsigned char *)s, (int)len);
	if (rc >= 0)
		rc = EVP_DecodeFinal(ctx, out + n, &rest);
	EVP_ENCODE_CTX_free(ctx);
	if (rc < 0) {
		free(out);
		return NULL;
	}
	out[n + rest] = '\0';
	return (char *)out;
}
