/* SPDX-License-Identifier: ISC */
/* The words that tell where a list of names may be taken apart. */
#include <stdlib.h>
#include <string.h>

#include "parse/nameword.h"

/* In the order of strcmp(). */
static const struct listed {
	char text[16];
	enum nameword is;
} words[] = {{"&", NAMEWORD_AND}, {"academy", NAMEWORD_NO_NAME},
    {"agency", NAMEWORD_NO_NAME}, {"amp", NAMEWORD_AND}, {"and", NAMEWORD_AND},
    {"association", NAMEWORD_NO_NAME}, {"at", NAMEWORD_NO_NAME},
    {"behalf", NAMEWORD_BODY}, {"board", NAMEWORD_NO_NAME},
    {"bsc", NAMEWORD_SUFFIX}, {"business", NAMEWORD_NO_NAME},
    {"by", NAMEWORD_NO_NAME}, {"care", NAMEWORD_NO_NAME},
    {"cbe", NAMEWORD_SUFFIX}, {"center", NAMEWORD_NO_NAME},
    {"centre", NAMEWORD_NO_NAME}, {"clinic", NAMEWORD_NO_NAME},
    {"collaboration", NAMEWORD_BODY}, {"collaborative", NAMEWORD_BODY},
    {"collaborators", NAMEWORD_BODY}, {"college", NAMEWORD_NO_NAME},
    {"committee", NAMEWORD_BODY}, {"consortium", NAMEWORD_BODY},
    {"council", NAMEWORD_NO_NAME}, {"department", NAMEWORD_NO_NAME},
    {"dept", NAMEWORD_NO_NAME}, {"development", NAMEWORD_NO_NAME},
    {"dphil", NAMEWORD_SUFFIX}, {"editor", NAMEWORD_NO_NAME},
    {"editorial", NAMEWORD_NO_NAME}, {"editors", NAMEWORD_NO_NAME},
    {"education", NAMEWORD_NO_NAME}, {"esq", NAMEWORD_SUFFIX},
    {"et", NAMEWORD_AND}, {"facp", NAMEWORD_SUFFIX},
    {"faculty", NAMEWORD_NO_NAME}, {"for", NAMEWORD_NO_NAME},
    {"foundation", NAMEWORD_NO_NAME}, {"frcgp", NAMEWORD_SUFFIX},
    {"frcp", NAMEWORD_SUFFIX}, {"frcs", NAMEWORD_SUFFIX},
    {"from", NAMEWORD_NO_NAME}, {"gmbh", NAMEWORD_NO_NAME},
    {"group", NAMEWORD_BODY}, {"groups", NAMEWORD_BODY},
    {"health", NAMEWORD_NO_NAME}, {"healthcare", NAMEWORD_NO_NAME},
    {"hospital", NAMEWORD_NO_NAME}, {"ii", NAMEWORD_SUFFIX},
    {"iii", NAMEWORD_SUFFIX}, {"in", NAMEWORD_NO_NAME},
    {"inc", NAMEWORD_NO_NAME}, {"institute", NAMEWORD_NO_NAME},
    {"institution", NAMEWORD_NO_NAME}, {"international", NAMEWORD_NO_NAME},
    {"investigators", NAMEWORD_BODY}, {"iv", NAMEWORD_SUFFIX},
    {"jr", NAMEWORD_SUFFIX}, {"leadership", NAMEWORD_NO_NAME},
    {"llc", NAMEWORD_NO_NAME}, {"ltd", NAMEWORD_NO_NAME},
    {"management", NAMEWORD_NO_NAME}, {"mba", NAMEWORD_SUFFIX},
    {"mbbs", NAMEWORD_SUFFIX}, {"mbe", NAMEWORD_SUFFIX},
    {"md", NAMEWORD_SUFFIX}, {"medical", NAMEWORD_NO_NAME},
    {"medicine", NAMEWORD_NO_NAME}, {"ministry", NAMEWORD_NO_NAME},
    {"mph", NAMEWORD_SUFFIX}, {"msc", NAMEWORD_SUFFIX},
    {"national", NAMEWORD_NO_NAME}, {"network", NAMEWORD_BODY},
    {"news", NAMEWORD_NO_NAME}, {"obe", NAMEWORD_SUFFIX},
    {"of", NAMEWORD_NO_NAME}, {"office", NAMEWORD_NO_NAME},
    {"on", NAMEWORD_NO_NAME}, {"phd", NAMEWORD_SUFFIX},
    {"plc", NAMEWORD_NO_NAME}, {"policy", NAMEWORD_NO_NAME},
    {"press", NAMEWORD_NO_NAME}, {"research", NAMEWORD_NO_NAME},
    {"resources", NAMEWORD_NO_NAME}, {"rn", NAMEWORD_SUFFIX},
    {"school", NAMEWORD_NO_NAME}, {"science", NAMEWORD_NO_NAME},
    {"sciences", NAMEWORD_NO_NAME}, {"service", NAMEWORD_NO_NAME},
    {"services", NAMEWORD_NO_NAME}, {"society", NAMEWORD_NO_NAME},
    {"sr", NAMEWORD_SUFFIX}, {"staff", NAMEWORD_NO_NAME},
    {"studies", NAMEWORD_NO_NAME}, {"study", NAMEWORD_NO_NAME},
    {"team", NAMEWORD_BODY}, {"technology", NAMEWORD_NO_NAME},
    {"the", NAMEWORD_NO_NAME}, {"to", NAMEWORD_NO_NAME},
    {"trust", NAMEWORD_NO_NAME}, {"und", NAMEWORD_AND},
    {"university", NAMEWORD_NO_NAME}, {"with", NAMEWORD_NO_NAME}};

static int
compare(const void *key, const void *element)
{
	return strcmp(key, ((const struct listed *)element)->text);
}

enum nameword
nameword_is(const char *word, size_t len)
{
	const struct listed *found;
	char text[sizeof(words[0].text)] = "";
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (strchr(".,:'\"()", word[i]) != NULL)
			continue;
		if (n == sizeof(text) - 1)
			return NAMEWORD_NAME;
		text[n++] = (char)(word[i] >= 'A' && word[i] <= 'Z'
				       ? word[i] + ('a' - 'A')
				       : word[i]);
	}
	found = bsearch(text, words, sizeof(words) / sizeof(words[0]),
	    sizeof(words[0]), compare);
	return found == NULL ? NAMEWORD_NAME : found->is;
}

size_t
nameword_and(const char *s, size_t len)
{
	const char *end = memchr(s, ' ', len);
	size_t n = end == NULL ? len : (size_t)(end - s);

	if (nameword_is(s, n) != NAMEWORD_AND)
		return 0;
	return end == NULL ? n : n + 1;
}
