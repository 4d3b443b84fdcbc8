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
#include "store/tokenizer.h"

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

static void
add_query(const struct rule *r, unsigned int wanted, struct buf *out)
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
			buf_adds(out, " NOT ");
			add_list(r->none_of, out);
		}
	}
	buf_addc(out, ')');
}

void
rules_query(const struct rule *r, struct buf *out)
{
	add_query(r, r->fields, out);
}

void
rules_title_query(const struct rule *r, struct buf *out)
{
	add_query(r, FIELD_TITLE, out);
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

/* An empty index in memory, to try queries on. */
struct trial {
	sqlite3 *db;
	sqlite3_stmt *put, *find;
	void (*complaint)(const char *message);
	int n;
};

static int
trial_open(struct trial *t, struct err *e)
{
	if (sqlite3_open(":memory:", &t->db) != SQLITE_OK)
		return sql_error(t->db, e);
	if (tokenizer_register(t->db, e) != 0)
		return -1;
	if (sqlite3_exec(t->db,
		"CREATE VIRTUAL TABLE item_text USING fts5 (title, summary,"
		" text, authors, tags, tokenize = 'lectern')",
		NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(t->db,
		"REPLACE INTO item_text (rowid, title) VALUES (1, ?1)", -1,
		&t->put, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(t->db,
		"SELECT count(*) FROM item_text WHERE item_text MATCH ?1", -1,
		&t->find, NULL) != SQLITE_OK)
		return sql_error(t->db, e);
	return 0;
}

static void
trial_close(struct trial *t)
{
	sqlite3_finalize(t->put);
	sqlite3_finalize(t->find);
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

/* How many rows the query finds; -1 when it is none. */
static int
trial_find(struct trial *t, const char *query)
{
	int found = -1;

	sqlite3_bind_text(t->find, 1, query, -1, SQLITE_STATIC);
	if (sqlite3_step(t->find) == SQLITE_ROW)
		found = sqlite3_column_int(t->find, 0);
	sqlite3_reset(t->find);
	return found;
}

/* A word must be found in itself: in "C++" a letter can be, in "++" nothing. */
static void
try_words(struct trial *t, const struct rule *r, char **list)
{
	struct buf query;

	buf_init(&query, LIMIT_CONFIG);
	for (; list != NULL && *list != NULL; list++) {
		sqlite3_bind_text(t->put, 1, *list, -1, SQLITE_STATIC);
		sqlite3_step(t->put);
		sqlite3_reset(t->put);
		buf_clear(&query);
		add_phrase(*list, &query);
		if (trial_find(t, query.data) != 1)
			complain(t, r, *list, "holds no word");
	}
	buf_done(&query);
}

static void
try_rule(struct trial *t, const struct rule *r)
{
	struct buf query;

	buf_init(&query, LIMIT_BODY);
	rules_query(r, &query);
	/* Alone too, so that its brackets cannot close ours. */
	if ((r->query != NULL && trial_find(t, r->query) < 0) ||
	    trial_find(t, query.data) < 0)
		complain(t, r, r->query == NULL ? query.data : r->query,
		    sqlite3_errmsg(t->db));
	buf_done(&query);
	if (r->query == NULL) {
		try_words(t, r, r->any_of);
		try_words(t, r, r->and_of);
		try_words(t, r, r->none_of);
	}
}

int
rules_check(const struct config *c, void (*complaint)(const char *message),
    struct err *e)
{
	struct trial t = {.complaint = complaint};
	int rc = trial_open(&t, e);

	for (size_t i = 0; i < c->n_rules && rc == 0; i++)
		try_rule(&t, &c->rules[i]);
	trial_close(&t);
	return rc == 0 ? t.n : -1;
}
