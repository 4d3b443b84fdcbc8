/* SPDX-License-Identifier: ISC */
/* The lines that the administrator gets, and those that he does not. */
#include <stdlib.h>

#include "app/notice.h"
#include "capture.h"
#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/xalloc.h"
#include "store/store.h"

#define HERE "http://me:secret@journal.example/feed"
#define THERE "http://me:secret@there.example/feed"
#define SHOWN "http://there.example/feed"

/* Before: what the store knew. Then: what the poll brought, whose message is
 * "it failed". */
struct change {
	enum outcome was;
	long was_status;
	int64_t failures;
	enum outcome is;
	long is_status;
};

/* The two feeds of a configuration: one that is polled, and another. */
static void
tell(const struct change *c, const struct health *move, const char *moved_url,
    const char *other_url)
{
	struct source sources[] = {
	    {.name = lend("journal"),
		.url = lend(HERE),
		.place = {lend("x.conf"), 12}},
	    {.name = lend("other"), .url = lend(other_url)},
	};
	const struct config config = {.sources = sources, .n_sources = 2};
	struct health before = *move;
	const struct response r = {
	    .request = {.source = &sources[0], .url = lend(HERE)},
	    .outcome = c->is,
	    .http_status = c->is_status,
	    .message = outcome_is_well(c->is) ? NULL : lend("it failed"),
	    .moved_url = lend(moved_url),
	};

	before.outcome = c->was;
	before.http_status = c->was_status;
	before.failures = c->failures;
	notice_poll(&config, &before, &r, false);
}

#define ASKED "http://journal.example/feed"
#define FAILED "lectern: journal: it failed (" ASKED ")\n"
#define ENDED                                                     \
	"lectern: journal: ended for good: HTTP 410 (" ASKED "):" \
	" its items stay; remove it, or poll it by name\n"

static const struct {
	const char *what;
	struct change change;
	const char *line; /* "" = none */
} changes[] = {
    {"first, well", {OUTCOME_NEVER, 0, 0, OUTCOME_OK, 200}, ""},
    {"first, fails", {OUTCOME_NEVER, 0, 0, OUTCOME_NETWORK, 0}, FAILED},
    {"stays well", {OUTCOME_OK, 200, 0, OUTCOME_UNCHANGED, 304}, ""},
    {"something new", {OUTCOME_UNCHANGED, 304, 0, OUTCOME_OK, 200}, ""},
    {"404", {OUTCOME_OK, 200, 0, OUTCOME_HTTP, 404}, FAILED},
    {"404 again", {OUTCOME_HTTP, 404, 1, OUTCOME_HTTP, 404}, ""},
    {"403 after 404", {OUTCOME_HTTP, 404, 1, OUTCOME_BLOCKED, 403}, ""},
    {"no feed", {OUTCOME_OK, 200, 0, OUTCOME_NOT_FEED, 200}, FAILED},
    {"damaged after no feed",
	{OUTCOME_NOT_FEED, 200, 1, OUTCOME_UNREADABLE, 200}, ""},
    {"too big", {OUTCOME_UNCHANGED, 304, 0, OUTCOME_TOO_BIG, 200}, FAILED},
    {"refused by us", {OUTCOME_OK, 200, 0, OUTCOME_REFUSED, 302}, FAILED},
    {"a path", {OUTCOME_OK, 0, 0, OUTCOME_FILE, 0}, FAILED},
    {"500", {OUTCOME_OK, 200, 0, OUTCOME_HTTP, 500}, FAILED},
    {"503 after 500", {OUTCOME_HTTP, 500, 1, OUTCOME_BUSY, 503}, ""},
    {"slow after 503", {OUTCOME_BUSY, 503, 2, OUTCOME_TIMEOUT, 0}, ""},
    {"silent after slow", {OUTCOME_TIMEOUT, 0, 3, OUTCOME_NETWORK, 0}, ""},
    {"what will not pass after what may",
	{OUTCOME_HTTP, 500, 1, OUTCOME_HTTP, 404}, FAILED},
    {"what may pass after what will not",
	{OUTCOME_HTTP, 404, 1, OUTCOME_HTTP, 500}, ""},
    {"ended", {OUTCOME_OK, 200, 0, OUTCOME_GONE, 410}, ENDED},
    {"ended after 404", {OUTCOME_HTTP, 404, 9, OUTCOME_GONE, 410}, ENDED},
    {"ended, polled by name", {OUTCOME_GONE, 410, 1, OUTCOME_GONE, 410}, ""},
    {"404 after its end", {OUTCOME_GONE, 410, 1, OUTCOME_HTTP, 404}, ""},
    {"well again", {OUTCOME_HTTP, 404, 1, OUTCOME_OK, 200},
	"lectern: journal: well again after 1 failed poll\n"},
    {"well again, with nothing new",
	{OUTCOME_TIMEOUT, 0, 12, OUTCOME_UNCHANGED, 304},
	"lectern: journal: well again after 12 failed polls\n"},
    {"back from its end", {OUTCOME_GONE, 410, 1, OUTCOME_OK, 200},
	"lectern: journal: well again after 1 failed poll\n"},
};

static void
test_changes(void **state)
{
	const struct health still = {0};

	(void)state;
	for (size_t i = 0; i < N_OF(changes); i++) {
		CAPTURE(tell(&changes[i].change, &still, NULL, SHOWN));
		check_str(changes[i].what, output, changes[i].line);
	}
}

/* What is not worth a mail is said to somebody who asks. */
static void
test_verbose(void **state)
{
	const struct change well = {OUTCOME_OK, 200, 0, OUTCOME_UNCHANGED, 304};
	const struct change bad = {OUTCOME_HTTP, 404, 1, OUTCOME_HTTP, 404};
	const struct health still = {0};

	(void)state;
	log_set_level(LOG_VERBOSE);
	CAPTURE(tell(&well, &still, NULL, SHOWN));
	check_str("well", output, "lectern: journal: unchanged\n");
	CAPTURE(tell(&bad, &still, NULL, SHOWN));
	check_str(
	    "bad", output, "lectern: journal: still: it failed (" ASKED ")\n");
	log_set_level(LOG_NORMAL);
}

#define MOVED "lectern: journal: moved for good to " SHOWN ": "
#define CHANGE MOVED "change the url in x.conf:12\n"
#define REMOVE \
	MOVED "that is feed 'other' already: remove this one in x.conf:12\n"
#define SURE (STORE_MOVED_POLLS - 1)

static const struct {
	const char *what;
	const char *known; /* where it led before… */
	int64_t polls;     /* …so often */
	const char *moved;
	enum outcome outcome;
	const char *other; /* the other feed's URL */
	const char *line;
} moves[] = {
    {"not moved", NULL, 0, NULL, OUTCOME_OK, HERE, ""},
    {"once", NULL, 0, THERE, OUTCOME_OK, HERE, ""},
    {"not sure yet", THERE, SURE - 1, THERE, OUTCOME_OK, HERE, ""},
    {"sure", THERE, SURE, THERE, OUTCOME_OK, HERE, CHANGE},
    {"sure of the same", THERE, SURE, THERE, OUTCOME_UNCHANGED, HERE, CHANGE},
    {"has been sure", THERE, SURE + 1, THERE, OUTCOME_OK, HERE, ""},
    {"elsewhere", HERE, SURE, THERE, OUTCOME_OK, HERE, ""},
    {"no more", THERE, SURE, NULL, OUTCOME_OK, HERE, ""},
    {"it failed there", THERE, SURE, THERE, OUTCOME_NOT_FEED, HERE, FAILED},
    {"to another feed", THERE, SURE, THERE, OUTCOME_OK, SHOWN, REMOVE},
    {"to another feed's https", THERE, SURE, THERE, OUTCOME_OK,
	"https://there.example/feed", REMOVE},
    {"to another feed's other form", THERE, SURE, THERE, OUTCOME_OK,
	"http://WWW.There.example:80/feed/", REMOVE},
    {"beside another feed", THERE, SURE, THERE, OUTCOME_OK,
	"https://there.example/feed2", CHANGE},
    {"beside a file", THERE, SURE, THERE, OUTCOME_OK, "/there.example/feed",
	CHANGE},
};

static void
test_moves(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(moves); i++) {
		const struct change c = {
		    OUTCOME_OK, 200, 0, moves[i].outcome, 200};
		const struct health known = {.moved_url = lend(moves[i].known),
		    .moved_polls = moves[i].polls};

		CAPTURE(tell(&c, &known, moves[i].moved, moves[i].other));
		check_str(moves[i].what, output, moves[i].line);
	}
}

/* https is another address than http of one server, but not another feed. */
static void
test_its_own_https(void **state)
{
	const char *const secure = "https://journal.example/feed";
	const struct change c = {OUTCOME_OK, 200, 0, OUTCOME_OK, 200};
	const struct health known = {
	    .moved_url = lend(secure), .moved_polls = SURE};

	(void)state;
	CAPTURE(tell(&c, &known, secure, SHOWN));
	check_str("own", output,
	    "lectern: journal: moved for good to https://journal.example/feed:"
	    " change the url in x.conf:12\n");
}

/* A mail goes through many hands; the terminal does not. */
static void
test_moved_to_a_secret(void **state)
{
	static const char moved[] = "http://there.example/feed?token=SECRET";
	const struct change c = {OUTCOME_OK, 200, 0, OUTCOME_OK, 200};
	const struct health known = {
	    .moved_url = lend(moved), .moved_polls = SURE};

	(void)state;
	CAPTURE(tell(&c, &known, moved, HERE));
	check_str("secret", output,
	    "lectern: journal: moved for good to http://there.example/feed?"
	    "\u2026 (lectern status shows the whole address): change the url "
	    "in x.conf:12\n");
}

/* The mail is enough to act on: once the address, never a secret. */
static void
test_addresses(void **state)
{
	static const struct {
		const char *asked, *answered, *message, *line;
	} lines[] = {
	    {HERE, NULL, "it failed", FAILED},
	    {HERE, ASKED, "it failed", FAILED},
	    {HERE, SHOWN, "it failed",
		"lectern: journal: it failed (" ASKED ", which led to " SHOWN
		")\n"},
	    {HERE, NULL, "redirected from https down to " SHOWN,
		"lectern: journal: redirected from https down to " SHOWN
		" (" ASKED ")\n"},
	    {HERE, NULL, "the proxy's name is unknown, on the way to " ASKED,
		"lectern: journal: the proxy's name is unknown, on the way "
		"to " ASKED "\n"},
	    {HERE "?api_key=SECRET", NULL, "it failed",
		"lectern: journal: it failed (" ASKED "?\u2026)\n"},
	    {HERE, SHOWN "?format=rss&token=SECRET", "it failed",
		"lectern: journal: it failed (" ASKED ", which led to " SHOWN
		"?\u2026)\n"},
	    {HERE "/1Bq7VfPEiOLDQj0m/rss", NULL, "it failed",
		"lectern: journal: it failed (" ASKED "/\u2026)\n"},
	    {"/srv/feed.xml", NULL, "/srv/feed.xml: No such file",
		"lectern: journal: /srv/feed.xml: No such file\n"},
	};
	struct source source = {.name = lend("journal")};
	const struct config config = {0};
	const struct health before = {.outcome = OUTCOME_OK};

	(void)state;
	for (size_t i = 0; i < N_OF(lines); i++) {
		const struct response r = {
		    .request = {.source = &source, .url = lend(lines[i].asked)},
		    .outcome = OUTCOME_NETWORK,
		    .message = lend(lines[i].message),
		    .url = lend(lines[i].answered),
		};

		CAPTURE(notice_poll(&config, &before, &r, false));
		check_str(lines[i].message, output, lines[i].line);
	}
}

static void
test_pages(void **state)
{
	static const struct {
		enum outcome outcome;
		long status;
		const char *title, *message;
	} pages[] = {
	    {OUTCOME_BLOCKED, 403, "Just a moment...",
		"blocked: HTTP 403, an HTML page titled "
		"\u201cJust a moment...\u201d"},
	    {OUTCOME_BUSY, 503, "Back <soon>",
		"busy: HTTP 503, an HTML page titled "
		"\u201cBack <soon>\u201d"},
	    {OUTCOME_BLOCKED, 403, NULL, "it failed"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(pages); i++) {
		struct response r = {
		    .outcome = pages[i].outcome,
		    .http_status = pages[i].status,
		    .message = xstrdup("it failed"),
		    .page_title = xstrdup(pages[i].title),
		};

		notice_name_page(&r);
		check_str("page", r.message, pages[i].message);
		response_done(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_changes),
	    cmocka_unit_test(test_verbose),
	    cmocka_unit_test(test_moves),
	    cmocka_unit_test(test_its_own_https),
	    cmocka_unit_test(test_moved_to_a_secret),
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
