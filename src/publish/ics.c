/* SPDX-License-Identifier: ISC */
/* The closing dates of an edition as iCalendar. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/cite.h"
#include "publish/digest.h"
#include "publish/ics.h"
#include "publish/link.h"
#include "publish/markup.h"
#include "publish/output.h"

#define LINE_OCTETS 75 /* octets without CRLF, RFC 5545 section 3.1 */
#define DATE_SIZE sizeof("-2147483647-12-31T23:59:60Z")

/* A content line, folded; value is as it is to stand there. */
static void
line(struct buf *b, const char *name, const char *value)
{
	char *whole = xasprintf("%s:%s", name, value);
	const char *s = whole;
	size_t len = strlen(whole), room = LINE_OCTETS, n;

	for (; len > room; s += n, len -= n, room = LINE_OCTETS - 1) {
		n = text_cut(s, len, room);
		buf_add(b, s, n);
		buf_adds(b, "\r\n ");
	}
	buf_addf(b, "%s\r\n", s);
	free(whole);
}

/* RFC 5545 section 3.3.11 */
static void
text(struct buf *b, const char *name, const char *value)
{
	char *clean;
	struct buf escaped;

	if (text_is_blank(value))
		return;
	clean = text_squash_paragraphs(markup_clean(value));
	buf_init(&escaped, LIMIT_DOCUMENT);
	for (const char *s = clean; *s != '\0'; s++) {
		if (strchr("\\;,", *s) != NULL)
			buf_addc(&escaped, '\\');
		if (*s == '\n')
			buf_adds(&escaped, "\\n");
		else
			buf_addc(&escaped, *s);
	}
	line(b, name, escaped.data);
	buf_done(&escaped);
	free(clean);
}

static const char *
stamp(int64_t t, char out[DATE_SIZE])
{
	struct civil c = clock_civil(t);

	snprintf(out, DATE_SIZE, "%04d%02d%02dT%02d%02d%02dZ", (int)c.year,
	    c.month, c.day, c.hour, c.minute, c.second);
	return out;
}

static void
start(struct buf *b, int64_t t)
{
	char s[DATE_SIZE];

	stamp(t, s);
	if (clock_is_date(t)) {
		s[strcspn(s, "T")] = '\0';
		line(b, "DTSTART;VALUE=DATE", s);
	} else {
		line(b, "DTSTART", s);
	}
}

static void
event(struct buf *b, const struct edition *ed, const struct entry *en)
{
	char *title = cite_title(en), *url = link_shown(ed, en);
	char *summary = xasprintf("Closes: %s", title);
	char *abstract = digest_text(&en->item), s[DATE_SIZE];

	line(b, "BEGIN", "VEVENT");
	text(b, "UID", en->entry_id);
	line(b, "DTSTAMP", stamp(en->updated_at, s));
	line(b, "LAST-MODIFIED", stamp(en->updated_at, s));
	line(b, "CREATED", stamp(en->first_seen_at, s));
	start(b, en->item.closes_at);
	text(b, "SUMMARY", summary);
	text(b, "DESCRIPTION", abstract);
	line(b, "URL", url);
	for (size_t i = 0; i < ed->n_sections; i++)
		if (strcmp(ed->sections[i].name, en->section) == 0)
			text(b, "CATEGORIES", ed->sections[i].title);
	line(b, "TRANSP", "TRANSPARENT");
	line(b, "END", "VEVENT");
	free(title);
	free(url);
	free(summary);
	free(abstract);
}

/* A calendar without anything in it is none (RFC 5545 section 3.6). */
static void
zone(struct buf *b)
{
	line(b, "BEGIN", "VTIMEZONE");
	line(b, "TZID", "UTC");
	line(b, "BEGIN", "STANDARD");
	line(b, "DTSTART", "19700101T000000");
	line(b, "TZOFFSETFROM", "+0000");
	line(b, "TZOFFSETTO", "+0000");
	line(b, "END", "STANDARD");
	line(b, "END", "VTIMEZONE");
}

void
ics_render(const struct edition *ed, struct buf *out)
{
	char *title = output_title(ed, ed->output);
	char *self = output_url(&ed->site, ed->output);

	line(out, "BEGIN", "VCALENDAR");
	line(out, "VERSION", "2.0");
	line(out, "PRODID", "-//lectern//lectern " LECTERN_VERSION "//EN");
	text(out, "NAME", title);
	text(out, "X-WR-CALNAME", title);
	text(out, "DESCRIPTION", ed->site.subtitle);
	line(out, "URL", ed->site.link);
	line(out, "SOURCE;VALUE=URI", self);
	line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT12H");
	zone(out);
	for (size_t i = 0; i < ed->entries.n; i++)
		if (ed->entries.list[i].item.closes_at != CLOCK_NONE)
			event(out, ed, &ed->entries.list[i]);
	line(out, "END", "VCALENDAR");
	free(title);
	free(self);
}
