/* SPDX-License-Identifier: ISC */
/* try: what other rules would add and drop. */
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/log.h"

static size_t
count(const struct trial *t, enum state is)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		n += (t->list[i].new_state == STATE_SELECTED) ==
		     (is == STATE_SELECTED);
	return n;
}

static void
print_change(const struct tried *c)
{
	struct civil day = clock_local(c->published_at);
	const bool is_added = c->new_state == STATE_SELECTED;

	log_say("  %c %6lld  %4d, was %4d  %04lld-%02d-%02d  %s  [%s]%s\n",
	    is_added ? '+' : '-', (long long)c->number, c->new_score,
	    c->old_score, (long long)day.year, day.month, day.day,
	    c->title == NULL ? "(no title)" : c->title, c->feed,
	    c->old_state == STATE_HELD   ? "  (was held)"
	    : c->new_state == STATE_HELD ? "  (held then)"
					 : "");
}

/* Those that it adds, or those that it drops. */
static void
print_changes(const struct trial *t, const char *heading, bool added)
{
	size_t n = count(t, added ? STATE_SELECTED : STATE_REJECTED);

	log_say("%s: %zu\n", heading, n);
	for (size_t i = 0; i < t->n; i++)
		if ((t->list[i].new_state == STATE_SELECTED) == added)
			print_change(&t->list[i]);
}

static void
print_total(const struct trial *t, enum state state)
{
	if (t->before[state] == 0 && t->after[state] == 0)
		return;
	log_say("  %s: %lld, were %lld\n", state_str(state),
	    (long long)t->after[state], (long long)t->before[state]);
}

static void
print_trial(const struct trial *t, const struct config *rules)
{
	static const enum state states[] = {
	    STATE_SELECTED, STATE_HELD, STATE_REJECTED, STATE_HIDDEN};

	print_changes(t, "would be added", true);
	print_changes(t, "would be dropped", false);
	log_say("in all, with %zu rules, selected from %d, held from %d\n",
	    rules->n_rules, rules->threshold, rules->hold);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		print_total(t, states[i]);
}

int
cmd_try(const struct app *app, int argc, char **argv)
{
	struct config c = {0}, rules = {0};
	struct trial trial = {0};
	struct store *s = NULL;
	struct err e;
	int rc = -1;

	if (argc != 2)
		return app_usage("try takes one file of rules");
	if (app_load(app, &c, &e) == 0 &&
	    app_load_rules(argv[1], &c, &rules, &e) == 0 &&
	    (s = app_open(&c, APP_READ, &e)) != NULL &&
	    store_try(s, &rules, &trial, &e) == 0)
		rc = EX_OK;
	if (rc == EX_OK)
		print_trial(&trial, &rules);
	trial_done(&trial);
	store_close(s);
	config_done(&rules);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
