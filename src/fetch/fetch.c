/* SPDX-License-Identifier: ISC */
/*
 * Which transfer starts when. Curl's own queue is not used: what waits there
 * uses up its timeout.
 *
 * A host rests after each start (per-host-delay), then it is ready as long as
 * it has requests and fewer than per-host transfers. Since all rest equally
 * long, the resting hosts are in the order of their waking: no step of the
 * schedule looks at more than the host it is about.
 */
#include <errno.h>
#include <search.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>
#include <sysexits.h>
#include <time.h>

#include <curl/curl.h>

#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/fetch.h"
#include "fetch/transfer.h"

/* A request on its way to a response; it is in one list at any time. */
struct job {
	TAILQ_ENTRY(job) link;
	struct response response;
	struct host *host;         /* NULL for a local path */
	struct transfer *transfer; /* while it is in flight */
};
TAILQ_HEAD(jobs, job);

struct host {
	char *name;
	struct jobs queue;
	int n_flying;
	int64_t rests_until_ms;
	bool listed; /* in one of the two lists of struct fetch */
	TAILQ_ENTRY(host) link;
};
TAILQ_HEAD(hosts, host);

struct fetch {
	const struct http *http;
	char *user_agent;
	CURLM *multi;
	void *by_name; /* tsearch(3) tree of struct host */
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

static int64_t
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

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
	TAILQ_INIT(&f->ready);
	TAILQ_INIT(&f->resting);
	TAILQ_INIT(&f->files);
	TAILQ_INIT(&f->flying);
	TAILQ_INIT(&f->done);
	/* Redirects lead to hosts that the queues here know nothing of. */
	curl_multi_setopt(
	    f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)http->per_host);
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
		response_done(&j->response);
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
	h->rests_until_ms = now_ms() + f->http->per_host_delay_secs * 1000;
	TAILQ_INSERT_TAIL(&f->resting, h, link);
}

static void
wake_rested(struct fetch *f)
{
	struct host *h;

	while ((h = TAILQ_FIRST(&f->resting)) != NULL &&
	       h->rests_until_ms <= now_ms()) {
		TAILQ_REMOVE(&f->resting, h, link);
		h->listed = false;
		wake(f, h);
	}
}

void
fetch_add(struct fetch *f, struct request *r)
{
	struct job *j = xcalloc(1, sizeof(*j));

	response_done(&j->response);
	j->response.request = *r;
	*r = (struct request){0};
	f->n_waiting++;
	if (j->response.request.url[0] == '/') {
		TAILQ_INSERT_TAIL(&f->files, j, link);
		return;
	}
	j->host = get_host(f, j->response.request.url);
	TAILQ_INSERT_TAIL(&j->host->queue, j, link);
	wake(f, j->host);
}

static int
launch(struct fetch *f, struct job *j, struct err *e)
{
	struct transfer *t;
	CURLMcode code;

	if (j->host == NULL) {
		transfer_read_file(&j->response);
		TAILQ_INSERT_TAIL(&f->done, j, link);
		return 0;
	}
	t = f->n_idle > 0 ? f->idle[--f->n_idle] : transfer_new(f->user_agent);
	transfer_start(t, &j->response);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, j);
	j->transfer = t;
	TAILQ_INSERT_TAIL(&f->flying, j, link);
	code = curl_multi_add_handle(f->multi, t->easy);
	if (code != CURLM_OK)
		return err_set(
		    e, EX_SOFTWARE, "libcurl: %s", curl_multi_strerror(code));
	return 0;
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
	wake_rested(f);
	if ((h = TAILQ_FIRST(&f->ready)) == NULL)
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

/* Takes the job's transfer off the wire and puts it by. */
static void
land(struct fetch *f, struct job *j)
{
	TAILQ_REMOVE(&f->flying, j, link);
	curl_multi_remove_handle(f->multi, j->transfer->easy);
	f->idle = xgrow(f->idle, f->n_idle, sizeof(struct transfer *));
	f->idle[f->n_idle++] = j->transfer;
	j->transfer = NULL;
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
		transfer_finish(j->transfer, msg->data.result);
		land(f, j);
		TAILQ_INSERT_TAIL(&f->done, j, link);
		j->host->n_flying--;
		wake(f, j->host);
	}
	return 0;
}

/* How long to wait, at most timeout_ms: until the next host has rested, when
 * there is room for its transfer. */
static int
patience_ms(const struct fetch *f, bool hold, int timeout_ms)
{
	const struct host *h = TAILQ_FIRST(&f->resting);
	int64_t rest_ms;

	if (!TAILQ_EMPTY(&f->done))
		return 0;
	if (hold || h == NULL || f->n_open >= f->http->connections)
		return timeout_ms;
	rest_ms = h->rests_until_ms - now_ms();
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
	*r = j->response;
	free(j);
	return true;
}

bool
fetch_is_idle(const struct fetch *f)
{
	return f->n_waiting == 0 && f->n_open == 0;
}
