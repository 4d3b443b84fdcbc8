/* SPDX-License-Identifier: ISC */
/*
 * Many transfers at a time. Curl's own queue is not used: what waits there uses
 * up its timeout.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <curl/curl.h>

#include "core/clock.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/queue.h"
#include "fetch/transfer.h"

struct fetch {
	const struct http *http;
	char *user_agent;
	struct guard *guard;
	CURLM *multi;
	struct queue *queue;
	struct jobs flying;
	struct jobs done;
	int n_open;             /* in these two */
	struct transfer **idle; /* to be used again */
	size_t n_idle;
};

struct fetch *
fetch_new(const struct http *http, const char *user_agent)
{
	struct fetch *f = xcalloc(1, sizeof(*f));

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (f->multi = curl_multi_init()) == NULL)
		abort();
	/* OpenSSL writes to sockets that the other side may have closed. */
	signal(SIGPIPE, SIG_IGN);
	f->http = http;
	f->user_agent = xstrdup(user_agent);
	f->guard = guard_new(http->proxy);
	f->queue = queue_new(http);
	TAILQ_INIT(&f->flying);
	TAILQ_INIT(&f->done);
	curl_multi_setopt(
	    f->multi, CURLMOPT_MAXCONNECTS, (long)http->connections);
	return f;
}

static void
free_jobs(struct jobs *jobs)
{
	struct job *j;

	while ((j = TAILQ_FIRST(jobs)) != NULL) {
		TAILQ_REMOVE(jobs, j, link);
		job_free(j);
	}
}

void
fetch_free(struct fetch *f)
{
	struct job *j;

	if (f == NULL)
		return;
	for (j = TAILQ_FIRST(&f->flying); j != NULL; j = TAILQ_NEXT(j, link))
		curl_multi_remove_handle(f->multi, j->transfer->easy);
	for (size_t i = 0; i < f->n_idle; i++)
		transfer_free(f->idle[i]);
	free(f->idle);
	free_jobs(&f->flying);
	free_jobs(&f->done);
	queue_free(f->queue);
	curl_multi_cleanup(f->multi);
	curl_global_cleanup();
	guard_free(f->guard);
	free(f->user_agent);
	free(f);
}

void
fetch_add(struct fetch *f, struct request *r)
{
	struct job *j = xcalloc(1, sizeof(*j));
	struct response *response = &j->errand.response;

	response_done(response);
	response->request = *r;
	*r = (struct request){0};
	if (response->request.url[0] != '/')
		j->errand.url = url_public(response->request.url);
	queue_add(f->queue, j, false);
}

/* Takes the job's transfer off the wire and puts it by, unless it knows what
 * this job alone is to use. */
static void
land(struct fetch *f, struct job *j)
{
	TAILQ_REMOVE(&f->flying, j, link);
	curl_multi_remove_handle(f->multi, j->transfer->easy);
	if (!transfer_is_spent(j->transfer)) {
		f->idle = xgrow(f->idle, f->n_idle, sizeof(struct transfer *));
		f->idle[f->n_idle++] = j->transfer;
		j->transfer = NULL;
	}
	queue_landed(f->queue, j);
}

static int
launch(struct fetch *f, struct job *j, struct err *e)
{
	struct transfer *t;
	CURLMcode code;

	if (j->host == NULL) {
		transfer_read_file(&j->errand.response);
		TAILQ_INSERT_TAIL(&f->done, j, link);
		return 0;
	}
	if (j->transfer == NULL)
		j->transfer = f->n_idle > 0 ? f->idle[--f->n_idle]
					    : transfer_new(f->http,
						  f->user_agent, f->guard);
	t = j->transfer;
	TAILQ_INSERT_TAIL(&f->flying, j, link);
	if (!transfer_start(t, &j->errand)) {
		land(f, j);
		TAILQ_INSERT_TAIL(&f->done, j, link);
		return 0;
	}
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, j);
	code = curl_multi_add_handle(f->multi, t->easy);
	if (code != CURLM_OK)
		return err_set(
		    e, EX_SOFTWARE, "libcurl: %s", curl_multi_strerror(code));
	return 0;
}

/* Starts what may start. What is done but not taken counts as open, so that
 * bodies do not pile up. */
static int
start(struct fetch *f, struct err *e)
{
	struct job *j;

	while (f->n_open < f->http->connections &&
	       (j = queue_next(f->queue, clock_steady_ms())) != NULL) {
		f->n_open++;
		if (launch(f, j, e) != 0)
			return -1;
	}
	return 0;
}

/* What becomes of a job whose transfer has ended. */
static void
settle(struct fetch *f, struct job *j, CURLcode result)
{
	const struct response *r = &j->errand.response;
	bool is_over = transfer_finish(j->transfer, result);

	land(f, j);
	if (!is_over) {
		f->n_open--;
		queue_add(f->queue, j, true);
		return;
	}
	TAILQ_INSERT_TAIL(&f->done, j, link);
	/* RFC 6585 section 4: it is us that the host counts, not this feed. */
	if (r->url != NULL && r->http_status == 429 && r->retry_after_secs > 0)
		queue_hold(f->queue, j, r->retry_after_secs);
}

/* Moves what curl has finished to the list of what is done. */
static int
perform(struct fetch *f, struct err *e)
{
	CURLMsg *msg;
	CURLMcode code;
	struct job *j;
	int n;

	code = curl_multi_perform(f->multi, &n);
	if (code != CURLM_OK)
		return err_set(
		    e, EX_SOFTWARE, "libcurl: %s", curl_multi_strerror(code));
	while ((msg = curl_multi_info_read(f->multi, &n)) != NULL) {
		if (msg->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE, &j);
		settle(f, j, msg->data.result);
	}
	return 0;
}

/* How long to wait, at most timeout_ms: until something may start, when there
 * is room for it. */
static int
patience_ms(const struct fetch *f, bool hold, int timeout_ms)
{
	int64_t wait_ms;

	if (!TAILQ_EMPTY(&f->done) || queue_has_deferred(f->queue))
		return 0;
	if (hold || f->n_open >= f->http->connections)
		return timeout_ms;
	wait_ms = queue_wait_ms(f->queue, clock_steady_ms());
	if (wait_ms < 0)
		return timeout_ms;
	return wait_ms < timeout_ms ? (int)wait_ms : timeout_ms;
}

/* Waits for curl's descriptors and the caller's n. */
static int
wait_for(struct fetch *f, struct pollfd *fds, size_t n, int ms, struct err *e)
{
	struct curl_waitfd *extra = xcalloc(n, sizeof(*extra));
	CURLMcode code;

	for (size_t i = 0; i < n; i++) {
		extra[i].fd = fds[i].fd;
		if (fds[i].events & POLLIN)
			extra[i].events |= CURL_WAIT_POLLIN;
		if (fds[i].events & POLLOUT)
			extra[i].events |= CURL_WAIT_POLLOUT;
	}
	code = curl_multi_poll(f->multi, extra, (unsigned int)n, ms, NULL);
	free(extra);
	if (code != CURLM_OK)
		return err_set(
		    e, EX_SOFTWARE, "libcurl: %s", curl_multi_strerror(code));
	/* Curl's revents say nothing of POLLHUP and POLLERR. */
	if (n > 0 && poll(fds, n, 0) < 0 && errno != EINTR)
		return err_set(e, EX_OSERR, "poll: %s", strerror(errno));
	return 0;
}

int
fetch_work(struct fetch *f, bool hold, struct pollfd *fds, size_t n,
    int timeout_ms, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		fds[i].revents = 0;
	if (n == 0 && fetch_is_idle(f))
		return 0;
	if ((!hold && start(f, e) != 0) || perform(f, e) != 0 ||
	    wait_for(f, fds, n, patience_ms(f, hold, timeout_ms), e) != 0)
		return -1;
	return perform(f, e);
}

bool
fetch_take(struct fetch *f, struct response *r)
{
	struct job *j = TAILQ_FIRST(&f->done);

	if (j != NULL) {
		TAILQ_REMOVE(&f->done, j, link);
		f->n_open--;
	} else if ((j = queue_take_deferred(f->queue)) == NULL) {
		return false;
	}
	*r = j->errand.response;
	j->errand.response = (struct response){0};
	job_free(j);
	return true;
}

void
fetch_give_up(struct fetch *f)
{
	struct job *j;

	while ((j = TAILQ_FIRST(&f->flying)) != NULL) {
		transfer_give_up(j->transfer);
		land(f, j);
		TAILQ_INSERT_TAIL(&f->done, j, link);
	}
	queue_give_up(f->queue);
}

bool
fetch_is_idle(const struct fetch *f)
{
	return f->n_open == 0 && queue_is_empty(f->queue);
}
