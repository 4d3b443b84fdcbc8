/* SPDX-License-Identifier: ISC */
/* explain: why an item is where it is. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "publish/json.h"

static void
print_line(const char *label, const char *value)
{
	if (value != NULL)
		log_say("  %-11s %s\n", label, value);
}

static void
print_mention(const char *label, enum amendment kind, const struct mention *m)
{
	if (kind == AMENDMENT_NONE)
		return;
	if (m->entry_id == NULL)
		log_say("  %-11s %s\n", label, amendment_str(kind));
	else
		log_say("  %-11s %s: %s (%s)\n", label, amendment_str(kind),
		    m->title, m->url != NULL ? m->url : m->entry_id);
}

static void
print_selected(const struct explanation *x)
{
	const struct decision *word = &x->entry.word;

	if (word->action != NULL && strcmp(word->action, "pin") == 0)
		log_say("%s pinned it: %s", word->by, word->why);
	else if (x->trusted_feed != NULL)
		log_say("feed %s is taken whole (select = \"all\")",
		    x->trusted_feed);
	else if (x->entry.score >= x->threshold)
		log_say("its score is %d, and %d is enough", x->entry.score,
		    x->threshold);
	else
		log_say("members were shown the work that it is about");
}

/* The decision in one sentence: what outranks what is store/'s business. */
static void
print_verdict(const struct explanation *x)
{
	const struct entry *en = &x->entry;
	char *when;

	log_say("  %s: ", state_str(en->state));
	switch (en->state) {
	case STATE_SELECTED:
		print_selected(x);
		break;
	case STATE_HELD:
		log_say("its score is %d: from %d on it waits for the editor, "
			"from %d on it is selected",
		    en->score, x->hold, x->threshold);
		break;
	case STATE_REJECTED:
		log_say("its score is %d: it is held from %d on, selected from "
			"%d on",
		    en->score, x->hold, x->threshold);
		break;
	case STATE_HIDDEN:
		log_say("%s hid it: %s", en->word.by, en->word.why);
		break;
	case STATE_EXPIRED:
		when = app_when(en->closes_at);
		log_say("its time on show ended on %s", when);
		free(when);
		break;
	case STATE_COUNT:
		break;
	}
	log_say("\n");
}

static void
print_entry(const struct explanation *x)
{
	const struct entry *en = &x->entry;
	char *doi = en->item.doi == NULL ? NULL : doi_url(en->item.doi);

	log_say("item %lld: %s\n", (long long)en->number,
	    en->item.title == NULL ? "(no title)" : en->item.title);
	print_verdict(x);
	print_line("link", en->item.url);
	print_line("members get", doi);
	print_line("entry id", en->entry_id);
	print_line("section", en->section);
	print_mention("a notice", en->amends, &en->original);
	print_mention("marked", en->amended, &en->amender);
	log_say("known by\n");
	for (char **key = x->keys; key != NULL && *key != NULL; key++)
		log_say("  %s\n", *key);
	free(doi);
}

static void
print_sightings(const struct explanation *x)
{
	log_say("seen in\n");
	for (size_t i = 0; i < x->n_sightings; i++) {
		char *first = app_when(x->sightings[i].first_seen_at);
		char *last = app_when(x->sightings[i].last_seen_at);

		log_say("  %s: first %s, last %s\n", x->sightings[i].feed,
		    first, last);
		free(first);
		free(last);
	}
}

static void
print_rules(const struct match *list, size_t n)
{
	for (const struct match *m = list; m < list + n; m++) {
		log_say("  %s: %+d\n", m->rule, m->score);
		for (size_t k = 0; k < m->n_excerpts; k++)
			log_say("      %s: %s\n", m->excerpts[k].field,
			    m->excerpts[k].text);
	}
}

static void
print_matches(const struct explanation *x)
{
	if (x->n_matches == 0)
		log_say("no rule matches\n");
	else
		log_say("rules that match: score %d\n", x->entry.score);
	print_rules(x->matches, x->n_matches);
	if (x->n_barred > 0)
		log_say("rules that would match, but for these words of "
			"`not`\n");
	print_rules(x->barred, x->n_barred);
}

struct event {
	int64_t at;
	char *what;
};

static int
order(const void *a, const void *b)
{
	const struct event *one = a, *other = b;

	return (one->at > other->at) - (one->at < other->at);
}

/* Takes what. */
static void
add_event(struct event *events, size_t *n, int64_t at, char *what)
{
	if (at == CLOCK_NONE)
		free(what);
	else
		events[(*n)++] = (struct event){at, what};
}

/* What happened to it when. */
static void
print_history(const struct explanation *x, int64_t now)
{
	const struct entry *en = &x->entry;
	struct event *events =
	    xcalloc(x->n_sightings + x->n_decisions + 3, sizeof(*events));
	size_t n = 0;

	add_event(events, &n,
	    en->item.published_at == CLOCK_NONE ? CLOCK_NONE : en->published_at,
	    xstrdup("published, says its feed"));
	for (size_t i = 0; i < x->n_sightings; i++)
		add_event(events, &n, x->sightings[i].first_seen_at,
		    xasprintf("%s in %s", i == 0 ? "first seen" : "seen",
			x->sightings[i].feed));
	if (en->updated_at > en->first_seen_at)
		add_event(events, &n, en->updated_at,
		    xstrdup("updated: members see it again"));
	for (size_t i = 0; i < x->n_decisions; i++)
		add_event(events, &n, x->decisions[i].at,
		    xasprintf("%s, by %s%s%s", x->decisions[i].action,
			x->decisions[i].by,
			x->decisions[i].why[0] == '\0' ? "" : ": ",
			x->decisions[i].why));
	add_event(events, &n, en->closes_at,
	    xasprintf("%s%s",
		en->closes_at <= now && (en->state == STATE_EXPIRED ||
					    en->state == STATE_HIDDEN)
		    ? "closed"
		    : "closes",
		en->item.closes_at != CLOCK_NONE &&
			en->item.closes_at == en->item.prose_closes_at
		    ? ", says its text"
		    : ""));
	qsort(events, n, sizeof(*events), order);
	log_say("history\n");
	for (size_t i = 0; i < n; i++) {
		char *when = app_when(events[i].at);

		log_say("  %s: %s\n", when, events[i].what);
		free(when);
		free(events[i].what);
	}
	free(events);
}

static void
print_explanation(const struct explanation *x, int64_t now)
{
	print_entry(x);
	print_sightings(x);
	print_matches(x);
	print_history(x, now);
}

static int
print(const struct explanation *x, int64_t now, bool json)
{
	struct buf out;

	if (!json) {
		print_explanation(x, now);
		return EX_OK;
	}
	buf_init(&out, LIMIT_DOCUMENT);
	json_render_explanation(x, &out);
	app_print(&out);
	buf_done(&out);
	return EX_OK;
}

int
cmd_explain(const struct app *app, int argc, char **argv)
{
	struct config c = {0};
	struct explanation x = {0};
	struct store *s = NULL;
	struct err e;
	bool json = false;
	int first = app_json_option(argc, argv, &json), rc = -1;

	if (first < 0)
		return EX_USAGE;
	if (argc - first != 1)
		return app_usage("explain takes one item: its number, DOI, "
				 "job code or URL");
	if (app_load(app, &c, &e) == 0 &&
	    (s = app_open(&c, APP_READ, &e)) != NULL &&
	    store_explain(s, &c, argv[first], app->now, &x, &e) == 0)
		rc = print(&x, app->now, json);
	explanation_done(&x);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
