/* SPDX-License-Identifier: ISC */
/* Running prepared statements. */
#include <sysexits.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "store/sql.h"
#include "store/tokenizer.h"

/* What SQLite says of the disk; all else it says of our SQL. */
static int
exit_code(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return EX_CANTCREAT;
	case SQLITE_IOERR:
	case SQLITE_FULL:
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return EX_IOERR;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return EX_TEMPFAIL;
	default:
		return EX_SOFTWARE;
	}
}

int
sql_error(sqlite3 *db, struct err *e)
{
	return err_set(
	    e, exit_code(sqlite3_errcode(db)), "store: %s", sqlite3_errmsg(db));
}

int
sql_open(const char *path, int flags, sqlite3 **db, struct err *e)
{
	/* One thread uses it: locks for others, and counts of what is
	 * allocated, are a twentieth of what a first run costs. From the second
	 * database on this has been done, and is refused. */
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	if (sqlite3_open_v2(path, db, flags, NULL) != SQLITE_OK)
		return err_set(e, EX_CANTCREAT, "%s", sqlite3_errmsg(*db));
	return tokenizer_register(*db, e);
}

void
sql_bind(struct store *s, enum sql id, const struct value *args, size_t n)
{
	sqlite3_stmt *stmt = s->stmts[id];

	sqlite3_reset(stmt);
	for (size_t i = 0; i < n; i++) {
		const struct value *v = &args[i];
		int at = (int)i + 1;

		if (v->type == VALUE_TEXT)
			sqlite3_bind_text(stmt, at, v->text, -1, SQLITE_STATIC);
		else if (v->number == CLOCK_NONE)
			sqlite3_bind_null(stmt, at);
		else
			sqlite3_bind_int64(stmt, at, v->number);
	}
}

int
sql_step(struct store *s, enum sql id, struct err *e)
{
	int rc = sqlite3_step(s->stmts[id]);

	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE)
		sql_error(s->db, e);
	sqlite3_reset(s->stmts[id]);
	return rc == SQLITE_DONE ? 0 : -1;
}

void
sql_end(struct store *s, enum sql id)
{
	sqlite3_reset(s->stmts[id]);
}

int
sql_do(struct store *s, enum sql id, const struct value *args, size_t n,
    struct err *e)
{
	int rc;

	sql_bind(s, id, args, n);
	while ((rc = sql_step(s, id, e)) == 1)
		continue;
	return rc;
}

int
sql_get(struct store *s, enum sql id, const struct value *args, size_t n,
    int64_t *ret, struct err *e)
{
	int64_t value = 0;
	int rc;

	sql_bind(s, id, args, n);
	if ((rc = sql_step(s, id, e)) < 0)
		return -1;
	if (rc == 1) {
		value = sql_int(s, id, 0);
		sql_end(s, id);
	}
	*ret = value;
	return 0;
}

char *
sql_text(struct store *s, enum sql id, int column)
{
	return xstrdup(sql_peek(s, id, column));
}

const char *
sql_peek(struct store *s, enum sql id, int column)
{
	return (const char *)sqlite3_column_text(s->stmts[id], column);
}

int64_t
sql_int(struct store *s, enum sql id, int column)
{
	return sqlite3_column_int64(s->stmts[id], column);
}

int64_t
sql_time(struct store *s, enum sql id, int column)
{
	return sqlite3_column_type(s->stmts[id], column) == SQLITE_NULL
		   ? CLOCK_NONE
		   : sql_int(s, id, column);
}

int
sql_begin(struct store *s, struct err *e)
{
	/* What waited in one that was rolled back is gone. */
	s->unindexed = 0;
	return sql_do(s, SQL_BEGIN, NO_ARGS, e);
}

int
sql_enter(struct store *s, struct span *span, struct err *e)
{
	span->inside = sqlite3_get_autocommit(s->db) == 0;
	return span->inside ? 0 : sql_begin(s, e);
}

int
sql_leave(struct store *s, const struct span *span, int rc, struct err *e)
{
	struct err ignored;

	if (span->inside)
		return rc;
	if (rc == 0)
		rc = sql_do(s, SQL_COMMIT, NO_ARGS, e);
	/* Some errors make SQLite roll back by itself. */
	if (rc != 0 && sqlite3_get_autocommit(s->db) == 0)
		sql_do(s, SQL_ROLLBACK, NO_ARGS, &ignored);
	return rc;
}
