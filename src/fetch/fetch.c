/* SPDX-License-Identifier: ISC */
/*
 * Which transfer starts when. Curl's own queue is not used: what waits there
 * uses up its timeout.
 *
 * A host rests after each start (per-host-delay), then it is ready as long as
 * it has requests and fewer than per-host transfers. Since all rest equally
 * long, the resting hosts are in the order of their waking: no step of the
 * schedule looks at more than the host it is about.
 *
 * A redirect comes back to the queues, ahead of what has not been asked for. A
 * host that asks us to wait is asked for nothing more in this run.
 */
#include <errno.h>
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sysexits.h>

#include <curl/curl.h>

#include "core/clock.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/transfer.h"

/* A request on its way to a response; it is in one list at any time. */
struct job {
	TAILQ_ENTRY(job) link;
	struct errand errand;
	struct host *host;         /* NULL for a local path */
	struct transfer *transfer; /* while it is in flight */
};
TAILQ_HEAD(jobs, job);

struct host {
	char *name;
	struct jobs queue;
	int n_flying;
	int64_t rests_until_ms;
	int64_t retry_after_secs; /* it asks us to wait; 0 = it does not */
	bool listed;              /* in one of the two lists of struct fetch */
	TAILQ_ENTRY(host) link;
	SLIST_ENTRY(host) other;
};
TAILQ_HEAD(hosts, host);

struct fetch {
	const struct http *http;
	char *user_agent;
	struct guard *guard;
	CURLM *multi;
	void *by_name; /* tsearch(3) tree of struct host */
	SLIST_HEAD(, host) hosts;
	struct hosts ready;
	struct hosts resting; /* the first wakes first */
	struct jobs files;    /* local paths, waiting */
	struct jobs flying;
	struct jobs done;
	struct transfer **idle; /* to be used again */
	size_t n_idle;
	size_t n_waiting; /* in `files` and in the queues of hosts */
	int n_open;       /* in `flying` and in `done` */
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
	SLIST_INIT(&f->hosts);
	TAILQ_INIT(&f->ready);
	TAILQ_INIT(&f->resting);
	TAILQ_INIT(&f->files);
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
		response_done(&j->errand.response);
		free(j->errand.url);
		free(j);
	}
}

static void
free_host(void *node)
{
	struct host *h = node;

	free_jobs(&h->queue);
	free(h->name);
	free(h);
}

void
fetch_free(struct fetch *f)
{
	struct job *j;

	if (f == NULL)
		return;
	for (j = TAILQ_FIRST(&f->flying); j != NULL; j = TAILQ_NEXT(j, link)) {
		curl_multi_remove_handle(f->multi, j->transfer->easy);
		transfer_free(j->transfer);
	}
	for (size_t i = 0; i < f->n_idle; i++)
		transfer_free(f->idle[i]);
	free(f->idle);
	free_jobs(&f->files);
	free_jobs(&f->flying);
	free_jobs(&f->done);
	tdestroy(f->by_name, free_host);
	curl_multi_cleanup(f->multi);
	curl_global_cleanup();
	guard_free(f->guard);
	free(f->user_agent);
	free(f);
}

static int
compare_hosts(const void *a, const void *b)
{
	return strcmp(
	    ((const struct host *)a)->name, ((const struct host *)b)->name);
}

static struct host *
get_host(struct fetch *f, const char *url)
{
	struct host *h = xcalloc(1, sizeof(*h));
	struct host **node;

	h->name = url_host(url);
	/* Not a URL: curl says so when its turn has come. */
	if (h->name == NULL)
		h->name = xstrdup("");
	node = tsearch(h, &f->by_name, compare_hosts);
	if (node == NULL)
		abort();
	if (*node != h) {
		free(h->name);
		free(h);
		return *node;
	}
	TAILQ_INIT(&h->queue);
	SLIST_INSERT_HEAD(&f->hosts, h, other);
	return h;
}

/* Lists h as ready when it is; to be called whenever it may have become so. */
static void
wake(struct fetch *f, struct host *h)
{
	if (h->listed || TAILQ_EMPTY(&h->queue) ||
	    h->n_flying >= f->http->per_host)
		return;
	TAILQ_INSERT_TAIL(&f->ready, h, link);
	h->listed = true;
}

/* Sends h, which has just started a transfer, to rest. */
static void
rest(struct fetch *f, struct host *h)
{
	TAILQ_REMOVE(&f->ready, h, link);
	h->rests_until_ms =
	    clock_steady_ms() + f->http->per_host_delay_secs * 1000;
	TAILQ_INSERT_TAIL(&f->resting, h, link);
}

static void
wake_rested(struct fetch *f)
{
	struct host *h;

	while ((h = TAILQ_FIRST(&f->resting)) != NULL &&
	       h->rests_until_ms <= clock_steady_ms()) {
		TAILQ_REMOVE(&f->resting, h, link);
		h->listed = false;
		wake(f, h);
	}
}

/* Ends what is queued, unasked. */
static void
defer(struct fetch *f, struct jobs *queue, int64_t secs, const char *why)
{
	struct response *r;
	struct job *j;

	while ((j = TAILQ_FIRST(queue)) != NULL) {
		TAILQ_REMOVE(queue, j, link);
		TAILQ_INSERT_TAIL(&f->done, j, link);
		f->n_waiting--;
		f->n_open++;
		r = &j->errand.response;
		r->outcome = OUTCOME_DEFERRED;
		r->message = xasprintf("not asked: %s", why);
		r->retry_after_secs = secs;
	}
}

static void
defer_host(struct fetch *f, struct host *h)
{
	char *why = xasprintf("%s wants us to wait for %lld s", h->name,
	    (long long)h->retry_after_secs);

	defer(f, &h->queue, h->retry_after_secs, why);
	free(why);
}

/* Puts j into the queue of the host that it goes to. */
static void
enqueue(struct fetch *f, struct job *j, bool is_first)
{
	struct host *h = get_host(f, j->errand.url);

	j->host = h;
	f->n_waiting++;
	if (is_first)
		TAILQ_INSERT_HEAD(&h->queue, j, link);
	else
		TAILQ_INSERT_TAIL(&h->queue, j, link);
	if (h->retry_after_secs > 0)
		defer_host(f, h);
	else
		wake(f, h);
}

void
fetch_add(struct fetch *f, struct request *r)
{
	struct job *j = xcalloc(1, sizeof(*j));
	struct response *response = &j->errand.response;

	response_done(response);
	response->request = *r;
	*r = (struct request){0};
	if (response->request.url[0] == '/') {
		f->n_waiting++;
		TAILQ_INSERT_TAIL(&f->files, j, link);
		return;
	}
	j->errand.url = url_public(response->request.url);
	enqueue(f, j, false);
}

/* Takes the job's transfer off the wire and puts it by. */
static void
land(struct fetch *f, struct job *j)
{
	TAILQ_REMOVE(&f->flying, j, link);
	curl_multi_remove_handle(f->multi, j->transfer->easy);
	f->idle = xgrow(f->idle, f->n_idle, sizeof(struct transfer *));
	f->idle[f->n_idle++] = j->transfer;
	j->transfer = NULL;
	j->host->n_flying--;
	wake(f, j->host);
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
	t = f->n_idle > 0 ? f->idle[--f->n_idle]
			  : transfer_new(f->http, f->user_agent, f->guard);
	j->transfer = t;
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

/* The host whose turn it is; NULL when it is nobody's. */
static struct host *
first_ready(struct fetch *f)
{
	struct host *h;

	wake_rested(f);
	while ((h = TAILQ_FIRST(&f->ready)) != NULL && TAILQ_EMPTY(&h->queue)) {
		TAILQ_REMOVE(&f->ready, h, link);
		h->listed = false;
	}
	return h;
}

/* The next job that may start, out of its queue; NULL when none may. */
static struct job *
next_job(struct fetch *f)
{
	struct job *j = TAILQ_FIRST(&f->files);
	struct host *h;

	if (j != NULL) {
		TAILQ_REMOVE(&f->files, j, link);
		return j;
	}
	if ((h = first_ready(f)) == NULL)
		return NULL;
	j = TAILQ_FIRST(&h->queue);
	TAILQ_REMOVE(&h->queue, j, link);
	h->n_flying++;
	rest(f, h);
	return j;
}

/* Starts what may start. What is done but not taken counts as open, so that
 * bodies do not pile up. */
static int
start(struct fetch *f, struct err *e)
{
	struct job *j;

	while (f->n_open < f->http->connections && (j = next_job(f)) != NULL) {
		f->n_waiting--;
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
		enqueue(f, j, true);
		return;
	}
	TAILQ_INSERT_TAIL(&f->done, j, link);
	/* RFC 6585 section 4: it is us that the host counts, not this feed. */
	if (r->http_status == 429 && r->retry_after_secs > 0) {
		j->host->retry_after_secs = r->retry_after_secs;
		defer_host(f, j->host);
	}
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

/* How long to wait, at most timeout_ms: until the next host has rested, when
 * there is room for its transfer. */
static int
patience_ms(struct fetch *f, bool hold, int timeout_ms)
{
	const struct host *h;
	int64_t rest_ms;

	if (!TAILQ_EMPTY(&f->done))
		return 0;
	if (hold || f->n_open >= f->http->connections)
		return timeout_ms;
	/* A redirect may have led there just now. */
	if (first_ready(f) != NULL)
		return 0;
	if ((h = TAILQ_FIRST(&f->resting)) == NULL)
		return timeout_ms;
	rest_ms = h->rests_until_ms - clock_steady_ms();
	if (rest_ms < 0)
		return 0;
	return rest_ms < timeout_ms ? (int)rest_ms : timeout_ms;
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

	if (j == NULL)
		return false;
	TAILQ_REMOVE(&f->done, j, link);
	f->n_open--;
	*r = j->errand.response;
	free(j->errand.url);
	free(j);
	return true;
}

void
fetch_give_up(struct fetch *f)
{
	static const char why[] = "the time of the run was over";
	struct host *h;
	struct job *j;

	while ((j = TAILQ_FIRST(&f->flying)) != NULL) {
		transfer_give_up(j->transfer);
		land(f, j);
		TAILQ_INSERT_TAIL(&f->done, j, link);
	}
	defer(f, &f->files, -1, why);
	SLIST_FOREACH(h, &f->hosts, other)
	defer(f, &h->queue, -1, why);
}

bool
fetch_is_idle(const struct fetch *f)
{
	return f->n_waiting == 0 && f->n_open == 0;
}
