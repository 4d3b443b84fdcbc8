/* SPDX-License-Identifier: ISC */
/* What a page says to search engines, as JSON-LD. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/text.h"
#include "publish/cite.h"
#include "publish/credit.h"
#include "publish/digest.h"
#include "publish/json_put.h"
#include "publish/link.h"
#include "publish/linked.h"
#include "publish/output.h"

static json_t *
thing(const char *type)
{
	json_t *o = json_object();

	json_put(o, "@type", type);
	return o;
}

/* A thing of which no more is known than how it is called. */
static void
put_named(json_t *o, const char *key, const char *type, const char *name)
{
	json_t *named;

	if (text_is_blank(name))
		return;
	named = thing(type);
	json_put(named, "name", name);
	json_object_set_new(o, key, named);
}

static void
put_link(json_t *o, const char *key, char *url)
{
	json_put(o, key, url);
	free(url);
}

/* A date without a time stays one. */
static void
put_day(json_t *o, const char *key, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	if (t == CLOCK_NONE)
		return;
	clock_rfc3339(t, s);
	if (clock_is_date(t))
		s[strcspn(s, "T")] = '\0';
	json_put(o, key, s);
}

static void
put_authors(json_t *o, const struct people *people)
{
	json_t *list = json_array();

	for (size_t i = 0; i < people->n; i++) {
		json_t *person;

		if (text_is_blank(people->list[i].name))
			continue;
		person = thing("Person");
		json_put(person, "name", people->list[i].name);
		json_array_append_new(list, person);
	}
	json_put_filled(o, "author", list);
}

static json_t *
work(const struct entry *en, const char *type, const char *container)
{
	char *title = credit_title(en);
	json_t *o = thing(type);

	json_put(o, "headline", title);
	put_authors(o, &en->item.authors);
	put_day(o, "datePublished", en->published_at);
	put_named(o, "isPartOf", container, cite_container(en));
	json_put(o, "inLanguage", en->item.language);
	if (en->amended == AMENDMENT_RETRACTION)
		json_put(o, "creativeWorkStatus", "Retracted");
	free(title);
	return o;
}

static json_t *
article(const struct entry *en)
{
	json_t *o = work(en, "ScholarlyArticle", "Periodical"), *doi;

	if (en->item.doi == NULL)
		return o;
	doi = thing("PropertyValue");
	json_put(doi, "propertyID", "DOI");
	json_put(doi, "value", en->item.doi);
	json_object_set_new(o, "identifier", doi);
	return o;
}

static json_t *
advert(const struct entry *en)
{
	char *employer = credit_employer(en), *text = digest_text(&en->item);
	char *title = cite_title(en);
	json_t *o = thing("JobPosting");

	json_put(o, "title", title);
	json_put(o, "description", text != NULL ? text : title);
	put_named(o, "hiringOrganization", "Organization", employer);
	put_day(o, "datePosted", en->published_at);
	put_day(o, "validThrough", en->item.closes_at);
	free(title);
	free(employer);
	free(text);
	return o;
}

static json_t *
post(const struct entry *en)
{
	return work(en, "BlogPosting", "Blog");
}

static json_t *
list_items(const struct edition *ed)
{
	static json_t *(*const make[])(const struct entry *) = {
	    [KIND_ARTICLE] = article,
	    [KIND_ADVERT] = advert,
	    [KIND_POST] = post,
	};
	json_t *items = json_array();

	for (size_t i = 0; i < ed->entries.n; i++) {
		const struct entry *en = &ed->entries.list[i];
		json_t *listed = thing("ListItem");
		json_t *item = make[cite_kind(en)](en);

		put_link(item, "url", link_shown(ed, en));
		json_put_number(listed, "position", (int64_t)i + 1);
		json_object_set_new(listed, "item", item);
		json_array_append_new(items, listed);
	}
	return items;
}

/* Within <script> only "</" ends it, and "<!--" confuses; neither can be where
 * no "<" is, which in JSON stands in strings alone. */
static int
add_bytes(const char *bytes, size_t len, void *out)
{
	for (size_t n; len > 0; bytes += n, len -= n) {
		const char *mark = memchr(bytes, '<', len);

		n = mark == bytes  ? 1
		    : mark != NULL ? (size_t)(mark - bytes)
				   : len;
		if (mark == bytes)
			buf_adds(out, "\\u003c");
		else
			buf_add(out, bytes, n);
	}
	return 0;
}

void
linked_add(struct buf *b, const struct edition *ed)
{
	json_t *page = json_object(), *list;
	char *title = output_title(ed, ed->output);

	json_put(page, "@context", "https://schema.org");
	json_put(page, "@type", "CollectionPage");
	json_put(page, "name", title);
	json_put(page, "description", ed->site.subtitle);
	json_put(page, "inLanguage", ed->site.language);
	put_link(page, "url", output_url(&ed->site, ed->output));
	put_named(page, "publisher", "Organization", ed->site.author);
	list = thing("ItemList");
	json_object_set_new(list, "itemListElement", list_items(ed));
	json_object_set_new(page, "mainEntity", list);
	json_dump_callback(page, add_bytes, b, JSON_COMPACT);
	buf_addc(b, '\n');
	json_decref(page);
	free(title);
}
