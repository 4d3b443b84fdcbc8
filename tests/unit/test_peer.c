/* SPDX-License-Identifier: ISC */
/* Which addresses belong to the public internet: both ends of each range, and
 * what lies next to them. */
#include <stdbool.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include "check.h"
#include "fetch/peer.h"

static const struct {
	const char *text;
	bool is_public;
} cases[] = {
    {"0.0.0.0", false},
    {"0.255.255.255", false},
    {"1.0.0.0", true},
    {"8.8.8.8", true},
    {"9.255.255.255", true},
    {"10.0.0.0", false},
    {"10.255.255.255", false},
    {"11.0.0.0", true},
    {"100.63.255.255", true},
    {"100.64.0.0", false},
    {"100.127.255.255", false},
    {"100.128.0.0", true},
    {"126.255.255.255", true},
    {"127.0.0.0", false},
    {"127.0.0.1", false},
    {"127.255.255.255", false},
    {"128.0.0.0", true},
    {"169.253.255.255", true},
    {"169.254.0.0", false},
    {"169.254.169.254", false},
    {"169.255.0.0", true},
    {"172.15.255.255", true},
    {"172.16.0.0", false},
    {"172.31.255.255", false},
    {"172.32.0.0", true},
    {"191.255.255.255", true},
    {"192.0.0.0", false},
    {"192.0.0.255", false},
    {"192.0.1.0", true},
    {"192.0.2.0", false},
    {"192.0.2.255", false},
    {"192.0.3.0", true},
    {"192.88.98.255", true},
    {"192.88.99.1", false},
    {"192.88.100.0", true},
    {"192.167.255.255", true},
    {"192.168.0.0", false},
    {"192.168.255.255", false},
    {"192.169.0.0", true},
    {"198.17.255.255", true},
    {"198.18.0.0", false},
    {"198.19.255.255", false},
    {"198.20.0.0", true},
    {"198.51.100.7", false},
    {"198.51.101.0", true},
    {"203.0.112.255", true},
    {"203.0.113.0", false},
    {"203.0.114.0", true},
    {"223.255.255.255", true},
    {"224.0.0.0", false},
    {"239.255.255.255", false},
    {"240.0.0.0", false},
    {"255.255.255.254", false},
    {"255.255.255.255", false},
    /* IPv6: nothing and itself; what is no unicast of the internet */
    {"::", false},
    {"::1", false},
    {"::2", false},
    {"64:ff9b:1::808:808", false},
    {"100::1", false},
    {"1fff:ffff::1", false},
    {"2000::1", true},
    {"2000:ffff::1", true},
    {"2001:1::1", false},
    {"2001:2::1", false},
    {"2001:1ff:ffff::1", false},
    {"2001:200::1", true},
    {"2001:4860:4860::8888", true},
    {"2001:db7:ffff::1", true},
    {"2001:db8::", false},
    {"2001:db8:ffff::1", false},
    {"2001:db9::1", true},
    {"2620:0:2d0:200::7", true},
    {"2a00:1450:4009::1", true},
    {"3ffe:ffff::1", true},
    {"3fff::1", false},
    {"3fff:fff:ffff::1", false},
    {"3fff:1000::1", true},
    {"4000::1", false},
    {"5f00::1", false},
    {"fbff::1", false},
    {"fc00::1", false},
    {"fd00:ec2::254", false},
    {"fdff:ffff::1", false},
    {"fe80::1", false},
    {"febf:ffff::1", false},
    {"fec0::1", false},
    {"ff02::1", false},
    {"ff0e::1", false},
    /* IPv4 within IPv6 */
    {"::ffff:127.0.0.1", false},
    {"::ffff:10.1.2.3", false},
    {"::ffff:169.254.169.254", false},
    {"::ffff:8.8.8.8", true},
    {"::fffe:8.8.8.8", false},
    {"::ffff:0:8.8.8.8", false},
    {"::8.8.8.8", false},
    {"::127.0.0.1", false},
    {"64:ff9b::127.0.0.1", false},
    {"64:ff9b::192.168.1.1", false},
    {"64:ff9b::8.8.8.8", true},
    {"64:ff9b::1:8.8.8.8", false},
    {"2002:7f00:1::1", false},
    {"2002:a00:1::", false},
    {"2002:808:808::1", true},
    {"2003::1", true},
    /* Teredo: server, flags, port, client turned over */
    {"2001:0:808:808:0:0:f7f7:f7f7", true},
    {"2001:0:808:808:0:0:80ff:fffe", false},
    {"2001:0:a00:1:0:0:f7f7:f7f7", false},
};

static void
test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct sockaddr_in v4 = {.sin_family = AF_INET};
		struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
		const struct sockaddr *addr;

		if (inet_pton(AF_INET, cases[i].text, &v4.sin_addr) == 1)
			addr = (const struct sockaddr *)&v4;
		else
			addr = (const struct sockaddr *)&v6;
		if (addr->sa_family == AF_INET6)
			check_int(cases[i].text,
			    inet_pton(AF_INET6, cases[i].text, &v6.sin6_addr),
			    1);
		check_int(
		    cases[i].text, peer_is_public(addr), cases[i].is_public);
	}
}

static void
test_other_families(void **state)
{
	const struct sockaddr_un local = {.sun_family = AF_UNIX};
	const struct sockaddr none = {.sa_family = AF_UNSPEC};

	(void)state;
	assert_false(peer_is_public((const struct sockaddr *)&local));
	assert_false(peer_is_public(&none));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_addresses),
	    cmocka_unit_test(test_other_families),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
