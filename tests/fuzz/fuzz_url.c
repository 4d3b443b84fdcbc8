/* SPDX-License-Identifier: ISC */
/* Whatever a link is, its normal form is one, and comes to rest. */
#include "core/url.h"
#include "fuzz.h"

/* Once may not be enough: without its "www.", www.4 is the address 0.0.0.4. */
static void
check_normal(const char *url)
{
	char *once = url_normalise(url), *twice, *again;

	if (once == NULL)
		return;
	twice = url_normalise(once);
	again = url_normalise(twice);
	must(again != NULL && strcmp(twice, again) == 0);
	free(again);
	free(twice);
	free(once);
}

/* One that is taken as it stands is what curl makes of it, too: behind a space
 * it is not taken so. */
static void
check_settled(const char *base, const char *ref)
{
	char *spaced = xasprintf(" %s", ref);
	char *url = url_resolve(base, ref), *same = url_resolve(base, spaced);

	must(url == NULL ? same == NULL
			 : same != NULL && strcmp(url, same) == 0);
	free(same);
	free(url);
	free(spaced);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *bytes = (const char *)data;
	size_t cut = strnlen(bytes, len); /* base, NUL, reference */
	size_t rest = cut < len ? cut + 1 : len;
	char *first = xstrndup(bytes, cut);
	char *second =
	    xstrndup(bytes + rest, strnlen(bytes + rest, len - rest));
	char *url = url_resolve(first, second), *absolute;

	check_settled(first, second);
	check_normal(first);
	if (url != NULL) {
		check_normal(url);
		absolute = url_resolve(NULL, url);
		/* What is escaped in the zone of an IPv6 address (which is
		 * nobody else's) can make it too long for curl. */
		must(absolute != NULL || !url_is_http(url));
		free(absolute);
	}
	free(url);
	free(url_clean(first));
	free(url_public(first));
	free(second);
	free(first);
	return 0;
}
