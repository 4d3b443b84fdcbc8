/* SPDX-License-Identifier: ISC */
/* What is taken for a DOI is one, and nothing but text. */
#include "core/doi.h"
#include "fuzz.h"

static void
check(char *doi)
{
	char *again = doi_parse(doi);

	must_be_text(doi);
	must(doi == NULL || (again != NULL && strcmp(doi, again) == 0));
	free(again);
	if (doi != NULL)
		free(doi_url(doi));
	free(doi);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *s = utf8_of(data, len);

	if (s == NULL)
		return 0;
	check(doi_parse(s));
	check(doi_find(s));
	free(s);
	return 0;
}
