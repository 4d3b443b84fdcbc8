/* SPDX-License-Identifier: ISC */
/* JSON Feed to struct feed. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include <jansson.h>

#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/finish.h"
#include "parse/json.h"
#include "parse/jsontext.h"
#include "parse/person.h"

struct reader {
	struct feed *feed;
	const char *base; /* what addresses are relative to; may be NULL */
	bool is_ours;     /* `lectern parse` wrote it: it says all there is */
	size_t budget;    /* as in struct draft */
};

/* Which member is which field; of the ranks the higher wins. */
struct member {
	const char *name; /* NULL ends the table */
	enum field field;
	int rank;
	enum text_type type;
};

static const struct member feed_members[] = {
    {"title", F_TITLE, 0, TYPE_HTML},
    {"home_page_url", F_URL, 0, TYPE_TEXT},
    {"description", F_SUMMARY, 0, TYPE_TEXT},
    {"icon", F_IMAGE, 1, TYPE_TEXT},
    {"favicon", F_IMAGE, 0, TYPE_TEXT},
    {"language", F_LANGUAGE, 0, TYPE_TEXT},
    {NULL, F_COUNT, 0, TYPE_TEXT},
};

static const struct member feed_extension[] = {
    {"rights", F_RIGHTS, 0, TYPE_TEXT},
    {"generator", F_GENERATOR, 0, TYPE_TEXT},
    {"updated", F_MODIFIED, 0, TYPE_TEXT},
    {"id", F_ID, 0, TYPE_TEXT},
    {NULL, F_COUNT, 0, TYPE_TEXT},
};

static const struct member item_members[] = {
    {"id", F_ID, 0, TYPE_TEXT},
    {"url", F_URL, 0, TYPE_TEXT},
    {"external_url", F_EXTERNAL_URL, 0, TYPE_TEXT},
    {"title", F_TITLE, 0, TYPE_HTML},
    {"content_html", F_CONTENT, 1, TYPE_HTML},
    {"content_text", F_CONTENT, 0, TYPE_LINES},
    {"summary", F_SUMMARY, 0, TYPE_LINES},
    {"image", F_IMAGE, 1, TYPE_TEXT},
    {"banner_image", F_IMAGE, 0, TYPE_TEXT},
    {"date_published", F_PUBLISHED, 0, TYPE_TEXT},
    {"date_modified", F_MODIFIED, 0, TYPE_TEXT},
    {"language", F_LANGUAGE, 0, TYPE_TEXT},
    {NULL, F_COUNT, 0, TYPE_TEXT},
};

static const struct member item_extension[] = {
    {"journal", F_JOURNAL, 0, TYPE_TEXT},
    {"volume", F_VOLUME, 0, TYPE_TEXT},
    {"issue", F_NUMBER, 0, TYPE_TEXT},
    {"first_page", F_FIRST_PAGE, 0, TYPE_TEXT},
    {"last_page", F_LAST_PAGE, 0, TYPE_TEXT},
    {"publisher", F_PUBLISHER, 0, TYPE_TEXT},
    {"rights", F_RIGHTS, 0, TYPE_TEXT},
    {"license", F_LICENSE, 0, TYPE_TEXT},
    {"comments", F_COMMENTS, 0, TYPE_TEXT},
    {"closes", F_CLOSES, 0, TYPE_TEXT},
    {NULL, F_COUNT, 0, TYPE_TEXT},
};

static const struct member source_members[] = {
    {"title", F_SOURCE_TITLE, 0, TYPE_TEXT},
    {"url", F_SOURCE_URL, 0, TYPE_TEXT},
    {NULL, F_COUNT, 0, TYPE_TEXT},
};

/* The text of a member, a number's too (an id may be one); NULL when it is
 * neither. The caller frees. */
static char *
text_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (json_is_string(value))
		return xstrdup(json_string_value(value));
	if (json_is_integer(value))
		return xasprintf("%lld", (long long)json_integer_value(value));
	if (json_is_real(value))
		return xasprintf("%.17g", json_real_value(value));
	return NULL;
}

/* A number from 0 on, without its fraction; -1 when it is none. */
static int64_t
number_of(const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);
	double number = json_is_number(value) ? json_number_value(value) : -1;

	return number >= 0 && number < 1e15 ? (int64_t)number : -1;
}

/* WordPress and others escape even what is no markup. */
static enum text_type
type_of(const struct reader *r, const struct member *m)
{
	return r->is_ours && m->field == F_TITLE ? TYPE_TEXT : m->type;
}

static void
take_members(const struct reader *r, struct draft *d, const json_t *object,
    const struct member *m)
{
	for (; m->name != NULL; m++)
		draft_take(d, m->field, m->rank,
		    (struct value){
			.raw = text_of(object, m->name),
			.type = type_of(r, m),
			.base = r->base,
		    },
		    r->base);
}

static char *
line_of(const json_t *object, const char *name)
{
	char *raw = text_of(object, name);
	char *line = draft_line(raw, TYPE_TEXT, LIMIT_PERSON, NULL);

	free(raw);
	return line;
}

static void
take_person(const struct reader *r, struct draft *d, enum field field,
    const json_t *who)
{
	struct person person = {
	    .name = json_is_string(who) ? draft_line(json_string_value(who),
					      TYPE_TEXT, LIMIT_PERSON, NULL)
					: line_of(who, "name"),
	    .email = line_of(who, "email"),
	};
	char *url = text_of(who, "url");

	person_take_url(&person, url, r->base);
	free(url);
	person_close(&person, draft_people(d, field), &d->people_left);
}

static void
take_people(const struct reader *r, struct draft *d, enum field field,
    const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		take_person(r, d, field, json_array_get(list, i));
}

/* `_lectern` knows their e-mail addresses; version 1.0 had but one author. */
static void
take_authors(const struct reader *r, struct draft *d, const json_t *object)
{
	const json_t *ours = json_object_get(
	    json_object_get(object, "_lectern"), "authors_detail");
	const json_t *authors = json_object_get(object, "authors");

	if (json_is_array(ours))
		take_people(r, d, F_AUTHORS, ours);
	else if (json_is_array(authors))
		take_people(r, d, F_AUTHORS, authors);
	else
		take_person(r, d, F_AUTHORS, json_object_get(object, "author"));
}

static void
take_tags(struct draft *d, const json_t *item, const json_t *extension)
{
	const json_t *details = json_object_get(extension, "tags_detail");
	const json_t *tags = json_object_get(item, "tags"), *tag;
	size_t i;

	json_array_foreach(details, i, tag)
	{
		char *term = text_of(tag, "term");
		char *scheme = text_of(tag, "scheme");
		char *label = text_of(tag, "label");

		draft_add_tag(d, TYPE_TEXT, term, scheme, label);
		free(term);
		free(scheme);
		free(label);
	}
	if (json_is_array(details))
		return;
	json_array_foreach(tags, i, tag)
	{
		draft_add_tag(d, TYPE_TEXT, json_string_value(tag), NULL, NULL);
	}
}

static void
take_attachments(const struct reader *r, struct draft *d, const json_t *list)
{
	const json_t *attachment;
	size_t i;

	json_array_foreach(list, i, attachment)
	{
		draft_add_attachment(d,
		    (struct attachment){
			.url = text_of(attachment, "url"),
			.mime_type = text_of(attachment, "mime_type"),
			.title = text_of(attachment, "title"),
			.size = number_of(attachment, "size_in_bytes"),
			.duration_secs =
			    number_of(attachment, "duration_in_seconds"),
		    },
		    r->base);
	}
}

static void
read_item(struct reader *r, const json_t *item)
{
	const json_t *x = json_object_get(item, "_lectern");
	struct item *it = feed_add_item(r->feed);
	struct draft d;
	char *doi = text_of(x, "doi");

	draft_init(&d, &r->budget);
	take_members(r, &d, item, item_members);
	take_members(r, &d, x, item_extension);
	take_members(r, &d, json_object_get(x, "source"), source_members);
	take_authors(r, &d, item);
	take_people(r, &d, F_CONTRIBUTORS, json_object_get(x, "contributors"));
	take_tags(&d, item, x);
	take_attachments(r, &d, json_object_get(item, "attachments"));
	if (doi != NULL)
		draft_add_identifier(&d, doi);
	free(doi);
	finish_item(&d, r->base, it);
	draft_done(&d);
	if (it->url == NULL && it->external_url != NULL)
		it->url = xstrdup(it->external_url);
}

static void
read_feed(struct reader *r, const json_t *root)
{
	const json_t *x = json_object_get(root, "_lectern");
	json_t *items = json_object_get(root, "items"), *item;
	struct draft d;
	size_t i;

	r->feed->format = FORMAT_JSON;
	r->is_ours = json_is_object(x);
	draft_init(&d, &r->budget);
	draft_take(&d, F_SELF, 0,
	    (struct value){.raw = text_of(root, "feed_url")}, r->base);
	if (r->base == NULL)
		r->base = d.values[F_SELF].raw;
	take_members(r, &d, root, feed_members);
	if (r->base == NULL)
		r->base = d.values[F_URL].raw;
	take_members(r, &d, x, feed_extension);
	take_authors(r, &d, root);
	take_people(r, &d, F_CONTRIBUTORS, json_object_get(x, "contributors"));
	json_array_foreach(items, i, item)
	{
		r->feed->truncated |= i == LIMIT_ITEMS;
		if (i < LIMIT_ITEMS && json_is_object(item))
			read_item(r, item);
		json_array_set_new(items, i, json_null());
	}
	finish_feed(&d, r->feed);
	draft_done(&d);
	if (!r->is_ours)
		finish_inherit(r->feed);
}

enum outcome
json_read(
    char *data, size_t len, const char *url, struct feed *ret, struct err *e)
{
	struct reader r = {.feed = ret, .base = url, .budget = LIMIT_MARKUP};
	struct mending mending = {0};
	json_t *root = jsontext_load(data, len, &mending, e);
	const char *version;
	enum outcome outcome = OUTCOME_NOT_FEED;

	if (root == NULL)
		return OUTCOME_UNREADABLE;
	ret->recovered = mending.is_mended;
	ret->truncated = mending.is_cut;
	version = json_string_value(json_object_get(root, "version"));
	if (json_is_array(json_object_get(root, "items")) ||
	    (version != NULL && strstr(version, "jsonfeed.org/") != NULL)) {
		read_feed(&r, root);
		outcome = OUTCOME_OK;
	}
	if (mending.is_cut && ret->n_items == 0)
		outcome = OUTCOME_UNREADABLE;
	else if (outcome == OUTCOME_NOT_FEED)
		err_set(e, EX_DATAERR, "a JSON document, not a feed");
	json_decref(root);
	return outcome;
}
