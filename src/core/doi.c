/* SPDX-License-Identifier: ISC */
/* Digital object identifiers. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"

/* How a DOI is introduced; longer forms first where one begins another. */
static const char *const schemes[] = {
    "info:doi/",
    "urn:doi:",
    "doi:",
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "https://www.doi.org/",
};

/* What publishers put behind the DOI in a link's path. */
static const char *const tails[] = {"/full/html", "/full/pdf", "/full",
    "/abstract", "/abs", "/html", "/pdf", "/epdf", "/epub", "/meta",
    "/fulltext", "/pdfft", "/references", "/citedby", "/summary", ".full.pdf",
    ".full", ".abstract", ".pdf"};

/* The length of "10.", four to nine digits with sub-divisions, and "/". */
static size_t
prefix_length(const char *s)
{
	size_t digits, n;

	if (strncmp(s, "10.", 3) != 0)
		return 0;
	digits = strspn(s + 3, "0123456789");
	if (digits < 4 || digits > 9)
		return 0;
	n = 3 + digits;
	while (s[n] == '.' && isdigit((unsigned char)s[n + 1]))
		n += 1 + strspn(s + n + 1, "0123456789");
	return s[n] == '/' ? n + 1 : 0;
}

/* A closing bracket belongs to the DOI when its opening one does. */
static bool
is_unmatched(const char *s, size_t len, char open, char close)
{
	size_t opened = 0, closed = 0;

	for (size_t i = 0; i < len; i++) {
		opened += s[i] == open;
		closed += s[i] == close;
	}
	return closed > opened;
}

static size_t
trim_punctuation(const char *s, size_t len)
{
	for (; len > 0; len--) {
		if (strchr(".,;:!?/\"'", s[len - 1]) != NULL ||
		    (s[len - 1] == ')' && is_unmatched(s, len, '(', ')')) ||
		    (s[len - 1] == ']' && is_unmatched(s, len, '[', ']')) ||
		    (s[len - 1] == '>' && is_unmatched(s, len, '<', '>')))
			continue;
		break;
	}
	return len;
}

/* The DOI of len bytes at s in lower case; NULL when it is none. */
static char *
take(const char *s, size_t len)
{
	size_t prefix = prefix_length(s);
	char *doi, *lower;

	len = trim_punctuation(s, len);
	if (prefix == 0 || len <= prefix || len > LIMIT_GUID)
		return NULL;
	doi = xstrndup(s, len);
	lower = text_lower(doi);
	free(doi);
	return lower;
}

char *
doi_parse(const char *s)
{
	if (s == NULL)
		return NULL;
	s += strspn(s, " \t\n");
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0) {
			s += strlen(schemes[i]);
			s += strspn(s, " ");
			if (strstr(schemes[i], "//") != NULL)
				return doi_find(s);
			break;
		}
	}
	return take(s, strcspn(s, " \t\n"));
}

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *p = strchr(digits, tolower((unsigned char)c));

	return c == '\0' || p == NULL ? -1 : (int)(p - digits);
}

/* Percent-decoding; what would become a control character or a broken one
 * makes the whole no DOI. */
static char *
decode(const char *s, size_t len)
{
	struct buf b;
	int high, low;

	buf_init(&b, LIMIT_URL);
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '%' && i + 2 < len &&
		    (high = hex_digit(s[i + 1])) >= 0 &&
		    (low = hex_digit(s[i + 2])) >= 0) {
			if (high * 16 + low <= ' ')
				break;
			buf_addc(&b, (char)(high * 16 + low));
			i += 2;
		} else {
			buf_addc(&b, s[i]);
		}
	}
	if (!text_is_utf8(b.data, b.len))
		buf_cut(&b, 0);
	return buf_take(&b);
}

char *
doi_find(const char *url)
{
	char *path, *doi = NULL;
	size_t len, tail;

	if (url == NULL)
		return NULL;
	path = decode(url, strcspn(url, "#"));
	for (const char *s = path; (s = strstr(s, "10.")) != NULL; s++) {
		if (s > path && s[-1] != '/' && s[-1] != '=')
			continue;
		len = strcspn(s, " \t\n?&");
		for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
			tail = strlen(tails[i]);
			if (len > tail &&
			    strncasecmp(s + len - tail, tails[i], tail) == 0) {
				len -= tail;
				break;
			}
		}
		if ((doi = take(s, len)) != NULL)
			break;
	}
	free(path);
	return doi;
}

char *
doi_url(const char *doi)
{
	static const char kept[] = "-._~!$&'()*+,;=:@/";
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_adds(&b, "https://doi.org/");
	for (const char *s = doi; *s != '\0'; s++) {
		if (isalnum((unsigned char)*s) || strchr(kept, *s) != NULL)
			buf_addc(&b, *s);
		else
			buf_addf(&b, "%%%02X", (unsigned int)(unsigned char)*s);
	}
	return buf_take(&b);
}
