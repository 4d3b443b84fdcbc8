/* SPDX-License-Identifier: ISC */
/* What a feed document says: life and death of it. */
#include <stdlib.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "model/feed.h"

const char *
format_str(enum format format)
{
	static const char *const names[] = {
	    [FORMAT_UNKNOWN] = "unknown",
	    [FORMAT_RSS090] = "rss090",
	    [FORMAT_RSS091] = "rss091",
	    [FORMAT_RSS092] = "rss092",
	    [FORMAT_RSS093] = "rss093",
	    [FORMAT_RSS094] = "rss094",
	    [FORMAT_RSS10] = "rss10",
	    [FORMAT_RSS20] = "rss20",
	    [FORMAT_ATOM03] = "atom03",
	    [FORMAT_ATOM10] = "atom10",
	    [FORMAT_JSON] = "json",
	    [FORMAT_CDF] = "cdf",
	    [FORMAT_NHSJOBS] = "nhsjobs",
	};

	return names[format];
}

void
feed_init(struct feed *f)
{
	*f = (struct feed){.updated_at = CLOCK_NONE, .ttl_secs = -1};
}

void
item_init(struct item *it)
{
	*it = (struct item){
	    .published_at = CLOCK_NONE,
	    .modified_at = CLOCK_NONE,
	    .closes_at = CLOCK_NONE,
	    .prose_closes_at = CLOCK_NONE,
	};
}

void
people_done(struct people *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->list[i].name);
		free(p->list[i].email);
		free(p->list[i].url);
	}
	free(p->list);
	*p = (struct people){0};
}

static void
citation_done(struct citation *c)
{
	free(c->journal);
	free(c->volume);
	free(c->number);
	free(c->first_page);
	free(c->last_page);
	free(c->publisher);
}

void
item_done(struct item *it)
{
	free(it->id);
	free(it->url);
	free(it->external_url);
	free(it->title);
	free(it->html);
	free(it->text);
	free(it->summary);
	free(it->image);
	free(it->language);
	free(it->rights);
	free(it->license);
	free(it->comments);
	free(it->doi);
	free(it->amends_doi);
	free(it->source_title);
	free(it->source_url);
	citation_done(&it->citation);
	people_done(&it->authors);
	people_done(&it->contributors);
	for (size_t i = 0; i < it->n_tags; i++) {
		free(it->tags[i].term);
		free(it->tags[i].scheme);
		free(it->tags[i].label);
	}
	free(it->tags);
	for (size_t i = 0; i < it->n_attachments; i++) {
		free(it->attachments[i].url);
		free(it->attachments[i].mime_type);
		free(it->attachments[i].title);
	}
	free(it->attachments);
	item_init(it);
}

void
feed_done(struct feed *f)
{
	free(f->encoding);
	free(f->id);
	free(f->title);
	free(f->subtitle);
	free(f->url);
	free(f->self_url);
	free(f->icon);
	free(f->language);
	free(f->rights);
	free(f->generator);
	people_done(&f->authors);
	people_done(&f->contributors);
	for (size_t i = 0; i < f->n_items; i++)
		item_done(&f->items[i]);
	free(f->items);
	feed_init(f);
}

struct item *
feed_add_item(struct feed *f)
{
	f->items = xgrow(f->items, f->n_items, sizeof(*f->items));
	item_init(&f->items[f->n_items]);
	return &f->items[f->n_items++];
}

struct person *
people_add(struct people *p)
{
	p->list = xgrow(p->list, p->n, sizeof(*p->list));
	p->list[p->n] = (struct person){0};
	return &p->list[p->n++];
}

struct tag *
item_add_tag(struct item *it)
{
	it->tags = xgrow(it->tags, it->n_tags, sizeof(*it->tags));
	it->tags[it->n_tags] = (struct tag){0};
	return &it->tags[it->n_tags++];
}

struct attachment *
item_add_attachment(struct item *it)
{
	it->attachments =
	    xgrow(it->attachments, it->n_attachments, sizeof(*it->attachments));
	it->attachments[it->n_attachments] =
	    (struct attachment){.size = -1, .duration_secs = -1};
	return &it->attachments[it->n_attachments++];
}
