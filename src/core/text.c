/* SPDX-License-Identifier: ISC */
/* UTF-8 text. */
#include <string.h>

#include "core/bytes.h"
#include "core/text.h"
#include "core/xalloc.h"

/* The length that a first byte announces, and the least value it may carry. */
static size_t
announced(unsigned char c, unsigned int *least)
{
	if (c < 0x80) {
		*least = 0;
		return 1;
	}
	if (c >= 0xc2 && c <= 0xdf) {
		*least = 0x80;
		return 2;
	}
	if (c >= 0xe0 && c <= 0xef) {
		*least = 0x800;
		return 3;
	}
	if (c >= 0xf0 && c <= 0xf4) {
		*least = 0x10000;
		return 4;
	}
	return 0;
}

size_t
text_decode(const char *s, size_t len, unsigned int *cp)
{
	const unsigned char *u = (const unsigned char *)s;
	unsigned int least, value;
	size_t n = announced(u[0], &least);

	if (n == 0 || n > len)
		return 0;
	value = n == 1 ? u[0] : u[0] & (0xffU >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (u[i] & 0x3f);
	}
	if (value < least || value > 0x10ffff ||
	    (value >= 0xd800 && value <= 0xdfff))
		return 0;
	*cp = value;
	return n;
}

size_t
text_encode(unsigned int cp, char out[TEXT_UTF8_MAX])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = TEXT_REPLACEMENT;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

size_t
text_printable(const char *s, size_t len)
{
	size_t n = 0;

	while (len - n >= BYTES_AT_ONCE &&
	       bytes_any_unprintable(bytes_load(s + n)) == 0)
		n += BYTES_AT_ONCE;
	while (n < len && s[n] >= ' ' && s[n] < 0x7f)
		n++;
	return n;
}

bool
text_is_utf8(const char *s, size_t len)
{
	unsigned int cp;
	size_t n;

	for (; len > 0; s += n, len -= n)
		if ((n = text_printable(s, len)) == 0 &&
		    (n = text_decode(s, len, &cp)) == 0)
			return false;
	return true;
}

unsigned int
text_windows_1252(unsigned char byte)
{
	/* 0x80 to 0x9f; all else is Latin-1. */
	static const unsigned short others[32] = {0x20ac, 0x81, 0x201a, 0x192,
	    0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
	    0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	    0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e,
	    0x178};

	return byte >= 0x80 && byte < 0xa0 ? others[byte - 0x80] : byte;
}

bool
text_is_control(unsigned int cp)
{
	static const struct {
		unsigned int first, last;
	} ranges[] = {
	    {0x202a, 0x202e},   /* embeddings and overrides */
	    {0x2066, 0x206f},   /* isolates, and what is deprecated */
	    {0xfdd0, 0xfdef},   /* noncharacters */
	    {0xfeff, 0xfeff},   /* the byte order mark */
	    {0xfff9, 0xfffb},   /* interlinear annotation */
	    {0xe0000, 0xe001f}, /* language tags */
	};

	if (cp < 0xa0)
		return cp >= 0x7f || (cp < 0x20 && cp != '\t' && cp != '\n');
	if (cp < ranges[0].first)
		return false;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	/* The last two of each plane are noncharacters. */
	return (cp & 0xfffe) == 0xfffe;
}

bool
text_is_clean(const char *s, size_t len)
{
	unsigned int cp;
	size_t n;

	for (; len > 0; s += n, len -= n)
		if ((n = text_printable(s, len)) == 0 &&
		    ((n = text_decode(s, len, &cp)) == 0 ||
			text_is_control(cp)))
			return false;
	return true;
}

size_t
text_cut(const char *s, size_t len, size_t max)
{
	size_t cut = max;

	if (len <= max)
		return len;
	while (cut > 0 && ((unsigned char)s[cut] & 0xc0) == 0x80)
		cut--;
	/* Further back than a character is long: these bytes are no UTF-8. */
	return max - cut < TEXT_UTF8_MAX ? cut : max;
}

bool
text_is_space(unsigned int cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xa0 ||
	       cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

char *
text_clean(const char *s)
{
	size_t n, len = strlen(s);
	char *copy = xmalloc(len + 1), *to = copy;
	unsigned int cp;

	for (; len > 0; s += n, len -= n) {
		if ((n = text_printable(s, len)) > 0 ||
		    ((n = text_decode(s, len, &cp)) > 0 &&
			!text_is_control(cp))) {
			memcpy(to, s, n);
			to += n;
		}
		n = n > 0 ? n : 1;
	}
	*to = '\0';
	return copy;
}

/* The length of the white space at s: 0 when there is none. */
static size_t
space(const char *s)
{
	unsigned int cp;
	size_t n;

	if ((unsigned char)*s < 0x80)
		return text_is_space((unsigned char)*s);
	n = text_decode(s, strnlen(s, TEXT_UTF8_MAX), &cp);
	return n > 0 && text_is_space(cp) ? n : 0;
}

static char *
squash(char *s, bool paragraphs)
{
	const char *in = s;
	char *out = s;
	size_t n, feeds;

	while (*in != '\0') {
		for (feeds = 0; (n = space(in)) > 0; in += n)
			feeds += *in == '\n';
		if (*in == '\0')
			break;
		/* Two line feeds take two bytes of white space to make. */
		if (out != s && paragraphs && feeds > 1) {
			*out++ = '\n';
			*out++ = '\n';
		} else if (out != s && out < in) {
			*out++ = ' ';
		}
		while (*in != '\0' && space(in) == 0)
			*out++ = *in++;
	}
	*out = '\0';
	return s;
}

char *
text_squash(char *s)
{
	return squash(s, false);
}

char *
text_squash_paragraphs(char *s)
{
	return squash(s, true);
}

bool
text_is_blank(const char *s)
{
	size_t n;

	if (s == NULL)
		return true;
	while ((n = space(s)) > 0)
		s += n;
	return *s == '\0';
}

char *
text_lower(const char *s)
{
	char *copy = xstrdup(s);

	for (char *p = copy; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + ('a' - 'A'));
	return copy;
}

/* What parts words: all of ASCII and Latin-1 that is no letter or digit, and
 * Unicode's punctuation, general and CJK. */
static bool
is_between_words(unsigned int cp)
{
	if (cp < 0x80)
		return (cp < 'a' || cp > 'z') && (cp < '0' || cp > '9');
	return text_is_space(cp) || cp < 0xc0 || cp == 0xd7 || cp == 0xf7 ||
	       (cp >= 0x2000 && cp < 0x2070) || (cp >= 0x3000 && cp < 0x3004) ||
	       (cp >= 0x3008 && cp < 0x3020);
}

char *
text_words(const char *s)
{
	char *words = text_lower(s), *out = words;
	size_t len = strlen(words), n;
	unsigned int cp;

	for (const char *at = words; len > 0; at += n, len -= n) {
		if ((n = text_decode(at, len, &cp)) == 0)
			n = 1;
		else if (is_between_words(cp)) {
			*out++ = ' ';
			continue;
		}
		memmove(out, at, n);
		out += n;
	}
	*out = '\0';
	return text_squash(words);
}
