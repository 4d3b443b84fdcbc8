/* SPDX-License-Identifier: ISC */
/* The list that page and fragment have in common. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "publish/cite.h"
#include "publish/coins.h"
#include "publish/credit.h"
#include "publish/digest.h"
#include "publish/link.h"
#include "publish/listing.h"
#include "publish/markup.h"

/* A text of no more bytes stands open under its entry; a longer one, and any
 * abstract, is folded. */
#define NOTE_MAX 280

void
listing_date(struct buf *b, int64_t t)
{
	struct civil c = clock_local(t);
	char *words = cite_date(t);

	buf_addf(b, "<time datetime=\"%04" PRId64 "-%02d-%02d\">", c.year,
	    c.month, c.day);
	markup_addf(b, "%s</time>", words);
	free(words);
}

/* "Jones, L. Title. Journal. 12 September 2022." with the title as link; of an
 * advert the employer is where the journal would be. */
static void
add_citation(struct buf *b, const struct entry *en, const char *anchor,
    const char *employer)
{
	char *people = cite_people(&en->item.authors), *url = link_entry(en);
	char *title = credit_title(en);
	const char *container = cite_container(en);

	buf_adds(b, "<p class=\"cite\">");
	if (people != NULL)
		markup_addf(b, "%s%s ", people, cite_stop(people));
	if (url != NULL)
		markup_addf(b, "<a id=\"%s-title\" href=\"%s\">%s</a>", anchor,
		    url, title);
	else
		markup_addf(b, "<b id=\"%s-title\">%s</b>", anchor, title);
	markup_addf(b, "%s ", cite_stop(title));
	if (employer != NULL)
		markup_addf(b, "%s%s ", employer, cite_stop(employer));
	else if (container != NULL)
		markup_addf(
		    b, "<cite>%s</cite>%s ", container, cite_stop(container));
	listing_date(b, en->published_at);
	buf_adds(b, ".</p>\n");
	coins_add(b, en);
	free(people);
	free(url);
	free(title);
}

/* "Retracted by" with the notice, "Correction of" with the original. */
static void
add_notice(struct buf *b, const struct entry *en)
{
	const struct mention *other;
	const char *words = cite_notice(en, &other);
	char *href;

	if (words == NULL)
		return;
	href = link_http(other->url);
	markup_addf(b, "<p class=\"notice\">%s ", words);
	if (href != NULL)
		markup_addf(
		    b, "<a href=\"%s\">%s</a></p>\n", href, other->title);
	else
		markup_addf(b, "%s</p>\n", other->title);
	free(href);
}

/* Whether sanitised HTML has only what this page may hold: no headings that
 * would stand above its own, nothing that a browser would fetch. */
static bool
fits(const char *html)
{
	static const char *const misfits[] = {
	    "<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "<img"};

	for (size_t i = 0; i < sizeof(misfits) / sizeof(misfits[0]); i++)
		if (strstr(html, misfits[i]) != NULL)
			return false;
	return true;
}

/* html, when it has some that fits, else the text that it would say. */
static void
add_body(struct buf *b, const char *text, const char *html)
{
	const bool is_html = html != NULL && fits(html);

	/* What may be wider than the page is moved by keys too. */
	buf_adds(b, is_html && strstr(html, "<table") != NULL
			? "<div tabindex=\"0\">"
			: "<div>");
	if (is_html)
		buf_adds(b, html);
	else
		markup_paragraphs(b, text);
	buf_adds(b, "</div>\n");
}

static void
add_text(struct buf *b, const struct entry *en, const char *anchor,
    const char *employer)
{
	const bool is_article = cite_kind(en) == KIND_ARTICLE;
	const struct item *it = &en->item;
	char *summary = digest_summary(it);
	char *whole = summary != NULL ? summary : digest_text(it);
	const char *html = summary != NULL ? NULL : digest_html(it);
	const char *text = whole == NULL ? "" : credit_rest(whole, employer);

	if (*text == '\0')
		goto out;
	if (!is_article && strlen(text) <= NOTE_MAX) {
		buf_adds(b, "<p class=\"note\">");
		markup_lines(b, text, "<br>\n");
		buf_adds(b, "</p>\n");
		goto out;
	}
	markup_addf(b,
	    "<details>\n<summary aria-describedby=\"%s-title\">%s</summary>\n",
	    anchor, is_article ? "Abstract" : "Summary");
	add_body(b, text, text == whole ? html : NULL);
	buf_adds(b, "</details>\n");
out:
	free(whole);
}

/* Only what the advert says; a section's lifetime is our own affair. */
static void
add_closing(struct buf *b, const struct entry *en)
{
	if (en->item.closes_at == CLOCK_NONE)
		return;
	buf_adds(b, "<p class=\"closes\">Closes ");
	listing_date(b, en->item.closes_at);
	if (en->closes_soon)
		buf_adds(b, " <strong class=\"soon\">closing soon</strong>");
	buf_adds(b, "</p>\n");
}

static void
add_entry(struct buf *b, const struct edition *ed, const struct entry *en)
{
	const char *language =
	    en->item.language != NULL ? en->item.language : en->origin.language;
	char *anchor = link_anchor(en), *employer = credit_employer(en);

	markup_addf(b, "<li id=\"%s\"", anchor);
	if (markup_is_language(language) &&
	    strcasecmp(language, ed->site.language) != 0)
		markup_addf(b, " lang=\"%s\"", language);
	buf_adds(b, ">\n");
	add_citation(b, en, anchor, employer);
	add_notice(b, en);
	add_closing(b, en);
	add_text(b, en, anchor, employer);
	buf_adds(b, "</li>\n");
	free(anchor);
	free(employer);
}

static void
add_section(struct buf *b, const struct edition *ed, const struct section *s)
{
	size_t n = 0;

	markup_addf(b,
	    "<section aria-labelledby=\"section-%s\">\n"
	    "<h2 id=\"section-%s\">%s</h2>\n",
	    s->name, s->name, s->title);
	for (size_t i = 0; i < ed->entries.n; i++) {
		const struct entry *en = &ed->entries.list[i];

		if (strcmp(en->section, s->name) != 0)
			continue;
		if (n++ == 0)
			buf_adds(b, "<ul class=\"entries\">\n");
		add_entry(b, ed, en);
	}
	buf_adds(b, n > 0 ? "</ul>\n"
			  : "<p class=\"empty\">Nothing is listed here at "
			    "present.</p>\n");
	buf_adds(b, "</section>\n");
}

void
listing_add(struct buf *b, const struct edition *ed)
{
	for (size_t i = 0; i < ed->n_sections; i++)
		add_section(b, ed, &ed->sections[i]);
}

void
listing_render(const struct edition *ed, struct buf *out)
{
	markup_addf(
	    out, "<div class=\"lectern\" lang=\"%s\">\n", ed->site.language);
	listing_add(out, ed);
	buf_adds(out, "</div>\n");
}
