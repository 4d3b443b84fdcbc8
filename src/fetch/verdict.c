/* SPDX-License-Identifier: ISC */
/* What came of a transfer, in an outcome and in words. */
#include <stdlib.h>
#include <string.h>

#include "core/hash.h"
#include "core/limits.h"
#include "core/secret.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/verdict.h"

/* What each status means to the administrator; the first row fits. */
static const struct {
	long first, last;
	enum outcome outcome;
	const char *words;
} statuses[] = {
    {304, 304, OUTCOME_HTTP, "\"not modified\", which we did not ask"},
    {300, 399, OUTCOME_HTTP, "a redirect that leads nowhere"},
    {401, 401, OUTCOME_BLOCKED, "the server wants a user name and password"},
    {403, 403, OUTCOME_BLOCKED, "the server refuses us"},
    {404, 404, OUTCOME_HTTP, "there is nothing at this address"},
    {410, 410, OUTCOME_GONE, "this feed was ended for good"},
    {429, 429, OUTCOME_BUSY, "the server wants us to ask less often"},
    {451, 451, OUTCOME_BLOCKED, "withheld for legal reasons"},
    {400, 499, OUTCOME_HTTP, "the server does not accept the request"},
    {503, 503, OUTCOME_BUSY, "the server is overloaded or under repair"},
    {500, 599, OUTCOME_HTTP, "the server is in trouble"},
    {0, 999, OUTCOME_HTTP, "not an answer that we know"},
};

/* Where our words say more than curl's; the address is put behind them. */
static const struct {
	CURLcode code;
	enum outcome outcome;
	const char *words;
} failures[] = {
    {CURLE_URL_MALFORMAT, OUTCOME_REFUSED, "no valid URL:"},
    /* Its own words may show the password of a proxy. */
    {CURLE_COULDNT_RESOLVE_PROXY, OUTCOME_NETWORK,
	"the proxy's name is unknown, on the way to"},
    /* What curl says when a header does not fit into its buffer. */
    {CURLE_OUT_OF_MEMORY, OUTCOME_NETWORK, "a header is too long at"},
};

void
verdict_fail(struct response *r, enum outcome outcome, char *words)
{
	r->outcome = outcome;
	r->message = text_clean(words);
	free(words);
}

void
verdict_fail_at(struct response *r, enum outcome outcome, const char *words,
    const char *url)
{
	char *shown = secret_hide(url);

	verdict_fail(
	    r, outcome, xasprintf("%s %.*s", words, LIMIT_SHOWN_URL, shown));
	free(shown);
}

void
verdict_fail_private(struct response *r, const char *url, const char *ip)
{
	char *host = url_host(url);
	/* In an IPv6 one there are brackets around it. */
	bool is_name = ip != NULL && strstr(host, ip) == NULL;

	char *where =
	    is_name ? xasprintf("resolves to %s,", ip) : xstrdup("is");

	verdict_fail(r, OUTCOME_REFUSED,
	    xasprintf("%.*s %s a private address%s", LIMIT_SHOWN_URL, host,
		where,
		r->request.source->http.allow_private
		    ? ", to which a public one may not lead"
		    : ": allow-private = true permits it"));
	free(where);
	free(host);
}

void
verdict_of_document(struct response *r)
{
	char hash[HASH_SIZE];
	const char *known = r->request.body_hash;

	r->body_hash = xstrdup(hash_hex(r->body.data, r->body.len, hash));
	r->outcome = known != NULL && strcmp(known, hash) == 0
			 ? OUTCOME_UNCHANGED
			 : OUTCOME_OK;
}

/* What is sent on for now may come back: its own address has not ended. */
static bool
is_detour(const struct errand *errand)
{
	return errand->n_redirects > 0 && !errand->is_moving;
}

void
verdict_of_answer(struct errand *errand)
{
	struct response *r = &errand->response;
	const struct request *q = &r->request;
	size_t i = 0;

	if (q->form != NULL && r->http_status / 100 == 2) {
		r->outcome = OUTCOME_OK;
		return;
	}
	r->is_part = r->http_status == 226;
	if (r->http_status == 200 || r->is_part) {
		verdict_of_document(r);
		return;
	}
	if (r->http_status == 304 &&
	    (q->etag != NULL || q->last_modified != NULL)) {
		r->outcome = OUTCOME_UNCHANGED;
		return;
	}
	if (r->http_status == 410 && is_detour(errand)) {
		verdict_fail(r, OUTCOME_HTTP,
		    xstrdup("HTTP 410: what this redirects to for now was "
			    "ended"));
		return;
	}
	while (r->http_status < statuses[i].first ||
	       r->http_status > statuses[i].last)
		i++;
	verdict_fail(r, statuses[i].outcome,
	    xasprintf("HTTP %ld: %s", r->http_status, statuses[i].words));
}

static char *
words_for_too_big(const struct response *r)
{
	size_t max = r->request.source->http.max_size;
	bool round = max % MIB == 0;

	return xasprintf("the body is larger than %zu %s",
	    round ? max / MIB : max, round ? "MiB" : "bytes");
}

static char *
words_for_timeout(const struct transfer *t)
{
	const struct errand *errand = t->errand;
	int64_t limit_secs = errand->response.request.source->http.timeout_secs;
	curl_off_t total = 0, connect = 0;

	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &total);
	curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T, &connect);
	/* Curl's own clock may still be a little short of it. */
	if ((errand->spent_ms + total / 1000) / 1000 + 1 >= limit_secs)
		return xasprintf(
		    "no complete answer within %lld s", (long long)limit_secs);
	if (connect == 0)
		return xasprintf(
		    "no connection within %d s", LIMIT_CONNECT_SECS);
	return xasprintf("slower than %d bytes a second for %d s",
	    LIMIT_SLOW_BYTES, LIMIT_SLOW_SECS);
}

/* Every address was refused, or that of a connection which another feed, one
 * with allow-private, had opened. */
static bool
was_refused(const struct transfer *t, CURLcode result)
{
	return t->refused[0] != '\0' &&
	       (result == CURLE_ABORTED_BY_CALLBACK ||
		   (result == CURLE_COULDNT_CONNECT && !t->has_socket));
}

/* Curl's own, unless there may be a password in them. */
static const char *
words_of_curl(const struct transfer *t, CURLcode result)
{
	bool is_fit = t->error[0] != '\0' && strchr(t->error, '@') == NULL;

	return is_fit ? t->error : curl_easy_strerror(result);
}

void
verdict_of_failure(const struct transfer *t, CURLcode result)
{
	struct response *r = &t->errand->response;
	size_t n = sizeof(failures) / sizeof(failures[0]), i = 0;

	if (t->is_too_big) {
		verdict_fail(r, OUTCOME_TOO_BIG, words_for_too_big(r));
		return;
	}
	if (result == CURLE_OPERATION_TIMEDOUT) {
		verdict_fail(r, OUTCOME_TIMEOUT, words_for_timeout(t));
		return;
	}
	if (was_refused(t, result)) {
		verdict_fail_private(r, t->errand->url, t->refused);
		return;
	}
	while (i < n && failures[i].code != result)
		i++;
	if (i < n)
		verdict_fail_at(
		    r, failures[i].outcome, failures[i].words, t->errand->url);
	else
		verdict_fail(
		    r, OUTCOME_NETWORK, xstrdup(words_of_curl(t, result)));
}
