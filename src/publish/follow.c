/* SPDX-License-Identifier: ISC */
/* The ways to follow a list. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "publish/follow.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"

/* What people want a file for. */
enum use { USE_NONE, USE_FEED, USE_CALENDAR, USE_CITE, USE_SOURCES, USE_COUNT };

static const enum use uses[FORM_COUNT] = {
    [FORM_ATOM] = USE_FEED,
    [FORM_RSS] = USE_FEED,
    [FORM_JSON] = USE_FEED,
    [FORM_ICS] = USE_CALENDAR,
    [FORM_RIS] = USE_CITE,
    [FORM_BIB] = USE_CITE,
    [FORM_OPML] = USE_SOURCES,
};

static const struct {
	const char *name, *how;
} words[USE_COUNT] = {
    [USE_FEED] = {"Feed reader",
	"Give one of these addresses to a feed reader, and what is new comes "
	"to you."},
    [USE_CALENDAR] = {"Calendar",
	"Subscribe to this address in a calendar, and closing dates show up "
	"there."},
    [USE_CITE] = {"Citations",
	"Open in Zotero, EndNote or LaTeX to cite from the list."},
    [USE_SOURCES] = {"Sources",
	"Import into a feed reader to follow the journals themselves."},
};

static bool
is_used_for(const struct output *o, enum use use)
{
	return uses[o->form] == use;
}

void
follow_add_links(struct buf *b, const struct edition *ed)
{
	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		char *name, *href;

		if (is_used_for(o, USE_NONE))
			continue;
		name = output_title(ed, o);
		href = output_href(o);
		markup_addf(b,
		    "<link rel=\"alternate\" type=\"%s\" "
		    "title=\"%s (%s)\" href=\"%s\">\n",
		    output_media_type(o), name, output_form(o), href);
		free(name);
		free(href);
	}
}

static void
add_use(struct buf *b, const struct edition *ed, enum use use)
{
	size_t n = 0;

	for (size_t i = 0; i < ed->n_outputs; i++)
		n += is_used_for(&ed->outputs[i], use);
	if (n == 0)
		return;
	markup_addf(b, "<li><b>%s</b> <span>%s</span>\n<ul>\n", words[use].name,
	    words[use].how);
	for (size_t i = 0; i < ed->n_outputs; i++) {
		const struct output *o = &ed->outputs[i];
		char *href;

		if (!is_used_for(o, use))
			continue;
		href = output_href(o);
		markup_addf(b,
		    "<li><a type=\"%s\" href=\"%s\">%s (%s)</a></li>\n",
		    output_media_type(o), href, output_label(ed, o),
		    output_form(o));
		free(href);
	}
	buf_adds(b, "</ul></li>\n");
}

void
follow_add(struct buf *b, const struct edition *ed)
{
	size_t n = 0;

	for (size_t i = 0; i < ed->n_outputs; i++)
		n += !is_used_for(&ed->outputs[i], USE_NONE);
	if (n == 0)
		return;
	buf_adds(b, "<nav class=\"follow\" aria-label=\"Follow this list\">\n"
		    "<details>\n<summary>Follow this list</summary>\n<ul>\n");
	for (enum use use = USE_FEED; use < USE_COUNT; use++)
		add_use(b, ed, use);
	buf_adds(b, "</ul>\n</details>\n</nav>\n");
}

/* What a browser makes of such a document is its bare text: people are told. */
void
follow_add_months(struct buf *b, const struct edition *ed)
{
	if (ed->months == NULL)
		return;
	buf_adds(b,
	    "<nav class=\"months\" aria-label=\"Earlier months\">\n"
	    "<details>\n<summary>Earlier months</summary>\n"
	    "<p>Everything that was listed, month by month, as Atom: for "
	    "feed readers and other programs. A browser shows the bare text of "
	    "it.</p>\n<ul>\n");
	for (size_t i = ed->months->n; i-- > 0;) {
		const struct archive *a = &ed->months->list[i];
		char *href = link_escape(a->file, strlen(a->file));

		markup_addf(b,
		    "<li><a type=\"application/atom+xml\" href=\"%s\">%s ",
		    href, clock_month_name(a->month));
		buf_addf(b, "%lld</a></li>\n", (long long)a->year);
		free(href);
	}
	buf_adds(b, "</ul>\n</details>\n</nav>\n");
}
