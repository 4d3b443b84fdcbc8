/* SPDX-License-Identifier: ISC */
/* Why an item is where it is. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "store/find.h"
#include "store/row.h"
#include "store/rules.h"
#include "store/store.h"

static int
load_entry(struct store *s, int64_t number, int64_t now, struct entry *ret,
    struct err *e)
{
	struct entries one = {0};

	sql_bind(s, SQL_ENTRY_GET, ARGS(INT(now), INT(number)));
	if (row_read_entries(s, SQL_ENTRY_GET, &one, e) != 0) {
		entries_done(&one);
		return -1;
	}
	if (one.n != 1)
		return err_set(e, EX_DATAERR, "store: item %lld is not whole",
		    (long long)number);
	*ret = one.list[0];
	free(one.list);
	return 0;
}

static int
load_sightings(
    struct store *s, int64_t number, struct explanation *x, struct err *e)
{
	int rc;

	sql_bind(s, SQL_SIGHTING_LIST, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_SIGHTING_LIST, e)) == 1) {
		x->sightings =
		    xgrow(x->sightings, x->n_sightings, sizeof(*x->sightings));
		x->sightings[x->n_sightings++] = (struct sighting){
		    .feed = sql_text(s, SQL_SIGHTING_LIST, 0),
		    .first_seen_at = sql_time(s, SQL_SIGHTING_LIST, 1),
		    .last_seen_at = sql_time(s, SQL_SIGHTING_LIST, 2),
		};
	}
	return rc;
}

static int
load_decisions(
    struct store *s, int64_t number, struct explanation *x, struct err *e)
{
	int rc;

	sql_bind(s, SQL_DECISION_LIST, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_DECISION_LIST, e)) == 1) {
		x->decisions =
		    xgrow(x->decisions, x->n_decisions, sizeof(*x->decisions));
		x->decisions[x->n_decisions++] = (struct decision){
		    .action = sql_text(s, SQL_DECISION_LIST, 0),
		    .by = sql_text(s, SQL_DECISION_LIST, 1),
		    .why = sql_text(s, SQL_DECISION_LIST, 2),
		    .at = sql_time(s, SQL_DECISION_LIST, 3),
		};
	}
	return rc;
}

static int
load_verdicts(
    struct store *s, int64_t number, struct explanation *x, struct err *e)
{
	int rc;

	sql_bind(s, SQL_VERDICT_LIST, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_VERDICT_LIST, e)) == 1) {
		x->matches =
		    xgrow(x->matches, x->n_matches, sizeof(*x->matches));
		x->matches[x->n_matches++] = (struct match){
		    .rule = sql_text(s, SQL_VERDICT_LIST, 0),
		    .score = (int)sql_int(s, SQL_VERDICT_LIST, 1),
		};
	}
	return rc;
}

static const struct rule *
find_rule(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->n_rules; i++)
		if (strcmp(c->rules[i].name, name) == 0)
			return &c->rules[i];
	return NULL;
}

/* A snippet in which something matched, on one line; its marks become
 * brackets. */
static void
add_excerpt(struct match *m, const char *field, char *snippet)
{
	if (snippet == NULL || strchr(snippet, '\1') == NULL) {
		free(snippet);
		return;
	}
	for (char *s = snippet; *s != '\0'; s++)
		*s = *s == '\1' ? '[' : *s == '\2' ? ']' : *s;
	text_squash(snippet);
	m->excerpts = xgrow(m->excerpts, m->n_excerpts, sizeof(*m->excerpts));
	m->excerpts[m->n_excerpts++] =
	    (struct excerpt){xstrdup(field), snippet};
}

static int
add_excerpts(struct store *s, const char *query, int64_t number,
    struct match *m, struct err *e)
{
	static const char *const fields[] = {
	    "title", "summary", "text", "authors", "tags"};
	int rc;

	sql_bind(s, SQL_EXCERPT, ARGS(TEXT(query), INT(number)));
	while ((rc = sql_step(s, SQL_EXCERPT, e)) == 1)
		for (int i = 0; i < 5; i++)
			add_excerpt(m, fields[i], sql_text(s, SQL_EXCERPT, i));
	return rc;
}

static int
load_excerpts(struct store *s, const struct config *c, int64_t number,
    struct match *m, struct err *e)
{
	const struct rule *r = find_rule(c, m->rule);
	struct buf query;
	int rc;

	/* The rules were changed since the last run. */
	if (r == NULL)
		return 0;
	buf_init(&query, LIMIT_BODY);
	rules_query(r, &query);
	rc = add_excerpts(s, query.data, number, m, e);
	buf_done(&query);
	return rc;
}

/* Whether the rule is one for the section, and matches but for `not`. */
static int
is_barred(struct store *s, const struct rule *r, const struct entry *en,
    bool *ret, struct err *e)
{
	bool is_meant = r->sections == NULL || r->sections[0] == NULL;
	struct buf query;
	int rc;

	*ret = false;
	for (char **section = r->sections; !is_meant && *section != NULL;
	     section++)
		is_meant = strcmp(*section, en->section) == 0;
	if (!is_meant)
		return 0;
	buf_init(&query, LIMIT_BODY);
	rules_barred_query(r, &query);
	sql_bind(s, SQL_EXCERPT, ARGS(TEXT(query.data), INT(en->number)));
	rc = sql_step(s, SQL_EXCERPT, e);
	*ret = rc == 1;
	sql_end(s, SQL_EXCERPT);
	buf_done(&query);
	return rc < 0 ? -1 : 0;
}

static int
load_barred(struct store *s, const struct config *c, struct explanation *x,
    struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < c->n_rules && rc == 0; i++) {
		const struct rule *r = &c->rules[i];
		struct match *m;
		struct buf words;
		bool barred = false;

		buf_init(&words, LIMIT_BODY);
		if (rules_not_query(r, &words))
			rc = is_barred(s, r, &x->entry, &barred, e);
		if (rc == 0 && barred) {
			x->barred =
			    xgrow(x->barred, x->n_barred, sizeof(*x->barred));
			m = &x->barred[x->n_barred++];
			*m =
			    (struct match){xstrdup(r->name), r->score, NULL, 0};
			rc = add_excerpts(s, words.data, x->entry.number, m, e);
		}
		buf_done(&words);
	}
	return rc;
}

static int
load_settings(
    struct store *s, int64_t number, struct explanation *x, struct err *e)
{
	int rc;

	sql_bind(s, SQL_SCORE_LIMITS, ARGS(INT(number)));
	if (sql_step(s, SQL_SCORE_LIMITS, e) < 0)
		return -1;
	x->threshold = (int)sql_int(s, SQL_SCORE_LIMITS, 0);
	x->hold = (int)sql_int(s, SQL_SCORE_LIMITS, 1);
	sql_end(s, SQL_SCORE_LIMITS);
	sql_bind(s, SQL_SIGHTING_TRUSTED, ARGS(INT(number)));
	while ((rc = sql_step(s, SQL_SIGHTING_TRUSTED, e)) == 1)
		x->trusted_feed = sql_text(s, SQL_SIGHTING_TRUSTED, 0);
	return rc;
}

static int
load_all(struct store *s, const struct config *c, int64_t number, int64_t now,
    struct explanation *x, struct err *e)
{
	int rc = load_entry(s, number, now, &x->entry, e);

	if (rc != 0)
		return rc;
	sql_bind(s, SQL_KEY_LIST, ARGS(INT(number)));
	if ((x->keys = row_read_names(s, SQL_KEY_LIST, e)) == NULL ||
	    load_sightings(s, number, x, e) != 0 ||
	    load_decisions(s, number, x, e) != 0 ||
	    load_verdicts(s, number, x, e) != 0 ||
	    load_settings(s, number, x, e) != 0)
		return -1;
	for (size_t i = 0; i < x->n_matches && rc == 0; i++)
		rc = load_excerpts(s, c, number, &x->matches[i], e);
	return rc == 0 ? load_barred(s, c, x, e) : -1;
}

int
store_explain(struct store *s, const struct config *c, const char *what,
    int64_t now, struct explanation *ret, struct err *e)
{
	struct explanation x = {0};
	int64_t number;
	int rc = find_item(s, what, &number, e);

	if (rc == 0)
		rc = load_all(s, c, number, now, &x, e);
	if (rc != 0) {
		explanation_done(&x);
		return -1;
	}
	*ret = x;
	return 0;
}
