/* SPDX-License-Identifier: ISC */
/* A second that no other entry has. */
#include "store/stamp.h"

/* The first free second from *t on, in steps of +1 or -1. */
static int
walk(struct store *s, int64_t *t, int64_t step, struct err *e)
{
	int64_t taken = 1;

	for (; taken != 0; *t += step)
		if (sql_get(s, SQL_ITEM_UPDATED, ARGS(INT(*t)), &taken, e) != 0)
			return -1;
	*t -= step;
	return 0;
}

/* What lies between the two marks is taken or promised, so that thirty thousand
 * items of one run do not each walk past those before. */
static struct stamps *
marks(struct store *s, int64_t now)
{
	struct stamps *st = &s->stamps;

	if (st->now != now || st->above == 0)
		*st = (struct stamps){now, now, now + 1};
	return st;
}

int
stamp_new(struct store *s, int64_t now, int64_t not_before, int64_t *ret,
    struct err *e)
{
	struct stamps *st = marks(s, now);

	if (walk(s, &st->below, -1, e) != 0)
		return -1;
	if (st->below < not_before) {
		if (walk(s, &st->above, 1, e) != 0)
			return -1;
		if (st->above <= now + STAMP_AHEAD_SECS) {
			*ret = st->above++;
			return 0;
		}
	}
	*ret = st->below--;
	return 0;
}

int
stamp_next(
    struct store *s, int64_t now, int64_t old_at, int64_t *ret, struct err *e)
{
	struct stamps *st = marks(s, now);
	int64_t after = old_at + 1;
	int64_t *mark = &st->above;

	if (old_at < st->below && walk(s, &st->below, -1, e) != 0)
		return -1;
	if (old_at < st->below) {
		*ret = st->below--;
		return 0;
	}
	if (old_at >= st->above)
		mark = &after;
	if (walk(s, mark, 1, e) != 0)
		return -1;
	*ret = (*mark)++;
	return 0;
}
