/* SPDX-License-Identifier: ISC */
/* ContextObjects in Spans. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/coins.h"
#include "publish/credit.h"
#include "publish/link.h"
#include "publish/markup.h"

/* Adds "&key=value"; nothing without a value. */
static void
put(struct buf *kev, const char *key, const char *value)
{
	char *clean, *escaped;

	if (text_is_blank(value))
		return;
	clean = markup_clean(value);
	escaped = link_escape(clean, strlen(clean));
	buf_addf(kev, "&%s=%s", key, escaped);
	free(clean);
	free(escaped);
}

static void
put_date(struct buf *kev, int64_t t)
{
	struct civil c = clock_local(t);

	buf_addf(
	    kev, "&rft.date=%04" PRId64 "-%02d-%02d", c.year, c.month, c.day);
}

static void
put_article(struct buf *kev, const struct entry *en, const char *title)
{
	const struct citation *c = &en->item.citation;
	const struct {
		const char *key, *value;
	} fields[] = {
	    {"rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"},
	    {"rft.genre", "article"},
	    {"rft.atitle", title},
	    {"rft.jtitle", cite_container(en)},
	    {"rft.volume", c->volume},
	    {"rft.issue", c->number},
	    {"rft.spage", c->first_page},
	    {"rft.epage", c->last_page},
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		put(kev, fields[i].key, fields[i].value);
}

static void
put_post(struct buf *kev, const struct entry *en, const char *title)
{
	put(kev, "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
	put(kev, "rft.type", "blogPost");
	put(kev, "rft.title", title);
	put(kev, "rft.source", cite_container(en));
}

void
coins_add(struct buf *b, const struct entry *en)
{
	const struct people *authors = &en->item.authors;
	char *title, *url, *doi;
	struct buf kev;

	if (cite_kind(en) == KIND_ADVERT)
		return;
	title = credit_title(en);
	url = link_entry(en);
	buf_init(&kev, LIMIT_DOCUMENT);
	buf_adds(&kev, "ctx_ver=Z39.88-2004");
	if (cite_kind(en) == KIND_ARTICLE)
		put_article(&kev, en, title);
	else
		put_post(&kev, en, title);
	put_date(&kev, en->published_at);
	for (size_t i = 0; i < authors->n; i++)
		put(&kev, "rft.au", authors->list[i].name);
	if (en->item.doi != NULL) {
		doi = xasprintf("info:doi/%s", en->item.doi);
		put(&kev, "rft_id", doi);
		free(doi);
	} else {
		put(&kev, "rft_id", url);
	}
	markup_addf(
	    b, "<span class=\"Z3988\" title=\"%s\"></span>\n", kev.data);
	buf_done(&kev);
	free(title);
	free(url);
}
