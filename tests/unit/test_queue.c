/* SPDX-License-Identifier: ISC */
/* Who is asked next: the politeness of it, on a clock of our own. */
#include <stdlib.h>

#include "check.h"
#include "core/xalloc.h"
#include "fetch/queue.h"

static const struct http settings = {.per_host = 2, .per_host_delay_secs = 1};

/* Queues a job for "http://host/name", or for a path. */
static void
add(struct queue *q, const char *url)
{
	struct job *j = xcalloc(1, sizeof(*j));

	j->errand.response.request.url = xstrdup(url);
	if (url[0] != '/')
		j->errand.url = xstrdup(url);
	queue_add(q, j, false);
}

/* The next job must be this one. */
static struct job *
next(struct queue *q, int64_t now_ms, const char *want)
{
	struct job *j = queue_next(q, now_ms);

	check_str(
	    "next", j == NULL ? NULL : j->errand.response.request.url, want);
	return j;
}

static void
land(struct queue *q, struct job *j)
{
	queue_landed(q, j);
	job_free(j);
}

static void
check_deferred(struct queue *q, const char *url, int64_t secs, const char *why)
{
	struct job *j = queue_take_deferred(q);
	const struct response *r;

	assert_non_null(j);
	r = &j->errand.response;
	check_str("deferred", r->request.url, url);
	check_int("outcome", r->outcome, OUTCOME_DEFERRED);
	check_int("seconds", r->retry_after_secs, secs);
	if (strstr(r->message, why) == NULL)
		fail_msg("%s", r->message);
	job_free(j);
}

/* Two at a time, each start a second after the one before. */
static void
test_one_host(void **state)
{
	struct queue *q = queue_new(&settings);
	struct job *a, *b;

	(void)state;
	assert_true(queue_is_empty(q));
	check_int("wait", queue_wait_ms(q, 0), -1);
	add(q, "http://e.org/a");
	add(q, "http://E.org/b");
	add(q, "https://e.org/c");
	check_int("wait", queue_wait_ms(q, 0), 0);
	a = next(q, 0, "http://e.org/a");
	next(q, 0, NULL);
	next(q, 999, NULL);
	check_int("wait", queue_wait_ms(q, 400), 600);
	b = next(q, 1000, "http://E.org/b");
	/* Both are in flight: time alone changes nothing. */
	next(q, 5000, NULL);
	check_int("wait", queue_wait_ms(q, 5000), -1);
	land(q, a);
	check_int("wait", queue_wait_ms(q, 5000), 0);
	a = next(q, 5000, "https://e.org/c");
	assert_true(queue_is_empty(q));
	land(q, a);
	land(q, b);
	next(q, 9000, NULL);
	queue_free(q);
}

/* One host's rest is no other's. */
static void
test_many_hosts(void **state)
{
	struct queue *q = queue_new(&settings);

	(void)state;
	add(q, "http://a.org/1");
	add(q, "http://a.org/2");
	add(q, "http://b.org/1");
	add(q, "http://b.org/2");
	add(q, "/srv/feed.xml");
	land(q, next(q, 0, "/srv/feed.xml"));
	land(q, next(q, 0, "http://a.org/1"));
	land(q, next(q, 10, "http://b.org/1"));
	next(q, 20, NULL);
	check_int("wait", queue_wait_ms(q, 20), 980);
	land(q, next(q, 1005, "http://a.org/2"));
	next(q, 1005, NULL);
	land(q, next(q, 1010, "http://b.org/2"));
	assert_true(queue_is_empty(q));
	queue_free(q);
}

/* A redirect goes ahead at the host that it leads to, but rests as others. */
static void
test_redirect(void **state)
{
	struct queue *q = queue_new(&settings);
	struct job *j;

	(void)state;
	add(q, "http://a.org/1");
	add(q, "http://b.org/1");
	add(q, "http://b.org/2");
	j = next(q, 0, "http://a.org/1");
	queue_landed(q, j);
	free(j->errand.url);
	j->errand.url = xstrdup("http://b.org/3");
	queue_add(q, j, true);
	land(q, next(q, 0, "http://a.org/1"));
	next(q, 500, NULL);
	land(q, next(q, 1000, "http://b.org/1"));
	land(q, next(q, 2000, "http://b.org/2"));
	queue_free(q);
}

static void
test_a_host_that_wants_us_to_wait(void **state)
{
	struct queue *q = queue_new(&settings);
	struct job *j;

	(void)state;
	add(q, "http://a.org/1");
	add(q, "http://a.org/2");
	add(q, "http://a.org/3");
	add(q, "http://b.org/1");
	j = next(q, 0, "http://a.org/1");
	assert_false(queue_has_deferred(q));
	queue_landed(q, j);
	queue_hold(q, j, 120);
	job_free(j);
	assert_true(queue_has_deferred(q));
	check_deferred(q, "http://a.org/2", 120, "a.org wants us to wait");
	check_deferred(q, "http://a.org/3", 120, "120 s");
	assert_null(queue_take_deferred(q));
	/* The same of what comes later, and of no other host. */
	add(q, "https://a.org/4");
	check_deferred(q, "https://a.org/4", 120, "a.org");
	land(q, next(q, 0, "http://b.org/1"));
	next(q, 9000, NULL);
	assert_true(queue_is_empty(q));
	queue_free(q);
}

/* It may stand among those that are ready when its jobs are taken away. */
static void
test_a_ready_host_is_emptied(void **state)
{
	struct queue *q = queue_new(&settings);
	struct job *j;

	(void)state;
	add(q, "http://a.org/1");
	add(q, "http://a.org/2");
	j = next(q, 0, "http://a.org/1");
	check_int("wait", queue_wait_ms(q, 2000), 0);
	queue_hold(q, j, 1);
	check_int("wait", queue_wait_ms(q, 2000), -1);
	next(q, 2000, NULL);
	land(q, j);
	queue_free(q); /* and with it what was not taken */
}

static void
test_give_up(void **state)
{
	struct queue *q = queue_new(&settings);

	(void)state;
	add(q, "http://a.org/1");
	add(q, "/srv/feed.xml");
	assert_false(queue_is_empty(q));
	queue_give_up(q);
	next(q, 0, NULL);
	assert_false(queue_is_empty(q));
	check_deferred(q, "/srv/feed.xml", -1, "time of the run");
	check_deferred(q, "http://a.org/1", -1, "time of the run");
	assert_true(queue_is_empty(q));
	queue_free(q);
	queue_free(NULL);
	job_free(NULL);
}

/* What is no URL is asked for all the same: curl has the words for it. */
static void
test_no_url(void **state)
{
	struct queue *q = queue_new(&settings);

	(void)state;
	add(q, "http://a b/");
	land(q, next(q, 0, "http://a b/"));
	queue_free(q);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one_host),
	    cmocka_unit_test(test_many_hosts),
	    cmocka_unit_test(test_redirect),
	    cmocka_unit_test(test_a_host_that_wants_us_to_wait),
	    cmocka_unit_test(test_a_ready_host_is_emptied),
	    cmocka_unit_test(test_give_up),
	    cmocka_unit_test(test_no_url),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
