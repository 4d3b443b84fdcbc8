/* SPDX-License-Identifier: ISC */
/* An edition as one HTML page. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/hash.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"
#include "publish/page.h"
#include "publish/publish.h"

/* A text of no more bytes stands open under its entry, a longer one folded. */
#define NOTE_MAX 280

extern const char publish_page_css[]; /* page.css, by the build */

/* An open book, drawn here so that no browser asks the server for one. */
static const char icon[] =
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20"
    "viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%237a1f2b'%20d='M1%203c3-1%20"
    "5-1%206.500%200v10.500c-1.500-1-3.500-1-6.500%200zM8.500%203c1.500-1%20"
    "3.500-1%206.500%200v10.500c-3-1-5-1-6.500%200z'/%3E%3C/svg%3E";

static bool
is_feed(const struct output *o)
{
	const char *type = publish_media_type(o->file);

	return type != NULL && strcmp(type, "application/atom+xml") == 0;
}

static void
add_date(struct buf *b, int64_t t)
{
	struct civil c = clock_local(t);
	char *words = cite_date(t);

	buf_addf(b, "<time datetime=\"%04" PRId64 "-%02d-%02d\">", c.year,
	    c.month, c.day);
	markup_addf(b, "%s</time>", words);
	free(words);
}

/* The policy comes before what it is about: the one style that may apply. */
static void
add_policy(struct buf *b)
{
	char hash[HASH_BASE64_SIZE];

	hash_base64(publish_page_css, strlen(publish_page_css), hash);
	markup_addf(b,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'sha256-%s'; img-src data:; "
	    "base-uri 'none'; form-action 'none'\">\n",
	    hash);
}

static void
add_head(struct buf *b, const struct edition *ed, const char *title)
{
	buf_adds(b, "<head>\n<meta charset=\"utf-8\">\n");
	add_policy(b);
	markup_addf(b,
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<title>%s</title>\n"
	    "<meta name=\"author\" content=\"%s\">\n"
	    "<meta name=\"generator\" content=\"lectern %s\">\n",
	    title, ed->site.author, LECTERN_VERSION);
	if (!text_is_blank(ed->site.subtitle))
		markup_addf(b, "<meta name=\"description\" content=\"%s\">\n",
		    ed->site.subtitle);
	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		char *name, *href;

		if (!is_feed(o))
			continue;
		name = output_title(ed, o);
		href = output_href(o);
		markup_addf(b,
		    "<link rel=\"alternate\" type=\"application/atom+xml\" "
		    "title=\"%s\" href=\"%s\">\n",
		    name, href);
		free(name);
		free(href);
	}
	markup_addf(b, "<link rel=\"icon\" href=\"%s\">\n", icon);
	buf_adds(b, "<style>");
	buf_adds(b, publish_page_css);
	buf_adds(b, "</style>\n</head>\n");
}

static void
add_subscribe(struct buf *b, const struct edition *ed)
{
	size_t n = 0;

	for (size_t i = 0; i < ed->n_outputs; i++)
		n += is_feed(&ed->outputs[i]);
	if (n == 0)
		return;
	buf_adds(b, "<nav class=\"follow\" aria-labelledby=\"follow\">\n"
		    "<p id=\"follow\">Follow in a feed reader:</p>\n<ul>\n");
	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		char *href;

		if (!is_feed(o))
			continue;
		href = output_href(o);
		markup_addf(b,
		    "<li><a type=\"application/atom+xml\" href=\"%s\">%s</a>"
		    "</li>\n",
		    href, output_label(ed, o));
		free(href);
	}
	buf_adds(b, "</ul>\n</nav>\n");
}

static void
add_header(struct buf *b, const struct edition *ed, const char *title)
{
	char *home = link_http(ed->site.link);

	buf_adds(b, "<header>\n");
	if (home != NULL)
		markup_addf(b, "<p class=\"by\"><a href=\"%s\">%s</a></p>\n",
		    home, ed->site.author);
	markup_addf(b, "<h1>%s</h1>\n", title);
	if (!text_is_blank(ed->site.subtitle))
		markup_addf(b, "<p class=\"lead\">%s</p>\n", ed->site.subtitle);
	if (ed->updated_at != CLOCK_NONE) {
		buf_adds(b, "<p class=\"changed\">Last changed ");
		add_date(b, ed->updated_at);
		buf_adds(b, "</p>\n");
	}
	if (ed->n_sections > 1) {
		buf_adds(b, "<nav aria-label=\"Sections\">\n<ul>\n");
		for (size_t i = 0; i < ed->n_sections; i++)
			markup_addf(b,
			    "<li><a href=\"#section-%s\">%s</a></li>\n",
			    ed->sections[i].name, ed->sections[i].title);
		buf_adds(b, "</ul>\n</nav>\n");
	}
	add_subscribe(b, ed);
	buf_adds(b, "</header>\n");
	free(home);
}

/* "Jones, L. Title. Journal. 12 September 2022." with the title as link. */
static void
add_citation(struct buf *b, const struct entry *en, const char *anchor)
{
	char *people = cite_people(&en->item.authors), *url = link_entry(en);
	char *title = cite_title(en);
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
	if (container != NULL)
		markup_addf(
		    b, "<cite>%s</cite>%s ", container, cite_stop(container));
	add_date(b, en->published_at);
	buf_adds(b, ".</p>\n");
	free(people);
	free(url);
	free(title);
}

/* The paragraphs of a plain text with markup between them. */
static void
add_paragraphs(struct buf *b, const char *text, const char *between)
{
	const char *end;

	for (; (end = strstr(text, "\n\n")) != NULL; text = end + 2) {
		char *paragraph = xstrndup(text, (size_t)(end - text));

		markup_add(b, paragraph);
		buf_adds(b, between);
		free(paragraph);
	}
	markup_add(b, text);
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

static void
add_text(struct buf *b, const struct entry *en, const char *anchor)
{
	const struct item *it = &en->item;
	char *summary = digest_summary(it);
	char *text = summary != NULL ? summary : digest_text(it);
	const char *html = summary != NULL ? NULL : digest_html(it);

	if (text == NULL)
		return;
	if (strlen(text) <= NOTE_MAX) {
		buf_adds(b, "<p class=\"note\">");
		add_paragraphs(b, text, "<br>\n");
		buf_adds(b, "</p>\n");
		goto out;
	}
	markup_addf(b,
	    "<details>\n<summary aria-describedby=\"%s-title\">%s</summary>\n",
	    anchor,
	    it->doi != NULL || it->citation.journal != NULL ? "Abstract"
							    : "Summary");
	if (html != NULL && fits(html)) {
		buf_addf(b, "<div>%s</div>\n", html);
	} else {
		buf_adds(b, "<div><p>");
		add_paragraphs(b, text, "</p>\n<p>");
		buf_adds(b, "</p></div>\n");
	}
	buf_adds(b, "</details>\n");
out:
	free(text);
}

static void
add_entry(struct buf *b, const struct edition *ed, const struct entry *en)
{
	const char *language =
	    en->item.language != NULL ? en->item.language : en->origin.language;
	char *anchor = link_anchor(en);

	markup_addf(b, "<li id=\"%s\"", anchor);
	if (markup_is_language(language) &&
	    strcasecmp(language, ed->site.language) != 0)
		markup_addf(b, " lang=\"%s\"", language);
	buf_adds(b, ">\n");
	add_citation(b, en, anchor);
	if (en->item.closes_at != CLOCK_NONE) {
		buf_adds(b, "<p class=\"closes\">Closes ");
		add_date(b, en->item.closes_at);
		buf_adds(b, "</p>\n");
	}
	add_text(b, en, anchor);
	buf_adds(b, "</li>\n");
	free(anchor);
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
			buf_adds(b, "<ul class=\"entries\" role=\"list\">\n");
		add_entry(b, ed, en);
	}
	buf_adds(b, n > 0 ? "</ul>\n"
			  : "<p class=\"empty\">Nothing is listed here at "
			    "present.</p>\n");
	buf_adds(b, "</section>\n");
}

void
page_render(const struct edition *ed, struct buf *out)
{
	char *title = output_title(ed, ed->output);

	markup_addf(
	    out, "<!DOCTYPE html>\n<html lang=\"%s\">\n", ed->site.language);
	add_head(out, ed, title);
	buf_adds(out, "<body>\n<a class=\"skip\" href=\"#list\">Skip to the "
		      "list</a>\n");
	add_header(out, ed, title);
	buf_adds(out, "<main id=\"list\">\n");
	for (size_t i = 0; i < ed->n_sections; i++)
		add_section(out, ed, &ed->sections[i]);
	buf_adds(out, "</main>\n</body>\n</html>\n");
	free(title);
}
