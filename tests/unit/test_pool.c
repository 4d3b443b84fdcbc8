/* SPDX-License-Identifier: ISC */
/* Many documents, few parsers: this program is its own parser, as lectern is.
 * What becomes of bad ones, tests/system/test_room.py tries. */
#include <sched.h>
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/pool.h"
#include "parse/worker.h"

#define N 100

static void
add(struct pool *p, const char *text, long number)
{
	struct response r = {.outcome = OUTCOME_OK, .http_status = number};

	buf_init(&r.body, LIMIT_BODY);
	buf_adds(&r.body, text);
	pool_add(p, &r);
	assert_null(r.body.data);
}

static void
wait_for(struct pool *p)
{
	struct pollfd fds[POOL_MAX];
	size_t n = pool_watch(p, fds);

	/* Else the caller would wait for nothing. */
	assert_true(n > 0);
	poll(fds, n, 1000);
}

static void
test_many(void **state)
{
	struct pool *p = pool_new();
	struct response r;
	struct feed feed;
	struct err e;
	char *text;
	int n = 0;

	(void)state;
	assert_true(pool_is_idle(p));
	for (int i = 0; i < N; i++) {
		text = xasprintf(
		    "<rss><channel><title>feed %d</title></channel></rss>", i);
		add(p, text, i);
		free(text);
	}
	assert_int_equal(pool_n_started(p), 0);
	while (!pool_is_idle(p)) {
		assert_int_equal(pool_work(p, &e), 0);
		for (; pool_take(p, &r, &feed); n++) {
			text = xasprintf("feed %ld", r.http_status);
			check_str("title", feed.title, text);
			check_int("outcome", r.outcome, OUTCOME_OK);
			free(text);
			response_done(&r);
			feed_done(&feed);
		}
		if (!pool_is_idle(p))
			wait_for(p);
	}
	check_int("documents", n, N);
	assert_in_range(pool_n_started(p), 1, POOL_MAX);
	pool_free(p);
}

static void
test_page(void **state)
{
	struct pool *p = pool_new();
	struct response r = {.outcome = OUTCOME_BUSY};
	struct feed feed;
	struct err e;

	(void)state;
	buf_init(&r.body, LIMIT_PAGE);
	buf_adds(&r.body, "<html><title>Back soon</title>");
	assert_int_equal(pool_read(p, &r, &feed, &e), 0);
	check_int("outcome", r.outcome, OUTCOME_BUSY);
	check_str("title", r.page_title, "Back soon");
	response_done(&r);
	feed_done(&feed);
	pool_free(p);
}

/* One that has read its share makes room for another. */
static void
test_share(void **state)
{
	const size_t part = LIMIT_PARSER_BYTES / 4 + 1;
	char *blank = xmalloc(part + 1);
	cpu_set_t one;
	struct pool *p;

	(void)state;
	memset(blank, ' ', part);
	blank[part] = '\0';
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	p = pool_new();
	for (int i = 0; i < 5; i++) {
		struct response r = {.outcome = OUTCOME_OK};
		struct feed feed;
		struct err e;

		buf_init(&r.body, part);
		buf_add(&r.body, blank, part);
		assert_int_equal(pool_read(p, &r, &feed, &e), 0);
		check_str(
		    "message", r.message, "an empty document, not a feed");
		assert_int_equal(pool_n_started(p), i < 4 ? 1 : 2);
		response_done(&r);
		feed_done(&feed);
	}
	pool_free(p);
	free(blank);
}

static void
test_full(void **state)
{
	struct pool *p = pool_new();
	struct response r = {.outcome = OUTCOME_OK};

	(void)state;
	assert_false(pool_is_full(p));
	buf_init(&r.body, SIZE_MAX / 2);
	for (size_t i = 0; i <= LIMIT_WAITING; i++)
		buf_addc(&r.body, ' ');
	pool_add(p, &r);
	assert_true(pool_is_full(p));
	pool_free(p);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_share),
	    cmocka_unit_test(test_full),
	};

	if (argc == 2 && strcmp(argv[1], WORKER_ARGUMENT) == 0)
		return worker_main();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
