/* SPDX-License-Identifier: ISC */
/* The monthly documents of an output's archive. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "store/list.h"
#include "store/row.h"
#include "store/store.h"

static int64_t
month_of(int64_t t)
{
	struct civil c = clock_local(t);

	return 12 * c.year + c.month - 1;
}

/* Entries that go into no document yet, and into which they shall. */
struct places {
	struct place_of_item {
		int64_t item, month;
	} * list;
	size_t n;
	int64_t closed_to; /* the last month that is; 0 before the first */
};

/*
 * Before the first time all that is there is new, however old: then an entry's
 * own month decides. Later, what came in this month waits for its end: members'
 * readers are to see it in the feed.
 */
static int
find_places(struct store *s, const char *sections, const struct output *o,
    int64_t now, struct places *ret, struct err *e)
{
	const enum sql id = SQL_ARCHIVE_OPEN_LIST;
	const int64_t this_month = month_of(now);
	int rc;

	sql_bind(s, id, ARGS(INT(now), TEXT(sections), TEXT(o->file)));
	while ((rc = sql_step(s, id, e)) == 1) {
		int64_t month = month_of(sql_int(s, id, 1));
		int64_t seen = month_of(sql_int(s, id, 2));

		if (month >= this_month ||
		    (ret->closed_to != 0 && seen >= this_month))
			continue;
		if (month <= ret->closed_to)
			month = ret->closed_to + 1;
		ret->list = xgrow(ret->list, ret->n, sizeof(*ret->list));
		ret->list[ret->n++] =
		    (struct place_of_item){sql_int(s, id, 0), month};
	}
	return rc;
}

int
store_archive_close(struct store *s, const struct config *c,
    const struct output *o, int64_t now, struct err *e)
{
	const int64_t last_month = month_of(now) - 1;
	struct edition ed = {.output = o};
	struct places places = {0};
	char *sections;
	int rc;

	if (sql_get(s, SQL_ARCHIVE_CLOSED, ARGS(TEXT(o->file)),
		&places.closed_to, e) != 0)
		return -1;
	if (places.closed_to >= last_month)
		return 0;
	sections = list_sections(c, &ed);
	rc = find_places(s, sections, o, now, &places, e);
	for (size_t i = 0; i < places.n && rc == 0; i++)
		rc = sql_do(s, SQL_ARCHIVE_ADD,
		    ARGS(TEXT(o->file), INT(places.list[i].item),
			INT(places.list[i].month)),
		    e);
	if (rc == 0)
		rc = sql_do(s, SQL_ARCHIVE_CLOSE,
		    ARGS(TEXT(o->file), INT(last_month)), e);
	free(places.list);
	free(sections);
	edition_done(&ed);
	return rc;
}

int
store_archive_list(struct store *s, const struct output *o,
    struct archives *ret, struct err *e)
{
	const enum sql id = SQL_ARCHIVE_LIST;
	int rc;

	sql_bind(s, id, ARGS(TEXT(o->file)));
	while ((rc = sql_step(s, id, e)) == 1) {
		struct archive *a;

		ret->list = xgrow(ret->list, ret->n, sizeof(*ret->list));
		a = &ret->list[ret->n++];
		*a = (struct archive){.year = sql_int(s, id, 0) / 12,
		    .month = (int)(sql_int(s, id, 0) % 12) + 1,
		    .lacks = sql_text(s, id, 1)};
		a->is_due = strcmp(a->lacks, sql_peek(s, id, 2)) != 0;
	}
	return rc;
}

int
store_archive_edition(struct store *s, const struct config *c,
    const struct archive *a, int64_t now, struct edition *ret, struct err *e)
{
	struct edition ed = *ret;

	free(list_sections(c, &ed));
	sql_bind(s, SQL_ENTRY_ARCHIVED,
	    ARGS(INT(now), TEXT(ed.current->file),
		INT(12 * a->year + a->month - 1)));
	if (row_read_entries(s, SQL_ENTRY_ARCHIVED, &ed.entries, e) != 0) {
		edition_done(&ed);
		return -1;
	}
	ed.updated_at = list_newest(&ed);
	*ret = ed;
	return 0;
}

int
store_archive_placed(struct store *s, const struct output *o,
    const struct archive *a, struct err *e)
{
	return sql_do(s, SQL_ARCHIVE_PLACED,
	    ARGS(TEXT(o->file), INT(12 * a->year + a->month - 1),
		TEXT(a->lacks)),
	    e);
}
