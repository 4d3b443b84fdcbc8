/* SPDX-License-Identifier: ISC */
/* A small configuration, a store of it, and documents to fill it with. */
#ifndef TESTS_STOCK_H
#define TESTS_STOCK_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check.h"
#include "core/clock.h"
#include "core/xalloc.h"
#include "store/store.h"

#define NOW 1800000000
#define DAY 86400

enum { SOURCE_AHEAD, SOURCE_CURRENT, SOURCE_JOBS, SOURCE_LEADER, N_SOURCES };

/* Everything in it is literal but the sources, which tests may change. */
struct stock {
	struct section sections[2];
	struct source sources[N_SOURCES];
	struct rule rules[2];
	struct output outputs[2];
	char *words[4][3];
	struct config c;
	struct store *s;
	char path[40];
	struct err e;
};

static inline void
check_ok(const struct stock *k, int rc)
{
	if (rc != 0)
		fail_msg("%d: %s", k->e.code, k->e.msg);
}

static inline void
stock_config(struct stock *k)
{
	static const char *const names[N_SOURCES] = {
	    "ahead", "current", "jobs", "leader"};
	static const char *const urls[N_SOURCES] = {
	    "https://journal.example/rss/ahead.xml",
	    "https://journal.example/rss/current.xml",
	    "https://www.jobs.ac.uk/jobs/health/?format=rss",
	    "/var/feeds/leader.xml"};
	struct config *c = &k->c;

	k->sections[0] =
	    (struct section){lend("articles"), lend("A"), -1, -1, -1};
	k->sections[1] =
	    (struct section){lend("jobs"), lend("J"), 60 * DAY, -1, -1};
	for (size_t i = 0; i < N_SOURCES; i++)
		k->sources[i] = (struct source){
		    .name = lend(names[i]),
		    .url = lend(urls[i]),
		    .section = lend(i == SOURCE_JOBS ? "jobs" : "articles"),
		    .select = i == SOURCE_LEADER ? SELECT_ALL : SELECT_RULES,
		};
	k->words[0][0] = lend("leadership");
	k->words[0][1] = lend("clinical leader*");
	k->words[1][0] = lend("hospital");
	k->words[2][0] = lend("team leader");
	k->rules[0] = (struct rule){.name = lend("lead"),
	    .any_of = k->words[0],
	    .and_of = k->words[3],
	    .none_of = k->words[2],
	    .fields = FIELD_ALL,
	    .score = 6,
	    .title_score = 5,
	    .sections = k->words[3],
	    .place = {lend("x.conf"), 7}};
	k->rules[1] = k->rules[0];
	k->rules[1].name = lend("place");
	k->rules[1].any_of = k->words[1];
	k->rules[1].score = 4;
	k->rules[1].title_score = 0;
	k->outputs[0] = (struct output){
	    .file = lend("all.atom"), .form = FORM_ATOM, .limit = 50};
	k->outputs[1] = k->outputs[0];
	k->outputs[1].limit = 2;
	*c = (struct config){
	    .site = {.title = lend("R"), .id = lend("tag:example.org,2026:r")},
	    .sections = k->sections,
	    .n_sections = N_OF(k->sections),
	    .sources = k->sources,
	    .n_sources = N_SOURCES,
	    .rules = k->rules,
	    .n_rules = N_OF(k->rules),
	    .outputs = k->outputs,
	    .n_outputs = N_OF(k->outputs),
	    .threshold = 10,
	    .hold = 6,
	};
}

/* In memory, or, to be opened twice, in a file. */
static inline void
stock_open(struct stock *k, bool file)
{
	*k = (struct stock){.path = ":memory:"};
	stock_config(k);
	if (file) {
		int fd;

		snprintf(k->path, sizeof(k->path), "/tmp/lectern.XXXXXX");
		fd = mkstemp(k->path);
		assert_true(fd >= 0);
		close(fd);
	}
	k->s = store_open(k->path, &k->e);
	if (k->s == NULL)
		fail_msg("%s", k->e.msg);
	check_ok(k, store_sync(k->s, &k->c, &k->e));
}

static inline void
stock_reopen(struct stock *k)
{
	store_close(k->s);
	k->s = store_open(k->path, &k->e);
	if (k->s == NULL)
		fail_msg("%s", k->e.msg);
	check_ok(k, store_sync(k->s, &k->c, &k->e));
}

static inline void
stock_close(struct stock *k)
{
	char name[60];

	store_close(k->s);
	if (k->path[0] != '/')
		return;
	unlink(k->path);
	snprintf(name, sizeof(name), "%s-wal", k->path);
	unlink(name);
	snprintf(name, sizeof(name), "%s-shm", k->path);
	unlink(name);
}

static inline struct item *
add_item(struct feed *doc, const char *title, const char *url, const char *text)
{
	struct item *it = feed_add_item(doc);

	it->title = xstrdup(title);
	it->url = xstrdup(url);
	it->text = xstrdup(text);
	return it;
}

/* Polls a source that answers with doc (NULL: with the outcome alone), and
 * frees the document. */
static inline struct tally
poll_as(struct stock *k, int source, enum outcome outcome, struct feed *doc,
    int64_t now)
{
	struct tally tally = {0};
	struct response r = {
	    .request = {.source = &k->sources[source],
		.url = k->sources[source].url},
	    .outcome = outcome,
	    .message = outcome_is_well(outcome) ? NULL : lend("it failed"),
	    .http_status = 200,
	    .etag = lend("\"1\""),
	    .last_modified = lend("Mon, 01 Jan 2026 00:00:00 GMT"),
	    .body_hash = lend("abc"),
	};
	const struct due due = {.at = now + 3600, .reason = DUE_EVERY};
	const struct poll p = {&r, doc, now, due, due};

	check_ok(k, store_add_poll(k->s, &p, &tally, &k->e));
	if (doc != NULL)
		feed_done(doc);
	return tally;
}

static inline struct tally
poll_doc(struct stock *k, int source, struct feed *doc, int64_t now)
{
	return poll_as(k, source, OUTCOME_OK, doc, now);
}

/* Every item, newest first; the caller frees. */
static inline struct entries
list_all(struct stock *k, int64_t now)
{
	const struct filter all = {.state = -1, .since_at = CLOCK_NONE};
	struct entries list;

	check_ok(k, store_list(k->s, &all, now, &list, &k->e));
	return list;
}

static inline size_t
count_all(struct stock *k)
{
	struct entries list = list_all(k, NOW);
	size_t n = list.n;

	entries_done(&list);
	return n;
}

#endif
