/* SPDX-License-Identifier: ISC */
/* Tells a hub which feeds have changed. */
#include <stdlib.h>

#include <curl/curl.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/hub.h"

#define WAIT_MS 1000

static char *
make_form(const char *topic)
{
	char *escaped = curl_easy_escape(NULL, topic, 0), *form;

	if (escaped == NULL)
		abort();
	form = xasprintf("hub.mode=publish&hub.url=%s", escaped);
	curl_free(escaped);
	return form;
}

/* A source of its own for each tells the answers apart. */
static void
add_all(struct fetch *f, const struct source *sources, const struct news *news,
    size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct request r = {.source = &sources[i],
		    .url = xstrdup(sources[i].url),
		    .at = CLOCK_NONE,
		    .form = make_form(news[i].topic)};

		fetch_add(f, &r);
	}
}

static void
take(struct news *news, struct response *r)
{
	news->fault = r->message;
	r->message = NULL;
	news->wait_secs = r->retry_after_secs;
}

int
hub_tell(const char *hub, const struct http *http, const char *user_agent,
    struct news *news, size_t n, struct err *e)
{
	struct http at_once = *http;
	struct source *sources = xcalloc(n, sizeof(*sources));
	char *url = xstrdup(hub);
	struct response r;
	struct fetch *f;
	int rc = 0;

	at_once.connections = at_once.per_host = (int)n;
	at_once.per_host_delay_secs = 0;
	for (size_t i = 0; i < n; i++)
		sources[i] = (struct source){.url = url, .http = at_once};
	f = fetch_new(&at_once, user_agent);
	add_all(f, sources, news, n);
	while (rc == 0 && !fetch_is_idle(f)) {
		rc = fetch_work(f, false, NULL, 0, WAIT_MS, e);
		while (rc == 0 && fetch_take(f, &r)) {
			take(&news[r.request.source - sources], &r);
			response_done(&r);
		}
	}
	fetch_free(f);
	free(sources);
	free(url);
	return rc;
}
