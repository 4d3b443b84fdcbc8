/* SPDX-License-Identifier: ISC */
/* Tells the hub which feeds are others than it knows. */
#include <stdlib.h>

#include "app/herald.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "fetch/hub.h"
#include "publish/output.h"

/* What the hub is owed: each feed's news, by its place in the list. */
struct owed {
	int64_t now;
	const struct config *config;
	struct store *store;
	struct news *news;
	struct debt {
		const struct output *output;
		char hash[HASH_SIZE]; /* of its document */
	} * debts;
	size_t n;
};

static int
find_owed(struct owed *w, const struct sheet *sheets, struct err *e)
{
	const struct config *c = w->config;

	for (size_t i = 0; i < c->n_outputs; i++) {
		const struct output *o = &c->outputs[i];
		const struct buf *doc = &sheets[i].doc;
		struct debt debt = {.output = o};
		bool is_told;

		if (!form_is_feed(o->form))
			continue;
		hash_hex(doc->data, doc->len, debt.hash);
		if (store_is_told(w->store, o, debt.hash, &is_told, e) != 0)
			return -1;
		if (is_told)
			continue;
		w->debts = xgrow(w->debts, w->n, sizeof(*w->debts));
		w->news = xgrow(w->news, w->n, sizeof(*w->news));
		w->debts[w->n] = debt;
		w->news[w->n++] =
		    (struct news){.topic = output_url(&c->site, o)};
	}
	return 0;
}

/* The first of them that the hub did not take; NULL = it knows all. */
static const struct news *
find_fault(const struct owed *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->news[i].fault != NULL)
			return &w->news[i];
	return NULL;
}

/* The longest time that it asks for; CLOCK_NONE = for none. */
static int64_t
find_wait(const struct owed *w)
{
	int64_t secs = -1;

	for (size_t i = 0; i < w->n; i++)
		if (w->news[i].fault != NULL && w->news[i].wait_secs > secs)
			secs = w->news[i].wait_secs;
	return secs < 0 ? CLOCK_NONE : w->now + secs;
}

static int
remember(struct owed *w, bool is_deaf, struct err *e)
{
	const char *hub = is_deaf ? w->config->site.hub : NULL;
	int rc = store_begin(w->store, e);

	if (rc != 0)
		return -1;
	for (size_t i = 0; i < w->n && rc == 0; i++)
		if (w->news[i].fault == NULL)
			rc = store_set_told(
			    w->store, w->debts[i].output, w->debts[i].hash, e);
	if (rc == 0)
		rc = store_set_deaf(w->store, hub, find_wait(w), e);
	if (rc == 0)
		return store_commit(w->store, e);
	store_rollback(w->store);
	return -1;
}

static void
tell(const struct owed *w, const struct news *fault, bool was_deaf)
{
	const char *hub = w->config->site.hub;

	for (size_t i = 0; i < w->n; i++)
		log_info("hub %s: %s: %s", hub, w->news[i].topic,
		    w->news[i].fault == NULL ? "told" : w->news[i].fault);
	if (fault != NULL && !was_deaf)
		log_warn("hub %s: not told of %s: %s; each run tries again",
		    hub, fault->topic, fault->fault);
	if (fault == NULL && was_deaf)
		log_warn("hub %s: well again", hub);
}

static int
pay(struct owed *w, bool was_deaf, struct err *e)
{
	const struct config *c = w->config;
	char *agent = app_user_agent(c->site.contact);
	const struct news *fault;
	int rc = hub_tell(c->site.hub, &c->http, agent, w->news, w->n, e);

	free(agent);
	if (rc != 0)
		return -1;
	fault = find_fault(w);
	rc = remember(w, fault != NULL, e);
	if (rc == 0)
		tell(w, fault, was_deaf);
	return rc;
}

/* A time that no hub can have asked for was a wrong clock's. */
static int
pay_in_time(struct owed *w, struct err *e)
{
	const char *hub = w->config->site.hub;
	int64_t until_at;

	if (store_find_deaf(w->store, hub, &until_at, e) != 0)
		return -1;
	if (until_at <= w->now || until_at > w->now + LIMIT_WAIT_SECS)
		return pay(w, until_at != CLOCK_NONE, e);
	log_info("hub %s: it asked to be left alone for now", hub);
	return 0;
}

int
herald_tell(const struct app *app, const struct config *c, struct store *s,
    const struct sheet *sheets, struct err *e)
{
	struct owed w = {.now = app->now, .config = c, .store = s};
	int rc;

	if (c->site.hub == NULL)
		return store_set_deaf(s, NULL, CLOCK_NONE, e);
	rc = find_owed(&w, sheets, e);
	if (rc == 0 && w.n > 0)
		rc = pay_in_time(&w, e);
	for (size_t i = 0; i < w.n; i++) {
		free(w.news[i].topic);
		free(w.news[i].fault);
	}
	free(w.news);
	free(w.debts);
	return rc;
}
