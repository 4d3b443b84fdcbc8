/* SPDX-License-Identifier: ISC */
/* Parts of the page that the site brings along. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "config/part.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"

/* What editors on Windows put in front of UTF-8. */
#define MARK "\xef\xbb\xbf"

/* Reads a file in which none of the words may stand. */
static int
take(const char *text, const struct context *ctx, const char *const *words,
    char **field, struct err *e)
{
	char *path = file_absolute(ctx->file, text);
	const char *part;
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_PART);
	rc = file_read(path, &b, e);
	part = b.data;
	if (rc == 0 && strncmp(part, MARK, strlen(MARK)) == 0)
		part += strlen(MARK);
	if (rc == 0 &&
	    (strlen(b.data) != b.len || !text_is_clean(part, strlen(part))))
		rc = err_set(e, EX_CONFIG, "'%s' is not UTF-8 text", path);
	for (; rc == 0 && *words != NULL; words++)
		if (strcasestr(part, *words) != NULL)
			rc = err_set(e, EX_CONFIG,
			    "'%s': the page's policy allows no '%s' there",
			    path, *words);
	if (rc == 0)
		*field = xstrdup(part);
	buf_done(&b);
	free(path);
	return rc;
}

int
part_style(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	static const char *const words[] = {"</style", "@import", NULL};

	return take(text, ctx, words, field, e);
}

int
part_html(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	static const char *const words[] = {"<script", "<style", "<link",
	    "<meta", "<base", "<form", "<iframe", "<object", "<embed", "<!--",
	    " style=", NULL};

	return take(text, ctx, words, field, e);
}
