/* SPDX-License-Identifier: ISC */
/* An edition as RIS. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/name.h"
#include "publish/ris.h"

static void
field(struct buf *b, const char *tag, const char *value)
{
	char *line;

	if (text_is_blank(value))
		return;
	line = text_squash(markup_clean(value));
	buf_addf(b, "%s  - %s\r\n", tag, line);
	free(line);
}

static void
author(struct buf *b, const char *name)
{
	struct name_parts parts;
	char *line;

	if (text_is_blank(name))
		return;
	if (name_parse(name, &parts)) {
		line = xasprintf("%s%s%s%s%s", parts.family,
		    parts.given != NULL ? ", " : "",
		    parts.given != NULL ? parts.given : "",
		    parts.suffix != NULL ? ", " : "",
		    parts.suffix != NULL ? parts.suffix : "");
		name_parts_done(&parts);
	} else {
		line = xstrdup(name);
		for (char *comma = line; (comma = strchr(comma, ',')) != NULL;)
			*comma = ' ';
	}
	field(b, "AU", line);
	free(line);
}

static void
dates(struct buf *b, const struct entry *en)
{
	struct civil c = clock_local(en->published_at);

	buf_addf(b, "PY  - %04" PRId64 "\r\nDA  - %04" PRId64 "/%02d/%02d\r\n",
	    c.year, c.year, c.month, c.day);
}

static void
entry(struct buf *b, const struct entry *en)
{
	static const char *const types[] = {
	    [KIND_ARTICLE] = "JOUR",
	    [KIND_ADVERT] = "ELEC",
	    [KIND_POST] = "BLOG",
	};
	const struct item *it = &en->item;
	char *title = cite_title(en), *url = link_entry(en);
	char *text = digest_text(it), *note = cite_note(en);

	/* TY must be the first, ER the last; both are of our own making. */
	field(b, "TY", types[cite_kind(en)]);
	for (size_t i = 0; i < it->authors.n; i++)
		author(b, it->authors.list[i].name);
	field(b, "TI", title);
	field(b, "T2", cite_container(en));
	field(b, "VL", it->citation.volume);
	field(b, "IS", it->citation.number);
	field(b, "SP", it->citation.first_page);
	field(b, "EP", it->citation.last_page);
	field(b, "PB", it->citation.publisher);
	dates(b, en);
	field(b, "N1", note);
	field(b, "DO", it->doi);
	field(b, "UR", url);
	field(b, "AB", text);
	for (size_t i = 0; i < it->n_tags; i++)
		field(b, "KW",
		    it->tags[i].label != NULL ? it->tags[i].label
					      : it->tags[i].term);
	field(b, "LA", it->language);
	buf_adds(b, "ER  - \r\n\r\n");
	free(title);
	free(url);
	free(text);
	free(note);
}

void
ris_render(const struct edition *ed, struct buf *out)
{
	for (size_t i = 0; i < ed->entries.n; i++)
		entry(out, &ed->entries.list[i]);
}
