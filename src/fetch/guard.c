/* SPDX-License-Identifier: ISC */
/* Where a feed without allow-private must not go. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>

#include "core/url.h"
#include "core/xalloc.h"
#include "fetch/guard.h"
#include "fetch/peer.h"

/* As libcurl reads them: HTTP_PROXY is not among them, since a CGI script's
 * visitors could set it. */
static const char *const variables[] = {
    "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};

#define N_VARIABLES (sizeof(variables) / sizeof(variables[0]))

struct guard {
	char *proxies[N_VARIABLES]; /* URLs, without "http://" at times */
	size_t n_proxies;
	bool is_resolved;
	struct addrinfo *addresses[N_VARIABLES]; /* NULL = not to be had */
};

struct guard *
guard_new(const char *proxy)
{
	struct guard *g = xcalloc(1, sizeof(*g));

	if (proxy != NULL) {
		g->proxies[g->n_proxies++] = xstrdup(proxy);
		return g;
	}
	for (size_t i = 0; i < N_VARIABLES; i++) {
		proxy = getenv(variables[i]);
		if (proxy != NULL && proxy[0] != '\0')
			g->proxies[g->n_proxies++] = xstrdup(proxy);
	}
	return g;
}

void
guard_free(struct guard *g)
{
	if (g == NULL)
		return;
	for (size_t i = 0; i < g->n_proxies; i++) {
		free(g->proxies[i]);
		if (g->addresses[i] != NULL)
			freeaddrinfo(g->addresses[i]);
	}
	free(g);
}

/* The addresses of a host; those that are written, of any notation, alone when
 * flags say so. NULL when there are none. Takes a URL's form of an IPv6 one. */
static struct addrinfo *
look_up(const char *host, const char *port, int flags)
{
	const struct addrinfo hints = {
	    .ai_flags = flags, .ai_socktype = SOCK_STREAM};
	size_t len = strlen(host);
	bool in_brackets = len > 1 && host[0] == '[' && host[len - 1] == ']';
	char *bare = in_brackets ? xstrndup(host + 1, len - 2) : xstrdup(host);
	struct addrinfo *list;

	if (getaddrinfo(bare, port, &hints, &list) != 0)
		list = NULL;
	free(bare);
	return list;
}

static struct addrinfo *
look_up_proxy(const char *url)
{
	CURLU *u = curl_url();
	char *scheme = NULL, *host = NULL, *port = NULL;
	struct addrinfo *list = NULL;

	if (u == NULL)
		abort();
	if (curl_url_set(u, CURLUPART_URL, url,
		CURLU_NON_SUPPORT_SCHEME | CURLU_GUESS_SCHEME) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
		curl_url_get(u, CURLUPART_PORT, &port, 0);
		/* libcurl's own defaults for a proxy. */
		list = look_up(host,
		    port != NULL                   ? port
		    : strcmp(scheme, "https") == 0 ? "443"
						   : "1080",
		    0);
	}
	curl_free(scheme);
	curl_free(host);
	curl_free(port);
	curl_url_cleanup(u);
	return list;
}

/* One address, and its port where service is not NULL, as text. */
static void
name(const struct sockaddr *addr, char ip[GUARD_IP_SIZE], char *service,
    socklen_t size)
{
	socklen_t len = addr->sa_family == AF_INET
			    ? sizeof(struct sockaddr_in)
			    : sizeof(struct sockaddr_in6);

	ip[0] = '\0';
	getnameinfo(addr, len, ip, GUARD_IP_SIZE, service, size,
	    NI_NUMERICHOST | NI_NUMERICSERV);
}

static bool
is_equal(const struct sockaddr *a, const struct sockaddr *b)
{
	char a_ip[GUARD_IP_SIZE], b_ip[GUARD_IP_SIZE];
	char a_port[sizeof("65535")] = "", b_port[sizeof("65535")] = "";

	name(a, a_ip, a_port, sizeof(a_port));
	name(b, b_ip, b_port, sizeof(b_port));
	return strcmp(a_ip, b_ip) == 0 && strcmp(a_port, b_port) == 0;
}

static bool
is_proxy(struct guard *g, const struct sockaddr *addr)
{
	const struct addrinfo *a;

	for (size_t i = 0; !g->is_resolved && i < g->n_proxies; i++)
		g->addresses[i] = look_up_proxy(g->proxies[i]);
	g->is_resolved = true;
	for (size_t i = 0; i < g->n_proxies; i++)
		for (a = g->addresses[i]; a != NULL; a = a->ai_next)
			if (is_equal(a->ai_addr, addr))
				return true;
	return false;
}

bool
guard_lets(struct guard *g, const struct sockaddr *addr)
{
	return peer_is_public(addr) || is_proxy(g, addr);
}

bool
guard_lets_ip(struct guard *g, const char *ip, int port)
{
	char service[sizeof("-2147483648")];
	struct addrinfo *list;
	bool lets;

	snprintf(service, sizeof(service), "%d", port);
	list = look_up(ip, service, AI_NUMERICHOST);
	if (list == NULL)
		return false;
	lets = guard_lets(g, list->ai_addr);
	freeaddrinfo(list);
	return lets;
}

/* RFC 6761 6.3: such names mean the machine that resolves them. */
static bool
is_localhost(const char *host)
{
	static const char local[] = "localhost";
	size_t len = strlen(host), n = strlen(local);

	return len >= n && strcmp(host + len - n, local) == 0 &&
	       (len == n || host[len - n - 1] == '.');
}

bool
guard_lets_url(const struct guard *g, const char *url)
{
	char *host = g->n_proxies == 0 ? NULL : url_host(url);
	struct addrinfo *list;
	size_t len;
	bool lets;

	if (host == NULL)
		return true;
	len = strlen(host);
	if (len > 0 && host[len - 1] == '.')
		host[len - 1] = '\0';
	list = look_up(host, NULL, AI_NUMERICHOST);
	lets =
	    list == NULL ? !is_localhost(host) : peer_is_public(list->ai_addr);
	if (list != NULL)
		freeaddrinfo(list);
	free(host);
	return lets;
}

char *
guard_ip(const struct sockaddr *addr, char ip[GUARD_IP_SIZE])
{
	name(addr, ip, NULL, 0);
	return ip;
}
