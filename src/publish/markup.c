/* SPDX-License-Identifier: ISC */
/* Text made safe to stand in HTML. */
#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "publish/markup.h"

char *
markup_clean(const char *s)
{
	struct buf b;
	size_t n, len = strlen(s);
	unsigned int cp;

	buf_init(&b, LIMIT_DOCUMENT);
	for (; len > 0; s += n, len -= n) {
		if ((n = text_ascii(s, len)) > 0) {
			buf_add(&b, s, n);
		} else if ((n = text_decode(s, len, &cp)) == 0) {
			n = 1;
			buf_add_utf8(&b, TEXT_REPLACEMENT);
		} else if (!text_is_control(cp)) {
			buf_add(&b, s, n);
		}
	}
	return buf_take(&b);
}

void
markup_add(struct buf *b, const char *s)
{
	static const char *const escapes[128] = {
	    ['&'] = "&amp;",
	    ['<'] = "&lt;",
	    ['>'] = "&gt;",
	    ['"'] = "&quot;",
	    ['\''] = "&#39;",
	};
	size_t n, len = s == NULL ? 0 : strlen(s);
	unsigned int cp;

	for (; len > 0; s += n, len -= n) {
		if ((n = text_decode(s, len, &cp)) == 0) {
			n = 1;
			buf_add_utf8(b, TEXT_REPLACEMENT);
		} else if (cp < 128 && escapes[cp] != NULL) {
			buf_adds(b, escapes[cp]);
		} else if (!text_is_control(cp)) {
			buf_add(b, s, n);
		}
	}
}

void
markup_addf(struct buf *b, const char *fmt, ...)
{
	const char *mark;
	va_list ap;

	va_start(ap, fmt);
	while ((mark = strchr(fmt, '%')) != NULL) {
		assert(mark[1] == 's');
		buf_add(b, fmt, (size_t)(mark - fmt));
		markup_add(b, va_arg(ap, const char *));
		fmt = mark + 2;
	}
	va_end(ap);
	buf_adds(b, fmt);
}

bool
markup_is_language(const char *s)
{
	size_t len;

	if (s == NULL)
		return false;
	len = strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
			"0123456789-");
	return len > 1 && len <= 35 && s[len] == '\0' && s[0] != '-' &&
	       s[len - 1] != '-';
}
