/* SPDX-License-Identifier: ISC */
/* What a work says of another one. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/item.h"
#include "store/mention.h"
#include "store/stamp.h"
#include "store/title.h"
#include "store/work.h"

/* A shorter title ("Editorial", "Book review") may be many works'. */
#define TITLE_WORDS 3

/* "Retraction of consent in research" is no notice on "Consent in research";
 * of so many words it is one. */
#define SENTENCE_WORDS 6

void
about_done(struct about *a)
{
	claim_done(&a->claim);
	free(a->words);
	free(a->doi);
	*a = (struct about){0};
}

/* Adds the DOIs of a text to the one that is known, NULL before the first; true
 * when there are two. */
static bool
add_dois(char **doi, const char *text, const char *own)
{
	char *next;

	while (text != NULL && (next = doi_next(&text)) != NULL) {
		if (own != NULL && strcmp(next, own) == 0) {
			free(next);
		} else if (*doi == NULL) {
			*doi = next;
		} else {
			bool other = strcmp(next, *doi) != 0;

			free(next);
			if (other)
				return true;
		}
	}
	return false;
}

static char *
find_linked_doi(const struct item *it, const char *own)
{
	const char *const texts[] = {it->title, it->html, it->text};
	char *doi = NULL;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (!add_dois(&doi, texts[i], own))
			continue;
		free(doi);
		return NULL;
	}
	return doi;
}

int
mention_read(struct store *s, struct candidate *c, struct err *e)
{
	const struct item *it = c->item;
	const char *own = c->keys->value[KEY_DOI];
	struct about *a = &c->about;
	int64_t is_awaited;

	*a = (struct about){0};
	claim_read(it->title, &a->claim);
	if (it->title != NULL)
		a->words = title_fold(it->title);
	a->is_told = a->claim.kind != AMENDMENT_NONE &&
		     it->amends_doi != NULL &&
		     (own == NULL || strcmp(it->amends_doi, own) != 0);
	if (a->is_told)
		a->doi = xstrdup(it->amends_doi);
	else if (own == NULL || a->claim.kind != AMENDMENT_NONE)
		a->doi = find_linked_doi(it, own);
	if (sql_get(s, SQL_MENTION_AWAITED, ARGS(TEXT(a->words), TEXT(own)),
		&is_awaited, e) != 0)
		return -1;
	a->is_awaited = is_awaited != 0;
	return 0;
}

/* By how long a title the work is known that a claim names; behind "Withdrawn:"
 * no sentence goes on. */
static size_t
min_words(const struct claim *claim)
{
	return claim->is_sure || claim->is_itself ? TITLE_WORDS
						  : SENTENCE_WORDS;
}

/* A work as others speak of it. */
struct other {
	int64_t number; /* 0 = none */
	int64_t holder;
	char *title;
};

static int
find_by_doi(struct store *s, const char *doi, struct other *ret, struct err *e)
{
	int rc;

	*ret = (struct other){0};
	if (doi == NULL)
		return 0;
	sql_bind(s, SQL_MENTION_WORK, ARGS(TEXT(doi)));
	if ((rc = sql_step(s, SQL_MENTION_WORK, e)) != 1)
		return rc;
	*ret = (struct other){
	    .number = sql_int(s, SQL_MENTION_WORK, 0),
	    .title = sql_text(s, SQL_MENTION_WORK, 1),
	    .holder = sql_int(s, SQL_MENTION_WORK, 2),
	};
	sql_end(s, SQL_MENTION_WORK);
	return 0;
}

/* Whether a guid, or without one a link, says that the item is the work. */
static int
shares_address(struct store *s, const struct candidate *c, int64_t number,
    bool *ret, struct err *e)
{
	char *const *value = c->keys->value;
	enum key_kind kind = value[KEY_GUID] != NULL ? KEY_GUID : KEY_LINK;
	int64_t found;

	*ret = false;
	if (value[kind] == NULL)
		return 0;
	if (sql_get(s, SQL_KEY_FIND,
		ARGS(TEXT(key_kind_str(kind)), TEXT(value[kind])), &found,
		e) != 0)
		return -1;
	*ret = found == number;
	return 0;
}

/* The work was stored as a notice under the DOI of this, its original. */
static int
take_doi(struct store *s, const struct candidate *c, const struct other *notice,
    struct err *e)
{
	const char *doi = c->keys->value[KEY_DOI];

	if (sql_do(s, SQL_MENTION_GIVE_UP_DOI, ARGS(INT(notice->number)), e) !=
	    0)
		return -1;
	return sql_do(
	    s, SQL_MENTION_FORGET_DOI, ARGS(INT(notice->number), TEXT(doi)), e);
}

/* Whether a title is all that a claim is about. */
static bool
is_about(const struct claim *claim, const char *title)
{
	char *about = title_words(claim->about, TITLE_WORDS);
	char *words = title_words(title, TITLE_WORDS);
	bool is = about != NULL && words != NULL && strcmp(about, words) == 0;

	free(about);
	free(words);
	return is;
}

static int
part(struct store *s, const struct visit *v, struct candidate *c,
    const struct other *other, struct err *e)
{
	struct about *a = &c->about;
	struct claim theirs;
	bool is_notice, is_original;

	claim_read(other->title, &theirs);
	is_notice = a->claim.kind != AMENDMENT_NONE && !a->claim.is_itself &&
		    (a->claim.is_sure || is_about(&a->claim, other->title)) &&
		    theirs.kind == AMENDMENT_NONE;
	is_original = a->claim.kind == AMENDMENT_NONE && !theirs.is_itself &&
		      is_about(&theirs, c->item->title) &&
		      other->holder == v->feed;
	claim_done(&theirs);
	if (is_original)
		return take_doi(s, c, other, e);
	if (!is_notice)
		return 0;
	free(a->doi);
	a->doi = c->keys->value[KEY_DOI];
	c->keys->value[KEY_DOI] = NULL;
	keys_add_text(c->keys, c->item, &v->scope);
	return 0;
}

int
mention_part(
    struct store *s, const struct visit *v, struct candidate *c, struct err *e)
{
	struct other other;
	bool same;
	int rc;

	if (c->about.claim.kind == AMENDMENT_NONE && !c->about.is_awaited)
		return 0;
	if (find_by_doi(s, c->keys->value[KEY_DOI], &other, e) != 0)
		return -1;
	if (other.number == 0)
		return 0;
	rc = shares_address(s, c, other.number, &same, e);
	if (rc == 0 && !same)
		rc = part(s, v, c, &other, e);
	free(other.title);
	return rc;
}

int
mention_find_same(
    struct store *s, const struct candidate *c, int64_t *ret, struct err *e)
{
	const struct about *a = &c->about;
	const char *own = c->keys->value[KEY_DOI];
	struct other other;
	char *words;

	*ret = 0;
	if (a->claim.is_sure || a->words == NULL)
		return 0;
	if (own != NULL)
		return !a->is_awaited
			   ? 0
			   : sql_get(s, SQL_MENTION_SAME,
				 ARGS(TEXT(own), TEXT(a->words)), ret, e);
	if (find_by_doi(s, a->doi, &other, e) != 0)
		return -1;
	words = other.title == NULL ? NULL : title_fold(other.title);
	if (words != NULL && strcmp(words, a->words) == 0)
		*ret = other.number;
	free(words);
	free(other.title);
	return 0;
}

/* The FTS5 query for a phrase in a title. */
static char *
title_query(const char *title)
{
	struct buf b;

	buf_init(&b, 2 * LIMIT_TITLE + 20);
	buf_adds(&b, "title : \"");
	for (const char *s = title; *s != '\0'; s++)
		buf_adds(&b, *s == '"' ? "\"\"" : (char[]){*s, '\0'});
	buf_addc(&b, '"');
	return buf_take(&b);
}

/* A notice whose original is looked for. */
struct notice {
	const struct candidate *candidate;
	int64_t number;
	int64_t feed;
};

/* The work of that title, if one is likelier than all others. */
static int
find_by_title(struct store *s, const struct notice *n, const char *title,
    int64_t *ret, struct err *e)
{
	const struct candidate *c = n->candidate;
	char *words, *query, *found;
	int64_t best = -1, rank;
	int rc;

	words = title_words(title, title == c->about.claim.quoted
				       ? TITLE_WORDS
				       : min_words(&c->about.claim));
	if (words == NULL)
		return 0;
	query = title_query(title);
	sql_bind(s, SQL_MENTION_TITLES,
	    ARGS(TEXT(query), INT(n->feed), TEXT(c->about.doi), INT(n->number),
		TEXT(c->keys->value[KEY_DOI])));
	while ((rc = sql_step(s, SQL_MENTION_TITLES, e)) == 1) {
		rank = sql_int(s, SQL_MENTION_TITLES, 2);
		found = title_fold(sql_peek(s, SQL_MENTION_TITLES, 1));
		if (strcmp(found, words) == 0 && rank >= best) {
			*ret = rank == best ? 0
					    : sql_int(s, SQL_MENTION_TITLES, 0);
			best = rank;
		}
		free(found);
	}
	free(words);
	free(query);
	return rc;
}

/* By the DOI that the notice says it amends; or by the one that it links, of
 * the work whose title stands in the notice's, or of any when that names no
 * title. */
static int
find_by_link(
    struct store *s, const struct notice *n, int64_t *ret, struct err *e)
{
	const struct about *a = &n->candidate->about;
	char *about =
	    a->is_told ? NULL : title_words(a->claim.about, TITLE_WORDS);
	char *words;
	struct other other;

	if (find_by_doi(s, a->doi, &other, e) != 0) {
		free(about);
		return -1;
	}
	words = title_words(other.title, TITLE_WORDS);
	if (other.number != n->number &&
	    (about == NULL || (words != NULL && strstr(about, words) != NULL)))
		*ret = other.number;
	free(about);
	free(words);
	free(other.title);
	return 0;
}

static int
find_original(
    struct store *s, const struct notice *n, int64_t *ret, struct err *e)
{
	const struct about *a = &n->candidate->about;

	*ret = 0;
	if (!a->is_told) {
		if (find_by_title(s, n, a->claim.about, ret, e) != 0)
			return -1;
		if (*ret == 0 &&
		    find_by_title(s, n, a->claim.quoted, ret, e) != 0)
			return -1;
	}
	return *ret == 0 ? find_by_link(s, n, ret, e) : 0;
}

/* Tells members of an original that is marked more gravely than before. */
static int
mark(struct store *s, const struct visit *v, int64_t original, int64_t before,
    struct err *e)
{
	int64_t after, old_at, first_seen_at, updated_at;

	if (sql_get(s, SQL_MENTION_GRAVEST, ARGS(INT(original)), &after, e) !=
	    0)
		return -1;
	if (after <= before || after < AMENDMENT_CONCERN)
		return 0;
	sql_bind(s, SQL_ITEM_GET, ARGS(INT(original)));
	if (sql_step(s, SQL_ITEM_GET, e) < 0)
		return -1;
	old_at = sql_int(s, SQL_ITEM_GET, 1);
	first_seen_at = sql_int(s, SQL_ITEM_GET, 2);
	sql_end(s, SQL_ITEM_GET);
	/* Nobody has seen it yet. */
	if (first_seen_at == v->now)
		return 0;
	if (stamp_next(s, v->now, old_at, &updated_at, e) != 0)
		return -1;
	return sql_do(
	    s, SQL_ITEM_TOUCH, ARGS(INT(original), INT(updated_at)), e);
}

/* The words of the title by which a notice's original is known when it comes;
 * that of a quotation where there is one. */
static char *
awaited_title(const struct about *a)
{
	const struct claim *claim = &a->claim;
	char *quoted;

	if (a->is_told)
		return NULL;
	quoted = title_words(claim->quoted, TITLE_WORDS);

	return quoted != NULL ? quoted
			      : title_words(claim->about, min_words(claim));
}

/* Whether it was a known work under a title that claimed nothing. */
static bool
was_plain(const struct candidate *c)
{
	struct claim was;
	bool plain;

	claim_read(c->was, &was);
	plain = c->was != NULL && was.kind == AMENDMENT_NONE;
	claim_done(&was);
	return plain;
}

static int
note_claim(struct store *s, const struct visit *v, const struct candidate *c,
    int64_t number, struct err *e)
{
	const struct claim *claim = &c->about.claim;
	const struct notice notice = {c, number, v->feed};
	const bool plain = was_plain(c);
	int64_t original = number, before = 0;
	const char *doi;
	char *title;
	int rc;

	/* A title that was reworded is none. */
	if (plain && !claim->is_sure && !is_about(claim, c->was))
		return 0;
	if (!plain && (work_index(s, e) != 0 ||
			  find_original(s, &notice, &original, e) != 0))
		return -1;
	title = original == 0 ? awaited_title(&c->about) : NULL;
	doi = original == 0 && title == NULL ? c->about.doi : NULL;
	/* Unless the other work comes, it is the one that is marked. */
	if (original == 0 && claim->is_itself && claim->is_sure)
		original = number;
	rc = sql_get(s, SQL_MENTION_GRAVEST, ARGS(INT(original)), &before, e);
	if (rc == 0)
		rc = sql_do(s, SQL_MENTION_SET,
		    ARGS(INT(number), INT(claim->kind), INT(claim->is_sure),
			INT(original == 0 ? CLOCK_NONE : original), TEXT(title),
			TEXT(doi)),
		    e);
	free(title);
	if (rc != 0 || (original == number && c->was == NULL))
		return rc;
	return mark(s, v, original, before, e);
}

/* Notices that came before their original. */
static int
answer(
    struct store *s, const struct candidate *c, int64_t number, struct err *e)
{
	int64_t notice = 0;

	do {
		if (notice != 0 && sql_do(s, SQL_MENTION_ANSWER,
				       ARGS(INT(notice), INT(number)), e) != 0)
			return -1;
		if (sql_get(s, SQL_MENTION_WAITING,
			ARGS(INT(number), TEXT(c->about.words),
			    TEXT(c->keys->value[KEY_DOI])),
			&notice, e) != 0)
			return -1;
	} while (notice != 0);
	return 0;
}

int
mention_note(struct store *s, const struct visit *v, const struct candidate *c,
    int64_t number, struct err *e)
{
	const struct about *a = &c->about;

	if (a->claim.kind != AMENDMENT_NONE)
		return note_claim(s, v, c, number, e);
	if (c->was != NULL && sql_do(s, SQL_MENTION_DROP,
				  ARGS(INT(number), INT(v->feed)), e) != 0)
		return -1;
	if (c->was == NULL && a->doi != NULL && a->words != NULL &&
	    sql_do(s, SQL_MENTION_SET,
		ARGS(INT(number), INT(AMENDMENT_NONE), INT(0), INT(CLOCK_NONE),
		    TEXT(a->words), TEXT(a->doi)),
		e) != 0)
		return -1;
	return a->is_awaited ? answer(s, c, number, e) : 0;
}
