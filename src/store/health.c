/* SPDX-License-Identifier: ISC */
/* How the polls of feeds went. */
#include <sysexits.h>

#include "core/xalloc.h"
#include "store/sql.h"
#include "store/store.h"

static void
read_health(struct store *s, enum sql id, struct health *h)
{
	*h = (struct health){
	    .feed = sql_text(s, id, 0),
	    .url = sql_text(s, id, 1),
	    .title = sql_text(s, id, 2),
	    .section = sql_text(s, id, 3),
	    .outcome = outcome_parse(sql_peek(s, id, 4)),
	    .message = sql_text(s, id, 5),
	    .http_status = (long)sql_int(s, id, 6),
	    .since_at = sql_time(s, id, 7),
	    .failures = sql_int(s, id, 8),
	    .checked_at = sql_time(s, id, 9),
	    .succeeded_at = sql_time(s, id, 10),
	    .new_item_at = sql_time(s, id, 11),
	    .due = {sql_time(s, id, 12), due_reason_parse(sql_peek(s, id, 13)),
		sql_int(s, id, 14), sql_int(s, id, 20), sql_time(s, id, 21),
		sql_time(s, id, 22)},
	    .ttl_secs = sql_int(s, id, 15),
	    .skip_hours = (uint32_t)sql_int(s, id, 16),
	    .skip_days = (uint8_t)sql_int(s, id, 17),
	    .moved_url = sql_text(s, id, 18),
	    .moved_polls = sql_int(s, id, 19),
	    .is_damaged = sql_int(s, id, 23) != 0,
	    .rhythm_secs = sql_int(s, id, 24),
	    .n_items = sql_int(s, id, 25),
	    .n_selected = sql_int(s, id, 26),
	};
}

int
store_get_health(
    struct store *s, const char *feed, struct health *ret, struct err *e)
{
	int rc;

	sql_bind(s, SQL_FEED_HEALTH, ARGS(TEXT(feed)));
	if ((rc = sql_step(s, SQL_FEED_HEALTH, e)) < 0)
		return -1;
	if (rc == 0)
		return err_set(e, EX_USAGE, "no feed is called '%s'", feed);
	read_health(s, SQL_FEED_HEALTH, ret);
	sql_end(s, SQL_FEED_HEALTH);
	return 0;
}

/* The rows of a statement that is bound. */
static int
read_all(struct store *s, enum sql id, struct healths *ret, struct err *e)
{
	struct healths hs = {0};
	int rc;

	while ((rc = sql_step(s, id, e)) == 1) {
		hs.list = xgrow(hs.list, hs.n, sizeof(*hs.list));
		read_health(s, id, &hs.list[hs.n++]);
	}
	if (rc != 0) {
		healths_done(&hs);
		return -1;
	}
	*ret = hs;
	return 0;
}

int
store_list_health(
    struct store *s, int64_t now, struct healths *ret, struct err *e)
{
	sql_bind(s, SQL_FEED_LIST, ARGS(INT(now)));
	return read_all(s, SQL_FEED_LIST, ret, e);
}

int
store_list_outdated(struct store *s, struct healths *ret, struct err *e)
{
	sql_bind(s, SQL_FEED_OUTDATED, NO_ARGS);
	return read_all(s, SQL_FEED_OUTDATED, ret, e);
}
