/* SPDX-License-Identifier: ISC */
/* Which addresses everybody may know. */
#include <stdlib.h>

#include "check.h"
#include "core/secret.h"

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
	    "https://a.example/action/showFeed?type=etoc&feed=rss&jc=bjs",
	    "https://a.example/search_xml?keyword=leadership"
	    "&sort=publicationDateDesc&page=1",
	    "https://a.example/action/showFeed?ui=0&mi=ehikzz&ai=2b4&jc=sgoa"
	    "&type=etoc&feed=rss",
	    "https://a.example/issues?publicationCode=ympd&rss=yes",
	    "https://a.example/resolve/doi?DOI=10.1111%2F%28ISSN%291654-1103",
	    "https://a.example/rss/S0140-6736(20)30183-5",
	    "https://a.example/rss/S0140-6736(20)30183-X",
	    "https://rss.sciencedirect.example/publication/science/0277953X",
	    "https://a.example/science/article/pii/S0140673620301835",
	    "https://a.example/science/article/pii/S014067362030183X",
	    "https://a.example/doi/10.1136/leader-2024-001060",
	    "https://a.example/doi/10.1002/(SICI)1099-1751(199601/03)11:1"
	    "%3C1::AID-HPM414%3E3.0.CO;2-K",
	    "https://a.example/10.1371/journal.pone.0123456",
	    "https://a.example/10.1056/NEJMoa2034577",
	    "https://a.example/2026/11/23/ten-ways-to-lead-in-2027/feed/",
	    "https://a.example/Top-10-NHS-Leaders-2026-Awards/feed",
	    "https://a.example/The-21st-Century-Hospital-Board/feed",
	    "https://a.example/Report_2026_Leadership-In-The-NHS",
	    "https://a.example/feed/20261123120000",
	    "https://a.example/?q=quality%20organisational%20leadership",
	    "https://a.example/?tag=equality-diversity-and-inclusion",
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
	    "https://a.example/feed;token=hunter2",
	    "https://a.example/a;token=hunter2/feed.xml?format=rss",
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
	    "https://a.example/private/550e8400-e29b-41d4-a716-446655440000/"
	    "feed",
	    "https://a.example/feed-550E8400-E29B-41D4-A716-446655440000.xml",
	    "https://www.google.example/alerts/feeds/01234567890123456789/"
	    "12345678901234567890",
	    "https://a.example/p/dQw4w9-WgXcQ_3kd9-sl8Kx0aZ/feed",
	    "https://a.example/?feed=abcdefghijklmnop",
	    "https://a.example/?feed=correct-horse-battery",
	    "https://a.example/?s=abcdefghijklmnop",
	    "https://a.example/?sort=1Bq7VfPEiOLDQj0m",
	    "https://a.example/?q=nhs+abcdefghijklmnop",
	    "https://a.example/?tag=a&q=%20abcdefghijklmnop",
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		if (!secret_may_be_in(cases[i]))
			fail_msg("%s is published", cases[i]);
}

static void
test_ids(void **state)
{
	static const struct {
		const char *id;
		bool is;
	} cases[] = {
	    {"tag:a.example,2026:feed", false},
	    {"tag:a.example,2026:/feed?token=abc", true},
	    {"tag:a.example,2026:/1Bq7VfPEiOLDQj0mJ0gvP2bWQ", true},
	    {"urn:uuid:550e8400-e29b-41d4-a716-446655440000", false},
	    {"https://a.example/feed", false},
	    {"https://a.example/feed?token=abc", true},
	    {"https://me@a.example/feed", true},
	    {"/srv/feeds/a.xml", true},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(
		    cases[i].id, secret_may_be_in_id(cases[i].id), cases[i].is);
}

static void
test_hide(void **state)
{
	static const struct {
		const char *url, *shown;
	} cases[] = {
	    {"https://me:secret@a.example/feed", "https://a.example/feed"},
	    {"https://a.example/feed?format=rss",
		"https://a.example/feed?format=rss"},
	    {"https://a.example/none?format=rss&api_key=SECRET123",
		"https://a.example/none?\u2026"},
	    {"https://a.example/rss/search/1Bq7VfPEiOLDQj0mJ0gvP2/?limit=15",
		"https://a.example/rss/search/\u2026"},
	    {"https://a.example/?s=1Bq7VfPEiOLDQj0mJ0gvP2",
		"https://a.example/?\u2026"},
	    {"https://a.example/feed;token=hunter2",
		"https://a.example/feed;\u2026"},
	    {"ftp://u:pw@a.example/x?token=SECRET", "ftp://a.example/x?\u2026"},
	    {"//a.example/?token=SECRET", "//a.example/?\u2026"},
	    {"/srv/1Bq7VfPEiOLDQj0mJ0gvP2.xml",
		"/srv/1Bq7VfPEiOLDQj0mJ0gvP2.xml"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *shown = secret_hide(cases[i].url);

		check_str(cases[i].url, shown, cases[i].shown);
		free(shown);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_open),
	    cmocka_unit_test(test_withheld),
	    cmocka_unit_test(test_ids),
	    cmocka_unit_test(test_hide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
