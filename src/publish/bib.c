/* SPDX-License-Identifier: ISC */
/* An edition as BibTeX. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/bib.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/name.h"

#define KEY_DIGITS                                                \
	12 /* of a hash: two keys are the same once in 10^8 files \
	    */

/* Braces come by name: BibTeX counts them even behind a backslash. */
static void
add_tex(struct buf *b, const char *text)
{
	static const char *const escapes[128] = {
	    ['\\'] = "{\\textbackslash}",
	    ['{'] = "{\\textbraceleft}",
	    ['}'] = "{\\textbraceright}",
	    ['~'] = "{\\textasciitilde}",
	    ['^'] = "{\\textasciicircum}",
	    ['<'] = "{\\textless}",
	    ['>'] = "{\\textgreater}",
	    ['|'] = "{\\textbar}",
	    ['&'] = "\\&",
	    ['%'] = "\\%",
	    ['$'] = "\\$",
	    ['#'] = "\\#",
	    ['_'] = "\\_",
	};
	char *line = text_squash(markup_clean(text));

	for (const char *s = line; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 128 && escapes[c] != NULL)
			buf_adds(b, escapes[c]);
		else
			buf_addc(b, *s);
	}
	free(line);
}

static void
field(struct buf *b, const char *name, const char *value)
{
	if (text_is_blank(value))
		return;
	buf_addf(b, "  %s = {", name);
	add_tex(b, value);
	buf_adds(b, "},\n");
}

/* As it is; left out when it would not stay between its braces. */
static void
verbatim(struct buf *b, const char *name, const char *value)
{
	char *line;

	if (text_is_blank(value) || strpbrk(value, "{}\\") != NULL)
		return;
	line = text_squash(markup_clean(value));
	buf_addf(b, "  %s = {%s},\n", name, line);
	free(line);
}

static void
add_name(struct buf *b, const char *name)
{
	struct name_parts parts;

	if (!name_parse(name, &parts)) {
		buf_addc(b, '{');
		add_tex(b, name);
		buf_addc(b, '}');
		return;
	}
	/* "von Last, Jr, First" */
	add_tex(b, parts.family);
	if (parts.suffix != NULL) {
		buf_adds(b, ", ");
		add_tex(b, parts.suffix);
	}
	if (parts.given != NULL) {
		buf_adds(b, ", ");
		add_tex(b, parts.given);
	}
	name_parts_done(&parts);
}

static void
authors(struct buf *b, const struct people *people)
{
	size_t n = 0;

	for (size_t i = 0; i < people->n; i++) {
		if (text_is_blank(people->list[i].name))
			continue;
		buf_adds(b, n++ == 0 ? "  author = {" : " and ");
		add_name(b, people->list[i].name);
	}
	if (n > 0)
		buf_adds(b, "},\n");
}

static void
dates(struct buf *b, const struct entry *en)
{
	struct civil c = clock_local(en->published_at);
	const char *month = clock_month_name(c.month);

	/* The month by the name that styles know, in no braces. */
	buf_addf(b,
	    "  date = {%04" PRId64 "-%02d-%02d},\n"
	    "  year = {%04" PRId64 "},\n  month = %c%.2s,\n",
	    c.year, c.month, c.day, c.year, tolower((unsigned char)month[0]),
	    month + 1);
}

static void
pages(struct buf *b, const struct citation *c)
{
	if (text_is_blank(c->first_page))
		return;
	buf_adds(b, "  pages = {");
	add_tex(b, c->first_page);
	if (!text_is_blank(c->last_page) &&
	    strcmp(c->first_page, c->last_page) != 0) {
		buf_adds(b, "--");
		add_tex(b, c->last_page);
	}
	buf_adds(b, "},\n");
}

static void
keywords(struct buf *b, const struct item *it)
{
	size_t n = 0;

	for (size_t i = 0; i < it->n_tags; i++) {
		const struct tag *tag = &it->tags[i];
		const char *word = tag->label != NULL ? tag->label : tag->term;

		if (text_is_blank(word))
			continue;
		buf_adds(b, n++ == 0 ? "  keywords = {" : ", ");
		add_tex(b, word);
	}
	if (n > 0)
		buf_adds(b, "},\n");
}

static void
entry(struct buf *b, const struct entry *en)
{
	const struct item *it = &en->item;
	bool is_article = cite_kind(en) == KIND_ARTICLE;
	char *title = cite_title(en), *url = link_entry(en);
	char *text = digest_text(it), *note = cite_note(en);
	char hash[HASH_SIZE];

	hash_hex(en->entry_id, strlen(en->entry_id), hash);
	buf_addf(b, "@%s{lectern-%.*s,\n", is_article ? "article" : "misc",
	    KEY_DIGITS, hash);
	authors(b, &it->authors);
	buf_adds(b, "  title = {{");
	add_tex(b, title);
	buf_adds(b, "}},\n");
	field(b, is_article ? "journal" : "howpublished", cite_container(en));
	field(b, "volume", it->citation.volume);
	field(b, "number", it->citation.number);
	pages(b, &it->citation);
	field(b, "publisher", it->citation.publisher);
	dates(b, en);
	field(b, "note", note);
	verbatim(b, "doi", it->doi);
	verbatim(b, "url", url);
	field(b, "abstract", text);
	keywords(b, it);
	field(b, "language", it->language);
	buf_adds(b, "}\n\n");
	free(title);
	free(url);
	free(text);
	free(note);
}

void
bib_render(const struct edition *ed, struct buf *out)
{
	for (size_t i = 0; i < ed->entries.n; i++)
		entry(out, &ed->entries.list[i]);
}
