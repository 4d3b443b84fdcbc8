/* SPDX-License-Identifier: ISC */
/*
 * Corrections, expressions of concern and retractions, as titles tell of them.
 * Pure.
 */
#ifndef MODEL_AMENDMENT_H
#define MODEL_AMENDMENT_H

#include <stdbool.h>

/* What a notice does to a work, the gravest last. */
enum amendment {
	AMENDMENT_NONE,
	AMENDMENT_CORRECTION,
	AMENDMENT_CONCERN, /* an expression of concern */
	AMENDMENT_RETRACTION,
	AMENDMENT_COUNT
};

/* "correction", "concern", "retraction"; "none". */
const char *amendment_str(enum amendment a);

/* What a title claims to be. */
struct claim {
	enum amendment kind; /* AMENDMENT_NONE: a work like any other */
	bool is_itself; /* "Retracted: …": the work, not a notice on it */
	bool is_sure; /* not "Correction for …" or "Withdrawn: …", which may
			 be anything */
	char *about;  /* the title of the other work; NULL when not told, as
			 in "Retraction of Smith et al." */
	char *quoted; /* the part of it between quotation marks, or NULL */
};

/* title may be NULL. claim_done() frees. */
void claim_read(const char *title, struct claim *ret);
void claim_done(struct claim *c);

#endif
