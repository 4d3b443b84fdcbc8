/* SPDX-License-Identifier: ISC */
/* Whom an entry is credited to. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/credit.h"

#define EMPLOYER_MAX 160 /* bytes; a longer line is a sentence */

/* The length of s without the word at its end, when that is it; else len. Words
 * end where a space does. */
static size_t
without(const char *s, size_t len, const char *word)
{
	size_t n = strlen(word);

	if (len <= n || strncasecmp(s + len - n, word, n) != 0 ||
	    s[len - n - 1] != ' ')
		return len;
	return len - n - 1;
}

static size_t
without_honours(const char *s, size_t len)
{
	static const char *const honours[] = {"dr", "dr.", "prof", "prof.",
	    "professor", "dame", "sir", "lord", "baroness", "mr", "mr.", "mrs",
	    "mrs.", "ms", "ms.", "miss"};
	size_t before;

	do {
		before = len;
		for (size_t i = 0; i < sizeof(honours) / sizeof(honours[0]);
		     i++)
			len = without(s, len, honours[i]);
	} while (len < before);
	return len;
}

/* The length of title without its author; its whole length when he is not at
 * its end, or may be whom it is about. */
static size_t
without_author(const char *title, const char *name)
{
	const size_t whole = strlen(title);
	size_t len = without(title, whole, name), said;

	if (len == whole)
		return whole;
	len = without_honours(title, len);
	said = without(title, len, "by");
	if (len == 0 || (said == len && strchr(".|", title[len - 1]) == NULL))
		return whole;
	while (said > 0 && strchr(" .,;:|-", title[said - 1]) != NULL)
		said--;
	return said > 0 ? said : whole;
}

char *
credit_title(const struct entry *en)
{
	const struct people *p = &en->item.authors;
	char *title = cite_title(en);

	for (size_t i = 0; i < p->n; i++)
		if (!text_is_blank(p->list[i].name))
			title[without_author(title, p->list[i].name)] = '\0';
	return title;
}

/* Whether the first len bytes of a text can be the name of an employer. */
static bool
is_name(const char *line, size_t len)
{
	return len > 0 && len <= EMPLOYER_MAX && line[len] == '\n' &&
	       strchr(".?!", line[len - 1]) == NULL &&
	       memchr(line, ':', len) == NULL;
}

char *
credit_employer(const struct entry *en)
{
	const char *text =
	    en->item.text != NULL ? en->item.text : en->item.summary;
	size_t len;

	if (cite_kind(en) != KIND_ADVERT)
		return NULL;
	if (en->item.citation.publisher != NULL)
		return xstrdup(en->item.citation.publisher);
	if (text == NULL)
		return NULL;
	len = strcspn(text, "\n");
	return is_name(text, len) ? xstrndup(text, len) : NULL;
}

const char *
credit_rest(const char *text, const char *employer)
{
	size_t n = employer == NULL ? 0 : strlen(employer);

	if (n == 0 || strncmp(text, employer, n) != 0 || text[n] != '\n')
		return text;
	return text + n + strspn(text + n, "\n");
}
