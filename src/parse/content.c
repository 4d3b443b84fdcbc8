/* SPDX-License-Identifier: ISC */
/* What Atom's type and mode make of an element's text. */
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "parse/content.h"

/* The first that fits; a final "*" stands for anything. */
static const struct {
	const char *type;
	struct content is;
} types[] = {
    {"text", {0}},
    {"html", {.is_markup = true}},
    {"xhtml", {.is_markup = true, .is_xhtml = true}},
    {"text/html*", {.is_markup = true}},
    {"application/xhtml*", {.is_markup = true, .is_xhtml = true}},
    {"text/xml*", {.is_markup = true, .is_xhtml = true}},
    {"application/xml*", {.is_markup = true, .is_xhtml = true}},
    {"text/*", {0}},
    {"application/octet-stream", {.is_markup = true, .is_base64 = true}},
    {"*/*", {.is_skipped = true}},
};

static bool
fits(const char *pattern, const char *type)
{
	size_t n = strcspn(pattern, "*");

	if (n == 0)
		return strchr(type, '/') != NULL;
	return pattern[n] == '*' ? strncasecmp(pattern, type, n) == 0
				 : strcasecmp(pattern, type) == 0;
}

struct content
content_of(const char *type, const char *mode, bool is_old)
{
	struct content c = {0};

	for (size_t i = 0; type != NULL && i < sizeof(types) / sizeof(types[0]);
	     i++)
		if (fits(types[i].type, type)) {
			c = types[i].is;
			break;
		}
	if (mode == NULL && !is_old)
		return c;
	/* "xml", the default, has its markup as elements; "escaped" has not. */
	c.is_base64 = mode != NULL && strcasecmp(mode, "base64") == 0;
	c.is_xhtml = c.is_markup && !c.is_base64 &&
		     (mode == NULL || strcasecmp(mode, "xml") == 0);
	return c;
}
