/* SPDX-License-Identifier: ISC */
/* Why an item is where it is. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/key.h"
#include "store/row.h"
#include "store/rules.h"
#include "store/store.h"

/* What a person may have in hand. */
struct handle {
	const char *what;
	char *doi, *job, *link, *code;
	int64_t number; /* CLOCK_NONE when it is none */
};

static void
handle_init(struct handle *h, const char *what)
{
	char *end;
	long long number;

	*h = (struct handle){.what = what, .number = CLOCK_NONE};
	errno = 0;
	number = strtoll(what, &end, 10);
	if (errno == 0 && end != what && *end == '\0')
		h->number = number;
	h->doi = doi_parse(what);
	if (h->doi == NULL && url_is_http(what))
		h->doi = doi_find(what);
	h->job = key_job(what);
	h->link = url_normalise(what);
	h->code = xstrdup(what);
	for (char *s = h->code; *s != '\0'; s++)
		*s = (char)toupper((unsigned char)*s);
}

static void
handle_done(struct handle *h)
{
	free(h->doi);
	free(h->job);
	free(h->link);
	free(h->code);
}

/* The first reading under which the store knows it; 0 when there is none. */
static int
find(struct store *s, const struct handle *h, int64_t *ret, struct err *e)
{
	const struct {
		enum sql id;
		struct value args[2];
		size_t n;
	} readings[] = {
	    {SQL_FIND_NUMBER, {INT(h->number)}, 1},
	    {SQL_KEY_FIND, {TEXT("doi"), TEXT(h->doi)}, 2},
	    {SQL_KEY_FIND, {TEXT("job"), TEXT(h->job)}, 2},
	    {SQL_FIND_JOB, {TEXT(h->code)}, 1},
	    {SQL_KEY_FIND, {TEXT("link"), TEXT(h->link)}, 2},
	    {SQL_FIND_ENTRY_ID, {TEXT(h->what)}, 1},
	    {SQL_KEY_FIND, {TEXT("guid"), TEXT(h->what)}, 2},
	    {SQL_FIND_GUID, {TEXT(h->what)}, 1},
	};

	*ret = 0;
	for (size_t i = 0;
	     i < sizeof(readings) / sizeof(readings[0]) && *ret == 0; i++)
		if (sql_get(s, readings[i].id, readings[i].args, readings[i].n,
			ret, e) != 0)
			return -1;
	return *ret != 0
		   ? 0
		   : err_set(e, EX_DATAERR,
			 "nothing in the store is known as '%s'", h->what);
}

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
load_excerpts(struct store *s, const struct config *c, int64_t number,
    struct match *m, struct err *e)
{
	static const char *const fields[] = {
	    "title", "summary", "text", "authors", "tags"};
	const struct rule *r = find_rule(c, m->rule);
	struct buf query;
	int rc;

	/* The rules were changed since the last run. */
	if (r == NULL)
		return 0;
	buf_init(&query, LIMIT_BODY);
	rules_query(r, &query);
	sql_bind(s, SQL_EXCERPT, ARGS(TEXT(query.data), INT(number)));
	while ((rc = sql_step(s, SQL_EXCERPT, e)) == 1)
		for (int i = 0; i < 5; i++)
			add_excerpt(m, fields[i], sql_text(s, SQL_EXCERPT, i));
	buf_done(&query);
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
	return rc;
}

int
store_explain(struct store *s, const struct config *c, const char *what,
    int64_t now, struct explanation *ret, struct err *e)
{
	struct explanation x = {0};
	struct handle handle;
	int64_t number;
	int rc;

	handle_init(&handle, what);
	rc = find(s, &handle, &number, e);
	handle_done(&handle);
	if (rc == 0)
		rc = load_all(s, c, number, now, &x, e);
	if (rc != 0) {
		explanation_done(&x);
		return -1;
	}
	*ret = x;
	return 0;
}
