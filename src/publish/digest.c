/* SPDX-License-Identifier: ISC */
/* How much of an item's text is republished. */
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/digest.h"

#define ELLIPSIS " …"

/* The length of s up to its last sentence that ends within len bytes; 0 when
 * none does. */
static size_t
sentences(const char *s, size_t len)
{
	for (; len > 0; len--)
		if (strchr(".?!", s[len - 1]) != NULL &&
		    (s[len] == ' ' || s[len] == '\n'))
			return len;
	return 0;
}

static size_t
words(const char *s, size_t len)
{
	size_t end = len;

	while (end > 0 && s[end] != ' ' && s[end] != '\n')
		end--;
	while (end > 0 && strchr(" \n,;:", s[end - 1]) != NULL)
		end--;
	return end > 0 ? end : len;
}

char *
digest_cut(const char *text, size_t max)
{
	size_t room = max - strlen(ELLIPSIS), len = strlen(text), end;
	char *kept, *result;

	if (len <= max)
		return xstrdup(text);
	len = text_cut(text, len, room);
	end = sentences(text, len);
	if (end < len / 2)
		end = words(text, len);
	kept = xstrndup(text, end);
	result = xasprintf("%s" ELLIPSIS, kept);
	free(kept);
	return result;
}

const char *
digest_html(const struct item *it)
{
	/* Markup that outweighs its text by far is no abstract either. */
	if (it->html == NULL || it->text == NULL ||
	    strlen(it->text) > LIMIT_ENTRY_TEXT ||
	    strlen(it->html) > 4 * LIMIT_ENTRY_TEXT)
		return NULL;
	return it->html;
}

char *
digest_text(const struct item *it)
{
	const char *text = it->text != NULL ? it->text : it->summary;

	return text == NULL ? NULL : digest_cut(text, LIMIT_ENTRY_TEXT);
}

char *
digest_summary(const struct item *it)
{
	if (it->summary == NULL || it->text == NULL ||
	    strcmp(it->summary, it->text) == 0)
		return NULL;
	return digest_cut(it->summary, LIMIT_ENTRY_TEXT);
}
