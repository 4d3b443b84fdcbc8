/* SPDX-License-Identifier: ISC */
/* Items and entries to rows, and back. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/doi.h"
#include "core/secret.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/row.h"

static const char author[] = "author", contributor[] = "contributor";

void
row_item_args(const struct item *it, struct value args[ROW_ITEM_ARGS])
{
	int n = 0;

	for (; n < COLUMN_COUNT; n++)
		args[n] = TEXT(column_get(it, n));
	/* Most feeds bring no more than a summary: it is kept once. */
	if (it->summary != NULL && it->text != NULL &&
	    strcmp(it->summary, it->text) == 0)
		args[COLUMN_TEXT] = TEXT(NULL);
	args[n++] = INT(it->published_at);
	args[n++] = INT(it->modified_at);
	args[n++] = INT(it->closes_at);
	args[n++] = INT(it->prose_closes_at);
}

static int
add_people(struct store *s, int64_t number, const char *role,
    const struct people *people, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < people->n && rc == 0; i++) {
		const struct person *p = &people->list[i];

		rc = sql_do(s, SQL_PERSON_ADD,
		    ARGS(INT(number), TEXT(role), INT((int64_t)i),
			TEXT(p->name), TEXT(p->email), TEXT(p->url)),
		    e);
	}
	return rc;
}

int
row_add_lists(
    struct store *s, int64_t number, const struct item *it, struct err *e)
{
	int rc = add_people(s, number, author, &it->authors, e);

	if (rc == 0)
		rc = add_people(s, number, contributor, &it->contributors, e);
	for (size_t i = 0; i < it->n_tags && rc == 0; i++) {
		const struct tag *t = &it->tags[i];

		rc = sql_do(s, SQL_TAG_ADD,
		    ARGS(INT(number), INT((int64_t)i), TEXT(t->term),
			TEXT(t->scheme), TEXT(t->label)),
		    e);
	}
	for (size_t i = 0; i < it->n_attachments && rc == 0; i++) {
		const struct attachment *a = &it->attachments[i];

		rc = sql_do(s, SQL_ATTACHMENT_ADD,
		    ARGS(INT(number), INT((int64_t)i), TEXT(a->url),
			TEXT(a->mime_type), TEXT(a->title), INT(a->size),
			INT(a->duration_secs)),
		    e);
	}
	return rc;
}

int
row_clear_lists(struct store *s, int64_t number, struct err *e)
{
	static const enum sql lists[] = {
	    SQL_PERSON_CLEAR, SQL_TAG_CLEAR, SQL_ATTACHMENT_CLEAR};
	int rc = 0;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]) && rc == 0; i++)
		rc = sql_do(s, lists[i], ARGS(INT(number)), e);
	return rc;
}

static int
load_people(struct store *s, int64_t number, const char *role,
    struct people *people, struct err *e)
{
	int rc;

	sql_bind(s, SQL_PERSON_LIST, ARGS(INT(number), TEXT(role)));
	while ((rc = sql_step(s, SQL_PERSON_LIST, e)) == 1)
		*people_add(people) = (struct person){
		    .name = sql_text(s, SQL_PERSON_LIST, 0),
		    .email = sql_text(s, SQL_PERSON_LIST, 1),
		    .url = sql_text(s, SQL_PERSON_LIST, 2),
		};
	return rc;
}

static int
load_lists(struct store *s, int64_t number, struct item *it, struct err *e)
{
	int rc = load_people(s, number, author, &it->authors, e);

	if (rc == 0)
		rc = load_people(s, number, contributor, &it->contributors, e);
	if (rc != 0)
		return rc;
	sql_bind(s, SQL_TAG_LIST, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_TAG_LIST, e)) == 1)
		*item_add_tag(it) = (struct tag){
		    .term = sql_text(s, SQL_TAG_LIST, 0),
		    .scheme = sql_text(s, SQL_TAG_LIST, 1),
		    .label = sql_text(s, SQL_TAG_LIST, 2),
		};
	if (rc != 0)
		return rc;
	sql_bind(s, SQL_ATTACHMENT_LIST, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_ATTACHMENT_LIST, e)) == 1)
		*item_add_attachment(it) = (struct attachment){
		    .url = sql_text(s, SQL_ATTACHMENT_LIST, 0),
		    .mime_type = sql_text(s, SQL_ATTACHMENT_LIST, 1),
		    .title = sql_text(s, SQL_ATTACHMENT_LIST, 2),
		    .size = sql_int(s, SQL_ATTACHMENT_LIST, 3),
		    .duration_secs = sql_int(s, SQL_ATTACHMENT_LIST, 4),
		};
	return rc;
}

/* Reads what row_item_args() binds; returns the next column. */
static int
read_item(struct store *s, enum sql id, struct item *it)
{
	int n = 0;

	for (; n < COLUMN_COUNT; n++)
		*column_at(it, n) = sql_text(s, id, n);
	if (it->text == NULL)
		it->text = xstrdup(it->summary);
	it->published_at = sql_time(s, id, n++);
	it->modified_at = sql_time(s, id, n++);
	it->closes_at = sql_time(s, id, n++);
	it->prose_closes_at = sql_time(s, id, n++);
	return n;
}

int
row_load_item(struct store *s, int64_t number, struct item *it, struct err *e)
{
	int rc;

	sql_bind(s, SQL_ITEM_LOAD, ARGS(INT(number)));
	rc = sql_step(s, SQL_ITEM_LOAD, e);
	if (rc == 1) {
		read_item(s, SQL_ITEM_LOAD, it);
		sql_end(s, SQL_ITEM_LOAD);
		rc = load_lists(s, number, it, e);
	}
	return rc;
}

/* Takes an address; NULL when it must not be told. */
static char *
withhold(char *url)
{
	if (url == NULL || !secret_may_be_in(url))
		return url;
	free(url);
	return NULL;
}

char *
row_read_feed(struct store *s, enum sql id, int column)
{
	return withhold(sql_text(s, id, column));
}

char *
row_read_home(struct store *s, enum sql id, int column)
{
	const char *url = sql_peek(s, id, column);

	return url == NULL ? NULL : withhold(url_clean(url));
}

static void
read_origin(struct store *s, enum sql id, int n, struct entry *en)
{
	const char *own = sql_peek(s, id, n);

	en->origin = (struct origin){
	    .id = sql_text(s, id, n + (secret_may_be_in_id(own) ? 8 : 0)),
	    .title = sql_text(s, id, n + 1),
	    .subtitle = sql_text(s, id, n + 2),
	    .self_url = row_read_feed(s, id, n + 3),
	    .url = row_read_home(s, id, n + 4),
	    .rights = sql_text(s, id, n + 5),
	    .language = sql_text(s, id, n + 6),
	    .updated_at = sql_time(s, id, n + 7),
	};
	if (en->origin.updated_at == CLOCK_NONE)
		en->origin.updated_at = en->first_seen_at;
}

static struct mention
read_mention(struct store *s, enum sql id, int n)
{
	const char *doi = sql_peek(s, id, n + 2);

	return (struct mention){
	    .entry_id = sql_text(s, id, n),
	    .title = sql_text(s, id, n + 1),
	    .url = doi != NULL ? doi_url(doi) : sql_text(s, id, n + 3),
	};
}

static void
read_entry(struct store *s, enum sql id, struct entry *en)
{
	int n = read_item(s, id, &en->item);

	en->number = sql_int(s, id, n++);
	en->entry_id = sql_text(s, id, n++);
	en->section = sql_text(s, id, n++);
	if (state_parse(sql_peek(s, id, n++), &en->state) != 0)
		en->state = STATE_REJECTED;
	en->score = (int)sql_int(s, id, n++);
	en->first_seen_at = sql_time(s, id, n++);
	en->published_at = sql_time(s, id, n++);
	en->updated_at = sql_time(s, id, n++);
	en->closes_at = sql_time(s, id, n++);
	read_origin(s, id, n, en);
	n += 9;
	en->amends = (enum amendment)sql_int(s, id, n);
	en->original = read_mention(s, id, n + 1);
	n += 5;
	en->amended = (enum amendment)sql_int(s, id, n);
	en->amender = read_mention(s, id, n + 1);
	n += 5;
	en->word = (struct decision){
	    .action = sql_text(s, id, n),
	    .by = sql_text(s, id, n + 1),
	    .why = sql_text(s, id, n + 2),
	    .at = sql_time(s, id, n + 3),
	};
}

int
row_read_entries(
    struct store *s, enum sql id, struct entries *ret, struct err *e)
{
	size_t first = ret->n;
	int rc;

	while ((rc = sql_step(s, id, e)) == 1)
		read_entry(s, id, entries_add(ret));
	for (size_t i = first; i < ret->n && rc == 0; i++) {
		struct entry *en = &ret->list[i];

		rc = load_lists(s, en->number, &en->item, e);
		if (rc != 0)
			break;
		sql_bind(s, SQL_SIGHTING_FEEDS, ARGS(INT(en->number)));
		en->feeds = row_read_names(s, SQL_SIGHTING_FEEDS, e);
		rc = en->feeds == NULL ? -1 : 0;
	}
	return rc;
}

char **
row_read_names(struct store *s, enum sql id, struct err *e)
{
	char **names = NULL;
	size_t n = 0;
	int rc;

	while ((rc = sql_step(s, id, e)) == 1) {
		names = xgrow(names, n, sizeof(*names));
		names[n++] = sql_text(s, id, 0);
	}
	names = xgrow(names, n, sizeof(*names));
	names[n] = NULL;
	if (rc == 0)
		return names;
	while (n > 0)
		free(names[--n]);
	free(names);
	return NULL;
}
