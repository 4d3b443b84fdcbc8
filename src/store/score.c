/* SPDX-License-Identifier: ISC */
/* What the rules say of what is not yet scored. */
#include <stdlib.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/names.h"
#include "store/rules.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/work.h"

/* Where rules are asked: the store's index, or one of those items alone that
 * are to be scored. What a query costs grows with its index. */
struct look {
	enum sql add, raise;
};

static const struct look whole = {SQL_VERDICT_ADD, SQL_VERDICT_RAISE};
static const struct look fresh = {
    SQL_VERDICT_ADD_FRESH, SQL_VERDICT_RAISE_FRESH};
static const struct look trial = {SQL_TRIAL_ADD, SQL_TRIAL_RAISE};

/* A fresh index must be made first, which pays while it is small: one for less
 * than this share of all items. */
#define FRESH_SHARE 8

static int
count_reached(struct store *s, size_t *ret, struct err *e)
{
	int64_t n;

	if (sql_get(s, SQL_SCORE_REACHED, NO_ARGS, &n, e) != 0)
		return -1;
	*ret = (size_t)n;
	return 0;
}

/* Another hash means other rules: nothing is scored any more. */
static int
forget_scores(
    struct store *s, const struct config *c, struct scoring *ret, struct err *e)
{
	char hash[HASH_SIZE];
	int64_t same;

	rules_hash(c, hash);
	if (sql_get(s, SQL_SETTING_SAME_RULES, ARGS(TEXT(hash)), &same, e) != 0)
		return -1;
	if (same != 0)
		return 0;
	if (count_reached(s, &ret->n_before, e) != 0 ||
	    sql_do(s, SQL_SCORE_CLEAR, NO_ARGS, e) != 0)
		return -1;
	ret->anew = sqlite3_changes(s->db) > 0;
	return sql_do(s, SQL_SETTING_RULES, ARGS(TEXT(hash)), e);
}

static int
judge(struct store *s, const struct rule *r, const struct look *look,
    struct err *e)
{
	struct buf query, title;
	char *sections = names_join(r->sections);
	int rc;

	buf_init(&query, LIMIT_BODY);
	buf_init(&title, LIMIT_BODY);
	rules_query(r, &query);
	rules_title_query(r, &title);
	rc = sql_do(s, look->add,
	    ARGS(
		TEXT(r->name), INT(r->score), TEXT(query.data), TEXT(sections)),
	    e);
	if (rc == 0 && r->title_score != 0)
		rc = sql_do(s, look->raise,
		    ARGS(TEXT(r->name), INT(r->title_score), TEXT(title.data)),
		    e);
	/* What FTS5 does not understand is the editor's to mend. */
	if (rc != 0 && e->code == EX_SOFTWARE) {
		e->code = EX_CONFIG;
		err_prefix(e, "%s:%d: rule '%s'", r->place.file, r->place.line,
		    r->name);
	}
	buf_done(&query);
	buf_done(&title);
	free(sections);
	return rc;
}

static int
judge_all(struct store *s, const struct config *c, const struct look *look,
    struct err *e)
{
	int rc = sql_do(s, SQL_VERDICT_CLEAR, NO_ARGS, e);

	if (rc == 0 && look == &fresh)
		rc = sql_do(s, SQL_FRESH_FILL, NO_ARGS, e);
	for (size_t i = 0; i < c->n_rules && rc == 0; i++)
		rc = judge(s, &c->rules[i], look, e);
	if (rc == 0 && look == &fresh)
		rc = sql_do(s, SQL_FRESH_CLEAR, NO_ARGS, e);
	return rc == 0 ? sql_do(s, SQL_SCORE_SUM, NO_ARGS, e) : -1;
}

static int
score_all(
    struct store *s, const struct config *c, struct scoring *ret, struct err *e)
{
	size_t n_all;

	if (work_index(s, e) != 0 || forget_scores(s, c, ret, e) != 0 ||
	    sql_do(s, SQL_SCORE_NEW, NO_ARGS, e) != 0)
		return -1;
	sql_bind(s, SQL_SCORE_AMOUNT, NO_ARGS);
	if (sql_step(s, SQL_SCORE_AMOUNT, e) < 0)
		return -1;
	ret->n_items = (size_t)sql_int(s, SQL_SCORE_AMOUNT, 0);
	n_all = (size_t)sql_int(s, SQL_SCORE_AMOUNT, 1);
	sql_end(s, SQL_SCORE_AMOUNT);
	if (ret->n_items > 0 &&
	    judge_all(s, c,
		ret->n_items < n_all / FRESH_SHARE ? &fresh : &whole, e) != 0)
		return -1;
	return ret->anew ? count_reached(s, &ret->n_now, e) : 0;
}

int
store_score(
    struct store *s, const struct config *c, struct scoring *ret, struct err *e)
{
	struct scoring scoring = {0};
	struct span span;

	if (sql_enter(s, &span, e) != 0 ||
	    sql_leave(s, &span, score_all(s, c, &scoring, e), e) != 0)
		return -1;
	if (ret != NULL)
		*ret = scoring;
	return 0;
}

void
trial_done(struct trial *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->list[i].title);
		free(t->list[i].feed);
	}
	free(t->list);
	*t = (struct trial){0};
}

static void
add_change(struct store *s, struct trial *t)
{
	enum state was, is;

	if (state_parse(sql_peek(s, SQL_TRIAL_LIST, 6), &was) != 0 ||
	    state_parse(sql_peek(s, SQL_TRIAL_LIST, 7), &is) != 0)
		return;
	t->before[was]++;
	t->after[is]++;
	if (was == is || (was != STATE_SELECTED && is != STATE_SELECTED))
		return;
	t->list = xgrow(t->list, t->n, sizeof(*t->list));
	t->list[t->n++] = (struct tried){
	    .number = sql_int(s, SQL_TRIAL_LIST, 0),
	    .title = sql_text(s, SQL_TRIAL_LIST, 1),
	    .feed = sql_text(s, SQL_TRIAL_LIST, 2),
	    .published_at = sql_int(s, SQL_TRIAL_LIST, 3),
	    .old_score = (int)sql_int(s, SQL_TRIAL_LIST, 4),
	    .new_score = (int)sql_int(s, SQL_TRIAL_LIST, 5),
	    .old_state = was,
	    .new_state = is,
	};
}

int
store_try(
    struct store *s, const struct config *c, struct trial *ret, struct err *e)
{
	struct trial t = {0};
	int rc = 0;

	for (size_t i = 0; i < c->n_rules && rc == 0; i++)
		rc = judge(s, &c->rules[i], &trial, e);
	if (rc != 0)
		return -1;
	sql_bind(s, SQL_TRIAL_LIST,
	    ARGS(INT(CLOCK_NONE), INT(c->threshold), INT(c->hold)));
	while ((rc = sql_step(s, SQL_TRIAL_LIST, e)) == 1)
		add_change(s, &t);
	if (rc == 0)
		*ret = t;
	else
		trial_done(&t);
	return rc;
}
