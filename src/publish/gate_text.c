/* SPDX-License-Identifier: ISC */
/* The last look at what is lines of text. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "publish/gate.h"
#include "publish/gate_text.h"

#define ICS_OCTETS 75 /* RFC 5545 section 3.1 */
#define ICS_DEPTH 3   /* calendar, zone, standard time */

/* The lines of a text, ended in place; *rest is the first line at first, and
 * NULL once there is no whole line left. */
static char *
next_line(char **rest, const char *ending)
{
	char *line = *rest, *end = strstr(line, ending);

	if (end == NULL) {
		*rest = NULL;
		return NULL;
	}
	*end = '\0';
	*rest = end + strlen(ending);
	return line;
}

/* A copy without CR before LF, and nothing else that ends lines or controls
 * anything; NULL when there is. The caller frees. */
static char *
plain_lines(const struct buf *doc)
{
	struct buf lines;

	buf_init(&lines, LIMIT_DOCUMENT);
	for (size_t i = 0; i < doc->len; i++) {
		bool is_end = strncmp(doc->data + i, "\r\n", 2) == 0;

		if (is_end != (doc->data[i] == '\r') ||
		    (doc->data[i] == '\n' &&
			(i == 0 || doc->data[i - 1] != '\r')))
			goto bad;
		if (!is_end)
			buf_addc(&lines, doc->data[i]);
	}
	if (gate_is_text(&lines) &&
	    (lines.len == 0 || lines.data[lines.len - 1] == '\n'))
		return buf_take(&lines);
bad:
	buf_done(&lines);
	return NULL;
}

/* RIS */

static bool
is_tagged(const char *line)
{
	return isupper((unsigned char)line[0]) &&
	       isalnum((unsigned char)line[1]) &&
	       strncmp(line + 2, "  - ", 4) == 0;
}

static bool
has_tag(const char *line, const char *tag)
{
	return strncmp(line, tag, 2) == 0;
}

static int
check_records(const struct edition *ed, char *lines, struct err *e)
{
	size_t n = 0, n_titles = 0;
	bool is_open = false;
	char *line;

	while ((line = next_line(&lines, "\n")) != NULL) {
		if (line[0] == '\0' && !is_open)
			continue;
		if (!is_tagged(line))
			return gate_broken(e, "record", "a line without a tag");
		if (has_tag(line, "TY") == is_open)
			return gate_broken(e, "record", "not from TY to ER");
		n += !is_open;
		is_open = !has_tag(line, "ER");
		n_titles += has_tag(line, "TI");
	}
	if (is_open)
		return gate_broken(e, "record", "not from TY to ER");
	if (n != ed->entries.n || n_titles != n)
		return gate_broken(
		    e, "records", "not one with a title for each entry");
	return 0;
}

int
gate_text_ris(const struct edition *ed, const struct buf *doc, struct err *e)
{
	char *lines = plain_lines(doc);
	int rc;

	if (lines == NULL)
		return gate_broken(e, "document", "not lines of UTF-8 text");
	rc = check_records(ed, lines, e);
	free(lines);
	return rc;
}

/* BibTeX */

/* The "}" that closes the "{" at s; NULL when there is none. */
static char *
find_close(char *s)
{
	size_t depth = 0;

	for (; *s != '\0' && *s != '\n'; s++) {
		depth += *s == '{';
		depth -= *s == '}';
		if (depth == 0)
			return s;
	}
	return NULL;
}

/* Behind the fields of a record, each on its line; NULL when one is none. */
static char *
skip_fields(char *s, size_t *n_titles)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

	while (strncmp(s, "  ", 2) == 0) {
		size_t len = strspn(s += 2, letters);

		*n_titles += len == 5 && strncmp(s, "title", 5) == 0;
		s += len;
		if (len == 0 || strncmp(s, " = ", 3) != 0)
			return NULL;
		s += 3;
		if (*s != '{')
			s += strspn(s, letters);
		else if ((s = find_close(s)) != NULL)
			s++;
		if (s == NULL || strncmp(s, ",\n", 2) != 0)
			return NULL;
		s += 2;
	}
	return s;
}

/* Takes down the keys of n records, which it ends in place. */
static int
read_records(char *s, const char **keys, size_t n)
{
	size_t i = 0, n_titles = 0;

	for (; *s == '@'; i++) {
		char *key = s + 1 + strspn(s + 1, "acdeilmrst"), *end;

		if (i == n || *key++ != '{' ||
		    (end = strchr(key, ',')) == NULL ||
		    strcspn(key, " {}\\\"#%'()=~\n") < (size_t)(end - key))
			return -1;
		keys[i] = key;
		*end = '\0';
		if (end[1] != '\n' ||
		    (s = skip_fields(end + 2, &n_titles)) == NULL ||
		    strncmp(s, "}\n\n", 3) != 0)
			return -1;
		s += 3;
	}
	return *s == '\0' && i == n && n_titles == n ? 0 : -1;
}

int
gate_text_bib(const struct edition *ed, const struct buf *doc, struct err *e)
{
	const size_t n = ed->entries.n;
	const char **keys = xcalloc(n, sizeof(*keys));
	char *copy = xstrndup(doc->data, doc->len);
	int rc = -1;

	if (!gate_is_text(doc))
		gate_broken(e, "document", "not lines of UTF-8 text");
	else if (read_records(copy, keys, n) != 0)
		gate_broken(
		    e, "records", "not one with a title for each entry");
	else
		rc = gate_distinct(keys, n, e);
	free(keys);
	free(copy);
	return rc;
}

/* iCalendar */

static const char *const event_words[] = {
    "UID", "DTSTAMP", "DTSTART", "SUMMARY"};

#define N_WORDS (sizeof(event_words) / sizeof(event_words[0]))

struct calendar {
	const char *open[ICS_DEPTH]; /* what was begun and has not ended */
	size_t depth;
	size_t seen[N_WORDS]; /* in this event */
	const char **uids;
	size_t n_uids, n_events, max_events;
};

/* Joins folded lines in place; -1 when one is too long. */
static int
unfold(char *lines)
{
	char *to = lines;
	size_t octets = 0;

	for (char *s = lines; *s != '\0'; s++) {
		octets = *s == '\n' ? 0 : octets + 1;
		if (octets > ICS_OCTETS)
			return -1;
		if (s[0] != '\n' || s[1] != ' ') {
			*to++ = *s;
			continue;
		}
		s++;
		octets = 1;
	}
	*to = '\0';
	return 0;
}

static const char *
read_event_line(struct calendar *c, const char *name, const char *value)
{
	for (size_t i = 0; i < N_WORDS; i++) {
		size_t len = strlen(event_words[i]);

		if (strncmp(name, event_words[i], len) == 0 &&
		    strchr(":;", name[len]) != NULL)
			c->seen[i]++;
	}
	if (strncmp(name, "UID:", 4) == 0) {
		if (c->n_uids == c->max_events)
			return "an event too many";
		c->uids[c->n_uids++] = value;
	}
	return NULL;
}

static const char *
end_component(struct calendar *c, const char *what)
{
	if (c->depth == 0 || strcmp(c->open[c->depth - 1], what) != 0)
		return "an END without its BEGIN";
	c->depth--;
	if (strcmp(what, "VEVENT") != 0)
		return NULL;
	c->n_events++;
	for (size_t i = 0; i < N_WORDS; i++) {
		if (c->seen[i] != 1)
			return "an event without one UID, stamp, start and "
			       "summary";
		c->seen[i] = 0;
	}
	return NULL;
}

/* Returns what is wrong with it, or NULL. */
static const char *
read_property(struct calendar *c, const char *line)
{
	const char *value = strchr(line, ':');

	if (!isupper((unsigned char)line[0]) || value == NULL)
		return "a line that is no property";
	value++;
	if (strncmp(line, "BEGIN:", 6) == 0) {
		if (c->depth == ICS_DEPTH)
			return "components too deep";
		c->open[c->depth++] = value;
		return NULL;
	}
	if (strncmp(line, "END:", 4) == 0)
		return end_component(c, value);
	if (c->depth == 0)
		return "a line outside of the calendar";
	if (strcmp(c->open[c->depth - 1], "VEVENT") == 0)
		return read_event_line(c, line, value);
	return NULL;
}

static int
check_calendar(struct calendar *c, char *lines, struct err *e)
{
	const char *fault = NULL;
	char *line;

	if (strncmp(lines, "BEGIN:VCALENDAR\n", 16) != 0)
		return gate_broken(e, "document", "not a calendar");
	if (unfold(lines) != 0)
		return gate_broken(e, "calendar", "a line that is not folded");
	while (fault == NULL && (line = next_line(&lines, "\n")) != NULL)
		fault = read_property(c, line);
	if (fault == NULL && c->depth > 0)
		fault = "not whole";
	if (fault == NULL && c->n_events != c->max_events)
		fault = "not an event for each closing date";
	if (fault != NULL)
		return gate_broken(e, "calendar", fault);
	return gate_distinct(c->uids, c->n_uids, e);
}

int
gate_text_ics(const struct edition *ed, const struct buf *doc, struct err *e)
{
	struct calendar c = {0};
	char *lines = plain_lines(doc);
	int rc;

	if (lines == NULL)
		return gate_broken(e, "document", "not lines of UTF-8 text");
	for (size_t i = 0; i < ed->entries.n; i++)
		c.max_events +=
		    ed->entries.list[i].item.closes_at != CLOCK_NONE;
	c.uids = xcalloc(c.max_events, sizeof(*c.uids));
	rc = check_calendar(&c, lines, e);
	free(c.uids);
	free(lines);
	return rc;
}
