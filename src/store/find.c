/* SPDX-License-Identifier: ISC */
/* Items by what a person has in hand. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <sysexits.h>

#include "core/clock.h"
#include "core/doi.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "store/find.h"
#include "store/key.h"

/* What a person may have in hand. */
struct handle {
	const char *what;
	char *doi, *job, *link, *code;
	int64_t number; /* CLOCK_NONE when it is none */
};

static void
handle_init(struct handle *h, const char *what)
{
	char *end;
	long long number;

	*h = (struct handle){.what = what, .number = CLOCK_NONE};
	errno = 0;
	number = strtoll(what, &end, 10);
	if (errno == 0 && end != what && *end == '\0')
		h->number = number;
	h->doi = doi_parse(what);
	if (h->doi == NULL && url_is_http(what))
		h->doi = doi_find(what);
	h->job = key_job(what);
	h->link = url_normalise(what);
	h->code = xstrdup(what);
	for (char *s = h->code; *s != '\0'; s++)
		*s = (char)toupper((unsigned char)*s);
}

static void
handle_done(struct handle *h)
{
	free(h->doi);
	free(h->job);
	free(h->link);
	free(h->code);
}

/* The first reading under which the store knows it; 0 when there is none. */
static int
find(struct store *s, const struct handle *h, int64_t *ret, struct err *e)
{
	const struct {
		enum sql id;
		struct value args[2];
		size_t n;
	} readings[] = {
	    {SQL_FIND_NUMBER, {INT(h->number)}, 1},
	    {SQL_KEY_FIND, {TEXT("doi"), TEXT(h->doi)}, 2},
	    {SQL_KEY_FIND, {TEXT("job"), TEXT(h->job)}, 2},
	    {SQL_FIND_JOB, {TEXT(h->code)}, 1},
	    {SQL_KEY_FIND, {TEXT("link"), TEXT(h->link)}, 2},
	    {SQL_FIND_ENTRY_ID, {TEXT(h->what)}, 1},
	    {SQL_KEY_FIND, {TEXT("guid"), TEXT(h->what)}, 2},
	    {SQL_FIND_GUID, {TEXT(h->what)}, 1},
	};

	*ret = 0;
	for (size_t i = 0;
	     i < sizeof(readings) / sizeof(readings[0]) && *ret == 0; i++)
		if (sql_get(s, readings[i].id, readings[i].args, readings[i].n,
			ret, e) != 0)
			return -1;
	return *ret != 0
		   ? 0
		   : err_set(e, EX_DATAERR,
			 "nothing in the store is known as '%s'", h->what);
}

int
find_item(struct store *s, const char *what, int64_t *ret, struct err *e)
{
	struct handle handle;
	int rc;

	handle_init(&handle, what);
	rc = find(s, &handle, ret, e);
	handle_done(&handle);
	return rc;
}
