/* SPDX-License-Identifier: ISC */
/* Whether the store is whole. */
#include <string.h>
#include <sysexits.h>

#include "model/entry.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/work.h"

static int
check_file(struct store *s, struct err *e)
{
	int rc;

	sql_bind(s, SQL_CHECK_FILE, NO_ARGS);
	while ((rc = sql_step(s, SQL_CHECK_FILE, e)) == 1) {
		const char *said = sql_peek(s, SQL_CHECK_FILE, 0);

		if (strcmp(said, "ok") == 0)
			continue;
		err_set(e, EX_DATAERR, "store: %s", said);
		sql_end(s, SQL_CHECK_FILE);
		return -1;
	}
	return rc;
}

static int
check_references(struct store *s, struct err *e)
{
	int rc;

	sql_bind(s, SQL_CHECK_REFERENCES, NO_ARGS);
	if ((rc = sql_step(s, SQL_CHECK_REFERENCES, e)) != 1)
		return rc;
	err_set(e, EX_DATAERR, "store: row %lld of %s points at no row of %s",
	    (long long)sql_int(s, SQL_CHECK_REFERENCES, 1),
	    sql_peek(s, SQL_CHECK_REFERENCES, 0),
	    sql_peek(s, SQL_CHECK_REFERENCES, 2));
	sql_end(s, SQL_CHECK_REFERENCES);
	return -1;
}

static int
check_words(struct store *s, struct err *e)
{
	/* FTS5 looks at its index only for those who may write to it. */
	if (sqlite3_db_readonly(s->db, "main") == 1 ||
	    sql_do(s, SQL_WORDS_CHECK, NO_ARGS, e) == 0)
		return 0;
	return sqlite3_extended_errcode(s->db) == SQLITE_CORRUPT_VTAB
		   ? err_set(e, EX_DATAERR,
			 "store: the full-text index is not that of the items")
		   : -1;
}

static int
count(struct store *s, int64_t now, struct counts *ret, struct err *e)
{
	struct counts c = {0};
	enum state state;
	int rc;

	sql_bind(s, SQL_COUNTS, ARGS(INT(now)));
	while ((rc = sql_step(s, SQL_COUNTS, e)) == 1) {
		if (state_parse(sql_peek(s, SQL_COUNTS, 0), &state) != 0)
			continue;
		c.by_state[state] = sql_int(s, SQL_COUNTS, 1);
		c.n_items += c.by_state[state];
		if (state == STATE_SELECTED)
			c.n_homeless = sql_int(s, SQL_COUNTS, 2);
	}
	if (rc == 0)
		*ret = c;
	return rc;
}

int
store_check(struct store *s, int64_t now, struct counts *ret, struct err *e)
{
	if (work_index(s, e) != 0 || check_file(s, e) != 0 ||
	    check_references(s, e) != 0 || check_words(s, e) != 0)
		return -1;
	return count(s, now, ret, e);
}
