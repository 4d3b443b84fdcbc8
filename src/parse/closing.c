/* SPDX-License-Identifier: ISC */
/* Closing dates in prose. */
#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "core/clock.h"
#include "core/limits.h"
#include "core/text.h"
#include "parse/closing.h"
#include "parse/date.h"
#include "parse/dateword.h"

#define DAY_SECS 86400
#define MONTH_SIZE 16 /* of the longest name that an advert writes */

/* What a closing date stands behind. */
static const char *const leads[] = {
    "advert closes",
    "application closes",
    "application closing date",
    "application deadline",
    "applications close",
    "applications closing date",
    "applications deadline",
    "applications must be received",
    "apply before",
    "apply by",
    "closes",
    "closing",
    "closing date",
    "closing date and time",
    "deadline",
    "deadline date",
    "expires",
    "expiry date",
    "job closes",
    "last date for applications",
    "vacancy closes",
    NULL,
};

static const char *const weekdays[] = {"mon", "monday", "tue", "tues",
    "tuesday", "wed", "wednesday", "thu", "thur", "thurs", "thursday", "fri",
    "friday", "sat", "saturday", "sun", "sunday", NULL};

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

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
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
		    !is_word(s[n]))
			longest = n;
	}
	return longest;
}

/* Skips blanks, colons and dashes, no-break spaces and long dashes too. */
static const char *
skip(const char *s)
{
	unsigned int cp;
	size_t n;

	for (; *s != '\0'; s += n) {
		n = text_decode(s, strnlen(s, TEXT_UTF8_MAX), &cp);
		if (n == 0 || !(text_is_space(cp) || cp == ':' || cp == '-' ||
				  (cp >= 0x2010 && cp <= 0x2015)))
			break;
	}
	return s;
}

/* "5pm", "5.00 p.m.", "17:00": how long it is, 0 for no time. */
static size_t
clock_time(const char *s)
{
	static const char digits[] = "0123456789";
	static const char *const halves[] = {"am", "pm", "a.m.", "p.m.", NULL};
	size_t n = strspn(s, digits), minutes = 0, half;
	bool is_sure;

	if (n < 1 || n > 2)
		return 0;
	is_sure = s[n] == ':';
	if (is_sure || s[n] == '.')
		minutes = strspn(s + n + 1, digits);
	if (minutes > 0)
		n += 1 + minutes;
	half = match(halves, s + n + strspn(s + n, " "));
	if (half > 0)
		return n + strspn(s + n, " ") + half;
	return is_sure && minutes == 2 && !is_word(s[n]) ? n : 0;
}

/* Whether a day was said, and a year of four digits: date_parse() makes do with
 * less. */
static bool
is_whole(const char *s)
{
	size_t n, n_numbers = 0;
	bool has_year = false, has_word = false;

	for (; *s != '\0'; s += n) {
		n = strspn(s, "0123456789");
		n_numbers += n > 0;
		has_year |= n == 4 && strncmp(s, "20", 2) == 0;
		has_word |= n == 0 && is_word(*s);
		n += n == 0;
	}
	return has_year && (n_numbers > 2 || (n_numbers == 2 && has_word));
}

/* date_parse() takes any word before a date for a weekday. */
static bool
begins_date(const char *s)
{
	char word[MONTH_SIZE];
	size_t len = 0;

	for (; len < sizeof(word) - 1 && is_word(s[len]); len++)
		word[len] = (char)tolower((unsigned char)s[len]);
	return (s[0] >= '0' && s[0] <= '9') || match(weekdays, s) > 0 ||
	       dateword_month(word, len) > 0;
}

/* The date that s begins with: the longest run of whole words on its line that
 * is one. */
static int64_t
leading_date(const char *s)
{
	char words[LIMIT_DATE];
	size_t len = strcspn(s, "\n");
	int64_t t = CLOCK_NONE;

	if (!begins_date(s))
		return t;
	if (len >= sizeof(words))
		len = sizeof(words) - 1;
	memcpy(words, s, len);
	words[len] = '\0';
	while (t == CLOCK_NONE && len > 0) {
		/* A sentence may go on behind it, or be over. */
		while (len > 0 && !is_word(words[len - 1]))
			len--;
		words[len] = '\0';
		t = is_whole(words) ? date_parse(words) : CLOCK_NONE;
		while (len > 0 && is_word(words[len - 1]))
			len--;
	}
	return t == CLOCK_NONE ? t : t - (t % DAY_SECS + DAY_SECS) % DAY_SECS;
}

/* The date behind a lead-in, links and hours skipped. */
static int64_t
linked_date(const char *s)
{
	int64_t t = CLOCK_NONE;
	size_t n = 1;

	for (s = skip(s); n > 0; s = skip(s + n)) {
		if ((t = leading_date(s)) != CLOCK_NONE)
			return t;
		n = match(links, s);
		if (n == 0)
			n = clock_time(s);
		if (n > 0 && (s[n] == ',' || s[n] == '.'))
			n++;
	}
	return t;
}

/* Where the next year is named; NULL when none is, as in most texts. */
static const char *
next_year(const char *s)
{
	while ((s = strstr(s, "20")) != NULL && strspn(s, "0123456789") < 4)
		s += 2;
	return s;
}

static const char *
next_word(const char *s)
{
	while (is_word(*s))
		s++;
	while (*s != '\0' && !is_word(*s))
		s++;
	return s;
}

int64_t
closing_date(const char *text)
{
	const char *s = text == NULL ? "" : text, *year;
	int64_t last = CLOCK_NONE, t;
	int left = LIMIT_CLOSINGS;
	size_t n;

	while (left > 0 && (year = next_year(s)) != NULL) {
		/* Only what stands shortly before one is worth a look. */
		if (year - s > LIMIT_DATE) {
			s = year - LIMIT_DATE;
		} else if ((n = match(leads, s)) > 0) {
			left--;
			s += n;
			t = linked_date(s);
			if (t != CLOCK_NONE && (last == CLOCK_NONE || t > last))
				last = t;
		}
		s = next_word(s);
	}
	return last;
}
