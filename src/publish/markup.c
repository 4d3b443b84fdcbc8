/* SPDX-License-Identifier: ISC */
/* Text made safe to stand in HTML. */
#include <assert.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/markup.h"

char *
markup_clean(const char *s)
{
	struct buf b;
	size_t n, len = strlen(s);
	unsigned int cp;
	bool is_text;

	buf_init(&b, LIMIT_DOCUMENT);
	for (; len > 0; s += n, len -= n) {
		is_text = (n = text_printable(s, len)) > 0;
		if (n == 0 && (n = text_decode(s, len, &cp)) > 0)
			is_text = !text_is_control(cp);
		if (is_text)
			buf_add(&b, s, n);
		if (n == 0) {
			n = 1;
			buf_add_utf8(&b, TEXT_REPLACEMENT);
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

const char *
markup_media_type(const char *s)
{
	static const char token[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789!#$&^_.+-";
	size_t type, subtype;

	if (s == NULL)
		return NULL;
	type = strspn(s, token);
	if (type == 0 || s[type] != '/')
		return NULL;
	subtype = strspn(s + type + 1, token);
	return subtype > 0 && s[type + 1 + subtype] == '\0' ? s : NULL;
}

void
markup_lines(struct buf *b, const char *text, const char *between)
{
	const char *end;

	for (; (end = strstr(text, "\n\n")) != NULL; text = end + 2) {
		char *paragraph = xstrndup(text, (size_t)(end - text));

		markup_add(b, paragraph);
		buf_adds(b, between);
		free(paragraph);
	}
	markup_add(b, text);
}

void
markup_paragraphs(struct buf *b, const char *text)
{
	buf_adds(b, "<p>");
	markup_lines(b, text, "</p>\n<p>");
	buf_adds(b, "</p>");
}

char *
markup_plain(const char *s)
{
	char *clean = markup_clean(s);
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	for (const char *c = clean; *c != '\0'; c++) {
		buf_addc(&b, *c);
		if (*c == '<' && (isalpha((unsigned char)c[1]) ||
				     (c[1] != '\0' && strchr("/!?", c[1]))))
			buf_addc(&b, ' ');
	}
	free(clean);
	return buf_take(&b);
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
