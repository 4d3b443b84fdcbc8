/* SPDX-License-Identifier: ISC */
/* The lines that the administrator gets. */
#include <stdlib.h>
#include <string.h>

#include "app/notice.h"
#include "core/limits.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/xalloc.h"
#include "store/store.h"

/* How much somebody has to do about it. */
enum weight {
	WELL,
	PASSING, /* it may end by itself */
	LASTING, /* it will not */
	DOUBTED, /* somebody has to decide */
	ENDED
};

static const enum weight weights[] = {
    [OUTCOME_NEVER] = WELL,
    [OUTCOME_OK] = WELL,
    [OUTCOME_UNCHANGED] = WELL,
    [OUTCOME_HTTP] = LASTING,
    [OUTCOME_BLOCKED] = LASTING,
    [OUTCOME_GONE] = ENDED,
    [OUTCOME_BUSY] = PASSING,
    [OUTCOME_NETWORK] = PASSING,
    [OUTCOME_TIMEOUT] = PASSING,
    [OUTCOME_TOO_BIG] = LASTING,
    [OUTCOME_REFUSED] = LASTING,
    [OUTCOME_FILE] = LASTING,
    [OUTCOME_NOT_FEED] = LASTING,
    [OUTCOME_UNREADABLE] = LASTING,
    [OUTCOME_QUARANTINED] = DOUBTED,
    [OUTCOME_DEFERRED] = WELL,
};

static enum weight
weigh(enum outcome outcome, long http_status)
{
	return outcome == OUTCOME_HTTP && http_status >= 500 ? PASSING
							     : weights[outcome];
}

/* A mail tells no secret, and yet is to be acted on. */
static const char *
hint(const char *shown)
{
	return strstr(shown, "\u2026") == NULL
		   ? ""
		   : " (lectern status shows the whole address)";
}

/* One line, on the poll that makes sure of it. */
static void
tell_move(const struct config *c, const struct health *before,
    const struct response *r)
{
	const struct source *source = r->request.source;
	const struct source *other;
	char *url;

	if (r->moved_url == NULL || before->moved_url == NULL ||
	    before->moved_polls != STORE_MOVED_POLLS - 1 ||
	    strcmp(r->moved_url, before->moved_url) != 0)
		return;
	url = secret_hide(r->moved_url);
	other = config_find_twin(c, source, r->moved_url);
	if (other != NULL)
		log_warn("%s: moved for good to %s%s: that is feed '%s' "
			 "already: remove this one in %s:%d",
		    source->name, url, hint(url), other->name,
		    source->place.file, source->place.line);
	else
		log_warn("%s: moved for good to %s%s: change the url in %s:%d",
		    source->name, url, hint(url), source->place.file,
		    source->place.line);
	free(url);
}

/* " (http://…)": what was asked, unless the message has it already, and where
 * that led. The caller frees. */
static char *
asked(const struct response *r)
{
	char *url = secret_hide(r->request.url);
	char *led = r->url == NULL ? NULL : secret_hide(r->url);
	bool is_said = r->message != NULL && strstr(r->message, url) != NULL;
	bool is_elsewhere = led != NULL && strcmp(led, url) != 0;
	char *s = is_said ? xstrdup("")
			  : xasprintf(" (%.*s%s%.*s)", LIMIT_SHOWN_URL, url,
				is_elsewhere ? ", which led to " : "",
				LIMIT_SHOWN_URL, is_elsewhere ? led : "");

	free(url);
	free(led);
	return s;
}

void
notice_poll(const struct config *c, const struct health *before,
    const struct response *r, bool by_name)
{
	const char *feed = r->request.source->name;
	char *where = asked(r);
	enum weight was = weigh(before->outcome, before->http_status);
	enum weight is = weigh(r->outcome, r->http_status);

	if (is == WELL && was == WELL)
		log_info("%s: %s", feed, outcome_str(r->outcome));
	else if (is == WELL)
		log_warn("%s: well again after %lld failed poll%s", feed,
		    (long long)before->failures,
		    before->failures == 1 ? "" : "s");
	else if (is <= was && by_name)
		log_warn("%s: still: %s%s", feed, r->message, where);
	else if (is <= was)
		log_info("%s: still: %s%s", feed, r->message, where);
	else if (is == ENDED)
		log_warn("%s: ended for good: HTTP %ld%s: its items stay; "
			 "remove it, or poll it by name",
		    feed, r->http_status, where);
	else
		log_warn("%s: %s%s", feed, r->message, where);
	free(where);
	if (is == WELL)
		tell_move(c, before, r);
}

void
notice_name_page(struct response *r)
{
	static const char *const words[] = {
	    [OUTCOME_BLOCKED] = "blocked",
	    [OUTCOME_BUSY] = "busy",
	};

	if (r->page_title == NULL)
		return;
	free(r->message);
	r->message =
	    xasprintf("%s: HTTP %ld, an HTML page titled \u201c%s\u201d",
		words[r->outcome], r->http_status, r->page_title);
}
