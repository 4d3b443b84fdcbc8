/* SPDX-License-Identifier: ISC */
/* Where a feed must not go, with and without a proxy. */
#include <stdlib.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "check.h"
#include "fetch/guard.h"

static const char *const variables[] = {"http_proxy", "https_proxy",
    "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "HTTP_PROXY"};

static int
clear_environment(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(variables); i++)
		unsetenv(variables[i]);
	return 0;
}

struct want {
	const char *what;
	int port;
	int lets;
};

static void
check_ips(const char *proxy, const struct want *wants, size_t n)
{
	struct guard *g = guard_new(proxy);

	for (size_t i = 0; i < n; i++)
		check_int(wants[i].what,
		    guard_lets_ip(g, wants[i].what, wants[i].port),
		    wants[i].lets);
	guard_free(g);
}

static void
test_no_proxy(void **state)
{
	static const struct want wants[] = {
	    {"8.8.8.8", 80, 1},
	    {"127.0.0.1", 3128, 0},
	    {"::1", 3128, 0},
	    {"2001:4860:4860::8888", 443, 1},
	    {"::ffff:127.0.0.1", 80, 0},
	    {"no address", 80, 0},
	    {"", 80, 0},
	};
	static const char *const urls[] = {"http://127.0.0.1/",
	    "http://localhost/", "http://[::1]/", "http://e.org/", "x"};
	struct guard *g = guard_new(NULL);

	(void)state;
	check_ips(NULL, wants, N_OF(wants));
	/* What is connected to is judged, not what is written. */
	for (size_t i = 0; i < N_OF(urls); i++)
		check_int(urls[i], guard_lets_url(g, urls[i]), 1);
	guard_free(g);
	guard_free(NULL);
}

/* Its own address and port alone are let through. */
static void
test_proxy(void **state)
{
	static const struct want wants[] = {
	    {"127.0.0.1", 3128, 1},
	    {"127.0.0.1", 80, 0},
	    {"127.0.0.2", 3128, 0},
	    {"8.8.8.8", 80, 1},
	};
	static const struct want socks[] = {
	    {"127.0.0.1", 1080, 1}, {"127.0.0.1", 80, 0}};
	static const struct want v6[] = {
	    {"::1", 443, 1}, {"::1", 1080, 0}, {"127.0.0.1", 443, 0}};

	(void)state;
	check_ips("http://me:secret@127.0.0.1:3128", wants, N_OF(wants));
	check_ips("http://localhost:3128/", wants, N_OF(wants));
	check_ips("socks5h://127.0.0.1", socks, N_OF(socks));
	check_ips("https://[::1]", v6, N_OF(v6));
}

static void
test_environment(void **state)
{
	static const struct want wants[] = {
	    {"127.0.0.1", 3128, 1},
	    {"127.0.0.1", 3129, 1},
	    {"127.0.0.1", 3130, 1},
	    {"127.0.0.1", 3131, 0},
	};
	static const struct want one[] = {
	    {"127.0.0.1", 99, 1}, {"127.0.0.1", 3128, 0}};

	(void)state;
	setenv("http_proxy", "127.0.0.1:3128", 1);
	setenv("HTTPS_PROXY", "http://127.0.0.1:3129", 1);
	setenv("ALL_PROXY", "socks5://127.0.0.1:3130", 1);
	setenv("all_proxy", "", 1);
	setenv("HTTP_PROXY", "127.0.0.1:3131", 1);
	check_ips(NULL, wants, N_OF(wants));
	/* The configuration's goes before them. */
	check_ips("http://127.0.0.1:99", one, N_OF(one));
	clear_environment(NULL);
}

static void
test_urls_through_a_proxy(void **state)
{
	static const struct want wants[] = {
	    {"http://e.org/", 0, 1},
	    {"http://8.8.8.8/", 0, 1},
	    {"http://[2001:4860:4860::8888]/", 0, 1},
	    {"http://localhost.example.org/", 0, 1},
	    {"http://mylocalhost/", 0, 1},
	    {"http://127.0.0.1/", 0, 0},
	    {"http://127.0.0.1./", 0, 0},
	    {"http://127.1/", 0, 0},
	    {"http://0x7f000001/", 0, 0},
	    {"http://2130706433/", 0, 0},
	    {"http://0177.0.0.1/", 0, 0},
	    {"http://10.0.0.1:8080/a", 0, 0},
	    {"http://[::1]/", 0, 0},
	    {"http://[::ffff:10.0.0.1]/", 0, 0},
	    {"http://[fe80::1%25lo]/", 0, 0},
	    {"http://LOCALHOST:80/", 0, 0},
	    {"http://localhost./", 0, 0},
	    {"http://a.localhost/", 0, 0},
	};
	struct guard *g = guard_new("http://127.0.0.1:3128");

	(void)state;
	for (size_t i = 0; i < N_OF(wants); i++)
		check_int(wants[i].what, guard_lets_url(g, wants[i].what),
		    wants[i].lets);
	guard_free(g);
}

static void
test_ip(void **state)
{
	struct sockaddr_in v4 = {.sin_family = AF_INET};
	struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
	char ip[GUARD_IP_SIZE];

	(void)state;
	assert_int_equal(inet_pton(AF_INET, "10.1.2.3", &v4.sin_addr), 1);
	check_str("v4", guard_ip((struct sockaddr *)&v4, ip), "10.1.2.3");
	assert_int_equal(inet_pton(AF_INET6, "fe80::1", &v6.sin6_addr), 1);
	check_str("v6", guard_ip((struct sockaddr *)&v6, ip), "fe80::1");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_no_proxy),
	    cmocka_unit_test(test_proxy),
	    cmocka_unit_test(test_environment),
	    cmocka_unit_test(test_urls_through_a_proxy),
	    cmocka_unit_test(test_ip),
	};

	return cmocka_run_group_tests(tests, clear_environment, NULL);
}
