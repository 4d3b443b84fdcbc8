/* SPDX-License-Identifier: ISC */
/* list: items of the store. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/log.h"
#include "publish/json.h"

static const struct option options[] = {
    {"json", no_argument, NULL, 'j'},
    {"state", required_argument, NULL, 's'},
    {"section", required_argument, NULL, 'S'},
    {"since", required_argument, NULL, 't'},
    {NULL, 0, NULL, 0},
};

static int
read_state(const char *word, struct filter *filter)
{
	enum state state;

	if (state_parse(word, &state) != 0)
		return app_usage("--state: '%s' is none of selected, held, "
				 "rejected, hidden, expired",
		    word);
	filter->state = (int)state;
	return EX_OK;
}

static int
read_since(const char *word, struct filter *filter)
{
	filter->since_at = clock_parse(word);
	if (filter->since_at == CLOCK_NONE)
		return app_usage(
		    "--since: not a time: '%s' (as 2026-11-23)", word);
	return EX_OK;
}

static int
read_filter(int argc, char **argv, struct filter *filter, bool *json)
{
	int opt, rc = EX_OK;

	optind = 0;
	while (rc == EX_OK &&
	       (opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		switch (opt) {
		case 'j':
			*json = true;
			break;
		case 's':
			rc = read_state(optarg, filter);
			break;
		case 'S':
			filter->section = optarg;
			break;
		case 't':
			rc = read_since(optarg, filter);
			break;
		default:
			rc = app_bad_option(argv);
		}
	}
	if (rc == EX_OK && optind < argc)
		rc = app_usage("list takes no argument: '%s'", argv[optind]);
	return rc;
}

static void
print_entry(const struct entry *en)
{
	struct civil c = clock_local(en->published_at);

	log_say("%6lld  %-8s %4d  %04lld-%02d-%02d  %s  [",
	    (long long)en->number, state_str(en->state), en->score,
	    (long long)c.year, c.month, c.day,
	    en->item.title == NULL ? "(no title)" : en->item.title);
	for (char **feed = en->feeds; *feed != NULL; feed++)
		log_say("%s%s", feed == en->feeds ? "" : ", ", *feed);
	log_say("]");
	if (en->word.action != NULL && strcmp(en->word.action, "release") != 0)
		log_say("  (%s, by %s: %s)", en->word.action, en->word.by,
		    en->word.why);
	log_say("\n");
}

static int
print_all(const struct entries *entries, bool json)
{
	struct buf out;

	if (!json) {
		for (size_t i = 0; i < entries->n; i++)
			print_entry(&entries->list[i]);
		return EX_OK;
	}
	buf_init(&out, SIZE_MAX / 2);
	json_render_entries(entries, &out);
	app_print(&out);
	buf_done(&out);
	return EX_OK;
}

int
cmd_list(const struct app *app, int argc, char **argv)
{
	struct filter filter = {.state = -1, .since_at = CLOCK_NONE};
	struct config c = {0};
	struct entries entries = {0};
	struct store *s = NULL;
	struct err e;
	bool json = false;
	int rc = read_filter(argc, argv, &filter, &json);

	if (rc != EX_OK)
		return rc;
	rc = -1;
	if (app_load(app, &c, &e) != 0)
		return app_fail(&e);
	if (filter.section != NULL &&
	    config_find_section(&c, filter.section) == NULL)
		err_set(&e, EX_USAGE, "--section: no section '%s' in %s",
		    filter.section, c.file);
	else if ((s = app_open(&c, APP_READ, &e)) != NULL &&
		 store_list(s, &filter, app->now, &entries, &e) == 0)
		rc = print_all(&entries, json);
	entries_done(&entries);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
