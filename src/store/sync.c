/* SPDX-License-Identifier: ISC */
/* What the configuration says, into the store. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/url.h"
#include "store/sql.h"
#include "store/store.h"

/* Of all that this file writes: a run under the same configuration writes
 * none of it. */
static void
hash_config(const struct config *c, char out[HASH_SIZE])
{
	struct buf b;

	buf_init(&b, LIMIT_BODY);
	buf_addf(&b, "%s\n%d %d\n", c->site.id, c->threshold, c->hold);
	for (size_t i = 0; i < c->n_sections; i++)
		buf_addf(&b, "%s\n%lld %d %d\n", c->sections[i].name,
		    (long long)c->sections[i].lifetime_secs,
		    c->sections[i].threshold, c->sections[i].hold);
	buf_adds(&b, "\n");
	for (size_t i = 0; i < c->n_sources; i++)
		buf_addf(&b, "%s\n%s\n%s\n%d %lld\n", c->sources[i].name,
		    c->sources[i].url, c->sources[i].section,
		    c->sources[i].select == SELECT_ALL,
		    (long long)c->sources[i].every_secs);
	hash_hex(b.data, b.len, out);
	buf_done(&b);
}

static struct value
unless_negative(int64_t number)
{
	return INT(number < 0 ? CLOCK_NONE : number);
}

static int
sync_sections(struct store *s, const struct config *c, struct err *e)
{
	int rc = sql_do(s, SQL_SECTION_CLEAR, NO_ARGS, e);

	for (size_t i = 0; i < c->n_sections && rc == 0; i++) {
		const struct section *section = &c->sections[i];

		rc = sql_do(s, SQL_SECTION_ADD,
		    ARGS(TEXT(section->name),
			unless_negative(section->lifetime_secs),
			unless_negative(section->threshold),
			unless_negative(section->hold)),
		    e);
	}
	return rc;
}

/* Some rules hold in some sections alone, so the items of a feed that moves
 * to another are to be scored again. */
static int
sync_feed(struct store *s, const struct config *c, size_t i, struct err *e)
{
	const struct source *f = &c->sources[i];
	int64_t moved;
	char *host;
	int rc;

	if (sql_get(s, SQL_FEED_MOVED, ARGS(TEXT(f->name), TEXT(f->section)),
		&moved, e) != 0)
		return -1;
	if (moved != 0 &&
	    sql_do(s, SQL_SCORE_CLEAR_FEED, ARGS(INT(moved)), e) != 0)
		return -1;
	if (sql_do(s, SQL_FEED_FORGET, ARGS(TEXT(f->name), TEXT(f->url)), e) !=
	    0)
		return -1;
	host = url_host(f->url);
	rc = sql_do(s, SQL_FEED_SYNC,
	    ARGS(TEXT(f->name), INT((int64_t)i), TEXT(f->url), TEXT(f->section),
		INT(f->select == SELECT_ALL), TEXT(host),
		INT(f->every_secs < 0 ? CLOCK_NONE : f->every_secs)),
	    e);
	free(host);
	return rc;
}

static int
sync_all(
    struct store *s, const struct config *c, const char *hash, struct err *e)
{
	int rc = sync_sections(s, c, e);

	if (rc == 0)
		rc = sql_do(s, SQL_FEED_UNLIST, NO_ARGS, e);
	for (size_t i = 0; i < c->n_sources && rc == 0; i++)
		rc = sync_feed(s, c, i, e);
	/* Where a feed went or came back, works may be another's. */
	if (rc == 0)
		rc = sql_do(s, SQL_ITEM_MOVE_ALL, NO_ARGS, e);
	if (rc == 0)
		rc = sql_do(s, SQL_SETTING_SYNC,
		    ARGS(TEXT(c->site.id), INT(c->threshold), INT(c->hold),
			TEXT(hash)),
		    e);
	return rc;
}

int
store_sync(struct store *s, const struct config *c, struct err *e)
{
	char hash[HASH_SIZE];
	struct span span;
	int64_t same;

	hash_config(c, hash);
	if (sql_get(s, SQL_SETTING_SAME_CONFIG, ARGS(TEXT(hash)), &same, e) !=
	    0)
		return -1;
	if (same != 0)
		return 0;
	if (sql_enter(s, &span, e) != 0)
		return -1;
	return sql_leave(s, &span, sync_all(s, c, hash, e), e);
}
