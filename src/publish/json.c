/* SPDX-License-Identifier: ISC */
/* JSON that the commands print. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/clock.h"
#include "core/url.h"
#include "publish/json.h"
#include "publish/markup.h"

/* jansson takes nothing that is not UTF-8. */
static json_t *
string(const char *s)
{
	char *clean = markup_clean(s);
	json_t *value = json_string_nocheck(clean);

	free(clean);
	return value;
}

/* Each of these sets a member, or leaves it out when nothing is said. */

static void
put(json_t *object, const char *key, const char *s)
{
	if (s != NULL)
		json_object_set_new(object, key, string(s));
}

static void
put_number(json_t *object, const char *key, int64_t n)
{
	json_object_set_new(object, key, json_integer(n));
}

static void
put_time(json_t *object, const char *key, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	if (t != CLOCK_NONE)
		put(object, key, clock_rfc3339(t, s));
}

/* Takes the value; an empty list or object is left out. */
static void
put_filled(json_t *object, const char *key, json_t *value)
{
	if (json_object_size(value) > 0 || json_array_size(value) > 0)
		json_object_set_new(object, key, value);
	else
		json_decref(value);
}

static void
put_names(json_t *object, const char *key, char *const *names)
{
	json_t *list = json_array();

	for (; names != NULL && *names != NULL; names++)
		json_array_append_new(list, string(*names));
	put_filled(object, key, list);
}

enum detail { WITHOUT_EMAIL, WITH_EMAIL };

/* JSON Feed's own author has no e-mail address. */
static void
put_people(json_t *object, const char *key, const struct people *people,
    enum detail detail)
{
	json_t *list = json_array();

	for (size_t i = 0; i < people->n; i++) {
		const struct person *p = &people->list[i];
		json_t *person = json_object();

		put(person, "name", p->name);
		if (detail == WITH_EMAIL)
			put(person, "email", p->email);
		put(person, "url", p->url);
		if (json_object_size(person) > 0)
			json_array_append_new(list, person);
		else
			json_decref(person);
	}
	put_filled(object, key, list);
}

static void
put_tags(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_tags; i++) {
		const struct tag *tag = &it->tags[i];
		const char *name = tag->label != NULL ? tag->label : tag->term;

		if (name != NULL)
			json_array_append_new(list, string(name));
	}
	put_filled(object, "tags", list);
}

static void
put_tags_detail(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_tags; i++) {
		json_t *tag = json_object();

		put(tag, "term", it->tags[i].term);
		put(tag, "scheme", it->tags[i].scheme);
		put(tag, "label", it->tags[i].label);
		json_array_append_new(list, tag);
	}
	put_filled(object, "tags_detail", list);
}

static void
put_attachments(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];
		json_t *attachment = json_object();

		put(attachment, "url", a->url);
		put(attachment, "mime_type", a->mime_type);
		put(attachment, "title", a->title);
		if (a->size >= 0)
			put_number(attachment, "size_in_bytes", a->size);
		if (a->duration_secs >= 0)
			put_number(attachment, "duration_in_seconds",
			    a->duration_secs);
		json_array_append_new(list, attachment);
	}
	put_filled(object, "attachments", list);
}

/* What JSON Feed has no name for. */
static json_t *
item_extension(const struct item *it)
{
	json_t *x = json_object(), *source = json_object();
	const struct citation *c = &it->citation;

	put(x, "doi", it->doi);
	put(x, "journal", c->journal);
	put(x, "volume", c->volume);
	put(x, "issue", c->number);
	put(x, "first_page", c->first_page);
	put(x, "last_page", c->last_page);
	put(x, "publisher", c->publisher);
	put(x, "rights", it->rights);
	put(x, "license", it->license);
	put(x, "comments", it->comments);
	put(source, "title", it->source_title);
	put(source, "url", it->source_url);
	put_filled(x, "source", source);
	put_people(x, "authors_detail", &it->authors, WITH_EMAIL);
	put_people(x, "contributors", &it->contributors, WITH_EMAIL);
	put_tags_detail(x, it);
	put_time(x, "closes", it->closes_at);
	return x;
}

/* An item without its `_lectern`, which the callers fill each in their way. */
static json_t *
item(const struct item *it)
{
	json_t *o = json_object();

	/* The id is the one member that JSON Feed demands. */
	put(o, "id", it->id != NULL ? it->id : it->url);
	put(o, "url", it->url);
	put(o, "external_url", it->external_url);
	put(o, "title", it->title);
	if (it->html != NULL)
		put(o, "content_html", it->html);
	else
		put(o, "content_text", it->text);
	put(o, "summary", it->summary);
	put(o, "image", it->image);
	put_time(o, "date_published", it->published_at);
	put_time(o, "date_modified", it->modified_at);
	put_people(o, "authors", &it->authors, WITHOUT_EMAIL);
	put_tags(o, it);
	put(o, "language", it->language);
	put_attachments(o, it);
	return o;
}

static void
put_mention(json_t *object, const char *key, enum amendment kind,
    const struct mention *m)
{
	json_t *o;

	if (kind == AMENDMENT_NONE)
		return;
	o = json_object();
	put(o, "kind", amendment_str(kind));
	put(o, "entry_id", m->entry_id);
	put(o, "title", m->title);
	put(o, "url", m->url);
	json_object_set_new(object, key, o);
}

/* What the store knows beyond what the feed said; `closes` becomes the entry's
 * own, which the section's lifetime may set. */
static json_t *
entry(const struct entry *en)
{
	json_t *o = item(&en->item), *x = item_extension(&en->item);

	put_number(x, "number", en->number);
	put(x, "entry_id", en->entry_id);
	put(x, "state", state_str(en->state));
	put(x, "section", en->section);
	put_number(x, "score", en->score);
	put_names(x, "feeds", en->feeds);
	put_time(x, "first_seen", en->first_seen_at);
	put_time(x, "published", en->published_at);
	put_time(x, "updated", en->updated_at);
	put_time(x, "closes", en->closes_at);
	put_mention(x, "amends", en->amends, &en->original);
	put_mention(x, "amended", en->amended, &en->amender);
	json_object_set_new(o, "_lectern", x);
	return o;
}

static int
add_bytes(const char *bytes, size_t len, void *out)
{
	return buf_add(out, bytes, len);
}

/* As above, two levels deep; a line's end comes by itself. */
static int
add_nested(const char *bytes, size_t len, void *out)
{
	int rc = buf_add(out, bytes, len);

	return rc == 0 && *bytes == '\n' ? buf_adds(out, "    ") : rc;
}

/* Takes the value. */
static void
render(json_t *value, struct buf *out)
{
	json_dump_callback(value, add_bytes, out, JSON_INDENT(2));
	buf_addc(out, '\n');
	json_decref(value);
}

void
json_render_feed(const struct feed *f, struct buf *out)
{
	json_t *o = json_object(), *x = json_object();

	put(o, "version", "https://jsonfeed.org/version/1.1");
	put(o, "title", f->title);
	put(o, "home_page_url", f->url);
	put(o, "feed_url", f->self_url);
	put(o, "description", f->subtitle);
	put(o, "icon", f->icon);
	put(o, "language", f->language);
	put_people(o, "authors", &f->authors, WITHOUT_EMAIL);
	put(x, "format", format_str(f->format));
	put(x, "encoding", f->encoding);
	json_object_set_new(x, "recovered", json_boolean(f->recovered));
	if (f->truncated)
		json_object_set_new(x, "truncated", json_true());
	put(x, "rights", f->rights);
	put(x, "generator", f->generator);
	put_time(x, "updated", f->updated_at);
	put(x, "id", f->id);
	put_people(x, "authors_detail", &f->authors, WITH_EMAIL);
	put_people(x, "contributors", &f->contributors, WITH_EMAIL);
	json_object_set_new(o, "_lectern", x);
	json_object_set_new(o, "items", json_array());
	render(o, out);
	if (!buf_ok(out))
		return;
	buf_cut(out, out->len - strlen("]\n}\n"));
	/* One by one: all together they would be a second document. */
	for (size_t i = 0; i < f->n_items; i++) {
		json_t *it = item(&f->items[i]);

		put_filled(it, "_lectern", item_extension(&f->items[i]));
		buf_adds(out, i == 0 ? "\n    " : ",\n    ");
		json_dump_callback(it, add_nested, out, JSON_INDENT(2));
		json_decref(it);
	}
	buf_adds(out, f->n_items > 0 ? "\n  ]\n}\n" : "]\n}\n");
}

void
json_render_entries(const struct entries *e, struct buf *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->n; i++)
		json_array_append_new(list, entry(&e->list[i]));
	render(list, out);
}

/* Without user name and password. */
static void
put_url(json_t *object, const char *key, const char *url)
{
	char *public = url == NULL ? NULL : url_public(url);

	put(object, key, public);
	free(public);
}

static void
put_span(json_t *object, const char *key, int64_t secs)
{
	if (secs >= 0)
		put_number(object, key, secs);
}

/* The numbers of the bits that are set. */
static void
put_bits(json_t *object, const char *key, uint32_t bits)
{
	json_t *list = json_array();

	for (int i = 0; bits != 0; bits >>= 1, i++)
		if ((bits & 1) != 0)
			json_array_append_new(list, json_integer(i));
	put_filled(object, key, list);
}

static json_t *
health(const struct health *h)
{
	json_t *o = json_object();

	put(o, "feed", h->feed);
	put(o, "title", h->title);
	put_url(o, "url", h->url);
	put_url(o, "moved_url", h->moved_url);
	if (h->moved_url != NULL)
		put_number(o, "moved_polls", h->moved_polls);
	put(o, "section", h->section);
	put(o, "outcome", outcome_str(h->outcome));
	json_object_set_new(
	    o, "well", json_boolean(outcome_is_well(h->outcome)));
	put(o, "message", h->message);
	if (h->http_status > 0)
		put_number(o, "http_status", h->http_status);
	put_time(o, "since", h->since_at);
	put_number(o, "failures", h->failures);
	put_time(o, "checked", h->checked_at);
	put_time(o, "succeeded", h->succeeded_at);
	put_time(o, "new_item", h->new_item_at);
	if (h->due.at != DUE_AT_NEVER)
		put_time(o, "next_due", h->due.at);
	put(o, "due_reason", due_reason_str(h->due.reason));
	put_span(o, "every_secs", h->due.every_secs);
	put_span(o, "learnt_secs", h->due.learnt_secs);
	put_span(o, "ttl_secs", h->ttl_secs);
	put_bits(o, "skip_hours", h->skip_hours);
	put_bits(o, "skip_days", h->skip_days);
	put_span(o, "rhythm_secs", h->rhythm_secs);
	put_number(o, "items", h->n_items);
	put_number(o, "selected", h->n_selected);
	return o;
}

void
json_render_healths(const struct healths *hs, struct buf *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hs->n; i++)
		json_array_append_new(list, health(&hs->list[i]));
	render(list, out);
}

static json_t *
matches(const struct explanation *x)
{
	json_t *list = json_array();

	for (size_t i = 0; i < x->n_matches; i++) {
		const struct match *m = &x->matches[i];
		json_t *o = json_object(), *excerpts = json_array();

		put(o, "rule", m->rule);
		put_number(o, "score", m->score);
		for (size_t j = 0; j < m->n_excerpts; j++) {
			json_t *excerpt = json_object();

			put(excerpt, "field", m->excerpts[j].field);
			put(excerpt, "text", m->excerpts[j].text);
			json_array_append_new(excerpts, excerpt);
		}
		json_object_set_new(o, "excerpts", excerpts);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
sightings(const struct explanation *x)
{
	json_t *list = json_array();

	for (size_t i = 0; i < x->n_sightings; i++) {
		json_t *o = json_object();

		put(o, "feed", x->sightings[i].feed);
		put_time(o, "first_seen", x->sightings[i].first_seen_at);
		put_time(o, "last_seen", x->sightings[i].last_seen_at);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
decisions(const struct explanation *x)
{
	json_t *list = json_array();

	for (size_t i = 0; i < x->n_decisions; i++) {
		json_t *o = json_object();

		put(o, "action", x->decisions[i].action);
		put(o, "by", x->decisions[i].by);
		put(o, "why", x->decisions[i].why);
		put_time(o, "at", x->decisions[i].at);
		json_array_append_new(list, o);
	}
	return list;
}

void
json_render_explanation(const struct explanation *x, struct buf *out)
{
	json_t *o = entry(&x->entry), *more = json_object_get(o, "_lectern");

	put_names(more, "keys", x->keys);
	json_object_set_new(more, "sightings", sightings(x));
	json_object_set_new(more, "matches", matches(x));
	json_object_set_new(more, "decisions", decisions(x));
	put(more, "trusted_feed", x->trusted_feed);
	put_number(more, "threshold", x->threshold);
	put_number(more, "hold", x->hold);
	render(o, out);
}
