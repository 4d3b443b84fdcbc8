/* SPDX-License-Identifier: ISC */
/* Whatever a document is, what it is read as is as model/feed.h says. */
#include "../unit/safe_html.h"
#include "core/clock.h"
#include "core/limits.h"
#include "fuzz.h"
#include "parse/page.h"
#include "parse/parse.h"

#define URL "https://example.org/feed"

/* Years 1 to 9999 and the hours that a zone is off. */
static void
must_be_time(int64_t t)
{
	must(t == CLOCK_NONE || (t >= -62135683200 && t <= 253402387200));
}

static void
check_people(const struct people *p, size_t max)
{
	must(p->n <= max);
	for (size_t i = 0; i < p->n; i++) {
		must_be_text(p->list[i].name);
		must_be_text(p->list[i].email);
		must_be_text(p->list[i].url);
	}
}

static void
check_lists(const struct item *it)
{
	check_people(&it->authors, LIMIT_PEOPLE);
	check_people(&it->contributors, LIMIT_PEOPLE);
	must(it->n_tags <= LIMIT_TAGS);
	for (size_t i = 0; i < it->n_tags; i++) {
		must_be_text(it->tags[i].term);
		must_be_text(it->tags[i].scheme);
		must_be_text(it->tags[i].label);
	}
	must(it->n_attachments <= LIMIT_ATTACHMENTS);
	for (size_t i = 0; i < it->n_attachments; i++) {
		must_be_text(it->attachments[i].url);
		must_be_text(it->attachments[i].mime_type);
		must_be_text(it->attachments[i].title);
	}
}

static void
check_item(const struct item *it)
{
	const char *const texts[] = {it->id, it->url, it->external_url,
	    it->title, it->html, it->text, it->summary, it->image, it->language,
	    it->rights, it->license, it->comments, it->doi, it->source_title,
	    it->source_url, it->citation.journal, it->citation.volume,
	    it->citation.number, it->citation.first_page,
	    it->citation.last_page, it->citation.publisher};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		must_be_text(texts[i]);
	must(it->html == NULL || is_safe_html(it->html));
	must(it->title == NULL || strlen(it->title) <= LIMIT_TITLE);
	must_be_time(it->published_at);
	must_be_time(it->modified_at);
	must_be_time(it->closes_at);
	check_lists(it);
}

static void
check_feed(const struct feed *f)
{
	const char *const texts[] = {f->encoding, f->id, f->title, f->subtitle,
	    f->url, f->self_url, f->icon, f->language, f->rights, f->generator};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		must_be_text(texts[i]);
	check_people(&f->authors, LIMIT_PEOPLE);
	check_people(&f->contributors, LIMIT_PEOPLE);
	must_be_time(f->updated_at);
	must(f->n_items <= LIMIT_ITEMS);
	for (size_t i = 0; i < f->n_items; i++)
		check_item(&f->items[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct hints hints = {.url = URL};
	char *document = xstrndup((const char *)data, len);
	struct feed feed;
	struct page page;
	struct err e = {0};

	if (parse_feed(document, len, &hints, &feed, &e) == OUTCOME_OK) {
		check_feed(&feed);
		feed_done(&feed);
	} else {
		must(e.code != 0 && text_is_utf8(e.msg, strlen(e.msg)));
	}
	if (page_read((const char *)data, len, URL, &page)) {
		must_be_text(page.title);
		must_be_text(page.feed_url);
		page_done(&page);
	}
	free(document);
	return 0;
}
