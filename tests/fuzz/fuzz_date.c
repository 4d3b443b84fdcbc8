/* SPDX-License-Identifier: ISC */
/* Whatever a date is, it is none or one that clocks can write and read. */
#include "core/clock.h"
#include "fuzz.h"
#include "parse/date.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *s = utf8_of(data, len), written[CLOCK_RFC3339_SIZE];
	int64_t t;

	if (s == NULL)
		return 0;
	t = date_parse(s);
	if (t != CLOCK_NONE) {
		clock_rfc3339(t, written);
		must(date_parse(written) == t);
		must(clock_parse(written) == t);
	}
	free(s);
	return 0;
}
