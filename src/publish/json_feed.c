/* SPDX-License-Identifier: ISC */
/* An edition as JSON Feed 1.1. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/text.h"
#include "publish/cite.h"
#include "publish/json_feed.h"
#include "publish/json_put.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"

/* A link that a stranger gave. */
static void
put_link(json_t *object, const char *key, const char *url)
{
	char *href = link_http(url);

	json_put(object, key, href);
	free(href);
}

static void
put_authors(json_t *object, const struct people *people)
{
	json_t *list = json_array();

	for (size_t i = 0; i < people->n; i++) {
		json_t *author = json_object();

		if (text_is_blank(people->list[i].name)) {
			json_decref(author);
			continue;
		}
		json_put(author, "name", people->list[i].name);
		put_link(author, "url", people->list[i].url);
		json_array_append_new(list, author);
	}
	json_put_filled(object, "authors", list);
}

static const char *
section_title(const struct edition *ed, const struct entry *en)
{
	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, en->section) == 0)
			return ed->sections[i].title;
	return en->section;
}

static void
put_tags(json_t *object, const struct edition *ed, const struct entry *en)
{
	json_t *list = json_array();

	json_array_append_new(list, json_put_string(section_title(ed, en)));
	for (size_t i = 0; i < en->item.n_tags; i++) {
		const struct tag *tag = &en->item.tags[i];
		const char *name = tag->label != NULL ? tag->label : tag->term;

		if (!text_is_blank(name))
			json_array_append_new(list, json_put_string(name));
	}
	json_put_filled(object, "tags", list);
}

static void
put_attachments(json_t *object, const struct item *it)
{
	json_t *list = json_array();

	for (size_t i = 0; i < it->n_attachments; i++) {
		const struct attachment *a = &it->attachments[i];
		const char *type = markup_media_type(a->mime_type);
		char *url = link_http(a->url);
		json_t *o;

		if (url == NULL || type == NULL) {
			free(url);
			continue;
		}
		o = json_object();
		json_put(o, "url", url);
		json_put(o, "mime_type", type);
		json_put(o, "title", a->title);
		if (a->size >= 0)
			json_put_number(o, "size_in_bytes", a->size);
		if (a->duration_secs >= 0)
			json_put_number(
			    o, "duration_in_seconds", a->duration_secs);
		json_array_append_new(list, o);
		free(url);
	}
	json_put_filled(object, "attachments", list);
}

static void
put_day(json_t *object, const char *key, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	if (t == CLOCK_NONE)
		return;
	clock_rfc3339(t, s);
	if (clock_is_date(t))
		s[strcspn(s, "T")] = '\0';
	json_put(object, key, s);
}

/* What JSON Feed has no name for. */
static json_t *
extension(const struct entry *en)
{
	json_t *x = json_object(), *source = json_object();
	const struct citation *c = &en->item.citation;
	char *self = link_feed(en->origin.self_url);

	json_put(x, "section", en->section);
	json_put(x, "doi", en->item.doi);
	json_put(x, "journal", c->journal);
	json_put(x, "volume", c->volume);
	json_put(x, "issue", c->number);
	json_put(x, "first_page", c->first_page);
	json_put(x, "last_page", c->last_page);
	json_put(x, "publisher", c->publisher);
	json_put(x, "rights", en->item.rights);
	put_link(x, "license", en->item.license);
	put_day(x, "closes", en->item.closes_at);
	json_put_mention(x, "amends", en->amends, &en->original);
	json_put_mention(x, "amended", en->amended, &en->amender);
	json_put(source, "id", en->origin.id);
	json_put(source, "title", en->origin.title);
	put_link(source, "url", en->origin.url);
	json_put(source, "feed_url", self);
	json_put_filled(x, "source", source);
	free(self);
	return x;
}

static json_t *
item(const struct edition *ed, const struct entry *en)
{
	const struct item *it = &en->item;
	const char *language =
	    it->language != NULL ? it->language : en->origin.language;
	char *title = cite_title(en), *url = link_shown(ed, en);
	char *summary = cite_summary(en), *html = cite_html(en);
	json_t *o = json_object();

	json_put(o, "id", en->entry_id);
	json_put(o, "url", url);
	put_link(o, "external_url", it->external_url);
	json_put(o, "title", title);
	json_put(o, "content_html", html);
	json_put(o, html != NULL ? "summary" : "content_text", summary);
	put_link(o, "image", it->image);
	json_put_time(o, "date_published", en->published_at);
	json_put_time(o, "date_modified", en->updated_at);
	put_authors(o, &it->authors);
	put_tags(o, ed, en);
	if (markup_is_language(language))
		json_put(o, "language", language);
	put_attachments(o, it);
	json_object_set_new(o, "_lectern", extension(en));
	free(title);
	free(url);
	free(summary);
	free(html);
	return o;
}

static json_t *
forms(const struct edition *ed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		json_t *form;
		char *url;

		if (!output_is_sister(o, ed->output))
			continue;
		form = json_object();
		url = output_url(&ed->site, o);
		json_put(form, "url", url);
		json_put(form, "mime_type", output_media_type(o));
		json_array_append_new(list, form);
		free(url);
	}
	return list;
}

void
json_feed_render(const struct edition *ed, struct buf *out)
{
	const struct site *site = &ed->site;
	json_t *o = json_object(), *x = json_object(), *items = json_array();
	char *title = output_title(ed, ed->output);
	char *self = output_url(site, ed->output);
	char *id = output_id(site, ed->output);

	json_put(o, "version", "https://jsonfeed.org/version/1.1");
	json_put(o, "title", title);
	json_put(o, "home_page_url", site->link);
	json_put(o, "feed_url", self);
	json_put(o, "description", site->subtitle);
	json_put(o, "language", site->language);
	json_object_set_new(o, "authors",
	    json_pack("[{s:o}]", "name", json_put_string(site->author)));
	if (site->hub != NULL)
		json_object_set_new(o, "hubs",
		    json_pack("[{s:s, s:o}]", "type", "WebSub", "url",
			json_put_string(site->hub)));
	json_put(x, "id", id);
	json_put_time(x, "updated", ed->updated_at);
	json_put_filled(x, "forms", forms(ed));
	json_object_set_new(o, "_lectern", x);
	for (size_t i = 0; i < ed->entries.n; i++)
		json_array_append_new(items, item(ed, &ed->entries.list[i]));
	json_object_set_new(o, "items", items);
	json_put_document(o, out);
	free(title);
	free(self);
	free(id);
}
