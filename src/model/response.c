/* SPDX-License-Identifier: ISC */
/* A question to a server and what came of it: names, and the end of both. */
#include <stdlib.h>
#include <string.h>

#include "model/response.h"

static const char *const names[] = {
    [OUTCOME_NEVER] = "never",
    [OUTCOME_OK] = "ok",
    [OUTCOME_UNCHANGED] = "unchanged",
    [OUTCOME_HTTP] = "http",
    [OUTCOME_BLOCKED] = "blocked",
    [OUTCOME_GONE] = "gone",
    [OUTCOME_BUSY] = "busy",
    [OUTCOME_NETWORK] = "network",
    [OUTCOME_TIMEOUT] = "timeout",
    [OUTCOME_TOO_BIG] = "too-big",
    [OUTCOME_REFUSED] = "refused",
    [OUTCOME_FILE] = "file",
    [OUTCOME_NOT_FEED] = "not-feed",
    [OUTCOME_UNREADABLE] = "unreadable",
    [OUTCOME_QUARANTINED] = "quarantined",
    [OUTCOME_DEFERRED] = "deferred",
};

const char *
outcome_str(enum outcome o)
{
	return names[o];
}

enum outcome
outcome_parse(const char *s)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(s, names[i]) == 0)
			return (enum outcome)i;
	return OUTCOME_NEVER;
}

bool
outcome_is_well(enum outcome o)
{
	return o == OUTCOME_NEVER || o == OUTCOME_OK || o == OUTCOME_UNCHANGED;
}

void
request_done(struct request *r)
{
	free(r->url);
	free(r->etag);
	free(r->last_modified);
	free(r->body_hash);
	free(r->form);
	*r = (struct request){0};
}

void
requests_done(struct requests *rs)
{
	for (size_t i = 0; i < rs->n; i++)
		request_done(&rs->list[i]);
	free(rs->list);
	*rs = (struct requests){0};
}

void
response_done(struct response *r)
{
	request_done(&r->request);
	free(r->message);
	buf_done(&r->body);
	free(r->path);
	free(r->page_title);
	free(r->body_hash);
	free(r->content_type);
	free(r->etag);
	free(r->last_modified);
	free(r->url);
	free(r->moved_url);
	*r = (struct response){.retry_after_secs = -1, .max_age_secs = -1};
}
