/* SPDX-License-Identifier: ISC */
/* Where an entry leads. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/link.h"
#include "publish/markup.h"

char *
link_http(const char *url)
{
	char *text, *resolved, *open, *result = NULL;

	if (url == NULL)
		return NULL;
	text = markup_clean(url);
	resolved = url_resolve(NULL, text);
	if (url_is_http(resolved)) {
		open = url_public(resolved);
		result = url_clean(open);
		free(open);
	}
	free(text);
	free(resolved);
	return result;
}

char *
link_entry(const struct entry *en)
{
	if (en->item.doi != NULL)
		return doi_url(en->item.doi);
	return link_http(en->item.url);
}

char *
link_shown(const struct edition *ed, const struct entry *en)
{
	char *url = link_entry(en), *anchor;

	if (url != NULL)
		return url;
	anchor = link_anchor(en);
	url = xasprintf("%s#%s", ed->site.link, anchor);
	free(anchor);
	return url;
}

char *
link_anchor(const struct entry *en)
{
	return xasprintf("item-%" PRId64, en->number);
}

char *
link_escape(const char *s, size_t len)
{
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (isalnum(c) || (c != '\0' && strchr("-._~", c) != NULL))
			buf_addc(&b, (char)c);
		else
			buf_addf(&b, "%%%02X", c);
	}
	return buf_take(&b);
}
