/* SPDX-License-Identifier: ISC */
/* A work that the store has: read, rewritten, found to be another one. */
#include "store/work.h"
#include "core/clock.h"
#include "core/limits.h"
#include "store/merge.h"
#include "store/row.h"
#include "store/stamp.h"

int
work_load(struct store *s, int64_t number, struct work *ret, struct err *e)
{
	*ret = (struct work){.number = number};
	item_init(&ret->item);
	sql_bind(s, SQL_ITEM_GET, ARGS(INT(number)));
	if (sql_step(s, SQL_ITEM_GET, e) < 0)
		return -1;
	ret->holder = sql_int(s, SQL_ITEM_GET, 0);
	ret->updated_at = sql_int(s, SQL_ITEM_GET, 1);
	sql_end(s, SQL_ITEM_GET);
	return row_load_item(s, number, &ret->item, e);
}

void
work_done(struct work *w)
{
	item_done(&w->item);
}

/* What a row of words says goes into the index, or out of it. Values, not a
 * SELECT: see the note on writing in sql.h. */
static int
index_row(struct store *s, enum sql row, enum sql how, struct err *e)
{
	sqlite3_reset(s->stmts[how]);
	for (int i = 0; i < 6; i++)
		sqlite3_bind_value(s->stmts[how], i + 1,
		    sqlite3_column_value(s->stmts[row], i));
	return sql_step(s, how, e);
}

static int
index_words(struct store *s, enum sql which, int64_t number, enum sql how,
    struct err *e)
{
	int rc;

	sql_bind(s, which, ARGS(INT(number)));
	while ((rc = sql_step(s, which, e)) == 1) {
		if (index_row(s, which, how, e) != 0) {
			sql_end(s, which);
			return -1;
		}
	}
	return rc;
}

int
work_index(struct store *s, struct err *e)
{
	int64_t first = s->unindexed;

	s->unindexed = 0;
	return first == 0
		   ? 0
		   : index_words(s, SQL_WORDS_FROM, first, SQL_WORDS_ADD, e);
}

/* What the index has of a work is what stands in the store now. */
static int
forget_words(struct store *s, int64_t number, struct err *e)
{
	return work_index(s, e) == 0
		   ? index_words(s, SQL_WORDS_GET, number, SQL_WORDS_DROP, e)
		   : -1;
}

int
work_rewrite(struct store *s, const struct visit *v, const struct work *w,
    bool changed, struct err *e)
{
	struct value args[ROW_ITEM_ARGS + 4];
	struct value *more = args + ROW_ITEM_ARGS;
	int64_t updated_at = w->updated_at;

	if (changed &&
	    stamp_next(s, v->now, w->updated_at, &updated_at, e) != 0)
		return -1;
	row_item_args(&w->item, args);
	more[0] = INT(w->holder);
	more[1] = INT(updated_at);
	more[2] = INT(changed ? v->doc->updated_at : CLOCK_NONE);
	more[3] = INT(w->number);
	if (forget_words(s, w->number, e) != 0 ||
	    sql_do(s, SQL_ITEM_SET, args, ROW_ITEM_ARGS + 4, e) != 0 ||
	    sql_do(s, SQL_SCORE_CLEAR_ITEM, ARGS(INT(w->number)), e) != 0 ||
	    row_clear_lists(s, w->number, e) != 0 ||
	    row_add_lists(s, w->number, &w->item, e) != 0)
		return -1;
	return index_words(s, SQL_WORDS_GET, w->number, SQL_WORDS_ADD, e);
}

int
work_move_home(struct store *s, int64_t number, struct err *e)
{
	int64_t home;

	if (sql_get(s, SQL_ITEM_HOME, ARGS(INT(number)), &home, e) != 0)
		return -1;
	return home == 0
		   ? 0
		   : sql_do(s, SQL_ITEM_MOVE, ARGS(INT(number), INT(home)), e);
}

int
work_prune_keys(struct store *s, int64_t number, struct err *e)
{
	int rc = 0;

	for (enum key_kind i = KEY_DOI; i < KEY_COUNT && rc == 0; i++)
		rc = sql_do(s, SQL_KEY_PRUNE,
		    ARGS(INT(number), TEXT(key_kind_str(i)),
			INT(LIMIT_KEYS - 1)),
		    e);
	return rc;
}

/* All that hangs on the second goes over to the first. */
static int
move_rows(struct store *s, int64_t first, int64_t second, struct err *e)
{
	static const enum sql moves[] = {SQL_KEY_MOVE, SQL_SIGHTING_MOVE,
	    SQL_SIGHTING_DROP, SQL_DECISION_MOVE, SQL_VERDICT_DROP,
	    SQL_MENTION_MOVE, SQL_MENTION_CLEAR, SQL_ITEM_SAME};

	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++)
		if (sql_do(s, moves[i], ARGS(INT(first), INT(second)), e) != 0)
			return -1;
	return work_prune_keys(s, first, e) == 0 ? work_move_home(s, first, e)
						 : -1;
}

static int
absorb(struct store *s, struct visit *v, struct work *first,
    struct work *second, struct err *e)
{
	enum merge result;

	/* The index forgets its words while the store still shows them. */
	if (forget_words(s, second->number, e) != 0 ||
	    move_rows(s, first->number, second->number, e) != 0)
		return -1;
	for (size_t i = 0; i < v->n_seen; i++)
		if (v->seen[i] == second->number)
			v->seen[i] = first->number;
	result = merge_item(&first->item, &second->item, false);
	if (result == MERGE_CHANGED)
		v->tally.n_changed++;
	return work_rewrite(s, v, first, result == MERGE_CHANGED, e);
}

int
work_join(struct store *s, struct visit *v, const int64_t pair[2], bool sure,
    int64_t *ret, struct err *e)
{
	int64_t first = pair[pair[0] > pair[1]];
	int64_t second = pair[pair[0] < pair[1]];
	struct work ours = {0}, theirs = {0};
	int64_t apart;
	int rc = -1;

	if (sql_get(s, SQL_ITEMS_APART,
		ARGS(INT(first), INT(second), INT(sure)), &apart, e) != 0)
		return -1;
	*ret = 0;
	if (apart != 0)
		return 0;
	if (work_load(s, first, &ours, e) == 0 &&
	    work_load(s, second, &theirs, e) == 0)
		rc = absorb(s, v, &ours, &theirs, e);
	if (rc == 0)
		*ret = first;
	work_done(&ours);
	work_done(&theirs);
	return rc;
}
