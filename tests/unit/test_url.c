/* SPDX-License-Identifier: ISC */
/* URLs: resolving as RFC 3986 section 5.4, comparing as DESIGN section 7. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/limits.h"
#include "core/url.h"

struct pair {
	const char *in, *want;
};

static void
test_resolve_rfc3986(void **state)
{
	static const struct pair cases[] = {
	    /* 5.4.1, normal examples */
	    {"g:h", "g:h"},
	    {"g", "http://a/b/c/g"},
	    {"./g", "http://a/b/c/g"},
	    {"g/", "http://a/b/c/g/"},
	    {"/g", "http://a/g"},
	    {"//g", "http://g/"},
	    {"?y", "http://a/b/c/d;p?y"},
	    {"g?y", "http://a/b/c/g?y"},
	    {"#s", "http://a/b/c/d;p?q#s"},
	    {"g#s", "http://a/b/c/g#s"},
	    {"g?y#s", "http://a/b/c/g?y#s"},
	    {";x", "http://a/b/c/;x"},
	    {"g;x", "http://a/b/c/g;x"},
	    {"g;x?y#s", "http://a/b/c/g;x?y#s"},
	    {".", "http://a/b/c/"},
	    {"./", "http://a/b/c/"},
	    {"..", "http://a/b/"},
	    {"../", "http://a/b/"},
	    {"../g", "http://a/b/g"},
	    {"../..", "http://a/"},
	    {"../../", "http://a/"},
	    {"../../g", "http://a/g"},
	    /* 5.4.2, abnormal examples */
	    {"../../../g", "http://a/g"},
	    {"../../../../g", "http://a/g"},
	    {"/./g", "http://a/g"},
	    {"/../g", "http://a/g"},
	    {"g.", "http://a/b/c/g."},
	    {".g", "http://a/b/c/.g"},
	    {"g..", "http://a/b/c/g.."},
	    {"..g", "http://a/b/c/..g"},
	    {"./../g", "http://a/b/g"},
	    {"./g/.", "http://a/b/c/g/"},
	    {"g/./h", "http://a/b/c/g/h"},
	    {"g/../h", "http://a/b/c/h"},
	    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
	    {"g;x=1/../y", "http://a/b/c/y"},
	    {"g?y/./x", "http://a/b/c/g?y/./x"},
	    {"g?y/../x", "http://a/b/c/g?y/../x"},
	    {"g#s/./x", "http://a/b/c/g#s/./x"},
	    {"g#s/../x", "http://a/b/c/g#s/../x"},
	    {"http:g", "http:g"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *url = url_resolve("http://a/b/c/d;p?q", cases[i].in);

		check_str(cases[i].in, url, cases[i].want);
		free(url);
	}
}

static void
test_resolve(void **state)
{
	static const struct {
		const char *base, *ref, *want;
	} cases[] = {
	    {NULL, "https://a.org/b", "https://a.org/b"},
	    {NULL, "HTTPS://A.org", "https://A.org/"},
	    {NULL, " \r\n https://a.org/b\n ", "https://a.org/b"},
	    {NULL, "https://a.org/long\n\t/link", "https://a.org/long/link"},
	    {NULL, "\xc2\xa0https://a.org/b\xc2\xa0", "https://a.org/b"},
	    {NULL, "https://a.org/b c?d e", "https://a.org/b%20c?d+e"},
	    {NULL, "https://a.org/\"<b>\"", "https://a.org/%22%3Cb%3E%22"},
	    {NULL, "https://a.org/\xc3\xa9", "https://a.org/%c3%a9"},
	    {NULL, "https://a.org/%C3%A9", "https://a.org/%C3%A9"},
	    {NULL, "https://a.org/?a=1&b=2#c", "https://a.org/?a=1&b=2#c"},
	    {NULL, "https://a.org:8080/b", "https://a.org:8080/b"},
	    {NULL, "https://[::1]:80/b", "https://[::1]:80/b"},
	    {NULL, "mailto:a@b.org", "mailto:a@b.org"},
	    {NULL, "urn:uuid:1 2", "urn:uuid:1%202"},
	    {NULL, "tag:a.org,2026:b", "tag:a.org,2026:b"},
	    {NULL, "javascript:alert(1)", "javascript:alert(1)"},
	    {NULL, "b/c", NULL},
	    {NULL, "/b/c", NULL},
	    {NULL, "//b/c", NULL},
	    {NULL, "", NULL},
	    {NULL, " \n", NULL},
	    {NULL, NULL, NULL},
	    {NULL, "http://", NULL},
	    {NULL, "https://a.org:99999/", NULL},
	    {"https://a.org/x/", "", NULL},
	    {"https://a.org", "b", "https://a.org/b"},
	    {"https://a.org", "?b", "https://a.org/?b"},
	    {"https://a.org", "#b", "https://a.org/#b"},
	    {"https://a.org/x?y=/z/", "b", "https://a.org/b"},
	    {"https://a.org/x#y/z", "b", "https://a.org/b"},
	    {"https://a.org/x#y", "#b", "https://a.org/x#b"},
	    {"https://a.org/x", "//b.org/y", "https://b.org/y"},
	    {"https://a.org/x", "http://b.org/", "http://b.org/"},
	    {"not a url", "https://a.org/", "https://a.org/"},
	    {"not a url", "b", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *url = url_resolve(cases[i].base, cases[i].ref);

		check_str(cases[i].ref == NULL ? "NULL" : cases[i].ref, url,
		    cases[i].want);
		free(url);
	}
}

static void
test_resolve_limit(void **state)
{
	char ref[LIMIT_URL + 2];
	char *url;

	(void)state;
	memset(ref, 'a', sizeof(ref));
	memcpy(ref, "https://", 8);
	ref[9] = '/';
	ref[LIMIT_URL + 1] = '\0';
	assert_null(url_resolve(NULL, ref));
	ref[LIMIT_URL] = '\0';
	url = url_resolve(NULL, ref);
	check_str("as long as may be", url, ref);
	free(url);
	/* Escaping may not carry it past the limit either. */
	ref[LIMIT_URL - 1] = '<';
	assert_null(url_resolve(NULL, ref));
	assert_null(url_resolve("https://a.org/b/", ref + 10));
}

static void
test_is_http(void **state)
{
	static const struct {
		const char *url;
		bool is;
	} cases[] = {
	    {"http://a.org/", true},
	    {"https://a.org", true},
	    {"HTTPS://A.ORG/", true},
	    {"https://user:pw@a.org:1/b?c#d", true},
	    {"http://127.0.0.1:8000/x", true},
	    {"ftp://a.org/", false},
	    {"file:///etc/passwd", false},
	    {"javascript:alert(1)", false},
	    {"mailto:a@b.org", false},
	    {"//a.org/", false},
	    {"a.org", false},
	    {"http:g", false},
	    {"http:/a.org/", false},
	    {"http:/http://a.org/", false},
	    {"http://", false},
	    {"http:///", false},
	    {"https://a b/", false},
	    {"https://a%7Fb/", false},
	    {"https://a%C2%80/", false},
	    {"https://a%FF/", false},
	    {"https://a%2541/", false},
	    {"https://caf%C3%A9.org/", true},
	    {"", false},
	    {NULL, false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].url == NULL ? "NULL" : cases[i].url,
		    url_is_http(cases[i].url), cases[i].is);
}

static void
test_host(void **state)
{
	static const struct pair cases[] = {
	    {"https://WWW.Example.ORG:8080/b", "www.example.org"},
	    {"http://user:pw@a.org/", "a.org"},
	    {"http://[2001:DB8::1]/", "[2001:db8::1]"},
	    {"ftp://a.org/", "a.org"},
	    {"mailto:a@b.org", NULL},
	    {"b/c", NULL},
	    {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *host = url_host(cases[i].in);

		check_str(cases[i].in, host, cases[i].want);
		free(host);
	}
	assert_null(url_host(NULL));
}

static void
test_normalise(void **state)
{
	static const struct pair cases[] = {
	    /* the forms that the sources use */
	    {"http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1",
		"https://bmjleader.bmj.com/cgi/content/short/10/1/1"},
	    {"https://bmjleader.bmj.com/cgi/content/short/10/1/1",
		"https://bmjleader.bmj.com/cgi/content/short/10/1/1"},
	    {"https://www.emerald.com/insight/content/doi/10.1108/"
	     "LHS-09-2022-0092/full/html?utm_source=rss&utm_medium=feed"
	     "&utm_campaign=rss_journalLatest",
		"https://emerald.com/insight/content/doi/10.1108/"
		"LHS-09-2022-0092/full/html"},
	    {"https://journals.sagepub.com/doi/abs/10.1177/"
	     "2158?ai=2b4&mi=ehikzz"
	     "&af=R",
		"https://journals.sagepub.com/doi/abs/10.1177/2158"},
	    {"https://pubmed.ncbi.nlm.nih.gov/123/?utm_source=Other&utm_medium"
	     "=rss&fc=20260101&ff=20261123&v=2.18.0",
		"https://pubmed.ncbi.nlm.nih.gov/123"},
	    {"https://www.sciencedirect.com/science/article/pii/S1?dgcid="
	     "rss_sd_all",
		"https://sciencedirect.com/science/article/pii/S1"},
	    {"https://www.jpeds.com/article/S1(18)3-3/fulltext?rss=yes",
		"https://jpeds.com/article/S1(18)3-3/fulltext"},
	    {"https://www.jobs.ac.uk/job/DGV596/phd-studentship/"
	     "?utm_source=rss",
		"https://jobs.ac.uk/job/DGV596/phd-studentship"},
	    {"https://www.jobs.ac.uk/job/DGV596/phd-studentship",
		"https://jobs.ac.uk/job/DGV596/phd-studentship"},
	    {"http://onlinelibrary.wiley.com/resolve/doi?DOI=10.1111%2Fjvs.1",
		"https://onlinelibrary.wiley.com/resolve/doi"
		"?DOI=10.1111%2Fjvs.1"},
	    {"https://aasnova.org/?p=123", "https://aasnova.org?p=123"},
	    {"https://doi.org/10.1/a#new_tab?utm_source=rss",
		"https://doi.org/10.1/a"},
	    {"https://www.youtube.com/watch?v=x",
		"https://youtube.com/watch?v=x"},
	    /* the rules, one at a time */
	    {"HTTP://A.Org/Path", "https://a.org/Path"},
	    {"http://a.org:80/", "https://a.org"},
	    {"https://a.org:443/b", "https://a.org/b"},
	    {"http://a.org:443/b", "https://a.org/b"},
	    {"http://a.org:8080/b", "https://a.org:8080/b"},
	    {"https://user:pw@a.org/b", "https://a.org/b"},
	    {"https://www./", "https://www."},
	    {"https://www.www.a.org/", "https://a.org"},
	    {"https://a.org//", "https://a.org"},
	    {"https://a.org/b/../c/./d", "https://a.org/c/d"},
	    {"https://a.org/b?", "https://a.org/b"},
	    {"https://a.org/b?&&", "https://a.org/b"},
	    {"https://a.org/b?x=1&utm_source=y&z=2", "https://a.org/b?x=1&z=2"},
	    {"https://a.org/b?UTM_Source=y&x", "https://a.org/b?x"},
	    {"https://a.org/b?utm=1&rssx=1&xrss=1",
		"https://a.org/b?utm=1&rssx=1&xrss=1"},
	    {"https://a.org/b?rss&fc&ff=&fbclid=1&gclid=2", "https://a.org/b"},
	    {"ftp://a.org/", NULL},
	    {"mailto:a@b.org", NULL},
	    {"b/c", NULL},
	    {"", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *once = url_normalise(cases[i].in), *twice;

		check_str(cases[i].in, once, cases[i].want);
		if (once != NULL) {
			twice = url_normalise(once);
			check_str("normalised twice", twice, once);
			free(twice);
		}
		free(once);
	}
	assert_null(url_normalise(NULL));
}

static void
test_clean(void **state)
{
	static const struct pair cases[] = {
	    {"http://www.a.org/B/?utm_source=rss&utm_medium=feed#c",
		"http://www.a.org/B/#c"},
	    {"https://a.org/?p=12&utm_source=rss&q=%C3%A9",
		"https://a.org/?p=12&q=%C3%A9"},
	    {"http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1",
		"http://bmjleader.bmj.com/cgi/content/short/10/1/1"},
	    {"https://a.org/b#c?utm_source=rss",
		"https://a.org/b#c?utm_source=rss"},
	    {"https://a.org", "https://a.org"},
	    {"mailto:a@b.org?subject=utm_x", "mailto:a@b.org?subject=utm_x"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *url = url_clean(cases[i].in);

		check_str(cases[i].in, url, cases[i].want);
		free(url);
	}
}

static void
test_same_server(void **state)
{
	static const struct {
		const char *url, *other;
		bool same;
	} cases[] = {
	    {"http://a.org/b", "http://a.org/c?d", true},
	    {"http://A.org/b", "http://a.ORG:80/", true},
	    {"http://me:pw@a.org/b", "http://a.org/", true},
	    {"https://a.org:443/", "https://a.org/", true},
	    {"http://a.org/", "https://a.org/", true},
	    {"http://a.org:80/", "https://a.org:443/", true},
	    {"https://a.org/", "http://a.org/", false},
	    {"http://a.org/", "http://a.org:8080/", false},
	    {"http://a.org:8080/", "https://a.org/", false},
	    {"http://a.org/", "https://a.org:8443/", false},
	    {"http://a.org:443/", "https://a.org/", false},
	    {"http://a.org:8080/", "https://a.org:8080/", false},
	    {"http://a.org/", "http://www.a.org/", false},
	    {"http://a.org/", "http://a.org.evil.com/", false},
	    {"http://a.org/", "https://a.orgs/", false},
	    {"http://a.org/", "https://a.org.evil.com:443/", false},
	    {"http://a.org/", "http://a.org@evil.com/", false},
	    {"http://1.2.3.4/", "http://1.2.3.40/", false},
	    {"http://[::1]:80/", "http://[::1]/", true},
	    {"http://a.org/", "ftp://a.org/", false},
	    {"ftp://a.org/", "ftp://a.org/", false},
	    {"x", "x", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].other,
		    url_is_same_server(cases[i].url, cases[i].other),
		    cases[i].same);
}

static void
test_credentials(void **state)
{
	static const struct {
		const char *url, *user, *password;
	} cases[] = {
	    {"http://me:secret@a.org/", "me", "secret"},
	    {"http://m%40e:s%3Aec@a.org/", "m@e", "s:ec"},
	    {"http://me@a.org/", "me", NULL},
	    {"http://a.org/me:secret@b", NULL, NULL},
	    {"http://a b/", NULL, NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *user, *password;

		url_credentials(cases[i].url, &user, &password);
		check_str(cases[i].url, user, cases[i].user);
		check_str(cases[i].url, password, cases[i].password);
		check_int(
		    cases[i].url, url_has_user(cases[i].url), user != NULL);
		free(user);
		free(password);
	}
}

static void
test_public(void **state)
{
	static const struct pair cases[] = {
	    {"https://user:secret@a.org/b?c", "https://a.org/b?c"},
	    {"https://user@a.org/", "https://a.org/"},
	    {"https://a.org/", "https://a.org/"},
	    {"http://user:secret@a b/", "a b/"},
	    {"feeds/local.xml", "feeds/local.xml"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *url = url_public(cases[i].in);

		check_str(cases[i].in, url, cases[i].want);
		free(url);
	}
}

static void
test_is_example(void **state)
{
	static const struct {
		const char *uri;
		bool is;
	} cases[] = {
	    {"https://example.org/feeds/", true},
	    {"https://www.example.com", true},
	    {"http://EXAMPLE.net:8080/a", true},
	    {"http://me:secret@www.example.org/", true},
	    {"https://journal.example?a", true},
	    {"mailto:web@example.org", true},
	    {"tag:example.org,2026:reading", true},
	    {"tag:web@example.org,2026:reading", true},
	    {"https://myexample.org/", false},
	    {"https://example.org.uk/", false},
	    {"https://faculty.ac.uk/example.org/", false},
	    {"https://faculty.ac.uk/?a=@example.org", false},
	    {"mailto:example@faculty.ac.uk", false},
	    {"tag:faculty.ac.uk,2026:example", false},
	    {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", false},
	    {"example.org", false},
	    {"", false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(
		    cases[i].uri, url_is_example(cases[i].uri), cases[i].is);
}

/* Most links are taken as they stand: curl, which is asked when a space is
 * before them, makes the same of them. */
static void
test_settled(void **state)
{
	static const char signs[] = "ab.-/1:@?&=%#~;,+()!$*_A'[";
	uint32_t seed = 1;
	char url[64], *quick, *full;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		size_t n = (size_t)snprintf(url, sizeof(url), " http%s://%s",
		    i % 2 == 0 ? "" : "s", i % 3 == 0 ? "" : "a.org/");
		const size_t end = n + 1 + (size_t)i % 12;

		while (n < end) {
			seed = seed * 1664525 + 1013904223;
			url[n++] = signs[(seed >> 16) % strlen(signs)];
		}
		url[n] = '\0';
		full = url_resolve("http://b.org/", url);
		quick = url_resolve("http://b.org/", url + 1);
		check_str(url, quick, full);
		free(quick);
		free(full);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_resolve_rfc3986),
	    cmocka_unit_test(test_resolve),
	    cmocka_unit_test(test_resolve_limit),
	    cmocka_unit_test(test_settled),
	    cmocka_unit_test(test_is_http),
	    cmocka_unit_test(test_host),
	    cmocka_unit_test(test_normalise),
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_same_server),
	    cmocka_unit_test(test_credentials),
	    cmocka_unit_test(test_public),
	    cmocka_unit_test(test_is_example),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
