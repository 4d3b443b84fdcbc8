/* SPDX-License-Identifier: ISC */
/* The word that was meant. */
#include <string.h>

#include "config/near.h"
#include "core/xalloc.h"

#define SLIPS_MAX 2
#define WORD_MAX 64 /* longer words are names of nothing */

/* The edit distance of Levenshtein, by rows of its table. */
static size_t
distance(const char *a, const char *b)
{
	size_t row[WORD_MAX + 1], len = strlen(b);

	for (size_t j = 0; j <= len; j++)
		row[j] = j;
	for (size_t i = 1; *a != '\0'; i++, a++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= len; j++) {
			size_t best = diagonal + (*a != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[len];
}

struct near
near_start(const char *word)
{
	/* Of a short word, two slips leave nothing over. */
	size_t most = strlen(word) / 2;

	return (struct near){
	    word, NULL, (most < SLIPS_MAX ? most : SLIPS_MAX) + 1};
}

void
near_offer(struct near *n, const char *candidate)
{
	size_t slips;

	if (strlen(candidate) > WORD_MAX || strlen(n->word) > WORD_MAX)
		return;
	slips = distance(n->word, candidate);
	if (slips < n->slips) {
		n->best = candidate;
		n->slips = slips;
	}
}

char *
near_hint(const struct near *n)
{
	if (n->best == NULL)
		return xstrdup("");
	return xasprintf(" (did you mean '%s'?)", n->best);
}
