/* SPDX-License-Identifier: ISC */
/* status: how each feed is, in words. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/app.h"
#include "app/metrics.h"
#include "app/words.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/schedule.h"
#include "publish/json.h"

enum manner { MANNER_WORDS, MANNER_JSON, MANNER_PROMETHEUS };

static const struct option options[] = {
    {"json", no_argument, NULL, MANNER_JSON},
    {"prometheus", no_argument, NULL, MANNER_PROMETHEUS},
    {NULL, 0, NULL, 0},
};

/* Takes s. */
static void
add_taken(struct buf *out, const char *before, char *s)
{
	buf_addf(out, "%s%s", before, s);
	free(s);
}

/* "well, unchanged since 3 May, asked 14:02", "fails (404) since 3 May (5
 * polls), well until 2 May". */
static void
add_state(struct buf *out, const struct health *h, int64_t now)
{
	if (h->outcome == OUTCOME_NEVER) {
		buf_adds(out, "not polled yet");
		return;
	}
	buf_adds(out, words_outcome(h->outcome));
	if (h->outcome == OUTCOME_HTTP || h->outcome == OUTCOME_BUSY)
		buf_addf(out, " (%ld)", h->http_status);
	add_taken(out, " since ", words_since(h->since_at, now));
	if (h->failures > 1)
		buf_addf(out, " (%lld polls)", (long long)h->failures);
	if (h->failures == 0)
		add_taken(out, ", asked ", words_since(h->checked_at, now));
	else if (h->succeeded_at == CLOCK_NONE)
		buf_adds(out, ", never well");
	else
		add_taken(
		    out, ", well until ", words_since(h->succeeded_at, now));
}

static void
add_due(struct buf *out, const struct health *h, const struct source *source,
    int64_t now)
{
	char *why = words_due_reason(h, source->every_secs);

	if (h->due.reason == DUE_NEVER) {
		buf_adds(out, "; not asked any more");
	} else if (h->due.at <= now) {
		buf_adds(out, "; due now");
	} else {
		add_taken(out,
		    h->outcome == OUTCOME_BUSY ? ", waits until " : "; due ",
		    words_until(h->due.at, now));
		if (why[0] != '\0')
			buf_addf(out, " (%s)", why);
	}
	free(why);
}

static void
add_move(struct buf *out, const struct health *h, const struct config *c,
    const struct source *source)
{
	const struct place *place = &source->place;
	const struct source *other;
	char *url;

	if (h->moved_url == NULL)
		return;
	url = url_public(h->moved_url);
	other = config_find_twin(c, source, h->moved_url);
	if (h->moved_polls < STORE_MOVED_POLLS)
		buf_addf(out,
		    "    says that it moved to %s for good: %lld of the %d "
		    "polls that make sure of it\n",
		    url, (long long)h->moved_polls, STORE_MOVED_POLLS);
	else if (other != NULL)
		buf_addf(out,
		    "    moved to %s for good: that is feed '%s' already: "
		    "remove this one at line %d of %s\n",
		    url, other->name, place->line, place->file);
	else
		buf_addf(out,
		    "    moved to %s for good: change line %d of %s\n", url,
		    place->line, place->file);
	free(url);
}

static void
add_items(struct buf *out, const struct health *h, int64_t now)
{
	int64_t days = (h->rhythm_secs + 43200) / 86400;

	buf_adds(out, "    ");
	if (h->rhythm_secs < 0)
		buf_adds(out, "how often it has something new is not known "
			      "yet");
	else if (days <= 1)
		buf_adds(out, "something new about every day");
	else
		buf_addf(out, "something new about every %lld days",
		    (long long)days);
	if (h->new_item_at != CLOCK_NONE)
		add_taken(out, " (last: ", words_since(h->new_item_at, now));
	buf_addf(out, "%s; %lld item%s, %lld on show\n",
	    h->new_item_at == CLOCK_NONE ? "" : ")", (long long)h->n_items,
	    h->n_items == 1 ? "" : "s", (long long)h->n_selected);
}

static void
render_words(const struct config *c, const struct healths *hs, int64_t now,
    struct buf *out)
{
	for (size_t i = 0; i < hs->n; i++) {
		const struct health *h = &hs->list[i];
		const struct source *source = config_find_source(c, h->feed);

		if (source == NULL)
			continue;
		buf_addf(out, "%s: ", h->feed);
		add_state(out, h, now);
		add_due(out, h, source, now);
		buf_addc(out, '\n');
		if (h->message != NULL)
			buf_addf(out, "    %s\n", h->message);
		if (h->is_damaged)
			buf_adds(out, "    its last document is damaged; what "
				      "could be mended was taken\n");
		add_move(out, h, c, source);
		if (h->n_items > 0)
			add_items(out, h, now);
	}
}

static bool
is_known(const struct healths *hs, const char *feed)
{
	for (size_t i = 0; i < hs->n; i++)
		if (strcmp(hs->list[i].feed, feed) == 0)
			return true;
	return false;
}

/* The feeds that the next run will be the first to hear of. */
static void
add_newcomers(const struct config *c, struct healths *hs)
{
	struct health *h;

	for (size_t i = 0; i < c->n_sources; i++) {
		const struct source *source = &c->sources[i];

		if (is_known(hs, source->name))
			continue;
		hs->list = xgrow(hs->list, hs->n, sizeof(*hs->list));
		h = &hs->list[hs->n++];
		*h = (struct health){
		    .feed = xstrdup(source->name),
		    .url = xstrdup(source->url),
		    .section = xstrdup(source->section),
		    .since_at = CLOCK_NONE,
		    .checked_at = CLOCK_NONE,
		    .succeeded_at = CLOCK_NONE,
		    .new_item_at = CLOCK_NONE,
		    .due = {.at = CLOCK_NONE,
			.learnt_secs = -1,
			.every_secs = source->every_secs},
		    .ttl_secs = -1,
		    .rhythm_secs = -1,
		};
	}
}

/* As the next run will. */
static void
plan_anew(const struct config *c, struct healths *hs)
{
	for (size_t i = 0; i < hs->n; i++) {
		struct health *h = &hs->list[i];
		const struct source *source = config_find_source(c, h->feed);

		if (source != NULL && h->checked_at != CLOCK_NONE &&
		    h->due.reason != DUE_NEVER &&
		    h->due.every_secs != source->every_secs)
			h->due = schedule_next(h, source->every_secs);
	}
}

static int
print(const struct app *app, const struct config *c, struct store *s,
    enum manner manner, struct err *e)
{
	struct healths hs = {0};
	struct run last;
	struct buf out;

	if (store_list_health(s, app->now, &hs, e) != 0)
		return -1;
	if (store_last_run(s, &last, e) != 0) {
		healths_done(&hs);
		return -1;
	}
	plan_anew(c, &hs);
	add_newcomers(c, &hs);
	buf_init(&out, LIMIT_DOCUMENT);
	switch (manner) {
	case MANNER_WORDS:
		render_words(c, &hs, app->now, &out);
		log_say("%s", out.data);
		buf_clear(&out);
		break;
	case MANNER_JSON:
		json_render_healths(&hs, &out);
		break;
	case MANNER_PROMETHEUS:
		metrics_render(&hs, &last, &out);
		break;
	}
	app_print(&out);
	buf_done(&out);
	healths_done(&hs);
	return EX_OK;
}

int
cmd_status(const struct app *app, int argc, char **argv)
{
	struct config c = {0};
	struct store *s = NULL;
	struct err e;
	enum manner manner = MANNER_WORDS;
	int opt, rc = -1;

	optind = 0;
	while ((opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (opt == '?')
			return app_bad_option(argv);
		if (manner != MANNER_WORDS)
			return app_usage("--json or --prometheus, not both");
		manner = (enum manner)opt;
	}
	if (optind < argc)
		return app_usage("status takes no argument");
	if (app_load(app, &c, &e) == 0 &&
	    (s = app_open(&c, APP_READ, &e)) != NULL)
		rc = print(app, &c, s, manner, &e);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
