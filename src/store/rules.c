/* SPDX-License-Identifier: ISC */
/* Rules as FTS5 queries. */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/hash.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/fold.h"
#include "store/rules.h"
#include "store/sql.h"

/* The columns of the full-text table that a field of a rule means. A text
 * that only repeats the summary is not indexed twice, hence the two. */
static const struct {
	unsigned int field;
	const char *columns;
} fields[] = {
    {FIELD_TITLE, "title"},
    {FIELD_SUMMARY, "summary"},
    {FIELD_TEXT, "summary text"},
    {FIELD_AUTHORS, "authors"},
    {FIELD_TAGS, "tags"},
};

/* A word or phrase: "hospital*" is "hospital" *. */
static void
add_phrase(const char *phrase, struct buf *out)
{
	size_t len = strlen(phrase);
	bool prefix = len > 0 && phrase[len - 1] == '*';

	buf_addc(out, '"');
	for (size_t i = 0; i < len - prefix; i++) {
		if (phrase[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, phrase[i]);
	}
	buf_adds(out, prefix ? "\" *" : "\"");
}

static void
add_list(char **list, struct buf *out)
{
	buf_addc(out, '(');
	for (size_t i = 0; list[i] != NULL; i++) {
		if (i > 0)
			buf_adds(out, " OR ");
		add_phrase(list[i], out);
	}
	buf_addc(out, ')');
}

static bool
has(char **list)
{
	return list != NULL && list[0] != NULL;
}

static void
add_columns(unsigned int wanted, struct buf *out)
{
	if (wanted == FIELD_ALL)
		return;
	buf_addc(out, '{');
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (wanted & fields[i].field)
			buf_addf(out, "%s ", fields[i].columns);
	buf_adds(out, "} : ");
}

/* barring: " NOT ", or " AND " for what those words keep out. */
static void
add_query(const struct rule *r, unsigned int wanted, const char *barring,
    struct buf *out)
{
	add_columns(wanted, out);
	buf_addc(out, '(');
	if (r->query != NULL) {
		buf_adds(out, r->query);
	} else {
		add_list(r->any_of, out);
		if (has(r->and_of)) {
			buf_adds(out, " AND ");
			add_list(r->and_of, out);
		}
		if (has(r->none_of)) {
			buf_adds(out, barring);
			add_list(r->none_of, out);
		}
	}
	buf_addc(out, ')');
}

void
rules_query(const struct rule *r, struct buf *out)
{
	add_query(r, r->fields, " NOT ", out);
}

bool
rules_not_query(const struct rule *r, struct buf *out)
{
	if (r->query != NULL || !has(r->none_of))
		return false;
	add_columns(r->fields, out);
	add_list(r->none_of, out);
	return true;
}

void
rules_barred_query(const struct rule *r, struct buf *out)
{
	add_query(r, r->fields, " AND ", out);
}

void
rules_title_query(const struct rule *r, struct buf *out)
{
	add_query(r, FIELD_TITLE, " NOT ", out);
}

char *
rules_hash(const struct config *c, char out[HASH_SIZE])
{
	struct buf b;

	buf_init(&b, LIMIT_BODY);
	buf_addf(&b, "%d\n", FOLD_VERSION);
	for (size_t i = 0; i < c->n_rules; i++) {
		const struct rule *r = &c->rules[i];

		buf_addf(&b, "%s\n%d %d\n", r->name, r->score, r->title_score);
		rules_query(r, &b);
		for (char **s = r->sections; s != NULL && *s != NULL; s++)
			buf_addf(&b, "\n%s", *s);
		buf_addc(&b, '\n');
	}
	hash_hex(b.data, b.len, out);
	buf_done(&b);
	return out;
}

/*
 * Queries are tried on an index in memory that is empty, words on one that
 * holds them: in "C++" a letter can be found, in "++" nothing.
 */
static const char trial_sql[] =
    "CREATE VIRTUAL TABLE item_text USING fts5 (title, summary, text, authors,"
    " tags, tokenize = 'lectern');"
    "CREATE TABLE phrase (number INTEGER PRIMARY KEY, rule INTEGER, text TEXT);"
    "CREATE VIRTUAL TABLE phrase_text USING fts5 (text, content = '',"
    " columnsize = 0, tokenize = 'lectern');"
    "CREATE VIRTUAL TABLE word USING fts5vocab (phrase_text, instance);"
    "BEGIN;";

enum trial_statement {
	TRIAL_QUERY,
	TRIAL_PUT,
	TRIAL_INDEX,
	TRIAL_WORDLESS,
	TRIAL_COUNT
};

static const char *const trial_statements[TRIAL_COUNT] = {
    [TRIAL_QUERY] = "SELECT 1 FROM item_text WHERE item_text MATCH ?1",
    [TRIAL_PUT] = "INSERT INTO phrase (rule, text) VALUES (?1, ?2)",
    [TRIAL_INDEX] = "INSERT INTO phrase_text (rowid, text)"
		    " SELECT number, text FROM phrase",
    [TRIAL_WORDLESS] = "SELECT rule, text FROM phrase"
		       " WHERE number NOT IN (SELECT doc FROM word)"
		       " ORDER BY number",
};

struct trial {
	sqlite3 *db;
	sqlite3_stmt *stmts[TRIAL_COUNT];
	void (*complaint)(const char *message);
	int n;
};

static int
trial_open(struct trial *t, struct err *e)
{
	if (sql_open(":memory:", SQLITE_OPEN_READWRITE, &t->db, e) != 0)
		return -1;
	if (sqlite3_exec(t->db, trial_sql, NULL, NULL, NULL) != SQLITE_OK)
		return sql_error(t->db, e);
	for (int i = 0; i < TRIAL_COUNT; i++)
		if (sqlite3_prepare_v2(t->db, trial_statements[i], -1,
			&t->stmts[i], NULL) != SQLITE_OK)
			return sql_error(t->db, e);
	return 0;
}

static void
trial_close(struct trial *t)
{
	for (int i = 0; i < TRIAL_COUNT; i++)
		sqlite3_finalize(t->stmts[i]);
	sqlite3_close(t->db);
}

static void
complain(
    struct trial *t, const struct rule *r, const char *what, const char *why)
{
	char *message = xasprintf("%s:%d: rule '%s': %s: %s", r->place.file,
	    r->place.line, r->name, what, why);

	t->complaint(message);
	t->n++;
	free(message);
}

static void
put_words(struct trial *t, size_t rule, char **list)
{
	sqlite3_stmt *put = t->stmts[TRIAL_PUT];

	for (; list != NULL && *list != NULL; list++) {
		sqlite3_bind_int64(put, 1, (int64_t)rule);
		sqlite3_bind_text(put, 2, *list, -1, SQLITE_STATIC);
		sqlite3_step(put);
		sqlite3_reset(put);
	}
}

static bool
is_query(struct trial *t, const char *query)
{
	sqlite3_stmt *stmt = t->stmts[TRIAL_QUERY];
	int rc;

	sqlite3_bind_text(stmt, 1, query, -1, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_reset(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* One of the editor's own; those that we make of words are always right. */
static void
try_query(struct trial *t, const struct rule *r)
{
	if (r->query != NULL && !is_query(t, r->query))
		complain(t, r, r->query, sqlite3_errmsg(t->db));
}

static int
try_all(struct trial *t, const struct config *c, struct err *e)
{
	sqlite3_stmt *wordless = t->stmts[TRIAL_WORDLESS];
	int rc;

	for (size_t i = 0; i < c->n_rules; i++) {
		put_words(t, i, c->rules[i].any_of);
		put_words(t, i, c->rules[i].and_of);
		put_words(t, i, c->rules[i].none_of);
	}
	sqlite3_step(t->stmts[TRIAL_INDEX]);
	rc = sqlite3_step(wordless);
	for (size_t i = 0; i < c->n_rules; i++) {
		const struct rule *r = &c->rules[i];

		try_query(t, r);
		for (; rc == SQLITE_ROW &&
		       sqlite3_column_int64(wordless, 0) == (int64_t)i;
		     rc = sqlite3_step(wordless))
			complain(t, r,
			    (const char *)sqlite3_column_text(wordless, 1),
			    "holds no word");
	}
	return rc == SQLITE_DONE ? 0 : sql_error(t->db, e);
}

int
rules_check(const struct config *c, void (*complaint)(const char *message),
    struct err *e)
{
	struct trial t = {.complaint = complaint};
	int rc = trial_open(&t, e);

	if (rc == 0)
		rc = try_all(&t, c, e);
	trial_close(&t);
	return rc == 0 ? t.n : -1;
}
