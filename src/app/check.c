/* SPDX-License-Identifier: ISC */
/* check: configuration, rules and store; what was understood. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "app/examples.h"
#include "app/rights.h"
#include "app/words.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/pool.h"

#define TWINS_SHOWN 50

static void
print_every(const struct source *source)
{
	char *span;

	if (source->every_secs < 0) {
		printf("asked as often as it has something new");
		return;
	}
	span = words_span(source->every_secs);
	printf("asked every %s", span);
	free(span);
}

static void
print_sources(const struct config *c)
{
	char *url;

	printf("\nfeeds\n");
	for (size_t i = 0; i < c->n_sources; i++) {
		const struct source *source = &c->sources[i];

		url = url_public(source->url);
		printf("  %s: %s%s\n      section %s, %s, ", source->name, url,
		    source->url[0] == '/' && access(source->url, R_OK) != 0
			? " (no such file; is https:// missing?)"
			: "",
		    source->section,
		    source->select == SELECT_ALL ? "everything selected"
						 : "by rules");
		print_every(source);
		printf("\n");
		free(url);
	}
}

static size_t
count(char **list)
{
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	return n;
}

/* In the order of FIELD_TITLE and its sisters. */
static const char *const fields[] = {
    "title", "summary", "text", "authors", "tags"};

#define N_FIELDS (sizeof(fields) / sizeof(fields[0]))

static void
print_rule(const struct rule *r)
{
	int in = 0;

	printf("  %s: %+d", r->name, r->score);
	if (r->title_score != 0)
		printf(", %+d in the title", r->title_score);
	if (r->query != NULL)
		printf(": %s", r->query);
	else
		printf(": one of %zu word%s", count(r->any_of),
		    count(r->any_of) == 1 ? "" : "s");
	if (count(r->and_of) > 0)
		printf(", and one of %zu", count(r->and_of));
	if (count(r->none_of) > 0)
		printf(", and none of %zu", count(r->none_of));
	for (size_t i = 0; i < N_FIELDS && r->fields != FIELD_ALL; i++)
		if ((r->fields & 1U << i) != 0)
			printf("%s%s", in++ == 0 ? "; in " : ", ", fields[i]);
	for (char **s = r->sections; s != NULL && *s != NULL; s++)
		printf("%s%s", s == r->sections ? "; only for " : ", ", *s);
	printf("\n");
}

static void
print_rules(const struct config *c)
{
	printf("\nrules (selected from %d, held from %d)\n", c->threshold,
	    c->hold);
	for (size_t i = 0; i < c->n_rules; i++)
		print_rule(&c->rules[i]);
}

static void
print_outputs(const struct config *c)
{
	printf("\npublished in %s\n", c->public_dir);
	for (size_t i = 0; i < c->n_outputs; i++) {
		const struct output *o = &c->outputs[i];

		printf("  %s%s: at most %d entries", c->site.base, o->file,
		    o->limit);
		for (char **s = o->sections; s != NULL && *s != NULL; s++)
			printf("%s %s", s == o->sections ? " of" : ",", *s);
		printf("\n");
	}
	if (c->site.hub != NULL)
		printf(
		    "  hub %s is told of the feeds that change\n", c->site.hub);
}

static void
warn_of_twins(const struct config *c)
{
	char **urls = xcalloc(c->n_sources, sizeof(*urls));

	for (size_t i = 0; i < c->n_sources; i++) {
		const struct source *source = &c->sources[i];
		size_t first = 0;

		urls[i] = url_normalise(source->url);
		if (urls[i] == NULL)
			urls[i] = xstrdup(source->url);
		while (strcmp(urls[first], urls[i]) != 0)
			first++;
		if (first < i)
			log_warn("%s:%d: feed '%s': its url is that of feed "
				 "'%s' too",
			    source->place.file, source->place.line,
			    source->name, c->sources[first].name);
	}
	for (size_t i = 0; i < c->n_sources; i++)
		free(urls[i]);
	free(urls);
}

/* What is no mistake, but hardly meant. */
static void
warn(const struct config *c)
{
	for (size_t i = 0; i < c->n_words; i++)
		if (!c->words[i].is_used)
			log_warn("%s:%d: words '%s': no rule uses them",
			    c->words[i].place.file, c->words[i].place.line,
			    c->words[i].name);
	warn_of_twins(c);
	if (c->site.hub != NULL && secret_may_be_in(c->site.hub))
		log_warn("%s:%d: site: hub: a secret may be in it, and each "
			 "feed tells it to everybody",
		    c->site.place.file, c->site.place.line);
}

/* A word for the administrator who has only begun: lines in which a host still
 * stands that is nobody's. */
static void
print_examples(const struct config *c)
{
	const struct {
		const char *key, *value;
	} keys[] = {
	    {"link", c->site.link},
	    {"base", c->site.base},
	    {"id", c->site.id},
	    {"contact", c->site.contact},
	};
	int n = 0;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (keys[i].value == NULL || !url_is_example(keys[i].value))
			continue;
		printf("%s  %s:%d: site: %s = \"%s\"\n",
		    n++ == 0 ? "\nstill as in an example (put yours)\n" : "",
		    c->site.place.file, c->site.place.line, keys[i].key,
		    keys[i].value);
	}
}

/* For the editor, who may hide one of two. */
static void
print_twins(const struct twins *t)
{
	if (t->n > 0)
		log_say("\nperhaps one work, of the same title and first "
			"author\n");
	for (size_t i = 0; i < t->n && i < TWINS_SHOWN; i++)
		log_say("  %lld and %lld: %s\n",
		    (long long)t->list[i].numbers[0],
		    (long long)t->list[i].numbers[1], t->list[i].title);
	if (t->n > TWINS_SHOWN)
		log_say("  and %zu more\n", t->n - TWINS_SHOWN);
}

static int
check_store(const struct app *app, const struct config *c, struct err *e)
{
	struct counts counts = {0};
	struct twins twins = {0};
	struct store *s;
	int rc;

	if (access(c->database, R_OK) != 0) {
		printf("\nstore %s: %s\n", c->database,
		    errno == ENOENT ? "not there yet; the first run makes it"
				    : strerror(errno));
		return 0;
	}
	if ((s = app_open(c, APP_READ, e)) == NULL)
		return -1;
	rc = store_check(s, app->now, &counts, e);
	if (rc == 0)
		rc = store_list_twins(s, &twins, e);
	store_close(s);
	if (rc != 0)
		return err_prefix(e, "%s", c->database);
	printf("\nstore %s: whole; %lld items", c->database,
	    (long long)counts.n_items);
	for (int i = 0; i < STATE_COUNT; i++)
		printf(", %lld %s", (long long)counts.by_state[i],
		    state_str((enum state)i));
	printf("\n");
	if (counts.n_homeless > 0)
		printf("%lld selected items are shown nowhere: their section "
		       "is no more\n",
		    (long long)counts.n_homeless);
	print_twins(&twins);
	twins_done(&twins);
	return 0;
}

static int
check_lists(const struct app *app, const struct config *c, struct err *e)
{
	const char *const paths[] = {c->must_fail, c->must_pass};
	struct examples done;
	size_t n_wrong = 0;

	for (int wanted = 1; wanted >= 0; wanted--) {
		if (paths[wanted] == NULL)
			continue;
		if (examples_check(
			c, paths[wanted], wanted, app->now, &done, e) != 0)
			return -1;
		printf("\n%s: %zu titles, %zu of them selected\n",
		    paths[wanted], done.n,
		    wanted ? done.n - done.n_wrong : done.n_wrong);
		n_wrong += done.n_wrong;
	}
	return n_wrong == 0 ? 0
			    : err_set(e, EX_CONFIG,
				  "%s: the rules get %zu title%s wrong",
				  c->file, n_wrong, n_wrong == 1 ? "" : "s");
}

/* What is said has been done: a parser was locked in, and answered. */
static int
check_room(struct err *e)
{
	struct response r = {.outcome = OUTCOME_OK};
	struct pool *pool = pool_new();
	struct feed feed;
	unsigned int landlock;
	int rc;

	buf_init(&r.body, LIMIT_BODY);
	buf_adds(
	    &r.body, "<rss><channel><title>a feed</title></channel></rss>");
	feed_init(&feed);
	rc = pool_read(pool, &r, &feed, e);
	landlock = pool_landlock(pool);
	if (rc == 0 && r.outcome != OUTCOME_OK)
		rc = err_set(e, EX_OSERR, "%s", r.message);
	if (rc == 0 && landlock > 0)
		printf("\nlocks: what reads the documents of strangers can "
		       "open no file and no connection (seccomp, Landlock "
		       "%u); lectern itself writes into the two folders above "
		       "alone, and reads what it needs (Landlock)\n",
		    landlock);
	else if (rc == 0)
		printf("\nlocks: what reads the documents of strangers can "
		       "open no file and no connection (seccomp); lectern "
		       "itself is not confined, as this system has no "
		       "Landlock\n");
	response_done(&r);
	feed_done(&feed);
	pool_free(pool);
	return rc;
}

int
cmd_check(const struct app *app, int argc, char **argv)
{
	struct config c = {0};
	struct err e;
	int rc, fault;

	(void)argv;
	if (argc > 1)
		return app_usage("check takes no argument");
	if (app_load(app, &c, &e) != 0)
		return app_fail(&e);
	printf("%s: understood: %zu feeds, %zu rules, %zu word lists, "
	       "%zu sections, %zu published files\n",
	    c.file, c.n_sources, c.n_rules, c.n_words, c.n_sections,
	    c.n_outputs);
	print_sources(&c);
	print_rules(&c);
	print_outputs(&c);
	print_examples(&c);
	warn(&c);
	fault = rights_check(&c);
	rc = check_room(&e);
	if (rc == 0)
		rc = check_store(app, &c, &e);
	if (rc == 0)
		rc = check_lists(app, &c, &e);
	if (rc == 0 && fault != 0)
		rc = err_set(&e, fault, "%s: see above", c.file);
	config_done(&c);
	return rc == 0 ? EX_OK : app_fail(&e);
}
