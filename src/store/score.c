/* SPDX-License-Identifier: ISC */
/* What the rules say of what is not yet scored. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "store/names.h"
#include "store/rules.h"
#include "store/sql.h"
#include "store/store.h"

/* From one item number to another. */
struct range {
	int64_t first, last;
};

/* Another hash means other rules: nothing is scored any more. */
static int
forget_scores(struct store *s, const struct config *c, struct err *e)
{
	char hash[HASH_SIZE];
	int64_t same;

	rules_hash(c, hash);
	if (sql_get(s, SQL_SETTING_SAME_RULES, ARGS(TEXT(hash)), &same, e) != 0)
		return -1;
	if (same != 0)
		return 0;
	if (sql_do(s, SQL_SCORE_CLEAR, NO_ARGS, e) != 0)
		return -1;
	return sql_do(s, SQL_SETTING_RULES, ARGS(TEXT(hash)), e);
}

static int
find_ranges(struct store *s, struct range **ret, size_t *n, struct err *e)
{
	int rc;

	sql_bind(s, SQL_SCORE_RANGES, NO_ARGS);
	while ((rc = sql_step(s, SQL_SCORE_RANGES, e)) == 1) {
		*ret = xgrow(*ret, *n, sizeof(**ret));
		(*ret)[(*n)++] = (struct range){sql_int(s, SQL_SCORE_RANGES, 0),
		    sql_int(s, SQL_SCORE_RANGES, 1)};
	}
	return rc;
}

static int
judge(struct store *s, const struct rule *r, const struct range *ranges,
    size_t n, struct err *e)
{
	struct buf query, title;
	char *sections = names_join(r->sections);
	int rc = 0;

	buf_init(&query, LIMIT_BODY);
	buf_init(&title, LIMIT_BODY);
	rules_query(r, &query);
	rules_title_query(r, &title);
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct value first = INT(ranges[i].first),
				   last = INT(ranges[i].last);

		rc = sql_do(s, SQL_VERDICT_ADD,
		    ARGS(TEXT(r->name), INT(r->score), TEXT(query.data), first,
			last, TEXT(sections)),
		    e);
		if (rc == 0 && r->title_score != 0)
			rc = sql_do(s, SQL_VERDICT_RAISE,
			    ARGS(TEXT(r->name), INT(r->title_score),
				TEXT(title.data), first, last),
			    e);
	}
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
score_all(struct store *s, const struct config *c, struct err *e)
{
	struct range *ranges = NULL;
	size_t n = 0;
	int rc = forget_scores(s, c, e);

	if (rc == 0)
		rc = find_ranges(s, &ranges, &n, e);
	if (rc == 0 && n > 0)
		rc = sql_do(s, SQL_VERDICT_CLEAR, NO_ARGS, e);
	for (size_t i = 0; i < c->n_rules && n > 0 && rc == 0; i++)
		rc = judge(s, &c->rules[i], ranges, n, e);
	if (rc == 0 && n > 0)
		rc = sql_do(s, SQL_SCORE_SUM, NO_ARGS, e);
	free(ranges);
	return rc;
}

int
store_score(struct store *s, const struct config *c, struct err *e)
{
	struct span span;

	if (sql_enter(s, &span, e) != 0)
		return -1;
	return sql_leave(s, &span, score_all(s, c, e), e);
}
