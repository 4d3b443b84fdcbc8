/* SPDX-License-Identifier: ISC */
/*
 * All statements of the store, prepared once when it is opened, and the little
 * it takes to run one:
 *
 *	sql_do(s, SQL_KEY_ADD, ARGS(TEXT(kind), TEXT(value), INT(item)), e)
 *
 * or, for rows, sql_bind(), sql_step() until it is 0, and the readers. A text
 * that is bound must live until the statement is stepped for the last time.
 *
 * A statement that SQLite may have to take back by halves (INSERT … SELECT, an
 * upsert, RETURNING, an UPDATE of many rows) makes FTS5 write its index to
 * disk first. What is run for each item is therefore a plain one-row INSERT or
 * an UPDATE by primary key: twice as fast, measured.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/err.h"

enum sql {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_ROLLBACK,
	SQL_SETTING,
	SQL_SETTING_SAME_CONFIG,
	SQL_SETTING_SAME_RULES,
	SQL_SETTING_SYNC,
	SQL_SETTING_RULES,
	SQL_SETTING_WORDS,
	SQL_SECTION_CLEAR,
	SQL_SECTION_ADD,
	SQL_FEED_UNLIST,
	SQL_FEED_MOVED,
	SQL_FEED_FORGET,
	SQL_FEED_SYNC,
	SQL_FEED_DUE,
	SQL_FEED_FIND,
	SQL_FEED_POLLED,
	SQL_FEED_READ,
	SQL_FEED_SET_DUE,
	SQL_FEED_DEFER,
	SQL_FEED_OUTDATED,
	SQL_FEED_HEALTH,
	SQL_FEED_LIST,
	SQL_DOUBT_FEED,
	SQL_DOUBT_TITLES,
	SQL_DOUBT_DATE,
	SQL_DOUBT_SET,
	SQL_DOUBT_BELIEVE,
	SQL_DOUBT_BELIEVED,
	SQL_ORIGIN_FIND,
	SQL_ORIGIN_ADD,
	SQL_ITEM_ADD,
	SQL_ITEM_GET,
	SQL_ITEM_SET,
	SQL_ITEM_UPDATED,
	SQL_ITEM_TOUCH,
	SQL_ITEM_LOAD,
	SQL_ITEM_HOME,
	SQL_ITEM_MOVE,
	SQL_ITEM_MOVE_ALL,
	SQL_PERSON_ADD,
	SQL_PERSON_CLEAR,
	SQL_PERSON_LIST,
	SQL_TAG_ADD,
	SQL_TAG_CLEAR,
	SQL_TAG_LIST,
	SQL_ATTACHMENT_ADD,
	SQL_ATTACHMENT_CLEAR,
	SQL_ATTACHMENT_LIST,
	SQL_ITEM_SAME,
	SQL_ITEMS_APART,
	SQL_KEY_FIND,
	SQL_KEY_OTHER,
	SQL_KEY_REUSED,
	SQL_KEY_GUIDS,
	SQL_KEY_TITLED,
	SQL_KEY_MOVE,
	SQL_KEY_PRUNE,
	SQL_KEY_ADD,
	SQL_KEY_SHARED,
	SQL_KEY_LIST,
	SQL_MENTION_SET,
	SQL_MENTION_DROP,
	SQL_MENTION_MOVE,
	SQL_MENTION_CLEAR,
	SQL_MENTION_AWAITED,
	SQL_MENTION_SAME,
	SQL_MENTION_WAITING,
	SQL_MENTION_ANSWER,
	SQL_MENTION_GRAVEST,
	SQL_MENTION_TITLES,
	SQL_MENTION_WORK,
	SQL_MENTION_GIVE_UP_DOI,
	SQL_MENTION_FORGET_DOI,
	SQL_SIGHTING_FIND,
	SQL_SIGHTING_AGAIN,
	SQL_SIGHTING_CARRY,
	SQL_SIGHTING_GET,
	SQL_SIGHTING_SET,
	SQL_SIGHTING_MOVE,
	SQL_SIGHTING_DROP,
	SQL_SIGHTING_LIST,
	SQL_SIGHTING_FEEDS,
	SQL_SIGHTING_TRUSTED,
	SQL_WORDS_GET,
	SQL_WORDS_FROM,
	SQL_WORDS_ADD,
	SQL_WORDS_DROP,
	SQL_WORDS_REBUILD,
	SQL_WORDS_CHECK,
	SQL_SCORE_CLEAR,
	SQL_SCORE_CLEAR_FEED,
	SQL_SCORE_CLEAR_ITEM,
	SQL_SCORE_NEW,
	SQL_SCORE_AMOUNT,
	SQL_SCORE_LIMITS,
	SQL_SCORE_REACHED,
	SQL_SCORE_SUM,
	SQL_FRESH_FILL,
	SQL_FRESH_CLEAR,
	SQL_VERDICT_ADD,
	SQL_VERDICT_RAISE,
	SQL_VERDICT_ADD_FRESH,
	SQL_VERDICT_RAISE_FRESH,
	SQL_TRIAL_ADD,
	SQL_TRIAL_RAISE,
	SQL_TRIAL_LIST,
	SQL_VERDICT_CLEAR,
	SQL_VERDICT_DROP,
	SQL_VERDICT_LIST,
	SQL_EXCERPT,
	SQL_DECISION_ADD,
	SQL_DECISION_SAME,
	SQL_DECISION_LIST,
	SQL_DECISION_MOVE,
	SQL_ENTRY_GET,
	SQL_ENTRY_LIST,
	SQL_ENTRY_EDITION,
	SQL_CHANNEL_LIST,
	SQL_EDITION_GET,
	SQL_EDITION_SET,
	SQL_EDITION_PLACED,
	SQL_HUB_IS_TOLD,
	SQL_HUB_TOLD,
	SQL_HUB_DEAF,
	SQL_HUB_SET_DEAF,
	SQL_ENTRY_EDITION_OPEN,
	SQL_ENTRY_ARCHIVED,
	SQL_ARCHIVE_CLOSED,
	SQL_ARCHIVE_CLOSE,
	SQL_ARCHIVE_OPEN_LIST,
	SQL_ARCHIVE_ADD,
	SQL_ARCHIVE_LIST,
	SQL_ARCHIVE_PLACED,
	SQL_ENTRY_GONE,
	SQL_FIND_NUMBER,
	SQL_FIND_JOB,
	SQL_FIND_GUID,
	SQL_FIND_ENTRY_ID,
	SQL_COUNTS,
	SQL_TWIN_LIST,
	SQL_CHECK_FILE,
	SQL_CHECK_REFERENCES,
	SQL_RUN_ADD,
	SQL_RUN_LAST,
	SQL_COUNT
};

extern const char *const sql_statements[SQL_COUNT];

struct store {
	sqlite3 *db;
	sqlite3_stmt *stmts[SQL_COUNT];
	struct stamps {
		int64_t now;
		int64_t below, above;
	} stamps;          /* see stamp.h */
	int64_t unindexed; /* see work_index() */
};

struct value {
	enum { VALUE_TEXT, VALUE_INT } type;
	const char *text; /* NULL binds NULL */
	int64_t number;   /* CLOCK_NONE binds NULL */
};

#define TEXT(s) ((struct value){.type = VALUE_TEXT, .text = (s)})
#define INT(n) ((struct value){.type = VALUE_INT, .number = (n)})
#define ARGS(...)                            \
	(const struct value[]){__VA_ARGS__}, \
	    sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)
#define NO_ARGS NULL, 0

/* Binds parameters 1 to n; the statement is ready to be stepped. */
void sql_bind(struct store *s, enum sql id, const struct value *args, size_t n);

/* 1 with a row, 0 when there is no more, -1 with *e; after 0 and -1 the
 * statement is at rest. */
int sql_step(struct store *s, enum sql id, struct err *e);

/* Lays a statement to rest whose rows were not all read. */
void sql_end(struct store *s, enum sql id);

/* Binds and runs a statement to its end. */
int sql_do(struct store *s, enum sql id, const struct value *args, size_t n,
    struct err *e);

/* Binds and runs one that gives at most one number; *ret is 0 when it gives
 * no row, or NULL. */
int sql_get(struct store *s, enum sql id, const struct value *args, size_t n,
    int64_t *ret, struct err *e);

/* The columns of the current row, from 0. sql_text() is a copy that the caller
 * frees, or NULL; sql_peek() lives until the next step. */
char *sql_text(struct store *s, enum sql id, int column);
const char *sql_peek(struct store *s, enum sql id, int column);
int64_t sql_int(struct store *s, enum sql id, int column);
int64_t sql_time(struct store *s, enum sql id, int column);

/* Begins a transaction. */
int sql_begin(struct store *s, struct err *e);

/*
 * A piece of writing that is whole or not at all: sql_enter(), and, when that
 * was 0, sql_leave() with how it went, which it returns. Inside of a
 * transaction of the caller's, it is the caller who commits or rolls back: a
 * savepoint would write FTS5's index to disk for each feed.
 */
struct span {
	bool inside;
};
int sql_enter(struct store *s, struct span *span, struct err *e);
int sql_leave(struct store *s, const struct span *span, int rc, struct err *e);

/* *e from what SQLite says; returns -1. */
int sql_error(sqlite3 *db, struct err *e);

/* Opens a database, with our tokenizer; flags are those of sqlite3_open_v2().
 * 0, or -1 with *e; *db is to be closed either way. */
int sql_open(const char *path, int flags, sqlite3 **db, struct err *e);

#endif
