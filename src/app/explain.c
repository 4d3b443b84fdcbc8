/* SPDX-License-Identifier: ISC */
/* explain: why an item is where it is. */
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/doi.h"
#include "core/limits.h"
#include "publish/json.h"

static void
print_line(const char *label, const char *value)
{
	if (value != NULL)
		printf("  %-11s %s\n", label, value);
}

static void
print_time(const char *label, int64_t t)
{
	char *when = app_when(t);

	if (t != CLOCK_NONE)
		print_line(label, when);
	free(when);
}

static void
print_entry(const struct entry *en)
{
	char *doi = en->item.doi == NULL ? NULL : doi_url(en->item.doi);

	printf("item %lld: %s\n", (long long)en->number,
	    en->item.title == NULL ? "(no title)" : en->item.title);
	print_line("link", en->item.url);
	print_line("members get", doi);
	print_line("entry id", en->entry_id);
	print_line("section", en->section);
	print_time("published", en->published_at);
	print_time("first seen", en->first_seen_at);
	print_time("updated", en->updated_at);
	print_time("closes", en->closes_at);
	free(doi);
}

static void
print_matches(const struct explanation *x)
{
	printf("rules that match%s\n", x->n_matches == 0 ? ": none" : "");
	for (size_t i = 0; i < x->n_matches; i++) {
		const struct match *m = &x->matches[i];

		printf("  %s: %+d\n", m->rule, m->score);
		for (size_t k = 0; k < m->n_excerpts; k++)
			printf("      %s: %s\n", m->excerpts[k].field,
			    m->excerpts[k].text);
	}
}

/* The decision in one sentence: what outranks what is store/'s business. */
static void
print_verdict(const struct explanation *x)
{
	printf("%s: ", state_str(x->entry.state));
	if (x->n_decisions > 0 && x->entry.state == STATE_HIDDEN)
		printf("the editor hid it\n");
	else if (x->entry.state == STATE_EXPIRED)
		printf("its time on show is over\n");
	else if (x->trusted_feed != NULL)
		printf("feed %s has select = \"all\" (score %d)\n",
		    x->trusted_feed, x->entry.score);
	else
		printf("score %d; selected from %d, held from %d\n",
		    x->entry.score, x->threshold, x->hold);
}

static void
print_explanation(const struct explanation *x)
{
	print_entry(&x->entry);
	printf("known by\n");
	for (char **key = x->keys; key != NULL && *key != NULL; key++)
		printf("  %s\n", *key);
	printf("seen in\n");
	for (size_t i = 0; i < x->n_sightings; i++) {
		char *first = app_when(x->sightings[i].first_seen_at);
		char *last = app_when(x->sightings[i].last_seen_at);

		printf("  %s: first %s, last %s\n", x->sightings[i].feed, first,
		    last);
		free(first);
		free(last);
	}
	print_matches(x);
	for (size_t i = 0; i < x->n_decisions; i++) {
		const struct decision *d = &x->decisions[i];
		char *when = app_when(d->at);

		printf("editor: %s by %s on %s: %s\n", d->action, d->by, when,
		    d->why);
		free(when);
	}
	print_verdict(x);
}

static int
print(const struct explanation *x, bool json)
{
	struct buf out;

	if (!json) {
		print_explanation(x);
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
		rc = print(&x, json);
	explanation_done(&x);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
