/* SPDX-License-Identifier: ISC */
/* What the commands share. */
#include <errno.h>
#include <getopt.h>
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "app/rights.h"
#include "config/config.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/log.h"
#include "core/sandbox.h"
#include "core/xalloc.h"
#include "store/rules.h"

static const struct command commands[] = {
    {"run", "[--all] [--strict]", "poll the feeds that are due, score, publish",
	cmd_run},
    {"poll", "[--all | FEED...] [--strict]", "the first half: poll and score",
	cmd_poll},
    {"publish", "[--force]", "the second half: write what has changed",
	cmd_publish},
    {"check", "", "configuration, rules and store; what was understood",
	cmd_check},
    {"status", "[--json | --prometheus]",
	"how each feed is and since when, when it is due and why", cmd_status},
    {"list", "[--json] [--state S] [--section S] [--since TIME]",
	"items by state: selected, held, rejected, hidden, expired", cmd_list},
    {"explain", "[--json] ITEM",
	"why an item is where it is (number, DOI, job code, URL)", cmd_explain},
    {"try", "RULES.conf", "what other rules would add and drop", cmd_try},
    {"pin", "ITEM --why TEXT", "show it, whatever the rules say", cmd_decide},
    {"hide", "ITEM --why TEXT", "show it no more, whatever they say",
	cmd_decide},
    {"release", "FEED | ITEM [--why TEXT]",
	"believe a feed in quarantine; take back pin and hide", cmd_decide},
    {"parse", "[--base URL] [--content-type TYPE] FILE|URL|-",
	"one feed as JSON Feed 1.1", cmd_parse},
};

void
app_help(FILE *out)
{
	fprintf(out,
	    "usage: lectern [-c FILE] [-q|-v] [--now TIME] [--strict] COMMAND\n"
	    "       lectern -h | -V\n\n"
	    "Polls feeds, keeps every item, selects by rules, publishes "
	    "feeds.\n\ncommands:\n");
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		fprintf(out, "  %s%s%s\n      %s\n", commands[i].name,
		    commands[i].arguments[0] == '\0' ? "" : " ",
		    commands[i].arguments, commands[i].summary);
	fprintf(out,
	    "\noptions:\n"
	    "  -c FILE      configuration (%s)\n"
	    "  -q           say only what ends the run\n"
	    "  -v           say what is done\n"
	    "  --now TIME   the time it is taken to be, as "
	    "2026-11-23T00:30:00Z\n"
	    "  --strict     exit with 69 when any feed fails\n"
	    "  -h, -V       this help, the version\n",
	    APP_CONFIG);
}

int
app_dispatch(const struct app *app, int argc, char **argv)
{
	if (argc == 0)
		return app_usage("no command");
	if (strcmp(argv[0], "help") == 0 ||
	    (argc > 1 && (strcmp(argv[1], "-h") == 0 ||
			     strcmp(argv[1], "--help") == 0))) {
		app_help(stdout);
		return EX_OK;
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (strcmp(argv[0], commands[i].name) == 0)
			return commands[i].run(app, argc, argv);
	return app_usage("unknown command '%s'", argv[0]);
}

int
app_usage(const char *fmt, ...)
{
	char msg[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(msg, sizeof(msg), fmt, ap);
	va_end(ap);
	log_error("%s", msg);
	log_error("'lectern -h' lists the commands and their options");
	return EX_USAGE;
}

int
app_bad_option(char **argv)
{
	return app_usage("%s: '%s' is no option of it, or lacks its value",
	    argv[0], argv[optind - 1]);
}

int
app_json_option(int argc, char **argv, bool *json)
{
	static const struct option options[] = {
	    {"json", no_argument, NULL, 'j'},
	    {NULL, 0, NULL, 0},
	};
	int c;

	optind = 0;
	while ((c = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (c != 'j') {
			app_bad_option(argv);
			return -1;
		}
		*json = true;
	}
	return optind;
}

int
app_fail(const struct err *e)
{
	log_error("%s", e->msg);
	return e->code;
}

static void
complain(const char *message)
{
	log_error("%s", message);
}

int
app_load(const struct app *app, struct config *c, struct err *e)
{
	if (config_load(app->config_file, complain, rules_check, c, e) != 0)
		return -1;
	/* The configuration has made sure of its name. */
	clock_set_zone(c->site.timezone);
	return 0;
}

int
app_load_rules(const char *path, const struct config *base, struct config *c,
    struct err *e)
{
	return config_load_rules(path, base, complain, rules_check, c, e);
}

static struct store *
open_store(const struct config *c, enum app_store how, struct err *e)
{
	struct store *s = NULL;
	char *lock;

	if (how == APP_READ && access(c->database, F_OK) != 0 &&
	    errno == ENOENT) {
		err_set(e, EX_NOINPUT,
		    "%s: no store yet; the first "
		    "'lectern run' makes it",
		    c->database);
		return NULL;
	}
	if (how == APP_WRITE) {
		lock = xasprintf("%s.lock", c->database);
		/* Held until the process ends, on purpose. */
		if (file_mkdir_above(lock, e) != 0 || file_lock(lock, e) < 0) {
			free(lock);
			return NULL;
		}
		free(lock);
	}
	if (how == APP_READ)
		return store_open_read(c->database, e);
	s = store_open(c->database, e);
	if (s != NULL && store_sync(s, c, e) != 0) {
		store_close(s);
		s = NULL;
	}
	return s;
}

struct store *
app_open(const struct config *c, enum app_store how, struct err *e)
{
	struct store *s = open_store(c, how, e);
	char *hint;

	if (s == NULL && e->code == EX_CANTCREAT) {
		hint = rights_hint(c->database);
		err_set(e, e->code, "%s%s", e->msg, hint);
		free(hint);
	}
	return s;
}

/* Files that libraries read on their own. */
static const char *const environment[] = {
    "CURL_CA_BUNDLE", "SSL_CERT_FILE", "OPENSSL_CONF", "TZDIR"};

#define N_ENVIRONMENT (sizeof(environment) / sizeof(environment[0]))

/* The folder that the file at path lies in, where links lead to it: the file
 * itself may be replaced while we run. The caller frees. */
static char *
real_folder(const char *path)
{
	char *copy = realpath(path, NULL);
	char *folder;

	if (copy == NULL)
		copy = xstrdup(path);
	folder = xstrdup(dirname(copy));
	free(copy);
	return folder;
}

int
app_confine(const struct config *c, struct err *e)
{
	/* SQLite writes beside what a symbolic link leads to. */
	char *store = real_folder(c->database);
	const char *written[] = {c->public_dir, store, NULL};
	char **read = xcalloc(c->n_sources + N_ENVIRONMENT + 2, sizeof(*read));
	struct err ignored; /* publishing says it better */
	size_t n = 0;
	int rc;

	for (size_t i = 0; i < c->n_sources; i++)
		if (c->sources[i].url[0] == '/')
			read[n++] = real_folder(c->sources[i].url);
	for (size_t i = 0; i < N_ENVIRONMENT; i++)
		if (getenv(environment[i]) != NULL)
			read[n++] = xstrdup(getenv(environment[i]));
	if (c->http.ca_bundle != NULL)
		read[n++] = xstrdup(c->http.ca_bundle);
	file_mkdir(c->public_dir, &ignored);
	rc = sandbox_confine(written, (const char *const *)read, e);
	for (size_t i = 0; i < n; i++)
		free(read[i]);
	free(read);
	free(store);
	return rc;
}

char *
app_user_agent(const char *contact)
{
	if (contact == NULL)
		return xstrdup("lectern/" LECTERN_VERSION);
	return xasprintf("lectern/" LECTERN_VERSION " (+%s)", contact);
}

char *
app_when(int64_t t)
{
	struct civil c;

	if (t == CLOCK_NONE)
		return xstrdup("never");
	c = clock_local(t);
	if (clock_is_date(t))
		return xasprintf("%d %s %lld", c.day, clock_month_name(c.month),
		    (long long)c.year);
	return xasprintf("%d %s %lld, %02d:%02d", c.day,
	    clock_month_name(c.month), (long long)c.year, c.hour, c.minute);
}

void
app_print(const struct buf *out)
{
	fwrite(out->data, 1, out->len, stdout);
}

int
app_end(int code)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return code;
	log_error("standard output cannot be written");
	return code == EX_OK ? EX_IOERR : code;
}
