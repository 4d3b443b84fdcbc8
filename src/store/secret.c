/* SPDX-License-Identifier: ISC */
/* Which addresses of feeds everybody may know. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/url.h"
#include "store/secret.h"

/* The last group of a UUID; a search of PubMed's has some fifty. */
#define DRAWN_LEN 12

/* What feeds are asked for by: a form, a subject, words, how many. */
static const char *const harmless[] = {"cat", "category", "count", "feed",
    "format", "jc", "journal", "keyword", "keywords", "lang", "language",
    "limit", "location", "order", "page", "q", "query", "rss", "s", "search",
    "section", "sort", "subject", "tag", "term", "topic", "type"};

static bool
has_user(const char *url)
{
	char *user, *password;
	bool has;

	url_credentials(url, &user, &password);
	has = user != NULL || password != NULL;
	free(user);
	free(password);
	return has;
}

static bool
is_harmless(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		if (strlen(harmless[i]) == len &&
		    strncasecmp(harmless[i], name, len) == 0)
			return true;
	return false;
}

static bool
is_asked_by_harmless(const char *url)
{
	const char *s = url + strcspn(url, "?#");

	while (*s == '?' || *s == '&' || *s == ';') {
		s++;
		if (!is_harmless(s, strcspn(s, "=&;#")))
			return false;
		s += strcspn(s, "&;#");
	}
	return true;
}

/* Letters behind digits: people put their numbers at the end. */
static bool
looks_drawn(const char *s, size_t len)
{
	bool has_digit = false, has_letter_behind = false;

	for (size_t i = 0; i < len; i++) {
		has_letter_behind |= has_digit && isalpha((unsigned char)s[i]);
		has_digit |= isdigit((unsigned char)s[i]);
	}
	return len >= DRAWN_LEN && has_letter_behind;
}

static bool
has_drawn(const char *s)
{
	size_t len;

	for (; *s != '\0'; s += len) {
		if (s[0] == '%' && s[1] != '\0' && s[2] != '\0') {
			len = 3;
			continue;
		}
		for (len = 0; isalnum((unsigned char)s[len]); len++)
			continue;
		if (looks_drawn(s, len))
			return true;
		len += len == 0;
	}
	return false;
}

bool
secret_may_be_in(const char *url)
{
	return !url_is_http(url) || has_user(url) ||
	       !is_asked_by_harmless(url) || has_drawn(url);
}
