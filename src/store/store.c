/* SPDX-License-Identifier: ISC */
/* Opening the store: whose file it is, its schema, its statements. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/fold.h"
#include "store/schema.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/work.h"

#define APPLICATION_ID 1279607636 /* as schema.sql has it: "LECT" */
#define NEW_MODE 0640             /* an address may hold a password */
#define BUSY_MS \
	10000 /* someone looks at the file with sqlite3, or backs it up */

/* From version 0, an empty file, each step makes the next version. */
static const char *const migrations[] = {
    store_schema_sql, store_version2_sql, store_version3_sql};

#define VERSION ((int)(sizeof(migrations) / sizeof(migrations[0])))

static int
execute(sqlite3 *db, const char *sql, struct err *e)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK
		   ? 0
		   : sql_error(db, e);
}

/* The one number that a statement gives; before there are prepared ones. */
static int
query(sqlite3 *db, const char *sql, int *ret, struct err *e)
{
	sqlite3_stmt *stmt = NULL;
	int rc = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW) {
		*ret = sqlite3_column_int(stmt, 0);
		rc = 0;
	}
	if (rc != 0)
		sql_error(db, e);
	sqlite3_finalize(stmt);
	return rc;
}

/* Nothing is written before this says that the file is ours. */
static int
check_owner(sqlite3 *db, int *version, struct err *e)
{
	int application, tables;

	if (query(db, "PRAGMA application_id", &application, e) != 0 ||
	    query(db, "PRAGMA user_version", version, e) != 0 ||
	    query(db, "SELECT count(*) FROM sqlite_schema", &tables, e) != 0)
		return sqlite3_errcode(db) == SQLITE_NOTADB
			   ? err_set(e, EX_CONFIG, "not a store of lectern's")
			   : -1;
	if (application != APPLICATION_ID &&
	    (application != 0 || *version != 0 || tables != 0))
		return err_set(e, EX_CONFIG, "not a store of lectern's");
	if (*version > VERSION)
		return err_set(e, EX_CONFIG,
		    "written by a newer lectern (version %d of the store, "
		    "this one knows %d)",
		    *version, VERSION);
	return 0;
}

static int
migrate(sqlite3 *db, struct err *e)
{
	int version = 0, rc;

	if (execute(db, "BEGIN IMMEDIATE", e) != 0)
		return -1;
	/* Asked again: another process may have been quicker. */
	rc = check_owner(db, &version, e);
	for (; rc == 0 && version < VERSION; version++)
		rc = execute(db, migrations[version], e);
	if (rc == 0)
		rc = execute(db, "COMMIT", e);
	if (rc != 0)
		execute(db, "ROLLBACK", &(struct err){0});
	return rc;
}

static int
configure(sqlite3 *db, struct err *e)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	return execute(db,
	    "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = FULL;"
	    /* A first run fills the one (KiB), and waits less often for the
	     * disk with the other (pages). */
	    "PRAGMA cache_size = -16384;"
	    "PRAGMA wal_autocheckpoint = 16384;"
	    "PRAGMA foreign_keys = ON;",
	    e);
}

/* An index like the store's, of what is to be scored; of this connection
 * alone, and never on disk. */
static const char fresh_sql[] =
    "PRAGMA temp_store = MEMORY;"
    "CREATE VIRTUAL TABLE temp.fresh_text USING fts5 ("
    " title, summary, text, authors, tags,"
    " content = '', tokenize = 'lectern', columnsize = 0);"
    "CREATE TABLE temp.trial (item INTEGER, rule TEXT, score INTEGER,"
    " PRIMARY KEY (item, rule)) WITHOUT ROWID;";

static int
prepare(struct store *s, struct err *e)
{
	if (execute(s->db, fresh_sql, e) != 0)
		return -1;
	for (int i = 0; i < SQL_COUNT; i++)
		if (sqlite3_prepare_v3(s->db, sql_statements[i], -1,
			SQLITE_PREPARE_PERSISTENT, &s->stmts[i],
			NULL) != SQLITE_OK)
			return sql_error(s->db, e);
	return 0;
}

/* An index that was made with other foldings of words finds the wrong ones. */
static int
sync_words(struct store *s, struct err *e)
{
	struct span span;
	int64_t version;
	int rc;

	sql_bind(s, SQL_SETTING, NO_ARGS);
	if (sql_step(s, SQL_SETTING, e) < 0)
		return -1;
	version = sql_int(s, SQL_SETTING, 1);
	sql_end(s, SQL_SETTING);
	if (version == FOLD_VERSION)
		return 0;
	if (sql_enter(s, &span, e) != 0)
		return -1;
	rc = sql_do(s, SQL_WORDS_REBUILD, NO_ARGS, e);
	if (rc == 0)
		rc = sql_do(s, SQL_SETTING_WORDS, ARGS(INT(FOLD_VERSION)), e);
	return sql_leave(s, &span, rc, e);
}

static int
open_file(struct store *s, const char *path, int flags, struct err *e)
{
	if (sql_open(path, flags, &s->db, e) != 0)
		return -1;
	sqlite3_busy_timeout(s->db, BUSY_MS);
	return 0;
}

/* SQLite gives what it puts beside the file the file's mode. What goes wrong
 * here goes wrong there too, where it is told. */
static void
create_file(const char *path)
{
	int fd;

	if (strcmp(path, ":memory:") == 0)
		return;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, NEW_MODE);
	if (fd >= 0)
		close(fd);
}

static int
open_to_write(struct store *s, const char *path, struct err *e)
{
	int version = 0;

	create_file(path);
	if (open_file(s, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, e) !=
		0 ||
	    check_owner(s->db, &version, e) != 0 || configure(s->db, e) != 0)
		return -1;
	if (version < VERSION && migrate(s->db, e) != 0)
		return -1;
	if (prepare(s, e) != 0)
		return -1;
	return sync_words(s, e);
}

static int
open_to_read(struct store *s, const char *path, struct err *e)
{
	int version = 0;

	/* SQLite opens it to read when it may not be written. */
	if (open_file(s, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, e) !=
		0 ||
	    check_owner(s->db, &version, e) != 0)
		return -1;
	if (version < VERSION)
		return err_set(e, EX_CONFIG,
		    "written by an older lectern: the next run brings it up "
		    "to date");
	return prepare(s, e);
}

struct store *
store_open(const char *path, struct err *e)
{
	struct store *s = xcalloc(1, sizeof(*s));

	if (open_to_write(s, path, e) == 0)
		return s;
	err_prefix(e, "%s", path);
	store_close(s);
	return NULL;
}

/* The file: URI of a path, for a file that nobody writes to now. */
static char *
immutable_uri(const char *path)
{
	struct buf b;

	buf_init(&b, LIMIT_URL);
	buf_adds(&b, "file:");
	for (; *path != '\0'; path++) {
		if (strchr("%?#", *path) != NULL)
			buf_addf(&b, "%%%02X", (unsigned int)*path);
		else
			buf_addc(&b, *path);
	}
	buf_adds(&b, "?immutable=1");
	return buf_take(&b);
}

struct store *
store_open_read(const char *path, struct err *e)
{
	struct store *s = xcalloc(1, sizeof(*s));
	char *uri;
	int rc = open_to_read(s, path, e);

	/* Who may not write to the folder cannot make the file that readers
	 * share with a writer; when there is no writer, there is no need. */
	if (rc != 0 && (sqlite3_errcode(s->db) == SQLITE_CANTOPEN ||
			   sqlite3_errcode(s->db) == SQLITE_READONLY)) {
		store_close(s);
		s = xcalloc(1, sizeof(*s));
		uri = immutable_uri(path);
		rc = open_to_read(s, uri, e);
		free(uri);
	}
	if (rc == 0)
		return s;
	err_prefix(e, "%s", path);
	store_close(s);
	return NULL;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->stmts[i]);
	sqlite3_close(s->db);
	free(s);
}

int
store_begin(struct store *s, struct err *e)
{
	return sql_begin(s, e);
}

int
store_commit(struct store *s, struct err *e)
{
	if (work_index(s, e) == 0 && sql_do(s, SQL_COMMIT, NO_ARGS, e) == 0)
		return 0;
	store_rollback(s);
	return -1;
}

void
store_rollback(struct store *s)
{
	struct err ignored;

	/* An error that SQLite could not contain has rolled back already. */
	if (sqlite3_get_autocommit(s->db) == 0)
		sql_do(s, SQL_ROLLBACK, NO_ARGS, &ignored);
}

int
store_add_run(struct store *s, const struct run *run, struct err *e)
{
	return sql_do(s, SQL_RUN_ADD,
	    ARGS(INT(run->started_at), INT(run->finished_at),
		INT((int64_t)run->n_due), INT((int64_t)run->n_unchanged),
		INT((int64_t)run->n_failed), INT((int64_t)run->n_deferred),
		INT((int64_t)run->tally.n_new),
		INT((int64_t)run->tally.n_changed),
		INT((int64_t)run->n_published)),
	    e);
}

int
store_last_run(struct store *s, struct run *ret, struct err *e)
{
	struct run run = {.started_at = CLOCK_NONE, .finished_at = CLOCK_NONE};
	int rc;

	sql_bind(s, SQL_RUN_LAST, NO_ARGS);
	if ((rc = sql_step(s, SQL_RUN_LAST, e)) < 0)
		return -1;
	if (rc == 1)
		run = (struct run){
		    .started_at = sql_int(s, SQL_RUN_LAST, 0),
		    .finished_at = sql_int(s, SQL_RUN_LAST, 1),
		    .n_due = (size_t)sql_int(s, SQL_RUN_LAST, 2),
		    .n_unchanged = (size_t)sql_int(s, SQL_RUN_LAST, 3),
		    .n_failed = (size_t)sql_int(s, SQL_RUN_LAST, 4),
		    .n_deferred = (size_t)sql_int(s, SQL_RUN_LAST, 5),
		    .tally = {(size_t)sql_int(s, SQL_RUN_LAST, 6),
			(size_t)sql_int(s, SQL_RUN_LAST, 7)},
		    .n_published = (size_t)sql_int(s, SQL_RUN_LAST, 8),
		};
	sql_end(s, SQL_RUN_LAST);
	*ret = run;
	return 0;
}
