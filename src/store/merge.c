/* SPDX-License-Identifier: ISC */
/* What becomes of a stored item when a feed says it again. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/column.h"
#include "store/merge.h"

static bool
equal(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
replace(char **ours, const char *theirs)
{
	free(*ours);
	*ours = xstrdup(theirs);
}

/* How the reader came there makes no other page: some links differ at every
 * poll. */
static bool
same_page(const char *a, const char *b)
{
	char *one, *other;
	bool same;

	if (equal(a, b))
		return true;
	one = url_normalise(a);
	other = url_normalise(b);
	same = one != NULL && equal(one, other);
	free(one);
	free(other);
	return same;
}

static bool
is_better(
    enum column_rule rule, const char *ours, const char *theirs, bool holder)
{
	if (theirs == NULL || rule == COLUMN_WORDS)
		return false;
	if (ours == NULL)
		return true;
	if (!holder || rule == COLUMN_KEPT)
		return false;
	return rule == COLUMN_LINK ? !same_page(ours, theirs)
				   : !equal(ours, theirs);
}

static enum merge
merge_columns(struct item *ours, const struct item *theirs, bool holder)
{
	enum merge result = MERGE_SAME;

	for (int i = 0; i < COLUMN_COUNT; i++) {
		char **at = column_at(ours, i);
		const char *new = column_get(theirs, i);

		if (is_better(column_rules[i], *at, new, holder)) {
			replace(at, new);
			result = MERGE_FILLED;
		}
	}
	return result;
}

static enum merge
merge_words(struct item *ours, const struct item *theirs, bool holder)
{
	bool empty = ours->text == NULL && ours->summary == NULL;
	enum merge result = MERGE_SAME;

	if (theirs->title != NULL && (ours->title == NULL || holder) &&
	    !equal(ours->title, theirs->title)) {
		replace(&ours->title, theirs->title);
		result = MERGE_CHANGED;
	}
	if (!empty && !holder)
		return result;
	if (theirs->text != NULL && !equal(ours->text, theirs->text)) {
		replace(&ours->text, theirs->text);
		replace(&ours->html, theirs->html);
		result = MERGE_CHANGED;
	}
	if (theirs->summary != NULL && !equal(ours->summary, theirs->summary)) {
		replace(&ours->summary, theirs->summary);
		result = MERGE_CHANGED;
	}
	return result;
}

static bool
same_people(const struct people *a, const struct people *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!equal(a->list[i].name, b->list[i].name) ||
		    !equal(a->list[i].email, b->list[i].email) ||
		    !equal(a->list[i].url, b->list[i].url))
			return false;
	return true;
}

static enum merge
merge_people(struct people *ours, const struct people *theirs, bool holder)
{
	if (theirs->n == 0 || (ours->n > 0 && !holder) ||
	    same_people(ours, theirs))
		return MERGE_SAME;
	people_done(ours);
	for (size_t i = 0; i < theirs->n; i++) {
		const struct person *from = &theirs->list[i];

		*people_add(ours) = (struct person){xstrdup(from->name),
		    xstrdup(from->email), xstrdup(from->url)};
	}
	return MERGE_FILLED;
}

static bool
same_tags(const struct item *a, const struct item *b)
{
	if (a->n_tags != b->n_tags)
		return false;
	for (size_t i = 0; i < a->n_tags; i++)
		if (!equal(a->tags[i].term, b->tags[i].term) ||
		    !equal(a->tags[i].scheme, b->tags[i].scheme) ||
		    !equal(a->tags[i].label, b->tags[i].label))
			return false;
	return true;
}

static enum merge
merge_tags(struct item *ours, const struct item *theirs, bool holder)
{
	if (theirs->n_tags == 0 || (ours->n_tags > 0 && !holder) ||
	    same_tags(ours, theirs))
		return MERGE_SAME;
	for (size_t i = 0; i < ours->n_tags; i++) {
		free(ours->tags[i].term);
		free(ours->tags[i].scheme);
		free(ours->tags[i].label);
	}
	free(ours->tags);
	ours->tags = NULL;
	ours->n_tags = 0;
	for (size_t i = 0; i < theirs->n_tags; i++) {
		const struct tag *from = &theirs->tags[i];

		*item_add_tag(ours) = (struct tag){xstrdup(from->term),
		    xstrdup(from->scheme), xstrdup(from->label)};
	}
	return MERGE_FILLED;
}

static bool
same_attachments(const struct item *a, const struct item *b)
{
	if (a->n_attachments != b->n_attachments)
		return false;
	for (size_t i = 0; i < a->n_attachments; i++) {
		const struct attachment *x = &a->attachments[i];
		const struct attachment *y = &b->attachments[i];

		if (!equal(x->url, y->url) || !equal(x->title, y->title) ||
		    !equal(x->mime_type, y->mime_type) || x->size != y->size ||
		    x->duration_secs != y->duration_secs)
			return false;
	}
	return true;
}

static enum merge
merge_attachments(struct item *ours, const struct item *theirs, bool holder)
{
	if (theirs->n_attachments == 0 ||
	    (ours->n_attachments > 0 && !holder) ||
	    same_attachments(ours, theirs))
		return MERGE_SAME;
	for (size_t i = 0; i < ours->n_attachments; i++) {
		free(ours->attachments[i].url);
		free(ours->attachments[i].mime_type);
		free(ours->attachments[i].title);
	}
	free(ours->attachments);
	ours->attachments = NULL;
	ours->n_attachments = 0;
	for (size_t i = 0; i < theirs->n_attachments; i++) {
		const struct attachment *from = &theirs->attachments[i];

		*item_add_attachment(ours) = (struct attachment){
		    xstrdup(from->url), xstrdup(from->mime_type),
		    xstrdup(from->title), from->size, from->duration_secs};
	}
	return MERGE_FILLED;
}

/* A deadline may be put off; the source's other dates stay as first said. */
static enum merge
merge_times(struct item *ours, const struct item *theirs, bool holder)
{
	if (theirs->closes_at == CLOCK_NONE ||
	    theirs->closes_at == ours->closes_at ||
	    (ours->closes_at != CLOCK_NONE && !holder))
		return MERGE_SAME;
	ours->closes_at = theirs->closes_at;
	return MERGE_FILLED;
}

static const char *
words_of(const struct item *it)
{
	return it->text != NULL ? it->text : it->summary;
}

/* It is the text's: who says what we have by now says when that closes. */
static enum merge
merge_prose(struct item *ours, const struct item *theirs)
{
	if (theirs->prose_closes_at == ours->prose_closes_at ||
	    !equal(words_of(ours), words_of(theirs)))
		return MERGE_SAME;
	ours->prose_closes_at = theirs->prose_closes_at;
	return MERGE_FILLED;
}

enum merge
merge_item(struct item *ours, const struct item *theirs, bool holder)
{
	const enum merge words = merge_words(ours, theirs, holder);
	const enum merge parts[] = {
	    words,
	    merge_prose(ours, theirs),
	    merge_columns(ours, theirs, holder),
	    merge_people(&ours->authors, &theirs->authors, holder),
	    merge_people(&ours->contributors, &theirs->contributors, holder),
	    merge_tags(ours, theirs, holder),
	    merge_attachments(ours, theirs, holder),
	    merge_times(ours, theirs, holder),
	};
	enum merge result = MERGE_SAME;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i] > result)
			result = parts[i];
	if (result == MERGE_CHANGED && theirs->modified_at != CLOCK_NONE)
		ours->modified_at = theirs->modified_at;
	return result;
}
