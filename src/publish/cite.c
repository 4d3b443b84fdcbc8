/* SPDX-License-Identifier: ISC */
/* Works as a reading list cites them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/name.h"

#define PEOPLE_NAMED 3   /* of more than these the first stands for all */
#define TITLE_MADE_UP 90 /* bytes of text that stand in for a title */

char *
cite_people(const struct people *p)
{
	char *names[PEOPLE_NAMED];
	size_t n = 0, total = 0;
	struct buf b;

	for (size_t i = 0; i < p->n; i++) {
		if (text_is_blank(p->list[i].name))
			continue;
		if (total++ < PEOPLE_NAMED)
			names[n++] = name_cite(p->list[i].name);
	}
	if (n == 0)
		return NULL;
	buf_init(&b, PEOPLE_NAMED * 2 * LIMIT_PERSON);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || total <= PEOPLE_NAMED)
			buf_addf(&b, "%s%s",
			    i == 0      ? ""
			    : i + 1 < n ? ", "
					: " and ",
			    names[i]);
		free(names[i]);
	}
	if (total > PEOPLE_NAMED)
		buf_adds(&b, " et al.");
	return buf_take(&b);
}

const char *
cite_container(const struct entry *en)
{
	return en->item.citation.journal != NULL ? en->item.citation.journal
						 : en->origin.title;
}

char *
cite_title(const struct entry *en)
{
	const char *container = cite_container(en);
	char *text, *title;

	if (!text_is_blank(en->item.title))
		return xstrdup(en->item.title);
	text = digest_text(&en->item);
	if (text == NULL)
		return xstrdup(container != NULL ? container : "Untitled");
	title = text_squash(digest_cut(text, TITLE_MADE_UP));
	free(text);
	return title;
}

char *
cite_place(const struct citation *c)
{
	struct buf b;

	if (c->volume == NULL && c->number == NULL && c->first_page == NULL)
		return NULL;
	buf_init(&b, 8 * LIMIT_TITLE);
	if (c->journal != NULL)
		buf_addf(&b, "%s ", c->journal);
	if (c->volume != NULL)
		buf_adds(&b, c->volume);
	if (c->number != NULL)
		buf_addf(&b, "(%s)", c->number);
	if (c->first_page != NULL) {
		if (c->volume != NULL || c->number != NULL)
			buf_adds(&b, ", ");
		buf_adds(&b, c->first_page);
		if (c->last_page != NULL &&
		    strcmp(c->first_page, c->last_page) != 0)
			buf_addf(&b, "-%s", c->last_page);
	}
	return buf_take(&b);
}

char *
cite_date(int64_t t)
{
	struct civil c = clock_local(t);

	return xasprintf(
	    "%d %s %" PRId64, c.day, clock_month_name(c.month), c.year);
}

const char *
cite_stop(const char *s)
{
	static const char *const closing[] = {
	    "\"", "'", ")", "]", "’", "”", "»"};
	size_t len = strlen(s);

	for (size_t i = 0; i < sizeof(closing) / sizeof(closing[0]); i++) {
		size_t n = strlen(closing[i]);

		if (len > n && memcmp(s + len - n, closing[i], n) == 0) {
			len -= n;
			break;
		}
	}
	if (len > 0 && strchr(".?!", s[len - 1]) != NULL)
		return "";
	if (len >= 3 && memcmp(s + len - 3, "…", 3) == 0)
		return "";
	return ".";
}

char *
cite_entry(const struct entry *en)
{
	char *parts[4];
	struct buf b;
	size_t n = 0;

	parts[n++] = cite_people(&en->item.authors);
	parts[n++] = cite_title(en);
	parts[n++] = xstrdup(cite_container(en));
	parts[n++] = cite_date(en->published_at);
	buf_init(&b, LIMIT_SUMMARY);
	for (size_t i = 0; i < n; i++) {
		if (parts[i] != NULL)
			buf_addf(&b, "%s%s%s", b.len > 0 ? " " : "", parts[i],
			    cite_stop(parts[i]));
		free(parts[i]);
	}
	return buf_take(&b);
}

char *
cite_summary(const struct entry *en)
{
	char *summary = digest_summary(&en->item);

	if (summary == NULL && digest_html(&en->item) == NULL)
		summary = digest_text(&en->item);
	if (summary == NULL && digest_html(&en->item) == NULL)
		summary = cite_entry(en);
	return summary;
}
