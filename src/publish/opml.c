/* SPDX-License-Identifier: ISC */
/* The feeds that an edition is made of, as OPML 2.0. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/xalloc.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/opml.h"
#include "publish/output.h"
#include "publish/writer.h"

static void
channel(xmlTextWriterPtr w, const struct channel *c)
{
	char *title = markup_plain(c->title);
	char *url = link_feed(c->url), *home_url = link_http(c->home_url);

	writer_start(w, "outline");
	writer_attribute(w, "text", title);
	if (url != NULL) {
		/* Whatever its form: "rss" says that it is a feed. */
		writer_attribute(w, "type", "rss");
		writer_attribute(w, "title", title);
		writer_attribute(w, "xmlUrl", url);
		writer_attribute(w, "htmlUrl", home_url);
	} else if (home_url != NULL) {
		writer_attribute(w, "type", "link");
		writer_attribute(w, "url", home_url);
	}
	writer_end(w);
	free(title);
	free(url);
	free(home_url);
}

static void
head(xmlTextWriterPtr w, const struct edition *ed)
{
	char *title = output_title(ed, ed->output);
	char *sources = xasprintf("%s: its sources", title);
	char date[CLOCK_RFC822_SIZE];

	writer_start(w, "head");
	writer_plain(w, "title", NULL, NULL, sources);
	if (ed->updated_at != CLOCK_NONE)
		writer_element(
		    w, "dateModified", clock_rfc822(ed->updated_at, date));
	writer_plain(w, "ownerName", NULL, NULL, ed->site.author);
	writer_end(w);
	free(title);
	free(sources);
}

void
opml_render(const struct edition *ed, struct buf *out)
{
	xmlTextWriterPtr w = writer_open(out);

	writer_start(w, "opml");
	writer_attribute(w, "version", "2.0");
	head(w, ed);
	writer_start(w, "body");
	for (size_t i = 0; i < ed->n_sections; i++) {
		const struct section *s = &ed->sections[i];
		char *title = markup_plain(s->title);

		writer_start(w, "outline");
		writer_attribute(w, "text", title);
		for (size_t j = 0; j < ed->n_channels; j++)
			if (strcmp(ed->channels[j].section, s->name) == 0)
				channel(w, &ed->channels[j]);
		writer_end(w);
		free(title);
	}
	writer_close(w);
}
