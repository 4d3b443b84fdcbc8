/* SPDX-License-Identifier: ISC */
/* Why an item is where it is: what `explain` tells. */
#ifndef MODEL_EXPLANATION_H
#define MODEL_EXPLANATION_H

#include "model/entry.h"

struct match {
	char *rule;
	int score;
	/* Where its words stand: the field, and the words in their context,
	 * each word between "[" and "]". */
	struct excerpt {
		char *field;
		char *text;
	} * excerpts;
	size_t n_excerpts;
};

struct sighting {
	char *feed;
	int64_t first_seen_at;
	int64_t last_seen_at;
};

struct explanation {
	struct entry entry;
	char **keys; /* by which it is known: "doi:10.1136/…"; ends with NULL */
	struct sighting *sightings;
	size_t n_sightings;
	struct match *matches; /* by falling score */
	size_t n_matches;
	struct match *barred; /* those that would match but for `not`, with
				 what stands there, as the rules are now */
	size_t n_barred;
	struct decision *decisions; /* oldest first */
	size_t n_decisions;
	char *trusted_feed; /* select = "all" took it; else NULL */
	int threshold, hold;
};

void explanation_done(struct explanation *x);

#endif
