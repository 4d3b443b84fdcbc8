/* SPDX-License-Identifier: ISC */
/* Addresses as the configuration may give them. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "config/address.h"
#include "core/xalloc.h"

struct string {
	const char *text, *want; /* NULL = refused */
};

static void
check_all(const struct string *cases, size_t n, value_fn *fn)
{
	for (size_t i = 0; i < n; i++) {
		const struct context ctx = {.file = "/usr/lib/lectern.conf"};
		char *got = NULL;
		struct err e = {0};
		int rc = fn(cases[i].text, &ctx, &got, &e);

		check_str(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == NULL ? -1 : 0);
		if (rc != 0 && strstr(e.msg, cases[i].text) == NULL)
			fail_msg(
			    "'%s' does not name '%s'", e.msg, cases[i].text);
		free(got);
	}
}

static void
test_http(void **state)
{
	static const struct string cases[] = {
	    {"https://www.fmlm.ac.uk/research",
		"https://www.fmlm.ac.uk/research"},
	    {"http://example.org", "http://example.org/"},
	    {"http://example.org:8080/a?b=c", "http://example.org:8080/a?b=c"},
	    {"HTTPS://example.org/", "https://example.org/"},
	    {"ftp://example.org/", NULL},
	    {"www.example.org", NULL},
	    {"//example.org/", NULL},
	    {"http:example.org", NULL},
	    {"http://", NULL},
	    {"https:///path", NULL},
	    {"http://exa mple.org/", NULL},
	    {"javascript:alert(1)", NULL},
	};

	(void)state;
	check_all(cases, N_OF(cases), address_http);
}

static void
test_base(void **state)
{
	static const struct string cases[] = {
	    {"https://example.org/feeds/", "https://example.org/feeds/"},
	    {"https://example.org/feeds", "https://example.org/feeds/"},
	    {"https://example.org", "https://example.org/"},
	    {"https://example.org/?a", NULL},
	    {"https://example.org/#a", NULL},
	    {"feeds/", NULL},
	};

	(void)state;
	check_all(cases, N_OF(cases), address_base);
}

static void
test_id(void **state)
{
	static const struct string cases[] = {
	    {"tag:fmlm.ac.uk,2026:reading", "tag:fmlm.ac.uk,2026:reading"},
	    {"tag:fmlm.ac.uk,2026-11:a", "tag:fmlm.ac.uk,2026-11:a"},
	    {"tag:fmlm.ac.uk,2026-11-23:a/b", "tag:fmlm.ac.uk,2026-11-23:a/b"},
	    {"tag:a.b@example.org,2026:", "tag:a.b@example.org,2026:"},
	    {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
		"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
	    {"https://example.org/id", "https://example.org/id"},
	    {"tag:", NULL},
	    {"tag:fmlm.ac.uk", NULL},
	    {"tag:fmlm.ac.uk,", NULL},
	    {"tag:fmlm.ac.uk,2026", NULL},
	    {"tag:fmlm.ac.uk:reading", NULL},
	    {"tag:,2026:reading", NULL},
	    {"tag:-x.org,2026:reading", NULL},
	    {"tag:x.org.,2026:reading", NULL},
	    {"tag:fmlm.ac.uk,26:reading", NULL},
	    {"tag:fmlm.ac.uk,2026-13:reading", NULL},
	    {"tag:fmlm.ac.uk,2026-02-30:reading", NULL},
	    {"tag:fmlm.ac.uk,2026-1-1:reading", NULL},
	    {"tag:fmlm.ac.uk,20261123:reading", NULL},
	    {"tag:fmlm.ac.uk,2026:my reading", NULL},
	    {"tag:fmlm.ac.uk,2026:r\xc3\xa9sum\xc3\xa9", NULL},
	    {"urn:x:y", NULL},
	    {"urn:uuid:", NULL},
	    {"urn:-ab:c", NULL},
	    {"mailto:web@example.org", NULL},
	    {"reading", NULL},
	};

	(void)state;
	check_all(cases, N_OF(cases), address_id);
}

static void
test_proxy(void **state)
{
	static const struct string cases[] = {
	    {"http://proxy.example.org:3128", "http://proxy.example.org:3128"},
	    {"https://proxy", "https://proxy"},
	    {"socks4://10.0.0.1", "socks4://10.0.0.1"},
	    {"socks4a://proxy:9050", "socks4a://proxy:9050"},
	    {"socks5://[::1]:1080", "socks5://[::1]:1080"},
	    {"SOCKS5H://me:pw@proxy:1080", "SOCKS5H://me:pw@proxy:1080"},
	    {"proxy:3128", NULL},
	    {"proxy.example.org", NULL},
	    {"ftp://proxy/", NULL},
	    {"http://", NULL},
	    {"http://me:secret@", NULL},
	    {"http://me:se cret@proxy/", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = NULL;
		struct err e = {0};
		int rc = address_proxy(cases[i].text, NULL, &got, &e);

		check_str(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == NULL ? -1 : 0);
		assert_null(strstr(e.msg, "cret"));
		free(got);
	}
}

/* It is published. */
static void
test_hub(void **state)
{
	static const struct string cases[] = {
	    {"https://hub.example.org", "https://hub.example.org/"},
	    {"http://localhost:8080/hub?a=b", "http://localhost:8080/hub?a=b"},
	    {"https://me:secret@hub.example.org/", NULL},
	    {"https://secret@hub.example.org/", NULL},
	    {"ftp://hub.example.org/", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got = NULL;
		struct err e = {0};
		int rc = address_hub(cases[i].text, NULL, &got, &e);

		check_str(cases[i].text, got, cases[i].want);
		check_int(cases[i].text, rc, got == NULL ? -1 : 0);
		assert_null(strstr(e.msg, "secret"));
		free(got);
	}
}

static void
test_secrets(void **state)
{
	static const char *const cases[] = {
	    "http:me:secret@example.org", "ftp://me:secret@example.org/"};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct context ctx = {.file = "/etc/lectern.conf"};
		struct err e = {0};
		char *got = NULL;

		assert_int_equal(address_feed(cases[i], &ctx, &got, &e), -1);
		assert_null(strstr(e.msg, "secret"));
		assert_non_null(strstr(e.msg, "example.org"));
	}
}

static void
test_contact(void **state)
{
	static const struct string cases[] = {
	    {"mailto:web@example.org", "mailto:web@example.org"},
	    {"https://example.org/about", "https://example.org/about"},
	    {"web@example.org", NULL},
	    {"mailto:web", NULL},
	    {"mailto:@example.org", NULL},
	    {"mailto:web@", NULL},
	    {"mailto:web@example.org (Web)", NULL},
	    {"tel:+44", NULL},
	};

	(void)state;
	check_all(cases, N_OF(cases), address_contact);
}

static void
test_feed(void **state)
{
	static const struct string cases[] = {
	    {"http://bmjleader.bmj.com/rss/current.xml",
		"http://bmjleader.bmj.com/rss/current.xml"},
	    {"https://www.jobs.ac.uk/jobs/phds/?format=rss",
		"https://www.jobs.ac.uk/jobs/phds/?format=rss"},
	    {"../feeds/a.xml", "/usr/feeds/a.xml"},
	    {"a.xml", "/usr/lib/a.xml"},
	    {"/srv/a:b.xml", "/srv/a:b.xml"},
	    {"www.example.org/feed", NULL},
	    {"example.org/feed?a=b", NULL},
	    {"www.example.org", NULL},
	    {"Feeds.Example.co.uk?format=rss", NULL},
	    {"feed.xml", "/usr/lib/feed.xml"},
	    {"feeds/www.example.org", "/usr/lib/feeds/www.example.org"},
	    {"/www.example.org/feed", "/www.example.org/feed"},
	    {"feeds.2026/a.xml", "/usr/lib/feeds.2026/a.xml"},
	    {"data.atom/feed.xml", "/usr/lib/data.atom/feed.xml"},
	    {"example.INFO/feed", NULL},
	    {"a.b1/feed.xml", "/usr/lib/a.b1/feed.xml"},
	    {"www.data.atom/feed.xml", NULL},
	    {"./www.example.org/feed", "/usr/lib/www.example.org/feed"},
	    {"file:///srv/a.xml", NULL},
	    {"FILE:a.xml", NULL},
	    {"ftp://example.org/a.xml", NULL},
	    {"feed:https://example.org/a.xml", NULL},
	    {"http:/example", NULL},
	};

	(void)state;
	check_all(cases, N_OF(cases), address_feed);
}

/* What is there is meant. */
static void
test_feed_in_a_folder_like_a_host(void **state)
{
	char folder[] = "/tmp/test_address.XXXXXX";
	char *from, *inner, *got = NULL;
	struct context ctx = {0};
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(folder));
	from = xasprintf("%s/lectern.conf", folder);
	inner = xasprintf("%s/feeds.org", folder);
	ctx.file = from;
	assert_int_equal(address_feed("feeds.org/a.xml", &ctx, &got, &e), -1);
	assert_non_null(strstr(e.msg, "did you mean https://feeds.org/a.xml?"));
	assert_int_equal(mkdir(inner, 0700), 0);
	assert_int_equal(address_feed("feeds.org/a.xml", &ctx, &got, &e), 0);
	free(got);
	rmdir(inner);
	rmdir(folder);
	free(inner);
	free(from);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_http),
	    cmocka_unit_test(test_base),
	    cmocka_unit_test(test_id),
	    cmocka_unit_test(test_contact),
	    cmocka_unit_test(test_feed),
	    cmocka_unit_test(test_feed_in_a_folder_like_a_host),
	    cmocka_unit_test(test_proxy),
	    cmocka_unit_test(test_hub),
	    cmocka_unit_test(test_secrets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
