/* SPDX-License-Identifier: ISC */
/* Mends what keeps a document from being XML. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/tree.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/entity.h"
#include "parse/repair.h"
#include "parse/tag.h"

#define ENTITY_NAME_MAX 32 /* HTML 4's longest is "thetasym" */

struct open_tag {
	struct span name;
	unsigned int hash; /* of the name in lower case */
	size_t n_namespaces;
	bool is_leaf;
};

struct mender {
	struct buf *out;
	struct pieces pieces;
	struct tag tag; /* the one at hand */
	struct open_tag open[LIMIT_DEPTH];
	size_t depth;
	struct names *names;
	size_t n_namespaces; /* that the open elements declare */
	size_t item_depth;   /* where the first item stood; 0 = none yet */
	bool begun;          /* the root is there, or noise is all there is */
	bool closed;         /* so is the root's end */
	bool ends_in_item;   /* one was open when the document ended */
};

static bool
is_xml_entity(const char *name)
{
	static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* "&#8217;" and "&#x2019;": kept when XML knows the character, else dropped. */
static void
add_number(const char *digits, size_t len, struct buf *out)
{
	bool hex = tolower((unsigned char)digits[0]) == 'x';
	char *end;
	unsigned long cp;

	cp = strtoul(digits + hex, &end, hex ? 16 : 10);
	if (end != digits + len || cp == 0 || cp > 0x10ffff ||
	    (cp >= 0xd800 && cp <= 0xdfff))
		return;
	/* Windows' punctuation in the place of C1 controls. */
	if (!text_is_control((unsigned int)cp) || (cp >= 0x80 && cp < 0xa0))
		buf_addf(out, "&#%lu;", cp);
}

/* Appends what the "&" at s stands for; returns how many bytes it took. */
static size_t
add_reference(const char *s, size_t len, struct buf *out)
{
	char name[ENTITY_NAME_MAX];
	unsigned int cp;
	size_t n = 1;

	if (n < len && s[n] == '#')
		n++;
	while (n < len && n < ENTITY_NAME_MAX && isalnum((unsigned char)s[n]))
		n++;
	if (n < 2 || n >= len || s[n] != ';') {
		buf_adds(out, "&amp;");
		return 1;
	}
	snprintf(name, sizeof(name), "%.*s", (int)(n - 1), s + 1);
	if (name[0] == '#')
		add_number(name + 1, n - 2, out);
	else if (is_xml_entity(name))
		buf_add(out, s, n + 1);
	else if ((cp = entity_value(name)) != 0)
		buf_add_utf8(out, cp);
	else {
		buf_adds(out, "&amp;");
		return 1;
	}
	return n + 1;
}

/* What XML lets stand in text as it is; bytes over 0x7f are parts of
 * characters, and 0xef may begin one that it does not. */
static bool
is_plain(char c)
{
	return ((unsigned char)c >= 0x80 || c == '\r' ||
		   !text_is_control((unsigned char)c)) &&
	       c != '&' && c != '<' && (unsigned char)c != 0xef;
}

static size_t
add_special(struct buf *out, const char *s, size_t len, bool is_cdata)
{
	if ((unsigned char)*s == 0xef) {
		if (len >= 3 && (memcmp(s, "\xef\xbf\xbe", 3) == 0 ||
				    memcmp(s, "\xef\xbf\xbf", 3) == 0))
			return 3;
		buf_addc(out, *s);
	} else if (is_cdata && (*s == '&' || *s == '<'))
		buf_addc(out, *s);
	else if (*s == '&')
		return add_reference(s, len, out);
	else if (*s == '<')
		buf_adds(out, "&lt;");
	return 1;
}

/* Text, the value of an attribute, or a piece that stays as it is. */
static void
add_text(struct buf *out, const char *s, size_t len, bool is_cdata)
{
	size_t n;

	for (; len > 0; s += n, len -= n) {
		for (n = 0; n < len && is_plain(s[n]); n++)
			;
		if (n > 0)
			buf_add(out, s, n);
		else
			n = add_special(out, s, len, is_cdata);
	}
}

static bool
is_among(const struct span *name, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (span_is(name, list[i]))
			return true;
	return false;
}

#define IS_AMONG(name, list) \
	is_among(name, list, sizeof(list) / sizeof((list)[0]))

/* Elements of HTML that nobody closes, but for "link": RSS has its own. */
static const char *const voids[] = {"area", "basefont", "br", "col", "embed",
    "frame", "hr", "img", "input", "param", "wbr"};

static const char *const items[] = {"item", "entry", "vacancydetails"};

/* Where to begin behind noise: the feeds that we read, and a page. */
static const char *const roots[] = {
    "rss", "rdf", "feed", "channel", "entry", "nhsjobs", "html"};

/* Names that there is room for, whatever else a document calls its own. */
static const char *const kept[] = {"rss", "rdf:RDF", "feed", "channel", "item",
    "entry", "title", "link", "description", "guid", "pubDate", "id",
    "published", "updated", "summary", "content", "author", "name", "href",
    "rel", "type", "dc:date", "dc:creator", "content:encoded", "rdf:about"};

static struct span
without_prefix(const struct span *name)
{
	const char *colon = memchr(name->s, ':', name->len);
	size_t skip = colon == NULL ? 0 : (size_t)(colon - name->s) + 1;

	return (struct span){name->s + skip, name->len - skip};
}

/* A name that libxml2 takes for one too. */
static bool
is_name(const struct span *name)
{
	char copy[LIMIT_NAME + 1];
	bool is_ascii = isalpha((unsigned char)name->s[0]);

	if (name->len > LIMIT_NAME)
		return false;
	for (size_t i = 0; i < name->len && is_ascii; i++)
		is_ascii = (unsigned char)name->s[i] < 0x80;
	if (is_ascii)
		return true;
	memcpy(copy, name->s, name->len);
	copy[name->len] = '\0';
	return xmlValidateQName((const xmlChar *)copy, 0) == 0;
}

static unsigned int
hash_of(const struct span *name)
{
	unsigned int hash = 2166136261u; /* FNV-1a */

	for (size_t i = 0; i < name->len; i++)
		hash =
		    (hash ^ (unsigned char)tolower((unsigned char)name->s[i])) *
		    16777619u;
	return hash;
}

static void
close_to(struct mender *m, size_t depth)
{
	const struct open_tag *open;

	while (m->depth > depth) {
		open = &m->open[--m->depth];
		m->n_namespaces -= open->n_namespaces;
		buf_adds(m->out, "</");
		buf_add(m->out, open->name.s, open->name.len);
		buf_addc(m->out, '>');
	}
}

static void
add_attributes(struct mender *m, struct open_tag *open)
{
	size_t n = m->tag.n_attributes;

	for (size_t i = 0; i < n && i < LIMIT_ATTRIBUTES; i++) {
		const struct tag_attribute *a = &m->tag.attributes[i];
		bool is_ns = span_is_namespace(&a->name);
		const char *quote =
		    memchr(a->value.s, '"', a->value.len) ? "'" : "\"";

		if (!is_name(&a->name) || !names_take(m->names, &a->name))
			continue;
		if (is_ns &&
		    (m->n_namespaces + open->n_namespaces == LIMIT_NAMESPACES ||
			!names_take(m->names, &a->value)))
			continue;
		open->n_namespaces += is_ns;
		buf_addc(m->out, ' ');
		buf_add(m->out, a->name.s, a->name.len);
		buf_addc(m->out, '=');
		buf_adds(m->out, quote);
		add_text(m->out, a->value.s, a->value.len, false);
		buf_adds(m->out, quote);
	}
}

/* What items may stand in: of anything else the end has been forgotten. */
static const char *const holders[] = {
    "rss", "rdf", "feed", "channel", "nhsjobs", "items"};

/* An item stands where the first one did: whatever is still open there has
 * been forgotten. */
static void
make_room(struct mender *m)
{
	struct span local;
	size_t depth;

	for (depth = 0; m->item_depth == 0 && depth < m->depth; depth++) {
		local = without_prefix(&m->open[depth].name);
		if (depth > 0 && !IS_AMONG(&local, holders))
			break;
	}
	if (m->item_depth == 0)
		m->item_depth = depth;
	if (m->depth > m->item_depth)
		close_to(m, m->item_depth);
}

/* What holds a text and nothing of the other's kind: where one begins within
 * another, that one's end has been forgotten. */
static const char *const leaves[] = {"title", "link", "guid", "id", "pubdate",
    "description", "encoded", "creator", "date", "identifier", "subject",
    "comments", "updated", "published", "issued", "modified"};

/* A section of JATS has a title of its own, within a text. */
static void
close_leaf(struct mender *m)
{
	struct span local;

	if (m->depth > 0) {
		local = without_prefix(&m->open[m->depth - 1].name);
		if (span_is(&local, "sec"))
			return;
	}
	for (size_t i = 1; i < m->depth; i++)
		if (m->open[i].is_leaf)
			close_to(m, i);
}

static void
add_start(struct mender *m)
{
	const struct tag *tag = &m->tag;
	struct span local = without_prefix(&tag->name);
	struct open_tag open = {
	    tag->name, hash_of(&tag->name), 0, IS_AMONG(&local, leaves)};
	bool is_root = m->depth == 0;
	bool is_empty = tag->is_empty || IS_AMONG(&tag->name, voids);

	if (!m->begun && !IS_AMONG(&local, roots))
		return;
	m->begun = true;
	if (IS_AMONG(&local, items))
		make_room(m);
	else if (open.is_leaf)
		close_leaf(m);
	if (m->depth == LIMIT_DEPTH || !names_take(m->names, &tag->name))
		return;
	buf_addc(m->out, '<');
	buf_add(m->out, tag->name.s, tag->name.len);
	add_attributes(m, &open);
	/* The root stays open: something may come behind it. */
	m->closed |= is_root && is_empty;
	if (is_empty && !is_root)
		buf_addc(m->out, '/');
	else {
		m->open[m->depth++] = open;
		m->n_namespaces += open.n_namespaces;
	}
	buf_addc(m->out, '>');
}

/* An end tag closes the innermost element of its name, as written if there is
 * one, with all that is open in it. */
static void
add_end(struct mender *m)
{
	const struct span *name = &m->tag.name;
	unsigned int hash = hash_of(name);
	size_t found = m->depth;

	for (size_t i = m->depth; i-- > 0;) {
		const struct open_tag *open = &m->open[i];

		if (open->hash != hash || open->name.len != name->len)
			continue;
		if (memcmp(open->name.s, name->s, name->len) == 0) {
			found = i;
			break;
		}
		if (found == m->depth &&
		    strncasecmp(open->name.s, name->s, name->len) == 0)
			found = i;
	}
	if (found == m->depth)
		return;
	m->closed |= found == 0;
	close_to(m, found > 0 ? found : 1);
}

/* Takes a tag; 0 when libxml2 would not call it one. */
static size_t
add_tag(struct mender *m, const char *s, size_t len)
{
	size_t n = tag_read(s, len, &m->tag);

	/* Of a name beyond all bounds nobody wants to read even this. */
	if (n == 0 || m->tag.name.len > LIMIT_NAME)
		return n;
	if (!is_name(&m->tag.name))
		return 0;
	if (m->tag.is_end)
		add_end(m);
	else
		add_start(m);
	return n;
}

/* What begins with "<"; returns how many bytes it took. */
static size_t
add_markup(struct mender *m, const char *s, size_t len)
{
	size_t n = add_tag(m, s, len);
	enum piece_kind kind;
	bool is_whole;

	if (n > 0)
		return n;
	is_whole = piece_read(&m->pieces, s, &len, &kind);
	if (kind == PIECE_NONE) {
		if (m->depth > 0)
			buf_adds(m->out, "&lt;");
		return 1;
	}
	/* Of a piece without an end the rest is text. */
	if (is_whole && kind == PIECE_CDATA && m->depth > 0)
		add_text(m->out, s, len, true);
	return len;
}

static void
mend(struct mender *m, const char *s, size_t len)
{
	const char *end = s + len, *next;

	while (s < end) {
		next = memchr(s, '<', (size_t)(end - s));
		if (next == NULL)
			next = end;
		if (m->depth > 0)
			add_text(m->out, s, (size_t)(next - s), false);
		s = next;
		if (s < end)
			s += add_markup(m, s, (size_t)(end - s));
	}
	m->ends_in_item = m->item_depth > 0 && m->depth > m->item_depth;
	close_to(m, 0);
}

enum repair
repair_xml(const char *data, size_t len, struct buf *out)
{
	struct mender m = {.out = out, .names = xcalloc(1, sizeof(*m.names))};

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		names_take(m.names, &(struct span){kept[i], strlen(kept[i])});
	mend(&m, data, len);
	if (!m.begun) {
		m.begun = true;
		mend(&m, data, len);
	}
	free(m.names);
	if (m.closed)
		return REPAIR_WHOLE;
	return m.ends_in_item ? REPAIR_CUT_IN_ITEM : REPAIR_CUT;
}
