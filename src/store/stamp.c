/* SPDX-License-Identifier: ISC */
/* A second that no other entry has. */
#include "store/stamp.h"

/* The first free second from t on, in steps of +1 or -1. */
static int
walk(struct store *s, int64_t t, int64_t step, int64_t *ret, struct err *e)
{
	int64_t taken = 1;

	for (; taken != 0; t += step)
		if (sql_get(s, SQL_ITEM_UPDATED, ARGS(INT(t)), &taken, e) != 0)
			return -1;
	*ret = t - step;
	return 0;
}

int
stamp_find(
    struct store *s, int64_t now, int64_t old_at, int64_t *ret, struct err *e)
{
	struct stamps *st = &s->stamps;
	int64_t found;

	/* What lies between the two marks is taken, so that thirty thousand
	 * items of one run do not each walk past those before. */
	if (st->now != now || st->above == 0)
		*st = (struct stamps){now, now, now + 1};
	if (old_at < st->below) {
		if (walk(s, st->below, -1, &found, e) != 0)
			return -1;
		st->below = found;
		if (found > old_at) {
			*ret = found;
			return 0;
		}
	}
	if (old_at >= st->above)
		return walk(s, old_at + 1, 1, ret, e);
	if (walk(s, st->above, 1, &found, e) != 0)
		return -1;
	st->above = found;
	*ret = found;
	return 0;
}
