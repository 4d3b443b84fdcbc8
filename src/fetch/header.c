/* SPDX-License-Identifier: ISC */
/* What the values of HTTP headers mean. */
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "fetch/header.h"

bool
header_is_clean(const char *value)
{
	size_t n, len;
	unsigned int cp;

	if (value == NULL || (len = strlen(value)) > LIMIT_HEADER)
		return false;
	for (; len > 0; value += n, len -= n) {
		n = text_decode(value, len, &cp);
		if (n == 0 || cp == '\t' || cp == '\n' || text_is_control(cp))
			return false;
	}
	return true;
}

int64_t
header_date(const char *value)
{
	time_t t;

	/* curl_getdate() would take a bare number for a date of its own. */
	if (value == NULL || strchr(value, ':') == NULL)
		return CLOCK_NONE;
	t = curl_getdate(value, NULL);
	return t == -1 ? CLOCK_NONE : (int64_t)t;
}

/* The number at s and, in *end, what stands behind it. */
static int64_t
seconds(const char *s, const char **end)
{
	int64_t secs = 0;

	*end = s + strspn(s, "0123456789");
	if (*end == s)
		return -1;
	for (; s < *end && secs < LIMIT_WAIT_SECS; s++)
		secs = secs * 10 + (*s - '0');
	return secs < LIMIT_WAIT_SECS ? secs : LIMIT_WAIT_SECS;
}

int64_t
header_seconds(const char *value)
{
	const char *end;
	int64_t secs;

	if (value == NULL)
		return -1;
	secs = seconds(value, &end);
	return end[strspn(end, " \t")] == '\0' ? secs : -1;
}

int64_t
header_retry_after(const char *value, int64_t date_at)
{
	int64_t secs = header_seconds(value);
	int64_t at;

	if (secs >= 0 || date_at == CLOCK_NONE)
		return secs;
	at = header_date(value);
	if (at == CLOCK_NONE || at < date_at)
		return -1;
	return at - date_at < LIMIT_WAIT_SECS ? at - date_at : LIMIT_WAIT_SECS;
}

/* Whether the directive at s is called name. */
static bool
is_directive(const char *s, const char *name)
{
	size_t len = strlen(name);

	return strcspn(s, "=, \t") == len && strncasecmp(s, name, len) == 0;
}

static const char *
find_directive(const char *s, const char *name)
{
	for (s += strspn(s, ", \t"); *s != '\0'; s += strspn(s, ", \t")) {
		if (is_directive(s, name))
			return s;
		s += strcspn(s, ",");
	}
	return NULL;
}

bool
header_forbids_reuse(const char *cache_control)
{
	return cache_control != NULL &&
	       (find_directive(cache_control, "no-cache") != NULL ||
		   find_directive(cache_control, "no-store") != NULL);
}

int64_t
header_max_age(const char *cache_control)
{
	const char *s, *end;

	if (cache_control == NULL || header_forbids_reuse(cache_control))
		return -1;
	s = find_directive(cache_control, "max-age");
	if (s == NULL)
		return -1;
	s += strcspn(s, "=,");
	/* RFC 9111 section 5.2: quoted or not. */
	return seconds(s + strspn(s, "= \t\""), &end);
}
