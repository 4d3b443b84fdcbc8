/* SPDX-License-Identifier: ISC */
/*
 * The commands, and what they share. Only here and in main is anything logged,
 * printed, or decided about exit codes (those of sysexits.h).
 */
#ifndef APP_APP_H
#define APP_APP_H

#include "core/err.h"
#include "model/config.h"
#include "store/store.h"

#define APP_CONFIG "/etc/lectern/lectern.conf"

/* What stood before the command's name on the command line. */
struct app {
	const char *config_file;
	int64_t now;
	bool strict; /* a feed that fails makes the exit code 69 */
	bool quiet;
};

struct command {
	const char *name;
	const char *arguments; /* as the help shows them */
	const char *summary;
	/* argv[0] is the command's name. Returns the exit code. */
	int (*run)(const struct app *app, int argc, char **argv);
};

int cmd_check(const struct app *app, int argc, char **argv);
int cmd_decide(const struct app *app, int argc, char **argv);
int cmd_explain(const struct app *app, int argc, char **argv);
int cmd_list(const struct app *app, int argc, char **argv);
int cmd_parse(const struct app *app, int argc, char **argv);
int cmd_poll(const struct app *app, int argc, char **argv);
int cmd_publish(const struct app *app, int argc, char **argv);
int cmd_run(const struct app *app, int argc, char **argv);
int cmd_try(const struct app *app, int argc, char **argv);
int cmd_status(const struct app *app, int argc, char **argv);

/* Calls the command that argv[0] names; NULL or unknown is EX_USAGE. */
int app_dispatch(const struct app *app, int argc, char **argv);

void app_help(FILE *out);

/* Says what was wrong with the command line; returns EX_USAGE. */
int app_usage(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The same of the option that getopt_long() has just not understood. */
int app_bad_option(char **argv);

/*
 * The options of a command that knows --json and nothing else. Returns where
 * its arguments begin in argv, or -1 when it was given something else, which
 * has been said then.
 */
int app_json_option(int argc, char **argv, bool *json);

/* Says e and returns its exit code. */
int app_fail(const struct err *e);

/* Loads the configuration and tries its rules and outputs: 0, or -1 when every
 * mistake has been said. config_done() frees. */
int app_load(const struct app *app, struct config *c, struct err *e);

enum app_store {
	APP_WRITE, /* made when missing; the run's lock is held from now on */
	APP_READ   /* must be there; nothing in it is changed */
};

/* The same for a file of rules to be tried under base. */
int app_load_rules(const char *path, const struct config *base,
    struct config *c, struct err *e);

/* Opens the store of c; to write, it is told the configuration too.
 * store_close() frees. */
struct store *app_open(
    const struct config *c, enum app_store how, struct err *e);

/* From here on the run writes only where the store of c is, which is open, and
 * where it publishes, and reads beside that only what the system's libraries
 * need, and the folders of feeds that are local files (core/sandbox). */
int app_confine(const struct config *c, struct err *e);

/* "lectern/0.1.0 (+mailto:web@example.org)". The caller frees. */
char *app_user_agent(const char *contact);

/* "23 November 2026, 00:31" in the site's zone, "23 November 2026" of a date
 * without a time, or "never". The caller frees. */
char *app_when(int64_t t);

/* Prints what was rendered. */
void app_print(const struct buf *out);

/* The exit code in the end: EX_IOERR, which is said, when not all that was
 * printed could be written; else code. */
int app_end(int code);

/* The two halves of a run. Both fill the run's figures. */
struct wish {
	bool all;     /* not only what is due */
	bool strict;  /* as in struct app */
	bool force;   /* publish what is unlike what members have */
	char **names; /* these feeds and no others; NULL = no such wish */
};
int poll_feeds(const struct app *app, const struct config *c, struct store *s,
    const struct wish *wish, struct run *run, struct err *e);
int publish_editions(const struct app *app, const struct config *c,
    struct store *s, const struct wish *wish, struct run *run, struct err *e);

#endif
