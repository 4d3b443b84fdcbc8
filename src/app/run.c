/* SPDX-License-Identifier: ISC */
/* run, poll, publish: the pipeline and its two halves. */
#include <getopt.h>
#include <stdio.h>
#include <sysexits.h>

#include "app/app.h"
#include "core/clock.h"
#include "core/log.h"

enum half {
	HALF_POLL = 1 << 0,
	HALF_PUBLISH = 1 << 1,
	WHOLE = HALF_POLL | HALF_PUBLISH
};

static const struct option options[] = {
    {"all", no_argument, NULL, 'a'},
    {"strict", no_argument, NULL, 'S'},
    {NULL, 0, NULL, 0},
};

static int
exit_code(const struct run *run, bool strict)
{
	if (run->n_failed > 0 &&
	    (strict || run->n_failed == run->n_due - run->n_deferred))
		return EX_UNAVAILABLE;
	return EX_OK;
}

/* 0, or -1 when a name is no feed's. */
static int
check_names(const struct config *c, char **names, struct err *e)
{
	for (; names != NULL && *names != NULL; names++)
		if (config_find_source(c, *names) == NULL)
			return err_set(e, EX_USAGE,
			    "%s: no feed of this name in %s", *names, c->file);
	return 0;
}

static int
score(struct store *s, const struct config *c, struct err *e)
{
	struct scoring done;

	if (store_score(s, c, &done, e) != 0)
		return -1;
	if (done.anew)
		log_warn("the rules changed: %zu items scored again; %zu "
			 "reach the threshold, %zu did before",
		    done.n_items, done.n_now, done.n_before);
	return 0;
}

static int
work(const struct app *app, const struct config *c, struct store *s,
    enum half halves, const struct wish *wish, struct err *e)
{
	struct run run = {.started_at = app->now};
	int64_t began_ms = clock_steady_ms();

	if ((halves & HALF_POLL) != 0 &&
	    poll_feeds(app, c, s, wish, &run, e) != 0)
		return -1;
	if (score(s, c, e) != 0)
		return -1;
	if ((halves & HALF_PUBLISH) != 0 &&
	    publish_editions(app, c, s, wish, &run, e) != 0)
		return -1;
	run.finished_at =
	    run.started_at + (clock_steady_ms() - began_ms) / 1000;
	if (store_add_run(s, &run, e) != 0)
		return -1;
	log_info("%zu feeds due, %zu unchanged, %zu failed, %zu put off; "
		 "%zu items new, %zu changed; %zu files written",
	    run.n_due, run.n_unchanged, run.n_failed, run.n_deferred,
	    run.tally.n_new, run.tally.n_changed, run.n_published);
	return exit_code(&run, app->strict || wish->strict);
}

static int
pipeline(const struct app *app, enum half halves, const struct wish *wish)
{
	struct config c = {0};
	struct store *s = NULL;
	struct err e;
	int rc = -1;

	if (app_load(app, &c, &e) == 0 &&
	    check_names(&c, wish->names, &e) == 0 &&
	    (s = app_open(&c, APP_WRITE, &e)) != NULL &&
	    app_confine(&c, &e) == 0)
		rc = work(app, &c, s, halves, wish, &e);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}

static int
read_wish(int argc, char **argv, struct wish *wish)
{
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (c == 'a')
			wish->all = true;
		else if (c == 'S')
			wish->strict = true;
		else
			return -1;
	}
	if (optind < argc)
		wish->names = argv + optind;
	return 0;
}

int
cmd_run(const struct app *app, int argc, char **argv)
{
	struct wish wish = {0};

	if (read_wish(argc, argv, &wish) != 0)
		return app_bad_option(argv);
	if (wish.names != NULL)
		return app_usage(
		    "run takes no feed; 'poll %s' does", *wish.names);
	return pipeline(app, WHOLE, &wish);
}

int
cmd_poll(const struct app *app, int argc, char **argv)
{
	struct wish wish = {0};

	if (read_wish(argc, argv, &wish) != 0)
		return app_bad_option(argv);
	return pipeline(app, HALF_POLL, &wish);
}

int
cmd_publish(const struct app *app, int argc, char **argv)
{
	static const struct option force[] = {
	    {"force", no_argument, NULL, 'f'},
	    {NULL, 0, NULL, 0},
	};
	struct wish wish = {0};
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "+", force, NULL)) != -1) {
		if (c != 'f')
			return app_bad_option(argv);
		wish.force = true;
	}
	if (optind < argc)
		return app_usage("publish takes no argument");
	return pipeline(app, HALF_PUBLISH, &wish);
}
