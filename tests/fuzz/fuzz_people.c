/* SPDX-License-Identifier: ISC */
/* Whoever they are, they have names, and no more than there may be. */
#include "core/limits.h"
#include "fuzz.h"
#include "parse/people.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *raw = utf8_of(data, len), *s;
	size_t left = LIMIT_PEOPLE;
	struct people p = {0};

	if (raw == NULL)
		return 0;
	s = text_clean(raw);
	people_parse(s, &p, &left);
	must(p.n <= LIMIT_PEOPLE);
	for (size_t i = 0; i < p.n; i++) {
		must_be_text(p.list[i].name);
		must_be_text(p.list[i].email);
		must_be_text(p.list[i].url);
		must(p.list[i].name != NULL || p.list[i].email != NULL);
	}
	people_done(&p);
	free(s);
	free(raw);
	return 0;
}
