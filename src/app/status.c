/* SPDX-License-Identifier: ISC */
/* status: how each feed is, in words. */
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/limits.h"
#include "publish/json.h"

/* "label when" on a line of its own. */
static void
print_time(const char *label, int64_t t)
{
	char *when = app_when(t);

	printf("    %-13s %s\n", label, when);
	free(when);
}

static void
print_state(const struct health *h)
{
	char *since = app_when(h->since_at);

	if (h->outcome == OUTCOME_NEVER)
		printf("not polled yet\n");
	else if (outcome_is_well(h->outcome))
		printf("well, %s since %s\n", outcome_str(h->outcome), since);
	else
		printf("%s\n    %-13s %s, %lld poll%s in a row\n", h->message,
		    "since", since, (long long)h->failures,
		    h->failures == 1 ? "" : "s");
	free(since);
}

static void
print_health(const struct health *h)
{
	printf("%s: ", h->feed);
	print_state(h);
	if (h->outcome != OUTCOME_NEVER) {
		print_time("last answer", h->succeeded_at);
		print_time("last new item", h->new_item_at);
	}
	print_time("next due", h->next_due_at);
	printf("    %-13s %lld, of these %lld on show\n", "items",
	    (long long)h->n_items, (long long)h->n_selected);
}

static int
print_all(const struct healths *hs, bool json)
{
	struct buf out;

	if (!json) {
		for (size_t i = 0; i < hs->n; i++)
			print_health(&hs->list[i]);
		return EX_OK;
	}
	buf_init(&out, LIMIT_DOCUMENT);
	json_render_healths(hs, &out);
	app_print(&out);
	buf_done(&out);
	return EX_OK;
}

int
cmd_status(const struct app *app, int argc, char **argv)
{
	struct config c = {0};
	struct healths hs = {0};
	struct store *s = NULL;
	struct err e;
	bool json = false;
	int first = app_json_option(argc, argv, &json), rc = -1;

	if (first < 0)
		return EX_USAGE;
	if (first < argc)
		return app_usage("status takes no argument");
	if (app_load(app, &c, &e) == 0 &&
	    (s = app_open(&c, APP_READ, &e)) != NULL &&
	    store_list_health(s, app->now, &hs, &e) == 0)
		rc = print_all(&hs, json);
	healths_done(&hs);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
