/* SPDX-License-Identifier: ISC */
/* An edition as one HTML page. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/hash.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/follow.h"
#include "publish/link.h"
#include "publish/linked.h"
#include "publish/listing.h"
#include "publish/markup.h"
#include "publish/output.h"
#include "publish/page.h"

extern const char publish_page_css[]; /* page.css, by the build */
extern const char publish_page_js[];

/* An open book, drawn here so that no browser asks the server for one. */
static const char icon[] =
    "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%20"
    "viewBox='0%200%2016%2016'%3E%3Cpath%20fill='%237a1f2b'%20d='M1%203c3-1%20"
    "5-1%206.500%200v10.500c-1.500-1-3.500-1-6.500%200zM8.500%203c1.500-1%20"
    "3.500-1%206.500%200v10.500c-3-1-5-1-6.500%200z'/%3E%3C/svg%3E";

/* The policy comes before what it is about: the one style and the one script
 * that may apply. What is of the site's own house, a logo, may be shown. */
static void
add_policy(struct buf *b, const char *style)
{
	char style_hash[HASH_BASE64_SIZE], script_hash[HASH_BASE64_SIZE];

	hash_base64(style, strlen(style), style_hash);
	hash_base64(publish_page_js, strlen(publish_page_js), script_hash);
	markup_addf(b,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; style-src 'sha256-%s'; "
	    "script-src 'sha256-%s'; img-src 'self' data:; font-src 'self'; "
	    "base-uri 'none'; form-action 'none'\">\n",
	    style_hash, script_hash);
}

/* What is shown of the page where somebody passes its address on. */
static void
add_card(struct buf *b, const struct edition *ed, const char *title)
{
	char *url = output_url(&ed->site, ed->output);

	markup_addf(b,
	    "<meta property=\"og:type\" content=\"website\">\n"
	    "<meta property=\"og:title\" content=\"%s\">\n"
	    "<meta property=\"og:site_name\" content=\"%s\">\n"
	    "<meta property=\"og:url\" content=\"%s\">\n",
	    title, ed->site.author, url);
	if (!text_is_blank(ed->site.subtitle))
		markup_addf(b,
		    "<meta property=\"og:description\" content=\"%s\">\n"
		    "<meta name=\"description\" content=\"%s\">\n",
		    ed->site.subtitle, ed->site.subtitle);
	free(url);
}

static void
add_head(struct buf *b, const struct edition *ed, const char *title)
{
	const char *own = ed->site.page_css != NULL ? ed->site.page_css : "";
	char *style = xasprintf("%s%s", publish_page_css, own);

	buf_adds(b, "<head>\n<meta charset=\"utf-8\">\n");
	add_policy(b, style);
	markup_addf(b,
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<title>%s</title>\n"
	    "<meta name=\"author\" content=\"%s\">\n"
	    "<meta name=\"generator\" content=\"lectern %s\">\n",
	    title, ed->site.author, LECTERN_VERSION);
	add_card(b, ed, title);
	follow_add_links(b, ed);
	markup_addf(b, "<link rel=\"icon\" href=\"%s\">\n", icon);
	buf_adds(b, "<style>");
	buf_adds(b, style);
	buf_adds(b, "</style>\n<script type=\"application/ld+json\">\n");
	linked_add(b, ed);
	buf_adds(b, "</script>\n</head>\n");
	free(style);
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
		listing_date(b, ed->updated_at);
		buf_adds(b, "</p>\n");
	}
	if (ed->n_sections > 1) {
		buf_adds(b, "<nav class=\"jump\" "
			    "aria-label=\"Sections\">\n<ul>\n");
		for (size_t i = 0; i < ed->n_sections; i++)
			markup_addf(b,
			    "<li><a href=\"#section-%s\">%s</a></li>\n",
			    ed->sections[i].name, ed->sections[i].title);
		buf_adds(b, "</ul>\n</nav>\n");
	}
	follow_add(b, ed);
	buf_adds(b, "</header>\n");
	free(home);
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
	if (ed->site.page_head != NULL)
		buf_adds(out, ed->site.page_head);
	add_header(out, ed, title);
	buf_adds(out, "<main id=\"list\">\n");
	listing_add(out, ed);
	buf_adds(out, "</main>\n");
	follow_add_months(out, ed);
	if (ed->site.page_foot != NULL)
		buf_adds(out, ed->site.page_foot);
	buf_adds(out, "<script>");
	buf_adds(out, publish_page_js);
	buf_adds(out, "</script>\n</body>\n</html>\n");
	free(title);
}
