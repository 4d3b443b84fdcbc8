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
#include "publish/link.h"
#include "publish/markup.h"
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

/* What a reader must see before the title: of a correction, which does not
 * make a work unsound, the notice tells. */
static const char *
find_mark(const struct entry *en)
{
	static const char *const marks[AMENDMENT_COUNT] = {
	    [AMENDMENT_CONCERN] = "Concerns raised: ",
	    [AMENDMENT_RETRACTION] = "Retracted: ",
	};
	struct claim claim;
	const char *mark = marks[en->amended];

	claim_read(en->item.title, &claim);
	/* The source says it already. */
	if (mark == NULL || (claim.is_itself && claim.kind >= en->amended))
		mark = "";
	claim_done(&claim);
	return mark;
}

char *
cite_title(const struct entry *en)
{
	const char *container = cite_container(en);
	char *text, *title;

	if (!text_is_blank(en->item.title))
		return xasprintf("%s%s", find_mark(en), en->item.title);
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

enum kind
cite_kind(const struct entry *en)
{
	const struct citation *c = &en->item.citation;

	if (en->item.doi != NULL || c->journal != NULL || c->volume != NULL)
		return KIND_ARTICLE;
	return en->closes_at != CLOCK_NONE ? KIND_ADVERT : KIND_POST;
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

const char *
cite_notice(const struct entry *en, const struct mention **ret)
{
	static const char *const of_notice[AMENDMENT_COUNT] = {
	    [AMENDMENT_CORRECTION] = "Correction of",
	    [AMENDMENT_CONCERN] = "Expression of concern about",
	    [AMENDMENT_RETRACTION] = "Retraction of",
	};
	static const char *const of_original[AMENDMENT_COUNT] = {
	    [AMENDMENT_CORRECTION] = "Corrected by",
	    [AMENDMENT_CONCERN] = "Put in question by",
	    [AMENDMENT_RETRACTION] = "Retracted by",
	};

	*ret = NULL;
	if (en->amended != AMENDMENT_NONE && en->amender.entry_id != NULL) {
		*ret = &en->amender;
		return of_original[en->amended];
	}
	if (en->amends != AMENDMENT_NONE && en->original.entry_id != NULL) {
		*ret = &en->original;
		return of_notice[en->amends];
	}
	return NULL;
}

char *
cite_summary(const struct entry *en)
{
	const bool has_html = digest_html(&en->item) != NULL;
	char *summary = digest_summary(&en->item), *noted;
	const struct mention *other;
	const char *words = cite_notice(en, &other);

	if (summary == NULL && !has_html)
		summary = digest_text(&en->item);
	if (summary == NULL && !has_html)
		summary = cite_entry(en);
	if (summary == NULL || words == NULL || other != &en->amender)
		return summary;
	noted = xasprintf("%s %s%s %s", words, other->title,
	    cite_stop(other->title), summary);
	free(summary);
	return noted;
}

char *
cite_html(const struct entry *en)
{
	const char *html = digest_html(&en->item);
	const struct mention *other;
	const char *words = cite_notice(en, &other);
	char *href;
	struct buf b;

	if (html == NULL)
		return NULL;
	if (words == NULL || other != &en->amender ||
	    (href = link_http(other->url)) == NULL)
		return xstrdup(html);
	buf_init(&b, LIMIT_DOCUMENT);
	markup_addf(
	    &b, "<p>%s <a href=\"%s\">%s</a></p>", words, href, other->title);
	buf_adds(&b, html);
	free(href);
	return buf_take(&b);
}

char *
cite_note(const struct entry *en)
{
	const struct mention *other;
	const char *words = cite_notice(en, &other);
	char *date, *url;
	struct buf b;

	if (words == NULL && en->item.closes_at == CLOCK_NONE)
		return NULL;
	buf_init(&b, LIMIT_SUMMARY);
	if (words != NULL) {
		url = link_http(other->url);
		buf_addf(&b, "%s %s%s%s", words, other->title,
		    url != NULL ? ", " : cite_stop(other->title),
		    url != NULL ? url : "");
		free(url);
	}
	if (en->item.closes_at != CLOCK_NONE) {
		date = cite_date(en->item.closes_at);
		buf_addf(&b, "%sCloses %s.", words != NULL ? " " : "", date);
		free(date);
	}
	return buf_take(&b);
}
