/* SPDX-License-Identifier: ISC */
/* Where an entry leads. */
#include "check.h"
#include "edition.h"
#include "publish/link.h"

static void
test_http(void **state)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
	    {"https://a.org/b", "https://a.org/b"},
	    {"http://a.org/b c|d", "http://a.org/b%20c%7Cd"},
	    {"https://a.org/?utm_source=rss&p=1", "https://a.org/?p=1"},
	    {"https://a.org/\"><script>", "https://a.org/%22%3E%3Cscript%3E"},
	    {"https://[::1]/a[1]?b[]=c%41%4z%#d#e",
		"https://[::1]/a%5B1%5D?b"
		"%5B%5D=c%41%254z%25#d%23e"},
	    {"https://a.org?b", "https://a.org/?b"},
	    {NULL, NULL},
	    {"", NULL},
	    {"b/c", NULL},
	    {"javascript:alert(1)", NULL},
	    {"JavaScript:alert(1)", NULL},
	    {" java\nscript:alert(1)", NULL},
	    {"java\x01script:alert(1)", NULL},
	    {"data:text/html,x", NULL},
	    {"ftp://a.org/b", NULL},
	    {"https:", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = link_http(cases[i].url);

		check_str(cases[i].url == NULL ? "NULL" : cases[i].url, got,
		    cases[i].want);
		free(got);
	}
}

static void
test_feed(void **state)
{
	static const struct {
		const char *url, *want;
	} cases[] = {
	    {"https://a.org/?rss&ai=1", "https://a.org/?rss&ai=1"},
	    {"https://me:secret@a.org/\">", "https://a.org/%22%3E"},
	    {"javascript:alert(1)", NULL},
	    {"/srv/a.xml", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = link_feed(cases[i].url);

		check_str(cases[i].url, got, cases[i].want);
		free(got);
	}
}

static void
test_entry(void **state)
{
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "articles", "Title");
	got = link_entry(en);
	check_str("the feed's link", got, "https://journal.example/1");
	free(got);
	en->item.doi = xstrdup("10.1136/leader-2022-000655");
	got = link_entry(en);
	check_str("the DOI", got, "https://doi.org/10.1136/leader-2022-000655");
	free(got);
	got = link_anchor(en);
	check_str("anchor", got, "item-1");
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_http),
	    cmocka_unit_test(test_feed),
	    cmocka_unit_test(test_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
