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
#define MEMORIES 16384 /* a power of two */
#define MEMORY_MAX 31  /* longer words are rare */
struct memory {
	unsigned char len, folded_len; /* a len of 0 = nothing yet */
	char word[MEMORY_MAX], folded[MEMORY_MAX];
};

struct splitter {
	const struct lender *lender;
	Fts5Tokenizer *unicode61;
	struct memory *memories;
};

struct token {
	const char *word;
	size_t len; /* 0 = none */
	int start, end;
};

/* One text on its way through. */
struct pass {
	struct memory *memories;
	const char *text;
	token_fn *emit;
	void *context;
	int end;             /* of the last word */
	bool prefix;         /* the last word is the beginning of one */
	struct token begun;  /* with prefix: the word that may be the last… */
	char word[FOLD_MAX]; /* …which is here */
};

/* Characters that are written, but not read, or read as others; none becomes
 * longer. */
static const struct {
	const char *from, *to;
} plain[] = {
    {"\xe2\x80\x98", "'"}, /* the typographic apostrophes */
    {"\xe2\x80\x99", "'"},
    {"\xc2\xad", ""},       /* soft hyphen */
    {"\xe2\x80\x8b", ""},   /* zero width: space, */
    {"\xe2\x80\x8c", ""},   /* non-joiner, */
    {"\xe2\x80\x8d", ""},   /* joiner, */
    {"\xe2\x81\xa0", ""},   /* word joiner, */
    {"\xef\xbb\xbf", ""},   /* and no-break space */
    {"\xef\xac\x80", "ff"}, /* ligatures */
    {"\xef\xac\x81", "fi"},
    {"\xef\xac\x82", "fl"},
    {"\xef\xac\x83", "ffi"},
    {"\xef\xac\x84", "ffl"},
    {"\xef\xac\x85", "st"},
    {"\xef\xac\x86", "st"},
    {"\xcf\x82", "\xcf\x83"}, /* final sigma */
    {"\xc2\xb9", "1"},        /* CO₂ is CO2: see also narrow() */
    {"\xc2\xb2", "2"},
    {"\xc2\xb3", "3"},
    {"\xe2\x81\xb1", "i"},
    {"\xe1\xb5\xa2", "i"},
    {"\xe2\x81\xbf", "n"},
    {"\xe2\x82\x99", "n"},
};

#define N_PLAIN (sizeof(plain) / sizeof(plain[0]))

/* unicode61 would end a word at the first eight. */
#define NOT_READ                                                    \
	"'\xe2\x80\x98\xe2\x80\x99\xc2\xad\xe2\x80\x8b\xe2\x80\x8c" \
	"\xe2\x80\x8d\xe2\x81\xa0\xef\xbb\xbf"

/* The ASCII character that a digit above or below the line, or a full-width
 * digit or small letter, stands for (three bytes of UTF-8, from U+2070 and
 * U+FF01 on); 0 for anything else. */
static char
narrow(const unsigned char *s, size_t len)
{
	unsigned int c;

	if (len >= 3 && s[0] == 0xe2 &&
	    ((s[1] == 0x81 && (s[2] == 0xb0 || s[2] >= 0xb4)) ||
		(s[1] == 0x82 && s[2] < 0x90)))
		return (s[2] & 0xf) < 10 ? (char)('0' + (s[2] & 0xf)) : 0;
	if (len < 3 || s[0] != 0xef || (s[1] & 0xfe) != 0xbc)
		return 0;
	c = ((s[1] & 1U) << 6 | (s[2] & 0x3fU)) + 0x20;
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? (char)c : 0;
}

/* How long the first character at s is that `plain` has; 0 when it is none. */
static size_t
find_plain(const char *s, size_t len, const char **to)
{
	for (size_t i = 0; i < N_PLAIN; i++) {
		size_t n = strlen(plain[i].from);

		if (n <= len && memcmp(s, plain[i].from, n) == 0) {
			*to = plain[i].to;
			return n;
		}
	}
	return 0;
}

static size_t
make_plain(const char *s, size_t len, char *out)
{
	const char *to = NULL;
	size_t n = 0, taken;
	char c;

	for (size_t i = 0; i < len; i += taken) {
		taken = 1;
		if ((s[i] & 0x80) == 0) {
			out[n++] = s[i];
		} else if ((c = narrow(
				(const unsigned char *)s + i, len - i)) != 0) {
			taken = 3;
			out[n++] = c;
		} else if ((taken = find_plain(s + i, len - i, &to)) > 0) {
			while (*to != '\0')
				out[n++] = *to++;
		} else {
			taken = 1;
			out[n++] = s[i];
		}
	}
	return n;
}

static size_t
fold(const struct token *t, char *out)
{
	size_t len = make_plain(t->word, t->len, out);

	fold_word(out, &len);
	return len;
}

/* fold(), for a word that may have been met before: its place is found by
 * FNV-1a. */
static const struct memory *
remember(struct memory *memories, const struct token *t)
{
	uint32_t hash = 2166136261;
	struct memory *m;

	for (size_t i = 0; i < t->len; i++)
		hash = (hash ^ (unsigned char)t->word[i]) * 16777619;
	m = &memories[hash % MEMORIES];
	if (m->len != t->len || memcmp(m->word, t->word, t->len) != 0) {
		m->len = (unsigned char)t->len;
		memcpy(m->word, t->word, t->len);
		m->folded_len = (unsigned char)fold(t, m->folded);
	}
	return m;
}

static int
emit(const struct pass *p, const struct token *t, const char *word, size_t len,
    int flags)
{
	if (len == 0)
		return SQLITE_OK;
	return p->emit(p->context, flags, word, (int)len, t->start, t->end);
}

static int
emit_whole(const struct pass *p, const struct token *t)
{
	const struct memory *m;
	char folded[FOLD_MAX];

	if (t->len > FOLD_MAX) /* no English word: as it is */
		return emit(p, t, t->word, t->len, 0);
	if (t->len > MEMORY_MAX)
		return emit(p, t, folded, fold(t, folded), 0);
	m = remember(p->memories, t);
	return emit(p, t, m->folded, m->folded_len, 0);
}

struct form {
	char word[FOLD_MAX];
	size_t len;
};

static bool
same(const struct form *a, const struct form *b)
{
	return a->len == b->len && memcmp(a->word, b->word, a->len) == 0;
}

/* Colocated words of a query stand for "one of these". */
static int
emit_prefix(const struct pass *p, const struct token *t)
{
	struct form typed, whole, begun;
	int rc;

	typed.len = make_plain(t->word, t->len, typed.word);
	whole = begun = typed;
	fold_word(whole.word, &whole.len);
	fold_prefix(begun.word, &begun.len);
	rc = emit(p, t, typed.word, typed.len, 0);
	if (rc == SQLITE_OK && !same(&typed, &whole))
		rc = emit(p, t, whole.word, whole.len, FTS5_TOKEN_COLOCATED);
	if (rc == SQLITE_OK && !same(&typed, &begun) && !same(&whole, &begun))
		rc = emit(p, t, begun.word, begun.len, FTS5_TOKEN_COLOCATED);
	return rc;
}

static int
take(struct pass *p, const struct token *t)
{
	int rc = SQLITE_OK;

	if (!p->prefix)
		return emit_whole(p, t);
	if (p->begun.len > 0)
		rc = emit_whole(p, &p->begun);
	p->begun.len = 0;
	if (t->len > FOLD_MAX) /* nor does it begin an English word */
		return rc == SQLITE_OK ? emit_whole(p, t) : rc;
	p->begun = *t;
	p->begun.word = memcpy(p->word, t->word, t->len);
	return rc;
}

/* What stands between two words is passed over, but for "&". */
static int
between(struct pass *p, int start)
{
	int rc = SQLITE_OK;

	for (int i = p->end; i < start && rc == SQLITE_OK; i++)
		if (p->text[i] == '&')
			rc = take(p, &(struct token){"and", 3, i, i + 1});
	return rc;
}

/* What unicode61 calls for each word. */
static int
on_word(void *context, int flags, const char *word, int len, int start, int end)
{
	struct pass *p = context;
	const struct token t = {word, (size_t)len, start, end};
	int rc = between(p, start);

	(void)flags;
	p->end = end;
	return rc == SQLITE_OK ? take(p, &t) : rc;
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
	static const char *options[] = {
	    "remove_diacritics", "2", "tokenchars", NOT_READ};
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
