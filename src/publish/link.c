/* SPDX-License-Identifier: ISC */
/* Where an entry leads. */
#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/link.h"
#include "publish/markup.h"

/* RFC 3986 appendix A, of path, query and fragment; *s is not NUL. */
static bool
may_stand(const char *s)
{
	if (*s == '%')
		return isxdigit((unsigned char)s[1]) &&
		       isxdigit((unsigned char)s[2]);
	return isalnum((unsigned char)*s) ||
	       strchr("-._~!$&'()*+,;=:@/?", *s) != NULL;
}

/* Escapes what servers let pass and checkers do not: brackets, a "%" without
 * digits, a second "#". The host, which may be in brackets, stays. */
static char *
escape_rest(const char *url)
{
	size_t host = strcspn(url, ":") + strlen("://");
	size_t rest = host + strcspn(url + host, "/?#");
	const char *fragment = strchr(url, '#');
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	buf_add(&b, url, rest);
	for (const char *s = url + rest; *s != '\0'; s++) {
		if (s == fragment || may_stand(s))
			buf_addc(&b, *s);
		else
			buf_addf(&b, "%%%02X", (unsigned char)*s);
	}
	return buf_take(&b);
}

char *
link_feed(const char *url)
{
	char *text, *resolved, *open, *result = NULL;

	if (url == NULL)
		return NULL;
	text = markup_clean(url);
	resolved = url_resolve(NULL, text);
	if (url_is_http(resolved)) {
		open = url_public(resolved);
		result = escape_rest(open);
		free(open);
	}
	free(text);
	free(resolved);
	return result;
}

char *
link_http(const char *url)
{
	char *link = link_feed(url), *clean;

	if (link == NULL)
		return NULL;
	clean = url_clean(link);
	free(link);
	return clean;
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
