/* SPDX-License-Identifier: ISC */
/* Drafts to what the model says. */
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
#include "parse/closing.h"
#include "parse/date.h"
#include "parse/finish.h"
#include "parse/html.h"
#include "parse/people.h"

#define FOOTER (4 * KIB)

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

/* Fields that are an address by now, or a DOI. */
static const struct {
	enum field field;
	size_t offset;
} item_urls[] = {
    {F_URL, offsetof(struct item, url)},
    {F_EXTERNAL_URL, offsetof(struct item, external_url)},
    {F_IMAGE, offsetof(struct item, image)},
    {F_COMMENTS, offsetof(struct item, comments)},
    {F_LICENSE, offsetof(struct item, license)},
    {F_SOURCE_URL, offsetof(struct item, source_url)},
    {F_AMENDS, offsetof(struct item, amends_doi)},
};

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
escape(const char *text, bool has_lines)
{
	struct buf b;

	buf_init(&b, 6 * strlen(text));
	for (; *text != '\0'; text++) {
		if (*text == '&')
			buf_adds(&b, "&amp;");
		else if (*text == '<')
			buf_adds(&b, "&lt;");
		else if (has_lines && strncmp(text, "\n\n", 2) == 0) {
			buf_adds(&b, "<p>");
			text += strspn(text, "\n") - 1;
		} else if (has_lines && *text == '\n')
			buf_adds(&b, "<br>");
		else
			buf_addc(&b, *text);
	}
	return buf_take(&b);
}

/* What WordPress puts under each excerpt: where it came from. It is looked for
 * where it can be: two addresses and two titles before the end. */
static void
cut_footer(char *markup)
{
	size_t len = strlen(markup);
	char *s = markup + (len > FOOTER ? len - FOOTER : 0);
	char *last = NULL;

	for (; (s = strstr(s, "<p>The post ")) != NULL; s++)
		last = s;
	if (last != NULL && strstr(last, " appeared first on ") != NULL)
		*last = '\0';
}

/* Makes a value markup, whatever it was written as; NULL when not said. */
static const char *
markup_of(struct value *v)
{
	char *markup;

	if (v->raw != NULL && v->type != TYPE_HTML) {
		markup = escape(v->raw, v->type == TYPE_LINES);
		free(v->raw);
		v->raw = markup;
		v->type = TYPE_HTML;
	} else if (v->raw != NULL) {
		cut_footer(v->raw);
	}
	return v->raw;
}

static bool
is_same(const struct value *a, const struct value *b)
{
	return a->raw != NULL && b->raw != NULL && a->type == b->type &&
	       strcmp(a->raw, b->raw) == 0;
}

static void
cut(char *s, size_t max)
{
	if (s != NULL)
		s[text_cut(s, strlen(s), max)] = '\0';
}

static void
finish_content(struct draft *d, const char *base, struct item *it)
{
	struct value *summary = &d->values[F_SUMMARY];
	struct value *content = &d->values[F_CONTENT];
	const char *markup;
	bool same;

	if (content->raw == NULL)
		content = summary;
	same = is_same(summary, content);
	if ((markup = markup_of(content)) != NULL)
		html_parse(markup, content->base == NULL ? base : content->base,
		    d->budget, &it->html, &it->text);
	if (it->text != NULL && same)
		it->summary = xstrdup(it->text);
	else if ((markup = markup_of(summary)) != NULL)
		html_parse(markup, NULL, d->budget, NULL, &it->summary);
	cut(it->text, LIMIT_TEXT);
	cut(it->summary, LIMIT_SUMMARY);
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

static struct people
take_authors(struct draft *d)
{
	struct people *from =
	    d->several.authors.n > 0 ? &d->several.authors : &d->other_authors;
	struct people authors = *from;

	*from = (struct people){0};
	return authors;
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
finish_item(struct draft *d, const char *base, struct item *it)
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
	it->prose_closes_at = closing_date(it->text);
	if (it->prose_closes_at == CLOCK_NONE)
		it->prose_closes_at = closing_date(it->summary);
	it->authors = take_authors(d);
	it->contributors = d->several.contributors;
	it->tags = d->several.tags;
	it->n_tags = d->several.n_tags;
	it->doi = d->several.doi;
	take_attachments(d, it);
	d->several.contributors = (struct people){0};
	d->several.tags = NULL;
	d->several.n_tags = 0;
	d->several.doi = NULL;
	if (it->doi == NULL)
		it->doi = find_doi(it);
	read_labels(it, &d->people_left);
	draft_done(d);
}

void
finish_feed(struct draft *d, struct feed *f)
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
	f->authors = take_authors(d);
	f->contributors = d->several.contributors;
	d->several.contributors = (struct people){0};
	/* The journal's name stays for items that do not repeat it. */
}

static char *
copy(const char *s)
{
	return s == NULL ? NULL : xstrdup(s);
}

void
finish_inherit(struct feed *f)
{
	const struct person *from = f->authors.list;

	for (size_t i = 0; i < f->n_items; i++) {
		struct people *to = &f->items[i].authors;

		if (to->n > 0)
			continue;
		for (size_t j = 0; j < f->authors.n && j < LIMIT_INHERITED; j++)
			*people_add(to) = (struct person){
			    .name = copy(from[j].name),
			    .email = copy(from[j].email),
			    .url = copy(from[j].url),
			};
	}
}
