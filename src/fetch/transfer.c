/* SPDX-License-Identifier: ISC */
/* One GET after the other over one easy handle. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sysexits.h>

#include <sys/socket.h>

#include "core/clock.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/answer.h"
#include "fetch/transfer.h"
#include "fetch/verdict.h"

static const char accept_types[] =
    "application/atom+xml, application/rss+xml, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1";

static void
setopt_ok(CURLcode code)
{
	/* Only wrong arguments, and memory that ran out, end here. */
	if (code != CURLE_OK)
		abort();
}

#define setopt(easy, option, value) \
	setopt_ok(curl_easy_setopt(easy, option, value))

static bool
is_document(long status)
{
	return status == 200 || status == 226;
}

/* Of what comes with an error, enough to name it by. */
static size_t
take_page(struct transfer *t, const char *data, size_t n)
{
	struct buf *body = &t->errand->response.body;
	size_t room = LIMIT_PAGE - body->len;

	buf_add(body, data, n < room ? n : room);
	t->has_enough = n > room;
	return t->has_enough ? CURL_WRITEFUNC_ERROR : n;
}

static size_t
take_body(char *data, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;
	struct response *r = &t->errand->response;
	long status = 0;

	n *= size;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (!is_document(status) || r->request.form != NULL)
		return take_page(t, data, n);
	if (n > r->request.source->http.max_size - r->body.len) {
		t->is_too_big = true;
		return CURL_WRITEFUNC_ERROR;
	}
	buf_add(&r->body, data, n);
	return n;
}

/* Called for each line; 1xx and trailers are among them. */
static size_t
take_header(char *data, size_t size, size_t n, void *arg)
{
	struct transfer *t = arg;

	n *= size;
	if (n >= 5 && memcmp(data, "HTTP/", 5) == 0)
		t->has_headers = false;
	else if (n > 0 && (data[0] == '\r' || data[0] == '\n'))
		t->has_headers = true;
	return n;
}

bool
transfer_is_spent(const struct transfer *t)
{
	long offered = 0;

	curl_easy_getinfo(t->easy, CURLINFO_HTTPAUTH_AVAIL, &offered);
	return t->is_digest || (offered & (long)CURLAUTH_DIGEST) != 0;
}

static const struct http *
settings(const struct transfer *t)
{
	return &t->errand->response.request.source->http;
}

/* Called for each address that a host has, after DNS. */
static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct transfer *t = arg;

	(void)purpose;
	if (!t->may_be_private && !guard_lets(t->guard, &address->addr)) {
		guard_ip(&address->addr, t->refused);
		return CURL_SOCKET_BAD;
	}
	t->has_socket = true;
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

/* Called before each request is sent: the connection may be one that was opened
 * for a feed with allow-private. */
static int
check_peer(void *arg, char *ip, char *local_ip, int port, int local_port)
{
	struct transfer *t = arg;
	struct errand *errand = t->errand;

	(void)local_ip, (void)local_port;
	errand->is_inside = !guard_lets_ip(t->guard, ip, port) ||
			    !guard_lets_url(t->guard, errand->url);
	if (t->may_be_private || !errand->is_inside)
		return CURL_PREREQFUNC_OK;
	snprintf(t->refused, sizeof(t->refused), "%s", ip);
	return CURL_PREREQFUNC_ABORT;
}

/* The command curl reads these two; libcurl does not. */
static const char *
find_ca_bundle(const struct http *run)
{
	const char *file = run->ca_bundle;

	if (file == NULL)
		file = getenv("CURL_CA_BUNDLE");
	if (file == NULL || file[0] == '\0')
		file = getenv("SSL_CERT_FILE");
	return file == NULL || file[0] == '\0' ? NULL : file;
}

struct transfer *
transfer_new(
    const struct http *run, const char *user_agent, struct guard *guard)
{
	struct transfer *t = xcalloc(1, sizeof(*t));
	const char *ca_bundle = find_ca_bundle(run);
	CURL *easy = curl_easy_init();

	if (easy == NULL)
		abort();
	t->easy = easy;
	t->run = run;
	t->user_agent = user_agent;
	t->guard = guard;
	setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
	setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)LIMIT_CONNECT_SECS);
	setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)LIMIT_SLOW_BYTES);
	setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)LIMIT_SLOW_SECS);
	setopt(easy, CURLOPT_NOSIGNAL, 1L);
	/* A name server that does not answer holds up no one else. */
	setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	setopt(easy, CURLOPT_PROXY, run->proxy);
	setopt(easy, CURLOPT_NOPROXY, run->no_proxy);
	if (ca_bundle != NULL)
		setopt(easy, CURLOPT_CAINFO, ca_bundle);
	setopt(easy, CURLOPT_ERRORBUFFER, t->error);
	setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	setopt(easy, CURLOPT_WRITEDATA, t);
	setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	setopt(easy, CURLOPT_HEADERDATA, t);
	setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	setopt(easy, CURLOPT_OPENSOCKETDATA, t);
	setopt(easy, CURLOPT_PREREQFUNCTION, check_peer);
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
add_line(struct transfer *t, const char *line)
{
	struct curl_slist *list = curl_slist_append(t->headers, line);

	if (list == NULL)
		abort();
	t->headers = list;
}

static void
add_header(struct transfer *t, const char *name, const char *value)
{
	char *line;

	if (value == NULL)
		return;
	line = xasprintf("%s: %s", name, value);
	add_line(t, line);
	free(line);
}

/* is_home: this goes to the server that the configuration names. */
static void
set_headers(struct transfer *t, bool is_home)
{
	const struct request *q = &t->errand->response.request;
	char *const *line = is_home ? settings(t)->headers : NULL;
	bool has_accept = false;

	curl_slist_free_all(t->headers);
	t->headers = NULL;
	for (; line != NULL && *line != NULL; line++) {
		add_line(t, *line);
		has_accept |= strncasecmp(*line, "Accept:", 7) == 0;
	}
	if (!has_accept)
		add_header(t, "Accept", accept_types);
	add_header(t, "If-None-Match", q->etag);
	add_header(t, "If-Modified-Since", q->last_modified);
	/* RFC 3229: what is new since that one is enough. */
	if (q->etag != NULL || q->last_modified != NULL)
		add_header(t, "A-IM", "feed");
	setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

static void
set_credentials(struct transfer *t, bool is_home)
{
	const struct source *source = t->errand->response.request.source;
	char *user = NULL, *password = NULL;

	if (is_home && source->http.username != NULL) {
		user = xstrdup(source->http.username);
		password = xstrdup(source->http.password.text);
	} else if (is_home) {
		url_credentials(source->url, &user, &password);
	}
	setopt(t->easy, CURLOPT_USERNAME, user);
	setopt(t->easy, CURLOPT_PASSWORD, password);
	setopt(t->easy, CURLOPT_HTTPAUTH,
	    (long)(t->errand->wants_digest ? CURLAUTH_DIGEST : CURLAUTH_BASIC));
	t->has_password = user != NULL;
	t->is_digest = t->errand->wants_digest;
	free(user);
	free(password);
}

static void
set_form(struct transfer *t)
{
	const char *form = t->errand->response.request.form;

	if (form != NULL)
		setopt(t->easy, CURLOPT_POSTFIELDS, form);
	else
		setopt(t->easy, CURLOPT_HTTPGET, 1L);
}

bool
transfer_start(struct transfer *t, struct errand *errand)
{
	struct response *r = &errand->response;
	const struct source *source = r->request.source;
	const struct http *http = &source->http;
	int64_t left_ms = http->timeout_secs * 1000 - errand->spent_ms;
	bool is_home = url_is_same_server(source->url, errand->url);

	/* A server in a private network that leads on within it is inside
	 * anyway; a public one, or a name that came from one, does not get in.
	 */
	t->may_be_private =
	    http->allow_private && (is_home || errand->is_inside);
	if (!t->may_be_private && !guard_lets_url(t->guard, errand->url)) {
		verdict_fail_private(r, errand->url, NULL);
		return false;
	}
	if (http->password.fault != NULL) {
		verdict_fail(r, OUTCOME_FILE,
		    xasprintf("password-file: %s", http->password.fault));
		return false;
	}
	t->errand = errand;
	t->is_too_big = t->has_enough = false;
	t->has_headers = t->has_socket = false;
	t->refused[0] = t->error[0] = '\0';
	set_headers(t, is_home);
	set_credentials(t, is_home);
	set_form(t);
	setopt(t->easy, CURLOPT_USERAGENT,
	    http->user_agent != NULL ? http->user_agent : t->user_agent);
	setopt(t->easy, CURLOPT_URL, errand->url);
	setopt(t->easy, CURLOPT_TIMEOUT_MS, left_ms > 1 ? (long)left_ms : 1L);
	buf_done(&r->body);
	buf_init(&r->body,
	    http->max_size > LIMIT_PAGE ? http->max_size : LIMIT_PAGE);
	return true;
}

static bool
is_secure(const char *url)
{
	return strncmp(url, "https:", 6) == 0;
}

static void
go_on(struct errand *errand, long status, const char *next)
{
	struct response *r = &errand->response;
	bool for_good = status == 301 || status == 308;

	errand->is_moving =
	    for_good && (errand->is_moving || errand->n_redirects == 0);
	errand->n_redirects++;
	free(errand->url);
	errand->url = url_public(next);
	errand->url[strcspn(errand->url, "#")] = '\0';
	if (errand->is_moving) {
		free(r->moved_url);
		r->moved_url = xstrdup(errand->url);
	}
}

/* Goes on to where the server says, or fails; true when it goes on. */
static bool
follow(struct errand *errand, long status, const char *location)
{
	struct response *r = &errand->response;
	char *next = url_resolve(errand->url, location);

	if (r->request.form != NULL) {
		verdict_fail_at(r, OUTCOME_REFUSED,
		    "nothing is posted along a redirect, here to", location);
	} else if (next == NULL || !url_is_http(next)) {
		verdict_fail_at(r, OUTCOME_REFUSED,
		    "redirected to what is neither http nor https:", location);
	} else if (is_secure(errand->url) && !is_secure(next)) {
		verdict_fail_at(
		    r, OUTCOME_REFUSED, "redirected from https down to", next);
	} else if (errand->n_redirects == LIMIT_REDIRECTS) {
		verdict_fail_at(r, OUTCOME_REFUSED,
		    "too many redirects, the last one to", next);
	} else {
		go_on(errand, status, next);
	}
	free(next);
	return r->message == NULL;
}

static bool
is_redirect(long status)
{
	return (status >= 301 && status <= 303) || status == 307 ||
	       status == 308;
}

/* The server takes a password only in the form of which RFC 7616 tells. */
static bool
is_asked_for_digest(const struct transfer *t, long status)
{
	long offered = 0;

	curl_easy_getinfo(t->easy, CURLINFO_HTTPAUTH_AVAIL, &offered);
	return status == 401 && t->has_password && !t->errand->wants_digest &&
	       (offered & (long)CURLAUTH_DIGEST) != 0;
}

/* Only a document that was accepted has validators and a new address; only a
 * new one, and a page that tells of an error, are worth their memory. */
static void
drop_unwanted(struct response *r)
{
	if (r->outcome != OUTCOME_OK && r->http_status < 400)
		buf_done(&r->body);
	if (outcome_is_well(r->outcome))
		return;
	free(r->etag);
	free(r->last_modified);
	free(r->moved_url);
	r->etag = r->last_modified = r->moved_url = NULL;
}

/* Of all but a document the headers say enough, when only its body failed. */
static bool
is_answered(const struct transfer *t, CURLcode result)
{
	if (result == CURLE_OK || t->has_enough)
		return true;
	return t->has_headers && (t->errand->response.http_status >= 300 ||
				     t->errand->response.request.form != NULL);
}

/* True when the answer is whole, as far as we want it. */
static bool
judge(struct transfer *t, CURLcode result)
{
	struct errand *errand = t->errand;
	struct response *r = &errand->response;
	const char *location = answer_header(t->easy, "Location");

	if (!is_answered(t, result)) {
		verdict_of_failure(t, result);
		return true;
	}
	if (is_redirect(r->http_status) && location != NULL)
		return !follow(errand, r->http_status, location);
	if (is_asked_for_digest(t, r->http_status)) {
		errand->wants_digest = true;
		return false;
	}
	r->url = xstrdup(errand->url);
	verdict_of_answer(errand);
	return true;
}

bool
transfer_finish(struct transfer *t, CURLcode result)
{
	struct response *r = &t->errand->response;
	curl_off_t spent_us = 0;
	bool is_over;

	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &r->http_status);
	curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &spent_us);
	is_over = judge(t, result);
	t->errand->spent_ms += spent_us / 1000;
	if (is_over) {
		answer_read(t->easy, &t->errand->response);
		drop_unwanted(r);
	} else {
		buf_done(&r->body);
	}
	t->errand = NULL;
	return is_over;
}

void
transfer_give_up(struct transfer *t)
{
	struct response *r = &t->errand->response;

	verdict_fail(r, OUTCOME_TIMEOUT,
	    xasprintf("given up when the run's %lld s were over",
		(long long)t->run->deadline_secs));
	r->http_status = 0;
	drop_unwanted(r);
	t->errand = NULL;
}

void
transfer_read_file(struct response *r)
{
	const struct request *q = &r->request;
	struct err e;

	buf_init(&r->body, q->source->http.max_size);
	if (file_read(q->url, &r->body, &e) == 0)
		verdict_of_document(r);
	else
		verdict_fail(r,
		    e.code == EX_DATAERR ? OUTCOME_TOO_BIG : OUTCOME_FILE,
		    xstrdup(e.msg));
	drop_unwanted(r);
}
