/* SPDX-License-Identifier: ISC */
/* What the headers of an answer say. */
#include <stdlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "fetch/answer.h"
#include "fetch/header.h"

const char *
answer_header(CURL *easy, const char *name)
{
	struct curl_header *h;

	if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &h) != CURLHE_OK)
		return NULL;
	return h->value;
}

static char *
copy_header(CURL *easy, const char *name)
{
	const char *value = answer_header(easy, name);

	return header_is_clean(value) && *value != '\0' ? xstrdup(value) : NULL;
}

/* RFC 9110 section 5.3: all the lines of a header that is a list. */
static char *
join_headers(CURL *easy, const char *name)
{
	struct curl_header *h;
	struct buf all;

	buf_init(&all, LIMIT_HEADER);
	for (size_t i = 0;
	     curl_easy_header(easy, name, i, CURLH_HEADER, -1, &h) == CURLHE_OK;
	     i++)
		buf_addf(&all, "%s,", h->value);
	return buf_take(&all);
}

/* RFC 9111 section 4.2.1: max-age, else Expires minus Date; less the time
 * that the answer has already spent in a cache. */
static int64_t
freshness(CURL *easy, int64_t date_at)
{
	char *control = join_headers(easy, "Cache-Control");
	int64_t expires_at = header_date(answer_header(easy, "Expires"));
	int64_t age_secs = header_seconds(answer_header(easy, "Age"));
	int64_t secs = header_max_age(control);

	if (secs < 0 && !header_forbids_reuse(control) &&
	    expires_at != CLOCK_NONE && date_at != CLOCK_NONE)
		secs = expires_at - date_at;
	free(control);
	if (age_secs > 0)
		secs -= age_secs;
	return secs < 0 ? -1 : secs;
}

void
answer_read(CURL *easy, struct response *r)
{
	int64_t date_at = header_date(answer_header(easy, "Date"));

	if (date_at == CLOCK_NONE)
		date_at = r->request.at;
	r->etag = copy_header(easy, "ETag");
	r->last_modified = copy_header(easy, "Last-Modified");
	r->content_type = copy_header(easy, "Content-Type");
	r->retry_after_secs =
	    header_retry_after(answer_header(easy, "Retry-After"), date_at);
	r->max_age_secs = freshness(easy, date_at);
}
