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
    "http://www.doi.org/",
    "dx.doi.org/",
    "doi.org/",
};

/* What publishers put behind the DOI in a link's path. */
static const char *const tails[] = {"/full/html", "/full/pdf", "/full",
    "/abstract", "/abs", "/html", "/pdf", "/epdf", "/epub", "/meta",
    "/fulltext", "/fulltext.html", "/pdfft", "/references", "/citedby",
    "/summary", ".full.pdf", ".full", ".abstract", ".pdf"};

/* What a DOI in a text is made of; older ones also of "<", ">" and ";". */
static const char in_text[] = "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			      "-._()/:%+~*#?=";

/* The length of "10.", four to nine digits with sub-divisions, and a slash,
 * which a link may have as "%2F". */
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
	if (s[n] == '/')
		return n + 1;
	return strncasecmp(s + n, "%2F", 3) == 0 ? n + 3 : 0;
}

/* The length of the DOI at s without the punctuation that follows it. A closing
 * bracket belongs to it when its opening one does. */
static size_t
trim_punctuation(const char *s, size_t len)
{
	static const char opening[] = "([<", closing[] = ")]>";
	int surplus[sizeof(closing)] = {0};
	const char *p;

	for (size_t i = 0; i < len; i++) {
		if ((p = strchr(closing, s[i])) != NULL)
			surplus[p - closing]++;
		else if ((p = strchr(opening, s[i])) != NULL)
			surplus[p - opening]--;
	}
	for (; len > 0; len--) {
		p = strchr(closing, s[len - 1]);
		if (p != NULL && surplus[p - closing] > 0)
			surplus[p - closing]--;
		else if (strchr(".,;:!?/\"'", s[len - 1]) == NULL)
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
	if (prefix == 0 || s[prefix - 1] != '/' || len <= prefix ||
	    len > LIMIT_GUID || !text_is_clean(s, len))
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
			if (strstr(schemes[i], "doi.org/") != NULL)
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

/* Percent-decoding up to what would become a control character of ASCII or a
 * space. */
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
	return buf_take(&b);
}

/* The length of the DOI at s without the number that two publishers add to it:
 * bioRxiv the version ("v2"), OUP its own article number ("/6500000"). */
static size_t
trim_number(const char *s, size_t len)
{
	size_t n = len;

	while (n > 0 && isdigit((unsigned char)s[n - 1]))
		n--;
	if (n == len || n <= strlen("10.1093/"))
		return len;
	n--;
	if (strncmp(s, "10.1101/", 8) == 0 && s[n] == 'v')
		return n;
	if (strncmp(s, "10.1093/", 8) == 0 && s[n] == '/' &&
	    memchr(s + 8, '/', n - 8) != NULL)
		return n;
	return len;
}

/* The length of the DOI at s without what a publisher puts behind it. */
static size_t
trim_tail(const char *s, size_t len)
{
	size_t n;

	while (len > 0 && s[len - 1] == '/')
		len--;
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		n = strlen(tails[i]);
		if (len > n && strncasecmp(s + len - n, tails[i], n) == 0) {
			len -= n;
			break;
		}
	}
	return trim_number(s, len);
}

/* Whether what stands at s, in url, follows a slash, "=" or ":". */
static bool
follows_mark(const char *url, const char *s)
{
	static const char *const encoded[] = {"%2F", "%3D", "%3A"};

	if (s == url || strchr("/=:", s[-1]) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(encoded) / sizeof(encoded[0]); i++)
		if (s - url >= 3 && strncasecmp(s - 3, encoded[i], 3) == 0)
			return true;
	return false;
}

char *
doi_find(const char *url)
{
	char *decoded, *doi = NULL;

	if (url == NULL)
		return NULL;
	for (const char *s = url; (s = strstr(s, "10.")) != NULL; s++) {
		if (!follows_mark(url, s) || prefix_length(s) == 0)
			continue;
		if (memchr(url, '#', (size_t)(s - url)) != NULL)
			break;
		decoded = decode(s, strcspn(s, " \t\n?&#"));
		doi = take(decoded, trim_tail(decoded, strlen(decoded)));
		free(decoded);
		break;
	}
	return doi;
}

char *
doi_next(const char **at)
{
	char *word, *decoded, *doi = NULL;
	size_t len;

	for (const char *s = *at; doi == NULL && (s = strstr(s, "10.")) != NULL;
	     s += len) {
		len = strlen("10.");
		if ((s > *at &&
			(isalnum((unsigned char)s[-1]) || s[-1] == '.')) ||
		    prefix_length(s) == 0)
			continue;
		len = strspn(s, in_text);
		word = xstrndup(s, len);
		decoded = decode(word, strcspn(word, "?#"));
		doi = take(decoded, trim_tail(decoded, strlen(decoded)));
		free(word);
		free(decoded);
		if (doi != NULL)
			*at = s + len;
	}
	return doi;
}

char *
doi_url(const char *doi)
{
	static const char kept[] = "-._~!$&'()*+,;=:@/";
	struct buf b;

	/* A character of a URL takes three at most. */
	buf_init(&b, 3 * strlen(doi) + sizeof("https://doi.org/"));
	buf_adds(&b, "https://doi.org/");
	for (const char *s = doi; *s != '\0'; s++) {
		if (isalnum((unsigned char)*s) || strchr(kept, *s) != NULL)
			buf_addc(&b, *s);
		else
			buf_addf(&b, "%%%02X", (unsigned int)(unsigned char)*s);
	}
	return buf_take(&b);
}
