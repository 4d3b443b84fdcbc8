/* SPDX-License-Identifier: ISC */
/* An item in the making. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/doi.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "parse/date.h"
#include "parse/draft.h"
#include "parse/html.h"
#include "parse/people.h"

void
draft_init(struct draft *d, size_t *budget)
{
	*d = (struct draft){
	    .budget = budget,
	    .people_left = LIMIT_PEOPLE,
	    .tags_left = 2 * LIMIT_TAGS,
	    .guid_is_link = true,
	};
	item_init(&d->several);
}

void
draft_done(struct draft *d)
{
	for (size_t i = 0; i < F_COUNT; i++)
		free(d->values[i].raw);
	item_done(&d->several);
	people_done(&d->other_authors);
	draft_init(d, d->budget);
}

/* Makes a value what it means; false when that is nothing. */
static bool
settle(enum field field, struct value *v, const char *base)
{
	static const enum {
		TEXT,
		DATE,
		ADDRESS,
		DOI
	} meanings[F_COUNT] = {
	    [F_PUBLISHED] = DATE,
	    [F_MODIFIED] = DATE,
	    [F_CLOSES] = DATE,
	    [F_URL] = ADDRESS,
	    [F_EXTERNAL_URL] = ADDRESS,
	    [F_SELF] = ADDRESS,
	    [F_IMAGE] = ADDRESS,
	    [F_COMMENTS] = ADDRESS,
	    [F_LICENSE] = ADDRESS,
	    [F_SOURCE_URL] = ADDRESS,
	    [F_AMENDS] = DOI,
	};
	char *url, *doi;

	switch (meanings[field]) {
	case TEXT:
		break;
	case DATE:
		v->at = date_parse(v->raw);
		return v->at != CLOCK_NONE;
	case ADDRESS:
		url = url_resolve(v->base == NULL ? base : v->base, v->raw);
		free(v->raw);
		v->raw = url;
		return url_is_http(url);
	case DOI:
		doi = doi_parse(v->raw);
		if (doi == NULL && url_is_http(v->raw))
			doi = doi_find(v->raw);
		free(v->raw);
		v->raw = doi;
		return doi != NULL;
	}
	return true;
}

void
draft_take(struct draft *d, enum field field, int rank, struct value value,
    const char *base)
{
	struct value *old = &d->values[field];

	value.rank = rank;
	if (text_is_blank(value.raw) ||
	    (old->raw != NULL && old->rank >= rank) ||
	    d->refused[field] == LIMIT_REFUSED) {
		free(value.raw);
	} else if (!settle(field, &value, base)) {
		d->refused[field]++;
		free(value.raw);
	} else {
		free(old->raw);
		*old = value;
	}
}

char *
draft_line(const char *raw, enum text_type type, size_t max, size_t *budget)
{
	char *line;

	if (raw == NULL)
		return NULL;
	if (type == TYPE_HTML)
		return html_title(raw, max, budget);
	line = text_squash(text_clean(raw));
	if (text_is_blank(line)) {
		free(line);
		return NULL;
	}
	line[text_cut(line, strlen(line), max)] = '\0';
	return line;
}

struct people *
draft_people(struct draft *d, enum field field)
{
	return field == F_AUTHORS        ? &d->several.authors
	       : field == F_CONTRIBUTORS ? &d->several.contributors
					 : &d->other_authors;
}

void
draft_add_people(struct draft *d, enum field field, const char *raw)
{
	char *plain;

	if (d->people_left == 0)
		return;
	plain = draft_line(raw, TYPE_HTML, LIMIT_TEXT, d->budget);
	people_parse(plain, draft_people(d, field), &d->people_left);
	free(plain);
}

void
draft_add_tag(struct draft *d, enum text_type type, const char *term,
    const char *scheme, const char *label)
{
	struct item *it = &d->several;
	struct tag *tag;
	char *line;

	if (it->n_tags == LIMIT_TAGS || d->tags_left == 0)
		return;
	d->tags_left--;
	line = draft_line(term, type, LIMIT_NAME, d->budget);
	if (line == NULL)
		return;
	for (size_t i = 0; i < it->n_tags; i++) {
		if (strcmp(it->tags[i].term, line) == 0) {
			free(line);
			return;
		}
	}
	tag = item_add_tag(it);
	tag->term = line;
	tag->scheme = draft_line(scheme, TYPE_TEXT, LIMIT_URL, NULL);
	tag->label = draft_line(label, type, LIMIT_NAME, d->budget);
}

void
draft_add_tags(struct draft *d, const char *raw)
{
	char *term;
	size_t n;

	for (; *raw != '\0' && d->tags_left > 0; raw += n + (raw[n] == ',')) {
		n = strcspn(raw, ",");
		term = xstrndup(raw, n);
		draft_add_tag(d, TYPE_HTML, term, NULL, NULL);
		free(term);
	}
}

void
draft_add_attachment(struct draft *d, struct attachment raw, const char *base)
{
	struct item *it = &d->several;
	char *url = NULL;

	if (it->n_attachments < LIMIT_ATTACHMENTS &&
	    d->n_refused_attachments < LIMIT_REFUSED)
		url = url_resolve(base, raw.url);
	if (url_is_http(url)) {
		*item_add_attachment(it) = (struct attachment){
		    .url = url,
		    .mime_type =
			draft_line(raw.mime_type, TYPE_TEXT, LIMIT_NAME, NULL),
		    .title =
			draft_line(raw.title, TYPE_TEXT, LIMIT_TITLE, NULL),
		    .size = raw.size,
		    .duration_secs = raw.duration_secs,
		};
	} else {
		d->n_refused_attachments++;
		free(url);
	}
	free(raw.url);
	free(raw.mime_type);
	free(raw.title);
}

void
draft_add_identifier(struct draft *d, const char *raw)
{
	if (d->several.doi == NULL)
		d->several.doi = doi_parse(raw);
}
