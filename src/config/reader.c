/* SPDX-License-Identifier: ISC */
/*
 * The configuration files by their grammar, through libconfuse 3.3.
 *
 * The library keeps no lines, lets the last of two equal keys or blocks win
 * without a word, and stops at the first key that it does not know. So every
 * key is a list of strings to it, whose values are taken down as they are
 * read; and a key that no one knows is learned and everything is read again.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <confuse.h>

#include "config/clean.h"
#include "config/near.h"
#include "config/reader.h"
#include "config/schema.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/xalloc.h"

/* What an unknown word turns out to be, in the order in which it is tried. */
enum guess { GUESS_KEY, GUESS_TITLED_BLOCK, GUESS_BLOCK };

struct stray {
	char *kind; /* of the block that it stands in */
	char *key;
	enum guess guess;
	struct mark at; /* where it was met first */
	bool told;
};

struct reader {
	const char *path;
	struct buf text; /* of path */
	struct complaints *complaints;
	struct document document;
	struct stray *strays;
	size_t n_strays;
	bool learned; /* something, so that reading once more gets further */
	cfg_t *root;
	size_t file;      /* that is being read */
	int depth;        /* of includes */
	size_t size_left; /* of LIMIT_CONFIG */
};

struct options {
	cfg_opt_t *list;
	size_t n;
};

static const char include_word[] = "include";

/* A hidden key with a default value: libconfuse sets it when a block begins,
 * which it tells us in no other way. */
static const char begin_key[] = "{";
static char begin_default[] = "{begin}";

/* The library's lexer is one for the whole process and its callbacks get no
 * pointer of ours, so there is one reader at a time. */
static struct reader *reading;

/* True for a word that begins something outside of any block. */
static bool
is_top_word(const char *word)
{
	return strcmp(word, include_word) == 0 ||
	       (word[0] != '\0' && schema_find(word) != NULL);
}

static const char *
kind_of(const cfg_t *cfg)
{
	return cfg == reading->root ? "" : cfg->name;
}

static struct mark
here(const cfg_t *cfg)
{
	return (struct mark){reading->file, cfg->line};
}

/* The kind of block that a key is at home in; NULL when there is none. */
static const char *
find_home(const char *key)
{
	for (const struct kind *k = schema; k->name != NULL; k++)
		if (schema_find_key(k, key) != NULL)
			return k->name;
	return NULL;
}

/* What may have been meant by a word that `kind` does not know. */
static char *
hint(const struct kind *kind, const char *word)
{
	const char *home = find_home(word);
	struct near near = near_start(word);

	for (const struct key *k = kind->keys; k->name != NULL; k++)
		near_offer(&near, k->name);
	for (const struct kind *k = schema;
	     kind->name[0] == '\0' && k->name != NULL; k++)
		near_offer(&near, k->name);
	if (home == NULL || (near.best != NULL && near.slips == 1))
		return near_hint(&near);
	return xasprintf(" (it belongs %s%s)",
	    home[0] == '\0' ? "outside of any block" : "in ", home);
}

static void
complain_unknown(struct mark at, const char *kind, const char *word)
{
	const struct kind *known = schema_find(kind);
	char *meant = hint(known, word);

	complaints_add(reading->complaints, at, "unknown word '%s'%s%s%s", word,
	    kind[0] == '\0' ? "" : " in ", kind, meant);
	free(meant);
}

static int
on_begin(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	(void)opt;
	*(const char **)result = value;
	if (schema_find(cfg->name) == NULL)
		complain_unknown(here(cfg), "", cfg->name);
	else
		document_add(
		    &reading->document, cfg->name, cfg->title, here(cfg));
	return 0;
}

static struct stray *
find_stray(const char *kind, const char *key)
{
	for (size_t i = 0; i < reading->n_strays; i++)
		if (strcmp(reading->strays[i].kind, kind) == 0 &&
		    strcmp(reading->strays[i].key, key) == 0)
			return &reading->strays[i];
	return NULL;
}

static int
on_value(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct document *d = &reading->document;
	struct block *b = &d->blocks[cfg == reading->root ? 0 : d->n - 1];
	const struct kind *kind = schema_find(kind_of(cfg));
	struct stray *stray = find_stray(kind->name, opt->name);
	struct setting *s = NULL;

	*(const char **)result = value;
	/* "=" empties the list before its first value, "+=" does not. */
	if (opt->nvalues > 1)
		s = block_find(b, opt->name);
	if (s == NULL) {
		s = block_add(b, opt->name, here(cfg));
		if (schema_find_key(kind, opt->name) == NULL)
			complain_unknown(here(cfg), kind->name, opt->name);
		if (stray != NULL)
			stray->told = true;
	}
	setting_add(s, value, here(cfg));
	return 0;
}

/* True when this is news of which the next reading makes use. */
static bool
learn(cfg_t *cfg, const char *key, enum guess guess)
{
	struct reader *r = reading;
	struct stray *stray = find_stray(kind_of(cfg), key);

	if (stray != NULL && guess > stray->guess) {
		stray->guess = guess;
	} else if (stray == NULL && guess == GUESS_KEY &&
		   r->n_strays < LIMIT_COMPLAINTS) {
		r->strays = xgrow(r->strays, r->n_strays, sizeof(*r->strays));
		r->strays[r->n_strays++] =
		    (struct stray){.kind = xstrdup(kind_of(cfg)),
			.key = xstrdup(key),
			.at = here(cfg)};
	} else {
		return false;
	}
	r->learned = true;
	return true;
}

/* What the library has to say of a word that may be a stray. */
static const struct {
	const char *format;
	enum guess guess;
} lessons[] = {
    {"no such option '%s'", GUESS_KEY},
    {"missing equal sign after option '%s'", GUESS_TITLED_BLOCK},
    {"missing title for section '%s'", GUESS_BLOCK},
};

/* True when the mistake of which the library tells needs no complaint. */
static bool
is_lesson(cfg_t *cfg, const char *fmt, const char *word)
{
	size_t n = sizeof(lessons) / sizeof(lessons[0]);

	for (size_t i = 0; i < n; i++) {
		if (strcmp(fmt, lessons[i].format) != 0)
			continue;
		if (schema_find(kind_of(cfg)) != NULL)
			return learn(cfg, word, lessons[i].guess);
		/* Within an unknown block every word is unknown. */
		cfg->flags |= CFGF_IGNORE_UNKNOWN;
		return true;
	}
	return false;
}

/* What the library says, and what a person can make use of. */
static const struct {
	const char *format, *before, *after;
} translations[] = {
    {"unexpected token '%s'", "unexpected '",
	"': is a comma, a quotation mark or a brace missing before it?"},
    {"missing equal sign after option '%s'", "'=' is missing after '", "'"},
    {"missing opening brace for section '%s'", "'{' is missing after '", "'"},
    {"missing title for section '%s'", "'", "' needs a name before '{'"},
    {"missing parenthesis for function '%s'", "write ", "(\"FILE\")"},
    {"syntax error in call of function '%s'", "write ", "(\"FILE\")"},
    {"unexpected closing brace", "'}' closes nothing", ""},
    {"premature end of file", "the file ends in the middle of something", ""},
    {NULL, "cannot be read: ", ""},
};

static void
complain_grammar(struct mark at, const char *fmt, const char *word)
{
	size_t n = sizeof(translations) / sizeof(translations[0]), i = 0;

	if (strcmp(word, ",") == 0) {
		complaints_add(reading->complaints, at,
		    "unexpected ',': several values stand in braces, one comma "
		    "between two: {\"a\", \"b\"}");
		return;
	}
	/* That it ends is news where nothing else is wrong. */
	if (strncmp(fmt, "premature", strlen("premature")) == 0 &&
	    (reading->complaints->total > 0 || reading->n_strays > 0))
		return;
	while (i + 1 < n && strcmp(fmt, translations[i].format) != 0)
		i++;
	complaints_add(reading->complaints, at, "%s%s%s",
	    translations[i].before, word, translations[i].after);
}

__attribute__((format(printf, 2, 0))) static void
on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	const char *word = "";

	if (strstr(fmt, "%s") != NULL)
		word = va_arg(ap, const char *);
	if (cfg != reading->root && is_top_word(word)) {
		complaints_add(reading->complaints, here(cfg),
		    "'%s' inside %s%s%s: is a '}' missing before it?", word,
		    cfg->name, cfg->title == NULL ? "" : " ",
		    cfg->title == NULL ? "" : cfg->title);
		return;
	}
	if (!is_lesson(cfg, fmt, word))
		complain_grammar(here(cfg), fmt, word);
}

/* Returns what cfg_parse_fp() does. */
static int
parse_text(cfg_t *cfg, const struct buf *raw, const char *name)
{
	struct reader *r = reading;
	struct buf text;
	FILE *fp;
	int rc = CFG_PARSE_ERROR;

	r->file = complaints_file(r->complaints, name);
	buf_init(&text, 2 * LIMIT_CONFIG);
	if (clean_text(raw, r->file, r->complaints, &text) != 0)
		goto out;
	/* fmemopen() refuses to open nothing. */
	if (text.len == 0)
		buf_addc(&text, ' ');
	fp = fmemopen(text.data, text.len, "r");
	if (fp == NULL)
		abort();
	rc = cfg_parse_fp(cfg, fp);
	fclose(fp);
out:
	buf_done(&text);
	return rc;
}

/* An include that cannot be read does not keep us from reading on. */
static int
on_include(cfg_t *cfg, cfg_opt_t *opt, int argc, const char **argv)
{
	struct reader *r = reading;
	const struct mark at = here(cfg);
	char *path = NULL;
	struct buf raw;
	struct err e;
	int rc = 0;

	(void)opt;
	buf_init(&raw, r->size_left);
	if (argc != 1) {
		complaints_add(
		    r->complaints, at, "include takes one file name");
		goto out;
	}
	path = file_beside(r->complaints->files[at.file], argv[0]);
	if (r->depth == LIMIT_INCLUDES) {
		complaints_add(r->complaints, at,
		    "include \"%s\": more than %d deep: does it include "
		    "itself?",
		    argv[0], LIMIT_INCLUDES);
	} else if (file_read(path, &raw, &e) != 0) {
		if (e.code == EX_DATAERR)
			err_set(&e, EX_CONFIG,
			    "the configuration is larger than %zu bytes",
			    LIMIT_CONFIG);
		complaints_add(
		    r->complaints, at, "include \"%s\": %s", argv[0], e.msg);
	} else {
		r->size_left -= raw.len;
		r->depth++;
		rc = parse_text(cfg, &raw, path);
		r->depth--;
		r->file = at.file;
		cfg->line = at.line;
		goto out;
	}
	r->document.whole = false;
out:
	free(path);
	buf_done(&raw);
	return rc;
}

static void
add_option(struct options *o, cfg_opt_t option)
{
	o->list = xgrow(o->list, o->n, sizeof(*o->list));
	o->list[o->n++] = option;
}

static void
add_key(struct options *o, const char *name)
{
	add_option(o,
	    (cfg_opt_t)CFG_STR_LIST_CB(name, NULL, CFGF_NODEFAULT, on_value));
}

/* The keys of a kind of block, and the strays that were met in it. */
static struct options
make_options(const struct reader *r, const struct kind *kind)
{
	static cfg_opt_t unknown[] = {
	    CFG_STR_LIST_CB(begin_key, begin_default, CFGF_NONE, on_begin),
	    CFG_END()};
	struct options o = {0};

	if (kind->name[0] != '\0')
		add_option(&o, unknown[0]);
	for (const struct key *k = kind->keys; k->name != NULL; k++)
		add_key(&o, k->name);
	for (size_t i = 0; i < r->n_strays; i++) {
		const struct stray *s = &r->strays[i];
		cfg_flag_t title =
		    s->guess == GUESS_TITLED_BLOCK ? CFGF_TITLE : CFGF_NONE;

		if (strcmp(s->kind, kind->name) != 0)
			continue;
		if (s->guess == GUESS_KEY)
			add_key(&o, s->key);
		else
			add_option(&o, (cfg_opt_t)CFG_SEC(s->key, unknown,
					   CFGF_MULTI | title));
	}
	return o;
}

static cfg_t *
make_root(const struct reader *r)
{
	struct options root = make_options(r, schema_find(""));
	size_t n_keys = root.n;
	cfg_t *cfg;

	for (const struct kind *k = schema; k->name != NULL; k++) {
		cfg_flag_t title =
		    k->heading == HEADING_NONE ? CFGF_NONE : CFGF_TITLE;
		struct options o;

		if (k->name[0] == '\0')
			continue;
		o = make_options(r, k);
		add_option(&o, (cfg_opt_t)CFG_END());
		add_option(&root,
		    (cfg_opt_t)CFG_SEC(k->name, o.list, CFGF_MULTI | title));
	}
	add_option(&root, (cfg_opt_t)CFG_FUNC(include_word, on_include));
	add_option(&root, (cfg_opt_t)CFG_END());
	cfg = cfg_init(root.list, CFGF_NONE);
	if (cfg == NULL)
		abort();
	for (size_t i = n_keys; root.list[i].name != NULL; i++)
		free(root.list[i].subopts);
	free(root.list);
	return cfg;
}

static void
read_once(struct reader *r)
{
	struct document *d = &r->document;
	struct mark end;

	complaints_done(r->complaints);
	document_done(d);
	r->learned = false;
	r->size_left = LIMIT_CONFIG - r->text.len;
	r->root = make_root(r);
	cfg_set_error_function(r->root, on_error);
	d->whole = true;
	document_add(d, "", NULL, (struct mark){0, 1});
	if (parse_text(r->root, &r->text, r->path) != 0)
		d->whole = false;
	end = here(r->root);
	if (r->text.len > 0 && r->text.data[r->text.len - 1] == '\n')
		end.line--;
	d->end = end;
	cfg_free(r->root);
}

/* Unknown keys with an empty list, of which no value told. */
static void
complain_silent(struct reader *r)
{
	for (size_t i = 0; i < r->n_strays; i++)
		if (r->strays[i].guess == GUESS_KEY && !r->strays[i].told)
			complain_unknown(r->strays[i].at, r->strays[i].kind,
			    r->strays[i].key);
}

int
reader_read(const char *path, struct complaints *complaints,
    struct document *ret, struct err *e)
{
	struct reader r = {.path = path, .complaints = complaints};
	int rc;

	buf_init(&r.text, LIMIT_CONFIG);
	rc = file_read(path, &r.text, e);
	if (rc != 0) {
		e->code = EX_CONFIG;
		goto out;
	}
	reading = &r;
	do
		read_once(&r);
	while (r.learned);
	complain_silent(&r);
	reading = NULL;
	*ret = r.document;
out:
	for (size_t i = 0; i < r.n_strays; i++) {
		free(r.strays[i].kind);
		free(r.strays[i].key);
	}
	free(r.strays);
	buf_done(&r.text);
	return rc;
}
