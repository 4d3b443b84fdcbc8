/* SPDX-License-Identifier: ISC */
/* pin, hide, release: the editor's word on an item, or on a feed. */
#include <getopt.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "core/log.h"
#include "core/text.h"
#include "core/xalloc.h"

static const struct option options[] = {
    {"why", required_argument, NULL, 'w'},
    {NULL, 0, NULL, 0},
};

static bool
is_release(char **argv)
{
	return strcmp(argv[0], "release") == 0;
}

/* Fills why, which the caller frees, and leaves in optind where the one
 * argument is; else EX_USAGE. */
static int
read_options(int argc, char **argv, char **why)
{
	int opt;

	optind = 0;
	while ((opt = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (opt != 'w')
			return app_bad_option(argv);
		free(*why);
		*why = text_squash(text_clean(optarg));
	}
	if (argc - optind != 1)
		return app_usage(
		    is_release(argv)
			? "release takes one feed or item"
			: "%s takes one item: its number, DOI, job code or URL",
		    argv[0]);
	if (*why == NULL && is_release(argv))
		*why = xstrdup("");
	if (*why == NULL || (**why == '\0' && !is_release(argv)))
		return app_usage("%s: say why: --why TEXT", argv[0]);
	return EX_OK;
}

/* Behind sudo it is the person that counts. The caller frees. */
static char *
who(void)
{
	const char *name = getenv("SUDO_USER");
	/* cppcheck-suppress getpwuidCalled ; there is one thread */
	const struct passwd *user = name == NULL ? getpwuid(getuid()) : NULL;

	if (user != NULL)
		name = user->pw_name;
	return name != NULL ? text_squash(text_clean(name))
			    : xasprintf("user %ld", (long)getuid());
}

static int
release_feed(struct store *s, const char *feed, struct err *e)
{
	if (store_release(s, feed, e) != 0)
		return -1;
	log_say("%s: is believed, and due\n", feed);
	return 0;
}

static void
tell(const struct entry *en)
{
	log_say("item %lld: %s\n  %s, by %s; ", (long long)en->number,
	    en->item.title == NULL ? "(no title)" : en->item.title,
	    en->word.action, en->word.by);
	if (strcmp(en->word.action, "pin") == 0 && en->state == STATE_EXPIRED)
		log_say("but its time on show is over\n");
	else
		log_say("%s from the next 'lectern run' or 'lectern publish' "
			"on\n",
		    state_str(en->state));
}

static int
decide(struct store *s, const struct config *c, const char *what,
    const struct decision *d, struct err *e)
{
	struct explanation x = {0};
	int rc = store_decide(s, what, d, e);

	if (rc == 0)
		rc = store_explain(s, c, what, d->at, &x, e);
	if (rc == 0)
		tell(&x.entry);
	explanation_done(&x);
	return rc;
}

int
cmd_decide(const struct app *app, int argc, char **argv)
{
	struct decision d = {.action = argv[0], .at = app->now};
	struct config c = {0};
	struct store *s = NULL;
	struct err e;
	int rc = read_options(argc, argv, &d.why);

	if (rc != EX_OK)
		goto out;
	d.by = who();
	rc = -1;
	if (app_load(app, &c, &e) != 0 ||
	    (s = app_open(&c, APP_WRITE, &e)) == NULL)
		goto out;
	/* A feed's name is a word, no item's handle. */
	if (is_release(argv) && config_find_source(&c, argv[optind]) != NULL)
		rc = release_feed(s, argv[optind], &e);
	else
		rc = decide(s, &c, argv[optind], &d, &e);
out:
	free(d.by);
	free(d.why);
	store_close(s);
	config_done(&c);
	return rc < 0 ? app_fail(&e) : rc;
}
