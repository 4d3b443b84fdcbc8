/* SPDX-License-Identifier: ISC */
/* What is taken for a DOI is one, and its address leads back to it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/doi.h"
#include "core/text.h"
#include "core/xalloc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

static void
check(char *doi)
{
	char *again = doi_parse(doi);

	if (doi != NULL && (again == NULL || strcmp(doi, again) != 0))
		abort();
	if (doi != NULL)
		free(doi_url(doi));
	free(again);
	free(doi);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *s =
	    xstrndup((const char *)data, strnlen((const char *)data, len));

	if (text_is_utf8(s, strlen(s))) {
		check(doi_parse(s));
		check(doi_find(s));
	}
	free(s);
	return 0;
}
