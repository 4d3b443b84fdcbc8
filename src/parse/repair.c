/* SPDX-License-Identifier: ISC */
/* Mends what keeps a document from being XML. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "core/text.h"
#include "parse/repair.h"

#define ENTITY_NAME_MAX 32 /* HTML 4's longest is "thetasym" */

/* Where text that is not for us to touch ends. */
static const struct {
	const char *begin, *end;
} verbatim[] = {{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}};

#define N_VERBATIM (sizeof(verbatim) / sizeof(verbatim[0]))

struct mender {
	struct buf *out;
	/* No end of this kind stands further on: looked for once, not again
	 * at each of a million openings. */
	bool endless[N_VERBATIM];
};

/* The length of the verbatim part that begins at s; 0 when none does. One that
 * never ends is no such part: its opening is text. */
static size_t
verbatim_length(struct mender *m, const char *s, size_t len)
{
	const char *end;
	size_t n;

	for (size_t i = 0; i < N_VERBATIM; i++) {
		n = strlen(verbatim[i].begin);
		if (m->endless[i] || len < n ||
		    memcmp(s, verbatim[i].begin, n) != 0)
			continue;
		end = memmem(
		    s + n, len - n, verbatim[i].end, strlen(verbatim[i].end));
		if (end != NULL)
			return (size_t)(end - s) + strlen(verbatim[i].end);
		m->endless[i] = true;
	}
	return 0;
}

static bool
is_xml_entity(const char *name)
{
	static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* "&#8217;" and "&#x2019;": kept when XML knows the character, else dropped. */
static void
add_number(const char *digits, size_t len, struct buf *out)
{
	bool hex = tolower((unsigned char)digits[0]) == 'x';
	char *end;
	unsigned long cp;

	cp = strtoul(digits + hex, &end, hex ? 16 : 10);
	if (end != digits + len || cp == 0 || cp > 0x10ffff ||
	    (cp >= 0xd800 && cp <= 0xdfff))
		return;
	/* Windows' punctuation in the place of C1 controls. */
	if (!text_is_control((unsigned int)cp) || (cp >= 0x80 && cp < 0xa0))
		buf_addf(out, "&#%lu;", cp);
}

/* Appends what the "&" at s stands for; returns how many bytes it took. */
static size_t
add_reference(const char *s, size_t len, struct buf *out)
{
	char name[ENTITY_NAME_MAX];
	const htmlEntityDesc *html;
	size_t n = 1;

	if (n < len && s[n] == '#')
		n++;
	while (n < len && n < ENTITY_NAME_MAX && isalnum((unsigned char)s[n]))
		n++;
	if (n < 2 || n >= len || s[n] != ';') {
		buf_adds(out, "&amp;");
		return 1;
	}
	snprintf(name, sizeof(name), "%.*s", (int)(n - 1), s + 1);
	if (name[0] == '#')
		add_number(name + 1, n - 2, out);
	else if (is_xml_entity(name))
		buf_add(out, s, n + 1);
	else if ((html = htmlEntityLookup((const xmlChar *)name)) != NULL)
		buf_add_utf8(out, html->value);
	else {
		buf_adds(out, "&amp;");
		return 1;
	}
	return n + 1;
}

/* A tag, or something like one, begins with "<" and one of these. */
static bool
is_tag(const char *s, size_t len)
{
	return len > 1 &&
	       (isalpha((unsigned char)s[1]) || s[1] == '/' || s[1] == '!' ||
		   s[1] == '_' || (unsigned char)s[1] >= 0x80);
}

/* What XML lets stand; bytes over 0x7f are parts of characters. */
static bool
is_allowed(char c)
{
	return (unsigned char)c >= 0x80 || c == '\r' ||
	       !text_is_control((unsigned char)c);
}

static size_t
add_one(struct mender *m, const char *s, size_t len)
{
	size_t n = verbatim_length(m, s, len);

	if (n > 0) {
		for (size_t i = 0; i < n; i++)
			if (is_allowed(s[i]))
				buf_addc(m->out, s[i]);
		return n;
	}
	if (*s == '&')
		return add_reference(s, len, m->out);
	if (*s == '<' && !is_tag(s, len))
		buf_adds(m->out, "&lt;");
	else if (is_allowed(*s))
		buf_addc(m->out, *s);
	return 1;
}

void
repair_xml(const char *data, size_t len, struct buf *out)
{
	struct mender m = {.out = out};
	const char *first = memchr(data, '<', len);
	size_t n;

	if (first == NULL)
		return;
	len -= (size_t)(first - data);
	for (const char *s = first; len > 0; s += n, len -= n)
		n = add_one(&m, s, len);
}
