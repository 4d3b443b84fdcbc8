/* SPDX-License-Identifier: ISC */
/* An FTS5 tokenizer around unicode61. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/xalloc.h"
#include "store/fold.h"
#include "store/tokenizer.h"

typedef int token_fn(void *, int, const char *, int, int, int);

/* unicode61, as FTS5 lends it to us. */
struct lender {
	void *context;
	fts5_tokenizer methods;
};

/* Texts are made of few words: what became of those that were met last. */
#define MEMORIES 4096 /* a power of two */
struct memory {
	char word[FOLD_MAX], folded[FOLD_MAX];
	unsigned char len, folded_len; /* a len of 0 = nothing yet */
};

struct splitter {
	const struct lender *lender;
	Fts5Tokenizer *unicode61;
	struct memory *memories;
};

struct token {
	char word[FOLD_MAX + 1];
	size_t len; /* 0 = none */
	int start, end;
};

/* One text on its way through. */
struct pass {
	struct memory *memories;
	const char *text;
	token_fn *emit;
	void *context;
	int end;            /* of the last word */
	bool prefix;        /* the last word is the beginning of one */
	struct token begun; /* with prefix: the word that may be the last */
};

/* The typographic apostrophes become "'"; they are three bytes of UTF-8. */
static size_t
plain_apostrophes(const char *s, size_t len, char *out)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		if (len - i >= 3 &&
		    (memcmp(s + i, "\xe2\x80\x99", 3) == 0 ||
			memcmp(s + i, "\xe2\x80\x98", 3) == 0)) {
			out[n++] = '\'';
			i += 2;
		} else {
			out[n++] = s[i];
		}
	}
	return n;
}

static int
emit(struct pass *p, const struct token *t, int flags)
{
	if (t->len == 0)
		return SQLITE_OK;
	return p->emit(
	    p->context, flags, t->word, (int)t->len, t->start, t->end);
}

/* Where a word is remembered; by FNV-1a. */
static struct memory *
memory_of(struct memory *memories, const struct token *t)
{
	uint32_t hash = 2166136261;

	for (size_t i = 0; i < t->len; i++)
		hash = (hash ^ (unsigned char)t->word[i]) * 16777619;
	return &memories[hash % MEMORIES];
}

/* fold_word(), for a word that may have been met before. */
static void
fold(struct memory *memories, struct token *t)
{
	struct memory *m = memory_of(memories, t);

	if (m->len != t->len || memcmp(m->word, t->word, t->len) != 0) {
		m->len = (unsigned char)t->len;
		memcpy(m->word, t->word, t->len);
		fold_word(t->word, &t->len);
		m->folded_len = (unsigned char)t->len;
		memcpy(m->folded, t->word, t->len);
	}
	t->len = m->folded_len;
	memcpy(t->word, m->folded, t->len);
}

static int
emit_whole(struct pass *p, const struct token *t)
{
	struct token folded = *t;

	fold(p->memories, &folded);
	return emit(p, &folded, 0);
}

static bool
same(const struct token *a, const struct token *b)
{
	return a->len == b->len && memcmp(a->word, b->word, a->len) == 0;
}

/* Colocated words of a query stand for "one of these". */
static int
emit_prefix(struct pass *p, const struct token *t)
{
	struct token whole = *t, begun = *t;
	int rc;

	fold_word(whole.word, &whole.len);
	fold_prefix(begun.word, &begun.len);
	if ((rc = emit(p, t, 0)) == SQLITE_OK && !same(t, &whole))
		rc = emit(p, &whole, FTS5_TOKEN_COLOCATED);
	if (rc == SQLITE_OK && !same(t, &begun) && !same(&whole, &begun))
		rc = emit(p, &begun, FTS5_TOKEN_COLOCATED);
	return rc;
}

static int
take(struct pass *p, const struct token *t)
{
	struct token before;

	if (!p->prefix)
		return emit_whole(p, t);
	before = p->begun;
	p->begun = *t;
	return emit_whole(p, &before);
}

/* What stands between two words is passed over, but for "&". */
static int
between(struct pass *p, int start)
{
	static const struct token and = {.word = "and", .len = 3};
	struct token t = and;
	int rc = SQLITE_OK;

	for (int i = p->end; i < start && rc == SQLITE_OK; i++) {
		if (p->text[i] == '&') {
			t.start = i;
			t.end = i + 1;
			rc = take(p, &t);
		}
	}
	return rc;
}

/* What unicode61 calls for each word. */
static int
on_word(void *context, int flags, const char *word, int len, int start, int end)
{
	struct pass *p = context;
	struct token t = {.start = start, .end = end};
	int rc = between(p, start);

	(void)flags;
	p->end = end;
	if (rc != SQLITE_OK)
		return rc;
	if (len > FOLD_MAX) {
		/* No English word, whole or begun: as it is. */
		if (p->begun.len > 0)
			rc = emit_whole(p, &p->begun);
		p->begun.len = 0;
		return rc != SQLITE_OK
			   ? rc
			   : p->emit(p->context, 0, word, len, start, end);
	}
	t.len = plain_apostrophes(word, (size_t)len, t.word);
	return take(p, &t);
}

static int
splitter_tokenize(Fts5Tokenizer *self, void *context, int flags,
    const char *text, int len, token_fn *emit_token)
{
	const struct splitter *sp = (const struct splitter *)self;
	struct pass p = {
	    .memories = sp->memories,
	    .text = text,
	    .emit = emit_token,
	    .context = context,
	    .prefix = (flags & FTS5_TOKENIZE_PREFIX) != 0,
	};
	int rc = sp->lender->methods.xTokenize(
	    sp->unicode61, &p, flags, text, len, on_word);

	if (rc == SQLITE_OK)
		rc = between(&p, len);
	if (rc == SQLITE_OK && p.begun.len > 0)
		rc = emit_prefix(&p, &p.begun);
	return rc;
}

static void
splitter_delete(Fts5Tokenizer *self)
{
	struct splitter *sp = (struct splitter *)self;

	sp->lender->methods.xDelete(sp->unicode61);
	free(sp->memories);
	free(sp);
}

static int
splitter_create(void *context, const char **args, int n, Fts5Tokenizer **ret)
{
	/* Apostrophes stay in a word, for fold_word() to see. */
	static const char *options[] = {"remove_diacritics", "2", "tokenchars",
	    "'\xe2\x80\x98\xe2\x80\x99"};
	struct splitter *sp = xcalloc(1, sizeof(*sp));
	int rc;

	(void)args;
	(void)n;
	sp->lender = context;
	rc = sp->lender->methods.xCreate(
	    sp->lender->context, options, 4, &sp->unicode61);
	if (rc != SQLITE_OK) {
		free(sp);
		return rc;
	}
	sp->memories = xcalloc(MEMORIES, sizeof(*sp->memories));
	*ret = (Fts5Tokenizer *)sp;
	return SQLITE_OK;
}

/* FTS5's functions, which only SQL hands out. */
static fts5_api *
find_api(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &stmt, NULL) ==
	    SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

int
tokenizer_register(sqlite3 *db, struct err *e)
{
	fts5_api *api = find_api(db);
	struct lender *lender = xcalloc(1, sizeof(*lender));
	fts5_tokenizer methods = {
	    splitter_create, splitter_delete, splitter_tokenize};

	if (api == NULL ||
	    api->xFindTokenizer(api, "unicode61", &lender->context,
		&lender->methods) != SQLITE_OK) {
		free(lender);
		return err_set(e, EX_SOFTWARE,
		    "this SQLite has no full-text search (FTS5)");
	}
	/* FTS5 frees the lender with the connection. */
	if (api->xCreateTokenizer(api, "lectern", lender, &methods, free) !=
	    SQLITE_OK) {
		free(lender);
		return err_set(e, EX_SOFTWARE, "%s", sqlite3_errmsg(db));
	}
	return 0;
}
