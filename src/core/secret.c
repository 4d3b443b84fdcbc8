/* SPDX-License-Identifier: ISC */
/* Which addresses everybody may know. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/secret.h"
#include "core/url.h"
#include "core/xalloc.h"

/* The last group of a UUID; a search of PubMed's has some fifty. */
#define DRAWN_LEN 12

/* Of a base64url word, which has "-" in it: 96 bits. */
#define DRAWN_WORDS_LEN 16

/* A time to the second has 14; an id of Google's 20. */
#define DRAWN_DIGITS 16

/* "interprofessional" is as long as words get, "organisational" usual. */
#define WORD_LEN 15

#define DIGITS "0123456789"
#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

enum value { ONE_WORD, WORDS, ANY };

/* What feeds are asked for by: a form, a subject, words, how many; ai, mi and
 * ui are Atypon's. Nobody orders by a secret. */
static const struct {
	const char *name;
	enum value value;
} harmless[] = {
    {"ai", ONE_WORD},
    {"cat", ONE_WORD},
    {"category", WORDS},
    {"count", ONE_WORD},
    {"doi", WORDS},
    {"feed", ONE_WORD},
    {"format", ONE_WORD},
    {"issn", ONE_WORD},
    {"jc", ONE_WORD},
    {"journal", WORDS},
    {"keyword", WORDS},
    {"keywords", WORDS},
    {"lang", ONE_WORD},
    {"language", ONE_WORD},
    {"limit", ONE_WORD},
    {"location", WORDS},
    {"mi", ONE_WORD},
    {"order", ANY},
    {"page", ONE_WORD},
    {"publicationcode", ONE_WORD},
    {"q", WORDS},
    {"query", WORDS},
    {"rss", ONE_WORD},
    {"s", WORDS},
    {"search", WORDS},
    {"section", WORDS},
    {"sort", ANY},
    {"subject", WORDS},
    {"tag", WORDS},
    {"term", WORDS},
    {"topic", WORDS},
    {"type", ONE_WORD},
    {"ui", ONE_WORD},
};

/* How many bytes at s are a percent-escape; 0 = none. */
static size_t
escape_length(const char *s)
{
	return s[0] == '%' && isxdigit((unsigned char)s[1]) &&
		       isxdigit((unsigned char)s[2])
		   ? 3
		   : 0;
}

static bool
is_short(const char *value, size_t len, enum value kind)
{
	size_t run = 0, escape;

	for (size_t i = 0; i < len; i++) {
		escape = escape_length(value + i);
		run = kind == WORDS && !isalnum((unsigned char)value[i])
			  ? 0
			  : run + 1;
		if (escape > 0)
			i += escape - 1;
		if (run > WORD_LEN && kind != ANY)
			return false;
	}
	return true;
}

static bool
is_harmless(const char *parameter, size_t len)
{
	size_t name = strcspn(parameter, "=&;#");
	size_t value = name < len ? name + 1 : len;

	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		if (strlen(harmless[i].name) == name &&
		    strncasecmp(harmless[i].name, parameter, name) == 0)
			return is_short(
			    parameter + value, len - value, harmless[i].value);
	return false;
}

/* The query, behind its mark, when a parameter of it is not harmless. */
static const char *
find_parameter(const char *url)
{
	const char *query = url + strcspn(url, "?#"), *s = url;
	size_t len;

	/* Those of a path (RFC 3986 3.3); a DOI may have such signs, too. */
	while ((s = strchr(s, ';')) != NULL && s++ < query) {
		len = strcspn(s, ";/?#");
		if (memchr(s, '=', len) != NULL && !is_harmless(s, len))
			return s;
	}
	s = query;
	for (; *s == '?' || *s == '&' || *s == ';'; s += 1 + len) {
		len = strcspn(s + 1, "&;#");
		if (!is_harmless(s + 1, len))
			return query + 1;
	}
	return NULL;
}

/* "550e8400-e29b-41d4-a716-446655440000" */
static bool
is_uuid(const char *s)
{
	static const char form[] = "00000000-0000-0000-0000-000000000000";
	size_t i = 0;

	while (form[i] != '\0' &&
	       (form[i] == '0' ? isxdigit((unsigned char)s[i]) : s[i] == '-'))
		i++;
	return form[i] == '\0';
}

/* Letters behind digits: people put their numbers at the end, and registrars
 * of articles, journals and books a digit that checks, which "X" may be. */
static bool
is_drawn_word(const char *s, size_t len)
{
	size_t letters = strspn(s, LETTERS);
	size_t digits = strspn(s + letters, DIGITS);
	size_t check = s[letters + digits] == 'X';

	if (letters == 0 && digits == len)
		return len >= DRAWN_DIGITS;
	return len >= DRAWN_LEN && letters + digits + check < len;
}

static int class(char c)
{
	return isdigit((unsigned char)c) ? 2 : isalpha((unsigned char)c) != 0;
}

/* Small and capital letters and digits, and a digit between letters or a
 * letter between digits, as there are none in "The-21st-Century-NHS". */
static bool
are_drawn_words(const char *s, size_t len)
{
	bool is_mixed = false, has[3] = {false, false, false};
	int changes = 0;

	for (size_t i = 0; i < len; i++) {
		has[0] |= islower((unsigned char)s[i]) != 0;
		has[1] |= isupper((unsigned char)s[i]) != 0;
		has[2] |= isdigit((unsigned char)s[i]) != 0;
		if (class(s[i]) == 0 || i == 0 || class(s[i - 1]) == 0)
			changes = 0;
		else
			changes += class(s[i]) != class(s[i - 1]);
		is_mixed |= changes > 1;
	}
	return len >= DRAWN_WORDS_LEN && has[0] && has[1] && has[2] && is_mixed;
}

/* The first part of an address that looks drawn by lot. */
static const char *
find_drawn(const char *s)
{
	size_t all, word;

	for (; *s != '\0'; s += all) {
		all = escape_length(s);
		if (all > 0)
			continue;
		all = strspn(s, LETTERS DIGITS "-_");
		if (are_drawn_words(s, all))
			return s;
		for (size_t i = 0; i < all; i += word + (word == 0)) {
			word = strspn(s + i, LETTERS DIGITS);
			if (is_uuid(s + i) || is_drawn_word(s + i, word))
				return s + i;
		}
		all += all == 0;
	}
	return NULL;
}

/* Where what may be a secret begins; NULL = nowhere. */
static const char *
find(const char *url)
{
	const char *drawn = find_drawn(url), *parameter = find_parameter(url);

	return drawn == NULL || (parameter != NULL && parameter < drawn)
		   ? parameter
		   : drawn;
}

bool
secret_may_be_in(const char *url)
{
	return !url_is_http(url) || url_has_user(url) || find(url) != NULL;
}

bool
secret_may_be_in_id(const char *id)
{
	if (id[0] == '/' || strncasecmp(id, "http", 4) == 0)
		return secret_may_be_in(id);
	return strncasecmp(id, "urn:", 4) != 0 && find(id) != NULL;
}

char *
secret_hide(const char *url)
{
	char *public = url_public(url), *hidden;
	bool is_path = url[0] == '/' && url[1] != '/';
	const char *secret = is_path ? NULL : find(public);

	if (secret == NULL)
		return public;
	hidden = xasprintf("%.*s\u2026", (int)(secret - public), public);
	free(public);
	return hidden;
}
