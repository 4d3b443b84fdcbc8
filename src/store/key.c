/* SPDX-License-Identifier: ISC */
/* By what a work is known. */
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/doi.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/key.h"

#define ID_DIGITS 20 /* of a hash in an Atom id: 80 bits */

static const char *const kinds[KEY_COUNT] = {
    [KEY_DOI] = "doi",
    [KEY_JOB] = "job",
    [KEY_GUID] = "guid",
    [KEY_LINK] = "link",
    [KEY_TEXT] = "text",
};

const char *
key_kind_str(enum key_kind kind)
{
	return kinds[kind];
}

void
key_scope_init(struct key_scope *scope, const char *feed, const char *home_url)
{
	scope->feed = xstrdup(feed);
	scope->home = home_url == NULL ? NULL : url_normalise(home_url);
}

void
key_scope_done(struct key_scope *scope)
{
	free(scope->feed);
	free(scope->home);
	*scope = (struct key_scope){0};
}

/* Three letters and three digits, as jobs.ac.uk has them. */
static size_t
short_code(const char *s)
{
	for (size_t i = 0; i < 6; i++)
		if (i < 3 ? !isalpha((unsigned char)s[i])
			  : !isdigit((unsigned char)s[i]))
			return 0;
	return 6;
}

/* "C9123-24-0456", as NHS Jobs has them. */
static size_t
reference(const char *s)
{
	size_t len = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz0123456789-");

	return strcspn(s, "0123456789") < len ? len : 0;
}

/* Where in an advert's path its code stands. */
static const struct board {
	const char *path;
	size_t (*code)(const char *s);
} boards[] = {
    {"/job/", short_code},
    {"/candidate/jobadvert/", reference},
};

/* The code in a link that url_normalise() has made. */
static char *
job_of(const char *link)
{
	char *host, *job = NULL;
	const char *at;
	size_t len;

	for (size_t i = 0; i < sizeof(boards) / sizeof(boards[0]); i++) {
		if ((at = strstr(link, boards[i].path)) == NULL)
			continue;
		at += strlen(boards[i].path);
		len = boards[i].code(at);
		if (len == 0 || strchr("/?", at[len]) == NULL)
			continue;
		host = url_host(link);
		job = xasprintf("%s/%.*s", host, (int)len, at);
		for (char *s = job + strlen(host); *s != '\0'; s++)
			*s = (char)toupper((unsigned char)*s);
		free(host);
		break;
	}
	return job;
}

char *
key_job(const char *url)
{
	char *link = url == NULL ? NULL : url_normalise(url);
	char *job = link == NULL ? NULL : job_of(link);

	free(link);
	return job;
}

bool
key_is_uri(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

	return n > 1 && isalpha((unsigned char)s[0]) && s[n] == ':' &&
	       s[n + 1] != '\0';
}

static char *
find_doi(const struct item *it)
{
	char *doi;

	if (it->doi != NULL)
		return xstrdup(it->doi);
	if ((doi = doi_parse(it->id)) != NULL)
		return doi;
	return it->url == NULL ? NULL : doi_find(it->url);
}

static char *
find_guid(const struct item *it, const struct key_scope *scope)
{
	if (it->id == NULL)
		return NULL;
	return key_is_uri(it->id) ? xstrdup(it->id)
				  : xasprintf("%s %s", scope->feed, it->id);
}

/* True when an address has nothing behind its host. */
static bool
is_front_page(const char *link)
{
	return strpbrk(link + strlen("https://"), "/?") == NULL;
}

/* The keys of a normalised link: a job's code, and itself where it leads to the
 * item alone. */
static void
take_link(struct keys *k, char *link, const struct key_scope *scope)
{
	k->value[KEY_JOB] = job_of(link);
	if (is_front_page(link) ||
	    (scope->home != NULL && strcmp(link, scope->home) == 0))
		free(link);
	else
		k->value[KEY_LINK] = link;
}

/*
 * Within its feed: "Editorial" of two journals is not one work. Of an item that
 * has no date, but a guid, by which it is known as long as that lasts, the rest
 * of its words tells it from another with its title.
 */
static char *
find_text(const struct item *it, const struct key_scope *scope)
{
	const char *words = it->title != NULL     ? it->title
			    : it->summary != NULL ? it->summary
						  : it->text;
	bool dated = it->published_at != CLOCK_NONE;
	char hash[HASH_SIZE];
	char *all;

	if (words == NULL)
		return NULL;
	all = xasprintf("%s\n%s\n%lld\n%s", scope->feed, words,
	    dated ? (long long)it->published_at : 0LL,
	    dated || it->id == NULL || it->text == NULL ? "" : it->text);
	hash_hex(all, strlen(all), hash);
	free(all);
	return xstrdup(hash);
}

void
keys_add_text(
    struct keys *k, const struct item *it, const struct key_scope *scope)
{
	/* A guid may be another one tomorrow. */
	if (k->value[KEY_DOI] == NULL && k->value[KEY_JOB] == NULL &&
	    k->value[KEY_LINK] == NULL && k->value[KEY_TEXT] == NULL)
		k->value[KEY_TEXT] = find_text(it, scope);
}

void
keys_find(struct keys *k, const struct item *it, const struct key_scope *scope)
{
	char *link = it->url == NULL ? NULL : url_normalise(it->url);

	*k = (struct keys){0};
	k->value[KEY_DOI] = find_doi(it);
	k->value[KEY_GUID] = find_guid(it, scope);
	if (link != NULL)
		take_link(k, link, scope);
	keys_add_text(k, it, scope);
}

void
keys_done(struct keys *k)
{
	for (int i = 0; i < KEY_COUNT; i++)
		free(k->value[i]);
	free(k->shared_guid);
	*k = (struct keys){0};
}

static bool
equal(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* One item's place among those that share a key. */
struct mark {
	const char *value;
	size_t index;
};

static int
compare(const void *a, const void *b)
{
	const struct mark *one = a, *other = b;
	int order = strcmp(one->value, other->value);

	return order != 0 ? order : (one->index > other->index) * 2 - 1;
}

/* The keys of one kind, sorted; the caller frees. */
static struct mark *
sort(const struct keys *list, size_t n, enum key_kind kind, size_t *n_marks)
{
	struct mark *marks = xcalloc(n, sizeof(*marks));
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		if (list[i].value[kind] != NULL)
			marks[count++] = (struct mark){list[i].value[kind], i};
	qsort(marks, count, sizeof(*marks), compare);
	*n_marks = count;
	return marks;
}

/* True when two items that share a key of this kind are plainly two works. */
static bool
differ(enum key_kind kind, const struct keys *a, const struct keys *b,
    const struct item *one, const struct item *other)
{
	if (kind == KEY_GUID)
		return !equal(a->value[KEY_LINK], b->value[KEY_LINK]) &&
		       (a->value[KEY_LINK] != NULL ||
			   b->value[KEY_LINK] != NULL);
	return !equal(one->title, other->title) &&
	       !equal(a->value[KEY_GUID], b->value[KEY_GUID]);
}

static void
drop(struct keys *k, enum key_kind kind)
{
	if (kind == KEY_GUID)
		k->shared_guid = k->value[kind];
	else
		free(k->value[kind]);
	k->value[kind] = NULL;
}

static void
drop_shared(
    struct keys *list, const struct item *items, size_t n, enum key_kind kind)
{
	size_t n_marks, end;
	struct mark *marks = sort(list, n, kind, &n_marks);
	bool shared;

	for (size_t i = 0; i < n_marks; i = end) {
		size_t a = marks[i].index;

		shared = false;
		for (end = i + 1;
		     end < n_marks && equal(marks[i].value, marks[end].value);
		     end++)
			shared |=
			    differ(kind, &list[a], &list[marks[end].index],
				&items[a], &items[marks[end].index]);
		for (size_t j = end; shared && j > i; j--)
			drop(&list[marks[j - 1].index], kind);
	}
	free(marks);
}

void
keys_drop_shared(struct keys *list, const struct item *items, size_t n,
    const struct key_scope *scope)
{
	drop_shared(list, items, n, KEY_GUID);
	drop_shared(list, items, n, KEY_LINK);
	for (size_t i = 0; i < n; i++)
		keys_add_text(&list[i], &items[i], scope);
}

void
keys_drop(struct keys *k, enum key_kind kind, const struct item *it,
    const struct key_scope *scope)
{
	drop(k, kind);
	keys_add_text(k, it, scope);
}

/* Turn 1 is the first for a DOI, whose turn 0 is written out. */
static char *
hashed_id(const char *site_id, enum key_kind kind, const char *value, int turn)
{
	char *key = turn < 2 ? xasprintf("%s:%s", kinds[kind], value)
			     : xasprintf("%d:%s:%s", turn, kinds[kind], value);
	char hash[HASH_SIZE];

	hash_hex(key, strlen(key), hash);
	free(key);
	return xasprintf("%s/%.*s", site_id, ID_DIGITS, hash);
}

char *
keys_entry_id(const struct keys *k, const char *site_id, int turn)
{
	enum key_kind kind = KEY_DOI;
	char *url, *id;

	while (kind < KEY_TEXT && k->value[kind] == NULL)
		kind++;
	assert(k->value[kind] != NULL);
	if (kind == KEY_DOI && turn == 0) {
		url = doi_url(k->value[kind]);
		id = xasprintf(
		    "%s/doi%s", site_id, url + strlen("https://doi.org"));
		free(url);
		return id;
	}
	if (kind == KEY_JOB && turn == 0)
		return xasprintf(
		    "%s/job%s", site_id, strchr(k->value[kind], '/'));
	return hashed_id(site_id, kind, k->value[kind], turn);
}
