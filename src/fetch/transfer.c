/* SPDX-License-Identifier: ISC */
/* One GET after the other over one easy handle. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/header.h"
#include "fetch/transfer.h"

#define MICROSECONDS 1000000

/* Of a URL in a message: enough to know it by. */
#define SHOWN_URL 300

static const char accept_types[] =
    "application/atom+xml, application/rss+xml, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

/* What each status but 200 means to the administrator; the first row fits. */
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
    {CURLE_TOO_MANY_REDIRECTS, OUTCOME_REFUSED,
	"too many redirects, the last one to"},
    {CURLE_ABORTED_BY_CALLBACK, OUTCOME_REFUSED,
	"redirected from https down to"},
    {CURLE_URL_MALFORMAT, OUTCOME_REFUSED, "no valid URL at, or behind,"},
    /* What curl says when a header does not fit into its buffer. */
    {CURLE_OUT_OF_MEMORY, OUTCOME_NETWORK, "a header is too long at"},
};

static void
setopt_ok(CURLcode code)
{
	/* Only wrong arguments, and memory that ran out, end here. */
	if (code != CURLE_OK)
		abort();
}

#define setopt(easy, option, value) \
	setopt_ok(curl_easy_setopt(easy, option, value))

static size_t
take_body(char *data, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	long status = 0;

	n *= size;
	if (n > t->response->request.source->http.max_size - t->received) {
		t->too_big = true;
		return CURL_WRITEFUNC_ERROR;
	}
	t->received += n;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status == 200)
		buf_add(&t->response->body, data, n);
	return n;
}

/* Called before each hop's request is sent. */
static int
refuse_downgrade(void *arg, char *ip, char *local_ip, int port, int local_port)
{
	struct transfer *t = arg;
	char *scheme = NULL;
	bool secure;

	(void)ip, (void)local_ip, (void)port, (void)local_port;
	curl_easy_getinfo(t->easy, CURLINFO_SCHEME, &scheme);
	secure = scheme != NULL && strcasecmp(scheme, "https") == 0;
	if (t->was_secure && !secure)
		return CURL_PREREQFUNC_ABORT;
	t->was_secure = secure;
	return CURL_PREREQFUNC_OK;
}

struct transfer *
transfer_new(const char *user_agent)
{
	struct transfer *t = xcalloc(1, sizeof(*t));
	CURL *easy = curl_easy_init();

	if (easy == NULL)
		abort();
	t->easy = easy;
	setopt(easy, CURLOPT_USERAGENT, user_agent);
	setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	setopt(easy, CURLOPT_FOLLOWLOCATION, 1L);
	setopt(easy, CURLOPT_MAXREDIRS, (long)LIMIT_REDIRECTS);
	setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)LIMIT_CONNECT_SECS);
	setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LIMIT_SLOW_BYTES);
	setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)LIMIT_SLOW_SECS);
	setopt(easy, CURLOPT_NOSIGNAL, 1L);
	setopt(easy, CURLOPT_ERRORBUFFER, t->error);
	setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	setopt(easy, CURLOPT_WRITEDATA, t);
	setopt(easy, CURLOPT_PREREQFUNCTION, refuse_downgrade);
	setopt(easy, CURLOPT_PREREQDATA, t);
	return t;
}

void
transfer_free(struct transfer *t)
{
	if (t == NULL)
		return;
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	free(t);
}

static void
add_header(struct transfer *t, const char *name, const char *value)
{
	char *line;
	struct curl_slist *list;

	if (value == NULL)
		return;
	line = xasprintf("%s: %s", name, value);
	list = curl_slist_append(t->headers, line);
	free(line);
	if (list == NULL)
		abort();
	t->headers = list;
}

void
transfer_start(struct transfer *t, struct response *r)
{
	const struct request *q = &r->request;
	const struct http *http = &q->source->http;

	t->response = r;
	t->received = 0;
	t->too_big = false;
	t->was_secure = false;
	t->error[0] = '\0';
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	add_header(t, "Accept", accept_types);
	add_header(t, "If-None-Match", q->etag);
	add_header(t, "If-Modified-Since", q->last_modified);
	setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	setopt(t->easy, CURLOPT_URL, q->url);
	setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)http->timeout_secs * 1000);
	buf_init(&r->body, http->max_size);
}

/* The one value of a header in the answer of the last hop, trailers apart; of
 * one that was sent twice, the first. */
static const char *
find_header(CURL *easy, const char *name)
{
	struct curl_header *h;

	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &h) != CURLHE_OK)
		return NULL;
	return h->value;
}

static char *
copy_header(CURL *easy, const char *name)
{
	const char *value = find_header(easy, name);

	return header_is_clean(value) && *value != '\0' ? xstrdup(value) : NULL;
}

/* RFC 9111 section 4.2.1: max-age, else Expires minus Date; less the time
 * that the answer has already spent in a cache. */
static int64_t
freshness(CURL *easy, int64_t date_at)
{
	const char *control = find_header(easy, "Cache-Control");
	int64_t expires_at = header_date(find_header(easy, "Expires"));
	int64_t age_secs = header_seconds(find_header(easy, "Age"));
	int64_t secs = header_max_age(control);

	if (control == NULL && expires_at != CLOCK_NONE &&
	    date_at != CLOCK_NONE)
		secs = expires_at - date_at;
	if (age_secs > 0)
		secs -= age_secs;
	return secs < 0 ? -1 : secs;
}

static void
read_headers(struct transfer *t)
{
	struct response *r = t->response;
	int64_t date_at = header_date(find_header(t->easy, "Date"));

	r->etag = copy_header(t->easy, "ETag");
	r->last_modified = copy_header(t->easy, "Last-Modified");
	r->content_type = copy_header(t->easy, "Content-Type");
	r->retry_after_secs =
	    header_retry_after(find_header(t->easy, "Retry-After"), date_at);
	r->max_age_secs = freshness(t->easy, date_at);
}

/* Where the transfer got to, without user name and password. The caller
 * frees. */
static char *
last_url(const struct transfer *t)
{
	char *url = NULL;

	curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &url);
	if (url == NULL || strlen(url) > LIMIT_URL)
		url = t->response->request.url;
	return url_public(url);
}

/* Takes words, in which a stranger may have put what is not for a terminal. */
static void
fail(struct response *r, enum outcome outcome, char *words)
{
	for (char *s = words; *s != '\0'; s++)
		if (!isprint((unsigned char)*s))
			*s = '?';
	r->outcome = outcome;
	r->message = words;
}

static void
fail_too_big(struct response *r)
{
	size_t max = r->request.source->http.max_size;
	bool round = max % MIB == 0;

	fail(r, OUTCOME_TOO_BIG,
	    xasprintf("the body is larger than %zu %s", round ? max / MIB : max,
		round ? "MiB" : "bytes"));
}

static void
fail_timeout(struct transfer *t)
{
	struct response *r = t->response;
	int64_t limit_secs = r->request.source->http.timeout_secs;
	curl_off_t total = 0, connect = 0;
	char *words;

	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &total);
	curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME_T, &connect);
	/* Curl's own clock may still be a little short of it. */
	if (total / MICROSECONDS + 1 >= limit_secs)
		words = xasprintf(
		    "no complete answer within %lld s", (long long)limit_secs);
	else if (connect == 0)
		words =
		    xasprintf("no connection within %d s", LIMIT_CONNECT_SECS);
	else
		words = xasprintf("slower than %d bytes a second for %d s",
		    LIMIT_SLOW_BYTES, LIMIT_SLOW_SECS);
	fail(r, OUTCOME_TIMEOUT, words);
}

/* Our words for what stopped curl; NULL when its own are better. */
static const char *
words_for(CURLcode result, long status, const char *url, enum outcome *outcome)
{
	for (size_t i = 0; i < sizeof(failures) / sizeof(failures[0]); i++) {
		if (failures[i].code != result)
			continue;
		*outcome = failures[i].outcome;
		return failures[i].words;
	}
	if (result != CURLE_UNSUPPORTED_PROTOCOL)
		return NULL;
	*outcome = OUTCOME_REFUSED;
	if (!url_is_http(url))
		return "neither http nor https:";
	if (status >= 300 && status <= 399)
		return "neither http nor https, where we are sent by";
	/* Curl says the same of an answer that is not HTTP. */
	*outcome = OUTCOME_NETWORK;
	return NULL;
}

static void
judge_failure(struct transfer *t, CURLcode result)
{
	char *url = last_url(t);
	enum outcome outcome = OUTCOME_NETWORK;
	const char *words =
	    words_for(result, t->response->http_status, url, &outcome);

	if (t->too_big)
		fail_too_big(t->response);
	else if (result == CURLE_OPERATION_TIMEDOUT)
		fail_timeout(t);
	else if (words != NULL)
		fail(t->response, outcome,
		    xasprintf("%s %.*s", words, SHOWN_URL, url));
	else
		fail(t->response, outcome,
		    xstrdup(t->error[0] != '\0' ? t->error
						: curl_easy_strerror(result)));
	free(url);
}

/* A whole document is here: the one that we know, or another. */
static void
accept_body(struct response *r)
{
	char hash[HASH_SIZE];
	const char *known = r->request.body_hash;

	r->body_hash = xstrdup(hash_hex(r->body.data, r->body.len, hash));
	r->outcome = known != NULL && strcmp(known, hash) == 0
			 ? OUTCOME_UNCHANGED
			 : OUTCOME_OK;
}

static void
judge_status(struct response *r)
{
	const struct request *q = &r->request;
	size_t i = 0;

	if (r->http_status == 200) {
		accept_body(r);
		return;
	}
	if (r->http_status == 304 &&
	    (q->etag != NULL || q->last_modified != NULL)) {
		r->outcome = OUTCOME_UNCHANGED;
		return;
	}
	while (r->http_status < statuses[i].first ||
	       r->http_status > statuses[i].last)
		i++;
	fail(r, statuses[i].outcome,
	    xasprintf("HTTP %ld: %s", r->http_status, statuses[i].words));
}

/* Only a document that was accepted has validators, and only a new one is
 * worth its memory. */
static void
drop_unwanted(struct response *r)
{
	if (r->outcome != OUTCOME_OK)
		buf_done(&r->body);
	if (outcome_is_well(r->outcome))
		return;
	free(r->etag);
	free(r->last_modified);
	r->etag = r->last_modified = NULL;
}

void
transfer_finish(struct transfer *t, CURLcode result)
{
	struct response *r = t->response;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &r->http_status);
	read_headers(t);
	if (result == CURLE_OK) {
		r->url = last_url(t);
		judge_status(r);
	} else {
		judge_failure(t, result);
	}
	drop_unwanted(r);
	t->response = NULL;
}

void
transfer_read_file(struct response *r)
{
	const struct request *q = &r->request;
	struct err e;

	buf_init(&r->body, q->source->http.max_size);
	if (file_read(q->url, &r->body, &e) == 0) {
		accept_body(r);
	} else {
		r->outcome =
		    e.code == EX_DATAERR ? OUTCOME_TOO_BIG : OUTCOME_FILE;
		r->message = xstrdup(e.msg);
	}
	drop_unwanted(r);
}
