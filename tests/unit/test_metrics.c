/* SPDX-License-Identifier: ISC */
/* Feeds and the last run in Prometheus' text format. */
#include <stdlib.h>

#include "app/metrics.h"
#include "check.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"

/* One line that must be there, whole, once. */
static void
check_line(const char *text, const char *line)
{
	char *whole = xasprintf("\n%s\n", line);
	const char *at = strstr(text, whole);

	if (at == NULL || strstr(at + 1, whole) != NULL)
		fail_msg("not there once: %s\n%s", line, text);
	free(whole);
}

static void
render(const struct healths *hs, const struct run *last, struct buf *out)
{
	buf_init(out, LIMIT_DOCUMENT);
	buf_adds(out, "\n");
	metrics_render(hs, last, out);
}

static struct health feeds[] = {
    {.outcome = OUTCOME_UNCHANGED,
	.succeeded_at = 100,
	.new_item_at = 90,
	.due = {.at = 200, .reason = DUE_EVERY, .learnt_secs = -1},
	.rhythm_secs = 86400,
	.n_items = 12,
	.n_selected = 3},
    {.outcome = OUTCOME_GONE,
	.succeeded_at = CLOCK_NONE,
	.new_item_at = CLOCK_NONE,
	.failures = 2,
	.due = {.at = DUE_AT_NEVER, .reason = DUE_NEVER, .learnt_secs = -1},
	.rhythm_secs = -1},
    {.succeeded_at = CLOCK_NONE,
	.new_item_at = CLOCK_NONE,
	.due = {.at = CLOCK_NONE, .reason = DUE_AT_ONCE, .learnt_secs = -1},
	.rhythm_secs = -1},
};

static const struct run last = {1000, 1012, 9, 5, 2, 1, 1, {4, 3}};

static const char *const lines[] = {
    "# HELP lectern_feed_up Whether the last poll went well.",
    "# TYPE lectern_feed_up gauge",
    "lectern_feed_up{feed=\"a\",section=\"s\"} 1",
    "lectern_feed_up{feed=\"b\\\\\\\"\\n\",section=\"s\"} 0",
    "lectern_feed_last_success_timestamp_seconds{feed=\"a\",section=\"s\"} 100",
    "lectern_feed_last_new_item_timestamp_seconds{feed=\"a\",section=\"s\"} 90",
    "lectern_feed_next_due_timestamp_seconds{feed=\"a\",section=\"s\"} 200",
    "lectern_feed_failures{feed=\"b\\\\\\\"\\n\",section=\"s\"} 2",
    "lectern_feed_failures{feed=\"c\",section=\"s\"} 0",
    "lectern_feed_rhythm_seconds{feed=\"a\",section=\"s\"} 86400",
    "lectern_feed_items{feed=\"a\",section=\"s\"} 12",
    "lectern_feed_selected{feed=\"a\",section=\"s\"} 3",
    "# TYPE lectern_last_run_timestamp_seconds gauge",
    "lectern_last_run_timestamp_seconds 1012",
    "lectern_last_run_duration_seconds 12",
    "lectern_last_run_feeds_due 9",
    "lectern_last_run_feeds_unchanged 5",
    "lectern_last_run_feeds_failed 2",
    "lectern_last_run_feeds_deferred 1",
    "lectern_last_run_items_new 4",
    "lectern_last_run_items_changed 3",
    "lectern_last_run_files_written 1",
};

static const char *const absent[] = {
    "lectern_feed_up{feed=\"c\"",
    "lectern_feed_last_success_timestamp_seconds{feed=\"c\"",
    "lectern_feed_last_new_item_timestamp_seconds{feed=\"b",
    "lectern_feed_next_due_timestamp_seconds{feed=\"b",
    "lectern_feed_next_due_timestamp_seconds{feed=\"c\"",
    "lectern_feed_rhythm_seconds{feed=\"b",
};

static void
test_lines(void **state)
{
	const char *const names[] = {"a", "b\\\"\n", "c"};
	const struct healths hs = {feeds, N_OF(feeds)};
	struct buf out;

	(void)state;
	for (size_t i = 0; i < N_OF(feeds); i++) {
		feeds[i].feed = xstrdup(names[i]);
		feeds[i].section = xstrdup("s");
	}
	render(&hs, &last, &out);
	for (size_t i = 0; i < N_OF(lines); i++)
		check_line(out.data, lines[i]);
	for (size_t i = 0; i < N_OF(absent); i++)
		if (strstr(out.data, absent[i]) != NULL)
			fail_msg("there: %s", absent[i]);
	buf_done(&out);
	for (size_t i = 0; i < N_OF(feeds); i++) {
		free(feeds[i].feed);
		free(feeds[i].section);
	}
}

static void
test_no_run(void **state)
{
	const struct run none = {
	    .started_at = CLOCK_NONE, .finished_at = CLOCK_NONE};
	const struct healths hs = {NULL, 0};
	struct buf out;

	(void)state;
	render(&hs, &none, &out);
	assert_null(strstr(out.data, "last_run"));
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_no_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
