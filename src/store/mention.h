/* SPDX-License-Identifier: ISC */
/*
 * What a work says of another one, in the table mention.
 *
 * A correction, an expression of concern or a retraction, known by its title
 * (see model/amendment.h), is a notice: a work of its own that points at its
 * original. That is the work of the DOI that its feed says it amends, else that
 * of the title which the notice names, or, when it names none, of the one DOI
 * that it links; it is pointed at when it comes later, too. By its title alone
 * no work of another publisher's DOI is meant, nor a short one that could go on
 * so in any article ("Retraction of consent in research"). A title that marks
 * the work itself ("Retracted: …") points at itself, unless it is that of
 * another work. An original that is marked so gravely for the first time is
 * updated: members are to see it again.
 *
 * What has no DOI, but links one in its text, is another work as a rule, a
 * blog's post about an article, say. It is the article when it has its title.
 */
#ifndef STORE_MENTION_H
#define STORE_MENTION_H

#include "model/amendment.h"
#include "store/sql.h"

struct candidate;
struct visit;

/* What one item of a document says of another work. */
struct about {
	struct claim claim;
	char *words;     /* title_fold() of its own title; NULL without one */
	char *doi;       /* the one that it links; NULL of several or none */
	bool is_told;    /* …or, of a notice, that it says it amends */
	bool is_awaited; /* something waits for a work of its title or DOI */
};

void about_done(struct about *a);

/* Fills c->about; after its keys are known. about_done() frees, also when this
 * failed. */
int mention_read(struct store *s, struct candidate *c, struct err *e);

/* A notice that comes under the DOI of its original, under a guid or link of
 * its own, is not to be taken for it: the DOI stays with the original. */
int mention_part(
    struct store *s, const struct visit *v, struct candidate *c, struct err *e);

/* The work that the item is by its title and the DOI that one of the two links;
 * *ret is 0 when there is none. For one that no key makes known. */
int mention_find_same(
    struct store *s, const struct candidate *c, int64_t *ret, struct err *e);

/* Remembers what the item says, now that it is a work of the store: a new one,
 * or one whose title was c->was. */
int mention_note(struct store *s, const struct visit *v,
    const struct candidate *c, int64_t number, struct err *e);

#endif
