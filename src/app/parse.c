/* SPDX-License-Identifier: ISC */
/* parse: one feed as JSON Feed on standard output. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "app/app.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "parse/pool.h"
#include "publish/json.h"

static const struct option options[] = {
    {"base", required_argument, NULL, 'b'},
    {"content-type", required_argument, NULL, 't'},
    {NULL, 0, NULL, 0},
};

/* A person asked for this address, so it may lie in a private network; where it
 * leads to may not, unless it does. */
static const struct http once = {
    .timeout_secs = LIMIT_TOTAL_SECS,
    .max_size = LIMIT_BODY,
    .allow_private = true,
    .connections = 1,
    .per_host = 1,
};

static int
get(const char *url, int64_t now, struct response *r, struct err *e)
{
	struct source source = {.url = xstrdup(url), .http = once};
	struct request request = {
	    .source = &source, .url = xstrdup(url), .at = now};
	char *agent = app_user_agent(NULL);
	struct fetch *fetch = fetch_new(&once, agent);
	int rc = 0;

	fetch_add(fetch, &request);
	while (rc == 0 && !fetch_take(fetch, r))
		rc = fetch_work(
		    fetch, false, NULL, 0, 1000 * LIMIT_TOTAL_SECS, e);
	if (rc == 0 && r->outcome != OUTCOME_OK) {
		rc = err_set(e, EX_UNAVAILABLE, "%s", r->message);
		response_done(r);
	}
	r->request.source = NULL;
	fetch_free(fetch);
	free(agent);
	free(source.url);
	return rc;
}

/* FILE, URL or "-". */
static int
obtain(const char *what, int64_t now, struct response *r, struct err *e)
{
	if (url_is_http(what))
		return get(what, now, r, e);
	/* What is opened next would be it. */
	if (strcmp(what, "-") == 0 && fcntl(STDIN_FILENO, F_GETFD) < 0)
		return err_set(
		    e, EX_NOINPUT, "standard input: %s", strerror(errno));
	*r = (struct response){.outcome = OUTCOME_OK, .path = xstrdup(what)};
	return 0;
}

/* What the command line says of the document, the response does not. */
static void
replace(char **said, const char *by)
{
	if (by == NULL)
		return;
	free(*said);
	*said = xstrdup(by);
}

/* Ends r. */
static int
read_feed(struct response *r, struct feed *feed, struct err *e)
{
	struct pool *pool = pool_new();
	int rc = pool_read(pool, r, feed, e);

	if (rc == 0 && r->outcome != OUTCOME_OK)
		rc = err_set(e, EX_DATAERR, "%s", r->message);
	response_done(r);
	pool_free(pool);
	return rc;
}

static int
print_feed(struct response *r, struct err *e)
{
	struct feed feed;

	if (read_feed(r, &feed, e) != 0)
		return -1;
	json_print_feed(&feed, app_print);
	feed_done(&feed);
	return EX_OK;
}

int
cmd_parse(const struct app *app, int argc, char **argv)
{
	const char *base = NULL, *content_type = NULL;
	struct response r = {0};
	struct err e;
	char *shown;
	int opt, rc = -1;

	optind = 0;
	while ((opt = getopt_long(argc, argv, "+", options, NULL)) != -1) {
		if (opt == 'b' && url_is_http(optarg))
			base = optarg;
		else if (opt == 't')
			content_type = optarg;
		else if (opt == 'b')
			return app_usage(
			    "--base: not an http URL: '%s'", optarg);
		else
			return app_bad_option(argv);
	}
	if (argc - optind != 1)
		return app_usage("parse takes one file, URL, or '-'");
	if (obtain(argv[optind], app->now, &r, &e) == 0) {
		replace(&r.url, base);
		replace(&r.content_type, content_type);
		rc = print_feed(&r, &e);
	}
	if (rc == EX_OK)
		return rc;
	shown = url_public(argv[optind]);
	/* A file that cannot be read has its name in the message. */
	if (strncmp(e.msg, shown, strlen(shown)) != 0)
		err_prefix(&e, "%s", shown);
	free(shown);
	return app_fail(&e);
}
