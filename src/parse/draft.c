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

/* Fields that become one line of text in an item. */
static const struct {
	enum field field;
	size_t offset;
	size_t max;
} item_lines[] = {
    {F_ID, offsetof(struct item, id), LIMIT_GUID},
    {F_TITLE, offsetof(struct item, title), LIMIT_TITLE},
    {F_LANGUAGE, offsetof(struct item, language), LIMIT_NAME},
    {F_RIGHTS, offsetof(struct item, rights), LIMIT_TITLE},
    {F_SOURCE_TITLE, offsetof(struct item, source_title), LIMIT_TITLE},
    {F_JOURNAL, offsetof(struct item, citation.journal), LIMIT_TITLE},
    {F_VOLUME, offsetof(struct item, citation.volume), LIMIT_NAME},
    {F_NUMBER, offsetof(struct item, citation.number), LIMIT_NAME},
    {F_FIRST_PAGE, offsetof(struct item, citation.first_page), LIMIT_NAME},
    {F_LAST_PAGE, offsetof(struct item, citation.last_page), LIMIT_NAME},
    {F_PUBLISHER, offsetof(struct item, citation.publisher), LIMIT_TITLE},
};

/* Fields that become an address. */
static const struct {
	enum field field;
	size_t offset;
} item_urls[] = {
    {F_URL, offsetof(struct item, url)},
    {F_IMAGE, offsetof(struct item, image)},
    {F_COMMENTS, offsetof(struct item, comments)},
    {F_LICENSE, offsetof(struct item, license)},
    {F_SOURCE_URL, offsetof(struct item, source_url)},
};

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
	people_done(&d->source_authors);
	draft_init(d, d->budget);
}

/* Makes a value what it means; false when that is nothing. */
static bool
settle(enum field field, struct value *v, const char *base)
{
	static const enum {
		TEXT,
		DATE,
		ADDRESS
	} meanings[F_COUNT] = {
	    [F_PUBLISHED] = DATE,
	    [F_MODIFIED] = DATE,
	    [F_CLOSES] = DATE,
	    [F_URL] = ADDRESS,
	    [F_SELF] = ADDRESS,
	    [F_IMAGE] = ADDRESS,
	    [F_COMMENTS] = ADDRESS,
	    [F_LICENSE] = ADDRESS,
	    [F_SOURCE_URL] = ADDRESS,
	};
	char *url;

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

static char *
cut(char *s, size_t max)
{
	if (s != NULL)
		s[text_cut(s, strlen(s), max)] = '\0';
	return s;
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
	return cut(line, max);
}

static char *
line_of(const struct draft *d, enum field field, size_t max)
{
	const struct value *v = &d->values[field];
	char *line = draft_line(v->raw, v->type, max, d->budget);

	/* Wiley and others fill in so the pages of what has none yet; some name
	 * the address of a site as what a journal is. */
	if (line != NULL && (strcasecmp(line, "n/a") == 0 ||
				(field == F_JOURNAL && url_is_http(line)))) {
		free(line);
		return NULL;
	}
	return line;
}

static char *
address_of(const struct draft *d, enum field field)
{
	const char *url = d->values[field].raw;

	return url == NULL ? NULL : xstrdup(url);
}

static int64_t
date_of(const struct draft *d, enum field field)
{
	const struct value *v = &d->values[field];

	return v->raw == NULL ? CLOCK_NONE : v->at;
}

/* Plain text as the markup that shows it. */
static char *
escape(const char *text)
{
	struct buf b;

	buf_init(&b, 6 * strlen(text));
	for (; *text != '\0'; text++) {
		if (*text == '&')
			buf_adds(&b, "&amp;");
		else if (*text == '<')
			buf_adds(&b, "&lt;");
		else
			buf_addc(&b, *text);
	}
	return buf_take(&b);
}

/* What WordPress puts under each excerpt: where it came from. */
static void
cut_footer(char *markup)
{
	char *last = NULL;

	for (char *s = markup; (s = strstr(s, "<p>The post ")) != NULL; s++)
		last = s;
	if (last != NULL && strstr(last, " appeared first on ") != NULL)
		*last = '\0';
}

/* The markup of a value, whatever it was written as; NULL when not said. */
static char *
markup_of(const struct value *v)
{
	char *markup;

	if (v->raw == NULL)
		return NULL;
	if (v->type == TYPE_TEXT)
		return escape(v->raw);
	markup = xstrdup(v->raw);
	cut_footer(markup);
	return markup;
}

static bool
is_same(const struct value *a, const struct value *b)
{
	return a->raw != NULL && b->raw != NULL && a->type == b->type &&
	       strcmp(a->raw, b->raw) == 0;
}

static void
finish_content(const struct draft *d, const char *base, struct item *it)
{
	const struct value *summary = &d->values[F_SUMMARY];
	const struct value *content = &d->values[F_CONTENT];
	char *markup;

	if (content->raw == NULL)
		content = summary;
	if ((markup = markup_of(content)) != NULL)
		html_parse(markup, content->base == NULL ? base : content->base,
		    d->budget, &it->html, &it->text);
	free(markup);
	if (it->text != NULL && is_same(summary, content))
		it->summary = xstrdup(it->text);
	else if ((markup = markup_of(summary)) != NULL) {
		html_parse(markup, NULL, d->budget, NULL, &it->summary);
		free(markup);
	}
	cut(it->text, LIMIT_TEXT);
	cut(it->summary, LIMIT_SUMMARY);
}

void
draft_add_people(struct draft *d, enum field field, const char *raw)
{
	char *plain;

	if (d->people_left == 0)
		return;
	plain = draft_line(raw, TYPE_HTML, LIMIT_TEXT, d->budget);
	people_parse(plain,
	    field == F_AUTHORS ? &d->several.authors : &d->several.contributors,
	    &d->people_left);
	free(plain);
}

void
draft_add_tag(
    struct draft *d, const char *term, const char *scheme, const char *label)
{
	struct item *it = &d->several;
	struct tag *tag;
	char *line;

	if (it->n_tags == LIMIT_TAGS || d->tags_left == 0)
		return;
	d->tags_left--;
	line = draft_line(term, TYPE_HTML, LIMIT_NAME, d->budget);
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
	tag->label = draft_line(label, TYPE_HTML, LIMIT_NAME, d->budget);
}

void
draft_add_tags(struct draft *d, const char *raw)
{
	char *term;
	size_t n;

	for (; *raw != '\0' && d->tags_left > 0; raw += n + (raw[n] == ',')) {
		n = strcspn(raw, ",");
		term = xstrndup(raw, n);
		draft_add_tag(d, term, NULL, NULL);
		free(term);
	}
}

void
draft_add_identifier(struct draft *d, const char *raw)
{
	if (d->several.doi == NULL)
		d->several.doi = doi_parse(raw);
}

static int64_t
duration_of(const char *raw)
{
	int64_t total = 0, part = 0;

	if (raw == NULL)
		return -1;
	for (; *raw != '\0'; raw++) {
		if (*raw == ':') {
			total = (total + part) * 60;
			part = 0;
		} else if (*raw >= '0' && *raw <= '9') {
			part = part * 10 + (*raw - '0');
		} else {
			break;
		}
		if (total > 1000000 || part > 1000000)
			return -1;
	}
	return total + part;
}

/* itunes:duration is said of the item, and means what is attached. */
static void
take_attachments(struct draft *d, struct item *it)
{
	struct item *raw = &d->several;
	int64_t duration = duration_of(d->values[F_DURATION].raw);

	for (size_t i = 0; i < raw->n_attachments; i++)
		if (raw->attachments[i].duration_secs < 0)
			raw->attachments[i].duration_secs = duration;
	it->attachments = raw->attachments;
	it->n_attachments = raw->n_attachments;
	raw->attachments = NULL;
	raw->n_attachments = 0;
}

/* A DOI that no element names may stand in the guid or in the link. */
static char *
find_doi(const struct item *it)
{
	char *doi = doi_parse(it->id);

	if (doi == NULL && url_is_http(it->id))
		doi = doi_find(it->id);
	if (doi == NULL)
		doi = doi_find(it->url);
	return doi;
}

/* The text behind a label at the start of a paragraph; the caller frees. */
static char *
labelled(const char *text, const char *label)
{
	const char *s = text;

	while (s != NULL) {
		s += strspn(s, "\n");
		if (strncasecmp(s, label, strlen(label)) == 0) {
			s += strlen(label);
			return xstrndup(s, strcspn(s, "\n"));
		}
		s = strchr(s, '\n');
	}
	return NULL;
}

/* ScienceDirect says these in the description and nowhere else. */
static void
read_labels(struct item *it, size_t *left)
{
	char *value;

	if (it->text == NULL)
		return;
	if (it->published_at == CLOCK_NONE && it->modified_at == CLOCK_NONE &&
	    (value = labelled(it->text, "Publication date:")) != NULL) {
		it->published_at = date_parse(value);
		free(value);
	}
	if (it->authors.n == 0 &&
	    (value = labelled(it->text, "Author(s):")) != NULL) {
		people_parse(text_squash(value), &it->authors, left);
		free(value);
	}
}

static char **
member(struct item *it, size_t offset)
{
	return (char **)(void *)((char *)it + offset);
}

void
draft_finish_item(struct draft *d, const char *base, struct item *it)
{
	for (size_t i = 0; i < sizeof(item_lines) / sizeof(item_lines[0]); i++)
		*member(it, item_lines[i].offset) =
		    line_of(d, item_lines[i].field, item_lines[i].max);
	for (size_t i = 0; i < sizeof(item_urls) / sizeof(item_urls[0]); i++)
		*member(it, item_urls[i].offset) =
		    address_of(d, item_urls[i].field);
	if (it->url == NULL && d->guid_is_link && url_is_http(it->id))
		it->url = xstrdup(it->id);
	finish_content(d, base, it);
	it->published_at = date_of(d, F_PUBLISHED);
	it->modified_at = date_of(d, F_MODIFIED);
	it->closes_at = date_of(d, F_CLOSES);
	it->authors = d->several.authors;
	if (it->authors.n == 0) {
		it->authors = d->source_authors;
		d->source_authors = (struct people){0};
	}
	it->contributors = d->several.contributors;
	it->tags = d->several.tags;
	it->n_tags = d->several.n_tags;
	it->doi = d->several.doi;
	take_attachments(d, it);
	d->several.authors = d->several.contributors = (struct people){0};
	d->several.tags = NULL;
	d->several.n_tags = 0;
	d->several.doi = NULL;
	if (it->doi == NULL)
		it->doi = find_doi(it);
	read_labels(it, &d->people_left);
	draft_done(d);
}

void
draft_finish_feed(struct draft *d, struct feed *f)
{
	f->url = address_of(d, F_URL);
	f->self_url = address_of(d, F_SELF);
	f->icon = address_of(d, F_IMAGE);
	f->id = line_of(d, F_ID, LIMIT_GUID);
	f->title = line_of(d, F_TITLE, LIMIT_TITLE);
	f->subtitle = line_of(d, F_SUMMARY, LIMIT_TITLE);
	f->language = line_of(d, F_LANGUAGE, LIMIT_NAME);
	f->rights = line_of(d, F_RIGHTS, LIMIT_TITLE);
	f->generator = line_of(d, F_GENERATOR, LIMIT_TITLE);
	f->updated_at = date_of(d, F_MODIFIED);
	f->authors = d->several.authors;
	f->contributors = d->several.contributors;
	d->several.authors = d->several.contributors = (struct people){0};
	/* The journal's name stays for items that do not repeat it. */
}
