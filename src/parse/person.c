/* SPDX-License-Identifier: ISC */
/* A person whose parts have elements of their own. */
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/html.h"
#include "parse/person.h"

void
person_done(struct person *who)
{
	free(who->name);
	free(who->email);
	free(who->url);
	*who = (struct person){0};
}

void
person_take_part(
    struct person *who, enum field field, const char *text, size_t *budget)
{
	char **part = field == F_EMAIL ? &who->email : &who->name;
	char *line, *joined;

	if (*part != NULL && field != F_NAME_PART)
		return;
	if ((line = html_title(text, LIMIT_PERSON, budget)) == NULL)
		return;
	if (*part != NULL) {
		joined = xasprintf("%s %s", *part, line);
		joined[text_cut(joined, strlen(joined), LIMIT_PERSON)] = '\0';
		free(line);
		line = joined;
	}
	free(*part);
	*part = line;
}

void
person_take_url(struct person *who, const char *text, const char *base)
{
	char *url = url_resolve(base, text);

	if (who->url == NULL && url_is_http(url))
		who->url = url;
	else
		free(url);
}

static bool
is_equal(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool
is_known(const struct people *p, const struct person *who)
{
	for (size_t i = 0; i < p->n; i++)
		if (is_equal(p->list[i].name, who->name) &&
		    is_equal(p->list[i].email, who->email) &&
		    is_equal(p->list[i].url, who->url))
			return true;
	return false;
}

void
person_close(struct person *who, struct people *p, size_t *left)
{
	if (*left > 0 && !is_known(p, who) &&
	    (who->name != NULL || who->email != NULL || who->url != NULL)) {
		*people_add(p) = *who;
		*who = (struct person){0};
	}
	*left -= *left > 0;
	person_done(who);
}
