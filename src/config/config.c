/* SPDX-License-Identifier: ISC */
/* lectern.conf to struct config: the schema's tables applied to what stands in
 * the files. */
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "config/clash.h"
#include "config/complaints.h"
#include "config/config.h"
#include "config/reader.h"
#include "config/schema.h"
#include "core/text.h"
#include "core/xalloc.h"

#define NAME_MAX_LEN 64 /* of feeds, rules, …: they are typed and printed */

struct loader {
	struct complaints *complaints;
	const struct document *document;
	struct config *config;
};

static const char *
file_name(const struct loader *l, struct mark at)
{
	return l->complaints->files[at.file];
}

/* Says what is wrong with a block: "feed 'bmj': url is missing". */
__attribute__((format(printf, 4, 5))) static void
complain(const struct loader *l, const struct block *b, struct mark at,
    const char *fmt, ...)
{
	const char *title = b->title == NULL ? "" : b->title;
	const char *quote = b->title == NULL ? "" : " '";
	char *text;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	va_end(ap);
	complaints_add(l->complaints, at, "%s%s%s%s%s%s", b->kind, quote, title,
	    quote[0] == '\0' ? "" : "'", b->kind[0] == '\0' ? "" : ": ", text);
	free(text);
}

/* True for text that may travel into a document and a message. */
static bool
is_plain(const char *text)
{
	size_t len = strlen(text), n;
	unsigned int cp;

	for (const char *s = text; len > 0; s += n, len -= n) {
		n = text_decode(s, len, &cp);
		if (n == 0 || text_is_control(cp) || cp == '\n')
			return false;
	}
	return true;
}

static void
take(const struct loader *l, const struct block *b, const struct key *key,
    const char *text, struct mark at, void *field)
{
	const struct context ctx = {
	    l->document, file_name(l, at), key->min, key->max};
	struct err e;

	if (text_is_blank(text))
		complain(l, b, at, "%s: '%s' is empty", key->name, text);
	else if (!is_plain(text))
		complain(l, b, at, "%s: a control character stands in it",
		    key->name);
	else if (key->take(text, &ctx, field, &e) != 0)
		complain(l, b, at, "%s: %s", key->name, e.msg);
}

/* A key that nobody set. */
static void
take_fallback(const struct loader *l, const struct block *b,
    const struct key *key, void *field)
{
	const struct document *d = l->document;
	const bool top = b == &d->blocks[0];
	/* The block that broke off might have gone on to set it. */
	const bool broken = !d->whole && (top || b == &d->blocks[d->n - 1]);

	if (key->needed && !broken)
		complain(
		    l, b, top ? d->end : b->at, "'%s' is missing", key->name);
	if (key->fallback != NULL)
		take(l, b, key, key->fallback, b->at, field);
}

static void
fill_key(const struct loader *l, const struct block *b, const struct key *key,
    void *field)
{
	const struct setting *first = block_find(b, key->name);

	if (first == NULL) {
		take_fallback(l, b, key, field);
		return;
	}
	for (size_t i = 0; i < b->n; i++)
		if (&b->settings[i] != first &&
		    strcmp(b->settings[i].key, key->name) == 0)
			complain(l, b, b->settings[i].at,
			    "'%s' is set twice: first in %s:%d", key->name,
			    file_name(l, first->at), first->at.line);
	if (!key->list && first->n > 1) {
		complain(l, b, first->at, "%s: one value is wanted, not a list",
		    key->name);
		return;
	}
	for (size_t i = 0; i < first->n; i++)
		take(l, b, key, first->values[i].text, first->values[i].at,
		    field);
}

static bool
is_name(const char *s)
{
	size_t len = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789"
			       "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.");

	return len > 0 && len <= NAME_MAX_LEN && s[len] == '\0' &&
	       strchr("-.", s[0]) == NULL;
}

static bool
is_file_name(const char *s)
{
	return !text_is_blank(s) && strlen(s) <= NAME_MAX_LEN && is_plain(s) &&
	       strchr(s, '/') == NULL && s[0] != '.';
}

/* False for a block that is left out. */
static bool
check_heading(
    const struct loader *l, const struct kind *kind, const struct block *b)
{
	const struct block *first =
	    document_find(l->document, b->kind, b->title);

	if (first != b) {
		complain(l, b, b->at, "stands twice: first in %s:%d",
		    file_name(l, first->at), first->at.line);
		return false;
	}
	if (kind->heading == HEADING_NAME && !is_name(b->title))
		complain(l, b, b->at,
		    "a name is made of letters, digits, '-', '_' and '.'");
	if (kind->heading == HEADING_FILE && !is_file_name(b->title))
		complain(l, b, b->at,
		    "a file name has no '/' in it and no '.' in front");
	return true;
}

static void
fill_block(
    const struct loader *l, const struct kind *kind, const struct block *b)
{
	char *target = kind->add(l->config, b, file_name(l, b->at));
	struct mark at;
	struct err e;

	for (const struct key *k = kind->keys; k->name != NULL; k++)
		fill_key(l, b, k, target + k->offset);
	if (kind->check != NULL && kind->check(target, b, &at, &e) != 0)
		complain(l, b, at, "%s", e.msg);
}

static void
fill_kind(const struct loader *l, const struct kind *kind)
{
	const struct document *d = l->document;
	const struct block absent = {.at = d->end};
	bool found = false;

	for (size_t i = 0; i < d->n; i++) {
		if (strcmp(d->blocks[i].kind, kind->name) != 0)
			continue;
		found = true;
		if (check_heading(l, kind, &d->blocks[i]))
			fill_block(l, kind, &d->blocks[i]);
	}
	if (found)
		return;
	if (kind->needed && d->whole)
		complaints_add(
		    l->complaints, d->end, "there is no '%s'", kind->name);
	/* A block that stands once has its defaults all the same. */
	if (!kind->needed && kind->heading == HEADING_NONE)
		fill_block(l, kind, &absent);
}

/* Each output with those before it. */
static void
check_clashes(const struct loader *l)
{
	const struct output *outputs = l->config->outputs;

	for (size_t i = 0; i < l->config->n_outputs; i++)
		for (size_t j = 0; j < i; j++) {
			const struct block *b = document_find(
			    l->document, "publish", outputs[i].file);

			if (clash_is(&outputs[i], &outputs[j]))
				complain(l, b, b->at,
				    "clashes with '%s' in %s:%d: the months of "
				    "an archive, and all packed as .gz, are "
				    "files too",
				    outputs[j].file, outputs[j].place.file,
				    outputs[j].place.line);
		}
}

/* Whether a rule has "@name". */
static bool
is_used(const struct document *d, const char *name)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct block *b = &d->blocks[i];

		if (strcmp(b->kind, "rule") != 0)
			continue;
		for (size_t k = 0; k < b->n; k++)
			for (size_t v = 0; v < b->settings[k].n; v++)
				if (b->settings[k].values[v].text[0] == '@' &&
				    strcmp(b->settings[k].values[v].text + 1,
					name) == 0)
					return true;
	}
	return false;
}

static void
fill_all(const struct loader *l)
{
	struct config *c = l->config;

	for (const struct kind *kind = schema; kind->name != NULL; kind++)
		fill_kind(l, kind);
	check_clashes(l);
	for (size_t i = 0; i < c->n_words; i++)
		c->words[i].is_used = is_used(l->document, c->words[i].name);
}

/* A file of rules, to be tried under base. */
static void
fill_rules(
    const struct loader *l, struct document *d, const struct config *base)
{
	static const char alien[] = "does not belong in a file of rules";
	static const char *const kinds[] = {"words", "rule"};
	const struct kind *top = schema_find("");
	const struct setting *set;

	for (size_t i = 1; i < d->n; i++)
		if (strcmp(d->blocks[i].kind, kinds[0]) != 0 &&
		    strcmp(d->blocks[i].kind, kinds[1]) != 0)
			complain(
			    l, &d->blocks[i], d->blocks[i].at, "%s", alien);
	l->config->threshold = base->threshold;
	l->config->hold = base->hold;
	for (const struct key *k = top->keys; k->name != NULL; k++) {
		if ((set = block_find(&d->blocks[0], k->name)) == NULL)
			continue;
		if (strcmp(k->name, "threshold") == 0 ||
		    strcmp(k->name, "hold") == 0)
			fill_key(
			    l, &d->blocks[0], k, (char *)l->config + k->offset);
		else
			complain(l, &d->blocks[0], set->at, "%s: %s", k->name,
			    alien);
	}
	/* Rules may be for one of the sections. */
	for (size_t i = 0; i < base->n_sections; i++)
		document_add(d, "section", base->sections[i].name, d->end);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		fill_kind(l, schema_find(kinds[i]));
}

static int
load(const char *path, const struct config *base,
    void (*complaint)(const char *message), config_more_fn *more,
    struct config *ret, struct err *e)
{
	struct complaints complaints = {0};
	struct document document = {0};
	struct config config = {0};
	const struct loader l = {&complaints, &document, &config};
	int rc, n_more;

	rc = reader_read(path, &complaints, &document, e);
	if (rc != 0)
		goto out;
	if (base == NULL)
		fill_all(&l);
	else
		fill_rules(&l, &document, base);
	complaints_tell(&complaints, complaint);
	rc = n_more = more(&config, complaint, e);
	if (n_more < 0)
		goto out;
	complaints.total += (size_t)n_more;
	if (complaints.total > 0) {
		rc = err_set(e, EX_CONFIG, "%s: %zu mistake%s", path,
		    complaints.total, complaints.total == 1 ? "" : "s");
		goto out;
	}
	config.file = xstrdup(path);
	*ret = config;
	config = (struct config){0};
out:
	config_done(&config);
	document_done(&document);
	complaints_done(&complaints);
	return rc;
}

int
config_load(const char *path, void (*complaint)(const char *message),
    config_more_fn *more, struct config *ret, struct err *e)
{
	return load(path, NULL, complaint, more, ret, e);
}

int
config_load_rules(const char *path, const struct config *base,
    void (*complaint)(const char *message), config_more_fn *more,
    struct config *ret, struct err *e)
{
	return load(path, base, complaint, more, ret, e);
}
