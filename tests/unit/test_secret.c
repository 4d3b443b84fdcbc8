/* SPDX-License-Identifier: ISC */
/* Which addresses of feeds everybody may know. */
#include "check.h"
#include "store/secret.h"

static void
test_open(void **state)
{
	static const char *const cases[] = {
	    "https://bmjleader.bmj.com/rss/current.xml",
	    "http://www.emeraldinsight.com/rss/1751-1879.xml",
	    "https://onlinelibrary.wiley.com/feed/13652834/most-recent",
	    "https://www.jobs.ac.uk/jobs/phds/?format=rss",
	    "https://a.example/?FORMAT=rss&Type=etoc",
	    "https://www.nejm.example/action/"
	    "showFeed?jc=nejm&type=etoc&feed=rss",
	    "https://a.example/feed?rss",
	    "https://a.example/?s=clinical+leader&feed=rss2",
	    "https://a.example/?q=%22leadership%22%20OR%20%22hospital%22",
	    "https://social.example/@faculty.rss",
	    "https://a.example/feed#latest",
	    "https://feeds.example/HealthLeadershipAcademyBlog2012",
	    "https://a.example/internationaljournalofhealthmanagement.xml",
	    "https://a.example:8080/2026/11/23/rss",
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		if (secret_may_be_in(cases[i]))
			fail_msg("%s is withheld", cases[i]);
}

static void
test_withheld(void **state)
{
	static const char *const cases[] = {
	    "/srv/feeds/a.xml",
	    "ftp://a.example/feed",
	    "https://me:secret@a.example/feed",
	    "https://me@a.example/feed",
	    "https://a.example/feed?key=abc",
	    "https://a.example/feed?format=rss&token=abc",
	    "https://a.example/feed?format=rss;token=abc",
	    "https://a.example/feed?token=abc#x",
	    "https://a.example/feed?formats=rss",
	    "https://a.example/feed?form=rss",
	    "https://a.example/feed?abc",
	    "https://a.example/feed?email=me%40a.example",
	    "https://a.example/feed?rss&&x",
	    "https://a.example/feed?q=1Bq7VfPEiOLDQj0m",
	    "https://pubmed.example/rss/search/1Bq7VfPEiOLDQj0mJ0gvP2bWQyNvxH/",
	    "https://a.example/0f8fad5b-d9cb-469f-a165-70867728950e/feed.xml",
	    "https://a.example/d41d8cd98f00b204e9800998ecf8427e.ics",
	    "https://a.example/feed#d41d8cd98f00b204e9800998ecf8427e",
	    "https://d41d8cd98f00b204.feeds.example/",
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		if (!secret_may_be_in(cases[i]))
			fail_msg("%s is published", cases[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_withheld),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
