/* SPDX-License-Identifier: ISC */
/* Whatever a fragment is, its safe form comes out the same once more. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define BASE "https://example.org/"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *s =
	    xstrndup((const char *)data, strnlen((const char *)data, len));
	char *once, *twice, *text;
	size_t nothing = 0;

	if (text_is_utf8(s, strlen(s))) {
		free(html_title(s, LIMIT_TITLE, NULL));
		html_parse(s, BASE, &nothing, NULL, &text);
		free(text);
		html_parse(s, BASE, NULL, &once, &text);
		free(text);
		if (once != NULL) {
			html_parse(once, BASE, NULL, &twice, &text);
			if (twice == NULL || strcmp(once, twice) != 0)
				abort();
			free(twice);
			free(text);
		}
		free(once);
	}
	free(s);
	return 0;
}
