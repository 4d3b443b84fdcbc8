/* SPDX-License-Identifier: ISC */
/* Closing dates in prose. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include <libxml/parserInternals.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "parse/closing.h"
#include "parse/dateword.h"

#define DAY_SECS 86400
#define DIGITS "0123456789"

/* What a closing date stands behind. */
static const char *const leads[] = {
    "advert closes",
    "advertisement closes",
    "application closes",
    "application closing date",
    "application deadline",
    "applications close",
    "applications closing date",
    "applications deadline",
    "applications must be received",
    "apply before",
    "apply by",
    "closing date",
    "closing date and time",
    "deadline",
    "deadline date",
    "job closes",
    "last date for applications",
    "position closes",
    "post closes",
    "vacancy closes",
    NULL,
};

/* The same where a line or sentence begins, or before a colon: an office
 * closes, too, and a visa expires. */
static const char *const labels[] = {
    "closes", "closing", "expires", "expiry date", NULL};

static const char *const starts[] = {
    "\n", ".", "!", "?", ";", "|", "\342\200\242", NULL};

/* What may stand between the two. */
static const char *const links[] = {
    "applications",
    "at",
    "by",
    "extended",
    "for",
    "is",
    "midday",
    "midnight",
    "noon",
    "of",
    "on",
    "receipt",
    "the",
    "to",
    "until",
    NULL,
};

/* What leads on from a date to a later one that counts instead. */
static const char *const bridges[] = {"and", "been", "extended", "has", "have",
    "is", "now", "or", "to", "until", NULL};

static const char *const weekdays[] = {"mon", "monday", "tue", "tues",
    "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri",
    "friday", "sat", "saturday", "sun", "sunday", NULL};

static const char *const halves[] = {
    "a.m.", "am", "midday", "midnight", "noon", "p.m.", "pm", NULL};

static const char *const hours[] = {"h", "hours", "hr", "hrs", NULL};

static const char *const joints[] = {"till", "to", "until", NULL};

/*
 * The shapes of dates, tried in this order: day, month and year in figures, the
 * month by its name; a space is what may stand between two of them, a slash
 * what must between figures, and a dash joins what is a range, of which the
 * later end replaces the other.
 */
static const char *const shapes[] = {
    "d B Y",
    "B d Y",
    "d/m/Y",
    "m/d/Y",
    "Y/m/d",
    "d-d B Y",
    "d B-d B Y",
    "B d-d Y",
    "B d-B d Y",
};

struct scan {
	const char *at;
	int day, month, year;
};

/* The length of the letter or digit at s, 0 when it is another sign. */
static size_t
word_char(const char *s)
{
	unsigned int cp = 0;
	size_t n = text_decode(s, strnlen(s, TEXT_UTF8_MAX), &cp);

	return n > 0 && (IS_LETTER(cp) || IS_DIGIT(cp)) ? n : 0;
}

/* The longest of the words, all in lower case, that s begins with; 0 for none.
 * Nearly all fail by their first letter. */
static size_t
match(const char *const *words, const char *s)
{
	size_t longest = 0, n;

	for (; *words != NULL; words++) {
		if (**words != (*s | 0x20))
			continue;
		n = strlen(*words);
		if (n > longest && strncasecmp(s, *words, n) == 0 &&
		    word_char(s + n) == 0)
			longest = n;
	}
	return longest;
}

/* "5pm", "12 noon", "5.00 p.m.", "17:00": how long it is, 0 for no time. */
static size_t
clock_time(const char *s)
{
	size_t n = strspn(s, DIGITS), minutes = 0, half;
	bool is_sure;

	if (n < 1 || n > 2)
		return 0;
	is_sure = s[n] == ':';
	if (is_sure || s[n] == '.')
		minutes = strspn(s + n + 1, DIGITS);
	if (minutes > 0)
		n += 1 + minutes;
	half = match(halves, s + n + strspn(s + n, " "));
	if (half > 0)
		return n + strspn(s + n, " ") + half;
	return is_sure && minutes == 2 && word_char(s + n) == 0 ? n : 0;
}

static bool
read_number(struct scan *s, int *value)
{
	size_t n = strspn(s->at, DIGITS);

	if (n < 1 || n > 2)
		return false;
	for (*value = 0; n > 0; n--)
		*value = *value * 10 + (*s->at++ - '0');
	return true;
}

static bool
read_day(struct scan *s)
{
	size_t n;

	if (!read_number(s, &s->day))
		return false;
	n = dateword_length(s->at);
	if (dateword_is_ordinal(s->at, n))
		s->at += n;
	return true;
}

static bool
read_month(struct scan *s)
{
	size_t n = dateword_length(s->at);

	s->month = dateword_month(s->at, n);
	s->at += n;
	return s->month > 0;
}

/* "12 March 2000 hours" has none. */
static bool
read_year(struct scan *s)
{
	if (strspn(s->at, DIGITS) != 4 || strncmp(s->at, "20", 2) != 0)
		return false;
	s->year = 2000 + (s->at[2] - '0') * 10 + (s->at[3] - '0');
	s->at += 4;
	return match(hours, s->at + strspn(s->at, " ")) == 0;
}

/* "12th of March, 2026", "12-Mar-2026", "12Mar" */
static void
read_gap(struct scan *s)
{
	size_t n;

	s->at += strspn(s->at, " ,.-/'");
	while (dateword_is_filler(s->at, n = dateword_length(s->at))) {
		s->at += n;
		s->at += strspn(s->at, " ,.-/'");
	}
}

static bool
read_slash(struct scan *s)
{
	return *s->at != '\0' && strchr("/.-", *s->at++) != NULL;
}

/* What joins the two ends of a range; a weekday may follow. */
static bool
read_joint(struct scan *s)
{
	size_t n;

	s->at += strspn(s->at, " ");
	n = *s->at == '-' ? strspn(s->at, "-") : match(joints, s->at);
	s->at += n;
	s->at += strspn(s->at, " ");
	s->at += match(weekdays, s->at);
	s->at += strspn(s->at, " ,.");
	return n > 0;
}

static bool
read_part(struct scan *s, char part)
{
	switch (part) {
	case 'd':
		return read_day(s);
	case 'B':
		return read_month(s);
	case 'm':
		return read_number(s, &s->month);
	case 'Y':
		return read_year(s);
	case '/':
		return read_slash(s);
	case '-':
		return read_joint(s);
	default:
		read_gap(s);
		return true;
	}
}

static bool
read_shape(struct scan *s, const char *shape)
{
	for (; *shape != '\0'; shape++)
		if (!read_part(s, *shape))
			return false;
	/* RFC 3339 has a time behind a "T". */
	return (word_char(s->at) == 0 ||
		   (*s->at == 't' && strspn(s->at + 1, DIGITS) > 0)) &&
	       s->month >= 1 && s->month <= 12 && s->day >= 1 &&
	       s->day <= clock_month_days(s->year, s->month);
}

/* The date that *s begins with; *s is behind it then. */
static int64_t
read_date(const char **s)
{
	struct scan scan;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		scan = (struct scan){.at = *s};
		if (!read_shape(&scan, shapes[i]))
			continue;
		*s = scan.at;
		return clock_days(scan.year, scan.month, scan.day) * DAY_SECS;
	}
	return CLOCK_NONE;
}

/* "extended to", "to Friday", "-": whether a later date may follow. */
static bool
read_bridge(struct scan *s)
{
	size_t n;
	int steps = 0;

	do {
		s->at += strspn(s->at, " ,");
		n = strspn(s->at, "-/");
		if (n == 0)
			n = match(bridges, s->at);
		s->at += n;
	} while (n > 0 && ++steps < LIMIT_CLOSING_LINKS);
	s->at += match(weekdays, s->at);
	s->at += strspn(s->at, " ,.");
	return steps > 0;
}

/* The date that s begins with: of a range the later end. */
static int64_t
leading_date(const char *s)
{
	struct scan scan = {.at = s};
	int64_t last = CLOCK_NONE, t;

	do {
		t = read_date(&scan.at);
		if (t != CLOCK_NONE && (last == CLOCK_NONE || t > last))
			last = t;
	} while (t != CLOCK_NONE && read_bridge(&scan));
	return last;
}

/* Folds what stands behind a lead, as far as its date may be away. */
static int
fold(const char *s, char out[LIMIT_DATE])
{
	char near[LIMIT_DATE];
	size_t len = text_cut(s, strnlen(s, LIMIT_DATE), LIMIT_DATE - 1);

	/* Folding would drop what is in parentheses, and make a blank of a
	 * line's end, which no date goes beyond. */
	for (size_t i = 0; i < len; i++)
		near[i] = s[i] == '\n'                 ? '|'
			  : s[i] == '(' || s[i] == ')' ? ' '
						       : s[i];
	near[len] = '\0';
	return dateword_fold(near, out, LIMIT_DATE);
}

/* The date behind a lead, links and hours skipped. */
static int64_t
linked_date(const char *lead_end)
{
	char folded[LIMIT_DATE];
	const char *s = folded;
	int64_t t = CLOCK_NONE;
	size_t n = 1;

	if (fold(lead_end, folded) != 0)
		return CLOCK_NONE;
	for (int i = 0; i <= LIMIT_CLOSING_LINKS && n > 0; i++) {
		s += strspn(s, " :-|");
		if ((t = leading_date(s)) != CLOCK_NONE)
			break;
		if ((n = match(links, s)) == 0 && (n = match(weekdays, s)) == 0)
			n = clock_time(s);
		s += n;
		if (n > 0 && (*s == ',' || *s == '.'))
			s++;
	}
	return t;
}

/* Where the next year is named; NULL when none is, as in most texts. */
static const char *
next_year(const char *s)
{
	while ((s = strchr(s, '2')) != NULL &&
	       (s[1] != '0' || strspn(s + 2, DIGITS) < 2))
		s++;
	return s;
}

/* Tells whether a line or sentence begins there. */
static const char *
next_word(const char *s, bool *is_start)
{
	size_t n;

	while ((n = word_char(s)) > 0)
		s += n;
	for (*is_start = false; *s != '\0' && word_char(s) == 0; s++)
		for (size_t i = 0; starts[i] != NULL; i++)
			*is_start |=
			    strncmp(s, starts[i], strlen(starts[i])) == 0;
	return s;
}

/* The lead that s, where a word begins, begins with: its length, or 0. */
static size_t
match_lead(const char *s, bool is_start)
{
	size_t lead = match(leads, s), label = match(labels, s);

	return label > lead && (is_start || s[label] == ':') ? label : lead;
}

int64_t
closing_date(const char *text)
{
	const char *s = text == NULL ? "" : text, *year;
	int64_t last = CLOCK_NONE, t;
	int left = LIMIT_CLOSINGS;
	bool is_start = true;
	size_t n;

	while (left > 0 && (year = next_year(s)) != NULL) {
		/* Only what stands shortly before one is worth a look. */
		if (year - s > LIMIT_DATE) {
			s = year - LIMIT_DATE;
		} else if ((n = match_lead(s, is_start)) > 0) {
			left--;
			s += n;
			t = linked_date(s);
			if (t != CLOCK_NONE && (last == CLOCK_NONE || t > last))
				last = t;
		}
		s = next_word(s, &is_start);
	}
	return last;
}
