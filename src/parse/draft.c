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

/* Fields that become an address, and may be nothing but http or https. */
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
draft_init(struct draft *d)
{
	*d = (struct draft){.guid_is_link = true};
	item_init(&d->several);
}

void
draft_done(struct draft *d)
{
	for (size_t i = 0; i < F_COUNT; i++)
		free(d->values[i].raw);
	item_done(&d->several);
	draft_init(d);
}

void
draft_take(struct draft *d, enum field field, int rank, struct value value)
{
	struct value *old = &d->values[field];

	value.rank = rank;
	if (text_is_blank(value.raw) ||
	    (old->raw != NULL && old->rank >= rank)) {
		free(value.raw);
		return;
	}
	free(old->raw);
	*old = value;
}

/* Without control characters, which no text of ours holds. */
static char *
clean(const char *raw)
{
	struct buf b;
	size_t n, len = strlen(raw);
	unsigned int cp;

	buf_init(&b, len);
	for (; len > 0; raw += n, len -= n) {
		n = text_decode(raw, len, &cp);
		if (!text_is_control(cp))
			buf_add(&b, raw, n);
	}
	return buf_take(&b);
}

static char *
cut(char *s, size_t max)
{
	if (s != NULL)
		s[text_cut(s, strlen(s), max)] = '\0';
	return s;
}

char *
draft_line(const char *raw, enum text_type type, size_t max)
{
	char *line;

	if (raw == NULL)
		return NULL;
	if (type == TYPE_HTML)
		return cut(html_title(raw), max);
	line = text_squash(clean(raw));
	if (text_is_blank(line)) {
		free(line);
		return NULL;
	}
	return cut(line, max);
}

static char *
line_of(const struct draft *d, enum field field, size_t max)
{
	char *line =
	    draft_line(d->values[field].raw, d->values[field].type, max);

	/* Wiley and others fill in so the pages of what has none yet; some name
	 * the address of a site as what a journal is. */
	if (line != NULL && (strcasecmp(line, "n/a") == 0 ||
				(field == F_JOURNAL && url_is_http(line)))) {
		free(line);
		return NULL;
	}
	return line;
}

/* An address in any scheme, absolute; NULL when it cannot be made so. */
static char *
address_of(const struct draft *d, enum field field, const char *base)
{
	const struct value *v = &d->values[field];

	return url_resolve(v->base == NULL ? base : v->base, v->raw);
}

static char *
web_address_of(const struct draft *d, enum field field, const char *base)
{
	char *url = address_of(d, field, base);

	if (url_is_http(url))
		return url;
	free(url);
	return NULL;
}

static int64_t
date_of(const struct draft *d, enum field field)
{
	return d->values[field].raw == NULL ? CLOCK_NONE
					    : date_parse(d->values[field].raw);
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

static char *
plain_of(const struct value *v, size_t max)
{
	char *markup = markup_of(v);
	char *plain = markup == NULL ? NULL : cut(html_text(markup), max);

	free(markup);
	return plain;
}

static void
finish_content(const struct draft *d, const char *base, struct item *it)
{
	const struct value *summary = &d->values[F_SUMMARY];
	const struct value *v = &d->values[F_CONTENT];
	char *markup;

	if (v->raw == NULL)
		v = summary;
	else
		it->summary = plain_of(summary, LIMIT_SUMMARY);
	if ((markup = markup_of(v)) == NULL)
		return;
	it->html =
	    html_sanitise(markup, v->base == NULL ? base : v->base, &it->text);
	free(markup);
	/* Most feeds bring nothing else. */
	if (v == summary)
		it->summary = cut(xstrdup(it->text), LIMIT_SUMMARY);
	cut(it->text, LIMIT_TEXT);
}

void
draft_add_people(struct draft *d, enum field field, const char *raw)
{
	char *plain = draft_line(raw, TYPE_HTML, LIMIT_TEXT);

	people_parse(plain, field == F_AUTHORS ? &d->several.authors
					       : &d->several.contributors);
	free(plain);
}

void
draft_add_tag(
    struct draft *d, const char *term, const char *scheme, const char *label)
{
	struct item *it = &d->several;
	char *line = draft_line(term, TYPE_HTML, LIMIT_NAME);
	struct tag *tag;

	if (line == NULL || it->n_tags >= LIMIT_TAGS) {
		free(line);
		return;
	}
	for (size_t i = 0; i < it->n_tags; i++) {
		if (strcmp(it->tags[i].term, line) == 0) {
			free(line);
			return;
		}
	}
	tag = item_add_tag(it);
	tag->term = line;
	tag->scheme = draft_line(scheme, TYPE_TEXT, LIMIT_URL);
	tag->label = draft_line(label, TYPE_HTML, LIMIT_NAME);
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
read_labels(struct item *it)
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
		people_parse(text_squash(value), &it->authors);
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
		    web_address_of(d, item_urls[i].field, base);
	if (it->url == NULL && d->guid_is_link && url_is_http(it->id))
		it->url = xstrdup(it->id);
	finish_content(d, base, it);
	it->published_at = date_of(d, F_PUBLISHED);
	it->modified_at = date_of(d, F_MODIFIED);
	it->closes_at = date_of(d, F_CLOSES);
	it->authors = d->several.authors;
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
	read_labels(it);
	draft_done(d);
}

void
draft_finish_feed(struct draft *d, const char *base, struct feed *f)
{
	f->url = web_address_of(d, F_URL, base);
	f->self_url = web_address_of(d, F_SELF, base);
	f->icon = web_address_of(d, F_IMAGE, base);
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
