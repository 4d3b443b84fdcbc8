/* SPDX-License-Identifier: ISC */
/* JSON that the commands print. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/clock.h"
#include "core/url.h"
#include "publish/json.h"
#include "publish/json_dump.h"
#include "publish/json_put.h"

static void
put_tags(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_tags; i++) {
		const struct tag *tag = &it->tags[i];
		const char *name = tag->label != NULL ? tag->label : tag->term;

		if (name != NULL)
			json_array_append_new(list, json_put_string(name));
	}
	json_put_filled(object, "tags", list);
}

static void
put_tags_detail(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_tags; i++) {
		json_t *tag = json_object();

		json_put(tag, "term", it->tags[i].term);
		json_put(tag, "scheme", it->tags[i].scheme);
		json_put(tag, "label", it->tags[i].label);
		json_array_append_new(list, tag);
	}
	json_put_filled(object, "tags_detail", list);
}

static void
put_attachments(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];
		json_t *attachment = json_object();

		json_put(attachment, "url", a->url);
		json_put(attachment, "mime_type", a->mime_type);
		json_put(attachment, "title", a->title);
		if (a->size >= 0)
			json_put_number(attachment, "size_in_bytes", a->size);
		if (a->duration_secs >= 0)
			json_put_number(attachment, "duration_in_seconds",
			    a->duration_secs);
		json_array_append_new(list, attachment);
	}
	json_put_filled(object, "attachments", list);
}

/* What JSON Feed has no name for. */
static json_t *
item_extension(const struct item *it)
{
	json_t *x = json_object(), *source = json_object();
	const struct citation *c = &it->citation;

	json_put(x, "doi", it->doi);
	json_put(x, "journal", c->journal);
	json_put(x, "volume", c->volume);
	json_put(x, "issue", c->number);
	json_put(x, "first_page", c->first_page);
	json_put(x, "last_page", c->last_page);
	json_put(x, "publisher", c->publisher);
	json_put(x, "rights", it->rights);
	json_put(x, "license", it->license);
	json_put(x, "comments", it->comments);
	json_put(source, "title", it->source_title);
	json_put(source, "url", it->source_url);
	json_put_filled(x, "source", source);
	json_put_people(x, "authors_detail", &it->authors, JSON_PUT_WITH_EMAIL);
	json_put_people(
	    x, "contributors", &it->contributors, JSON_PUT_WITH_EMAIL);
	put_tags_detail(x, it);
	json_put_time(x, "closes", it->closes_at);
	return x;
}

/* An item without its `_lectern`, which the callers fill each in their way. */
static json_t *
item(const struct item *it)
{
	json_t *o = json_object();

	/* The id is the one member that JSON Feed demands. */
	json_put(o, "id", it->id != NULL ? it->id : it->url);
	json_put(o, "url", it->url);
	json_put(o, "external_url", it->external_url);
	json_put(o, "title", it->title);
	if (it->html != NULL)
		json_put(o, "content_html", it->html);
	else
		json_put(o, "content_text", it->text);
	json_put(o, "summary", it->summary);
	json_put(o, "image", it->image);
	json_put_time(o, "date_published", it->published_at);
	json_put_time(o, "date_modified", it->modified_at);
	json_put_people(o, "authors", &it->authors, JSON_PUT_WITHOUT_EMAIL);
	put_tags(o, it);
	json_put(o, "language", it->language);
	put_attachments(o, it);
	return o;
}

/* What the store knows beyond what the feed said; `closes` becomes the entry's
 * own, which the section's lifetime may set. */
static json_t *
entry(const struct entry *en)
{
	json_t *o = item(&en->item), *x = item_extension(&en->item);

	json_put_number(x, "number", en->number);
	json_put(x, "entry_id", en->entry_id);
	json_put(x, "state", state_str(en->state));
	json_put(x, "section", en->section);
	json_put_number(x, "score", en->score);
	json_put_names(x, "feeds", en->feeds);
	json_put_time(x, "first_seen", en->first_seen_at);
	json_put_time(x, "published", en->published_at);
	json_put_time(x, "updated", en->updated_at);
	json_put_time(x, "closes", en->closes_at);
	json_put_mention(x, "amends", en->amends, &en->original);
	json_put_mention(x, "amended", en->amended, &en->amender);
	json_object_set_new(o, "_lectern", x);
	return o;
}

/* The document but for its items, which belong before its last two lines. */
static void
render_head(const struct feed *f, struct buf *out)
{
	json_t *o = json_object(), *x = json_object();

	json_put(o, "version", "https://jsonfeed.org/version/1.1");
	json_put(o, "title", f->title);
	json_put(o, "home_page_url", f->url);
	json_put(o, "feed_url", f->self_url);
	json_put(o, "description", f->subtitle);
	json_put(o, "icon", f->icon);
	json_put(o, "language", f->language);
	json_put_people(o, "authors", &f->authors, JSON_PUT_WITHOUT_EMAIL);
	json_put(x, "format", format_str(f->format));
	json_put(x, "encoding", f->encoding);
	json_object_set_new(x, "recovered", json_boolean(f->recovered));
	if (f->truncated)
		json_object_set_new(x, "truncated", json_true());
	json_put(x, "rights", f->rights);
	json_put(x, "generator", f->generator);
	json_put_time(x, "updated", f->updated_at);
	json_put(x, "id", f->id);
	json_put_people(x, "authors_detail", &f->authors, JSON_PUT_WITH_EMAIL);
	json_put_people(
	    x, "contributors", &f->contributors, JSON_PUT_WITH_EMAIL);
	json_object_set_new(o, "_lectern", x);
	json_object_set_new(o, "items", json_array());
	json_put_document(o, out);
	buf_cut(out, out->len - strlen("]\n}\n"));
}

void
json_print_feed(const struct feed *f, void (*print)(const struct buf *out))
{
	struct buf out;

	buf_init(&out, SIZE_MAX / 2);
	render_head(f, &out);
	for (size_t i = 0; i < f->n_items; i++) {
		json_t *it = item(&f->items[i]);

		json_put_filled(it, "_lectern", item_extension(&f->items[i]));
		buf_adds(&out, i == 0 ? "\n    " : ",\n    ");
		json_dump_add(it, 2, &out);
		json_decref(it);
		print(&out);
		buf_clear(&out);
	}
	buf_adds(&out, f->n_items > 0 ? "\n  ]\n}\n" : "]\n}\n");
	print(&out);
	buf_done(&out);
}

void
json_render_entries(const struct entries *e, struct buf *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->n; i++)
		json_array_append_new(list, entry(&e->list[i]));
	json_put_document(list, out);
}

/* Without user name and password. */
static void
put_url(json_t *object, const char *key, const char *url)
{
	char *public = url == NULL ? NULL : url_public(url);

	json_put(object, key, public);
	free(public);
}

static void
put_span(json_t *object, const char *key, int64_t secs)
{
	if (secs >= 0)
		json_put_number(object, key, secs);
}

/* The numbers of the bits that are set. */
static void
put_bits(json_t *object, const char *key, uint32_t bits)
{
	json_t *list = json_array();

	for (int i = 0; bits != 0; bits >>= 1, i++)
		if ((bits & 1) != 0)
			json_array_append_new(list, json_integer(i));
	json_put_filled(object, key, list);
}

static json_t *
health(const struct health *h)
{
	json_t *o = json_object();

	json_put(o, "feed", h->feed);
	json_put(o, "title", h->title);
	put_url(o, "url", h->url);
	put_url(o, "moved_url", h->moved_url);
	if (h->moved_url != NULL)
		json_put_number(o, "moved_polls", h->moved_polls);
	json_put(o, "section", h->section);
	json_put(o, "outcome", outcome_str(h->outcome));
	json_object_set_new(
	    o, "well", json_boolean(outcome_is_well(h->outcome)));
	json_put(o, "message", h->message);
	if (h->http_status > 0)
		json_put_number(o, "http_status", h->http_status);
	json_put_time(o, "since", h->since_at);
	json_put_number(o, "failures", h->failures);
	json_put_time(o, "checked", h->checked_at);
	json_put_time(o, "succeeded", h->succeeded_at);
	json_put_time(o, "new_item", h->new_item_at);
	if (h->due.at != DUE_AT_NEVER)
		json_put_time(o, "next_due", h->due.at);
	json_put(o, "due_reason", due_reason_str(h->due.reason));
	put_span(o, "every_secs", h->due.every_secs);
	put_span(o, "learnt_secs", h->due.learnt_secs);
	put_span(o, "ttl_secs", h->ttl_secs);
	put_bits(o, "skip_hours", h->skip_hours);
	put_bits(o, "skip_days", h->skip_days);
	json_object_set_new(o, "damaged", json_boolean(h->is_damaged));
	put_span(o, "rhythm_secs", h->rhythm_secs);
	json_put_number(o, "items", h->n_items);
	json_put_number(o, "selected", h->n_selected);
	return o;
}

void
json_render_healths(const struct healths *hs, struct buf *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hs->n; i++)
		json_array_append_new(list, health(&hs->list[i]));
	json_put_document(list, out);
}

static json_t *
matches(const struct match *from, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++) {
		const struct match *m = &from[i];
		json_t *o = json_object(), *excerpts = json_array();

		json_put(o, "rule", m->rule);
		json_put_number(o, "score", m->score);
		for (size_t j = 0; j < m->n_excerpts; j++) {
			json_t *excerpt = json_object();

			json_put(excerpt, "field", m->excerpts[j].field);
			json_put(excerpt, "text", m->excerpts[j].text);
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

		json_put(o, "feed", x->sightings[i].feed);
		json_put_time(o, "first_seen", x->sightings[i].first_seen_at);
		json_put_time(o, "last_seen", x->sightings[i].last_seen_at);
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

		json_put(o, "action", x->decisions[i].action);
		json_put(o, "by", x->decisions[i].by);
		json_put(o, "why", x->decisions[i].why);
		json_put_time(o, "at", x->decisions[i].at);
		json_array_append_new(list, o);
	}
	return list;
}

void
json_render_explanation(const struct explanation *x, struct buf *out)
{
	json_t *o = entry(&x->entry), *more = json_object_get(o, "_lectern");

	json_put_names(more, "keys", x->keys);
	json_object_set_new(more, "sightings", sightings(x));
	json_object_set_new(more, "matches", matches(x->matches, x->n_matches));
	json_object_set_new(more, "barred", matches(x->barred, x->n_barred));
	json_object_set_new(more, "decisions", decisions(x));
	json_put(more, "trusted_feed", x->trusted_feed);
	json_put_number(more, "threshold", x->threshold);
	json_put_number(more, "hold", x->hold);
	json_put_document(o, out);
}
