/* SPDX-License-Identifier: ISC */
/* Dates as feeds write them. */
#include <stdbool.h>
#include <string.h>

#include "core/clock.h"
#include "core/limits.h"
#include "parse/date.h"
#include "parse/dateword.h"

#define DAY_SECS 86400
#define YEAR_MAX 9999 /* as RFC 3339 can write it */
#define YEAR_MIN 1000 /* the year 1 is how a server writes "no date" */

enum field {
	YEAR,
	MONTH,
	DAY,
	YEAR_DAY,
	WEEK,
	WEEK_DAY,
	HOUR,
	MINUTE,
	SECOND,
	N_FIELDS
};

struct scan {
	const char *at;
	int value[N_FIELDS]; /* -1 = not said */
	int half; /* hours that "pm" adds, 0 for "am"; -1 = not said */
	int east; /* minutes */
};

/*
 * The shapes of dates, tried in this order until one fits the whole text and
 * names a day that there is. A letter is a field of the table below, B the name
 * of a month, t a time, a space whatever stands between two fields; all else
 * is itself. A time and a zone may follow, a word (the weekday) may precede.
 * Of a range the first counts. Where day and month are numbers alone, the day
 * comes first, as it does in Britain.
 */
static const char *const shapes[] = {
    "d B y",
    "Y m d",
    "B d Y",
    "Y m",
    "Y",
    "B Y",
    "B d t Y",
    "d B t Y",
    "YMD",
    "YMDt",
    "Y J",
    "YJ",
    "Y wW U",
    "Y wW",
    "YwWU",
    "YwW",
    "Y B d",
    "Y B",
    "Y B B",
    "B B Y",
    "B Y B Y",
    "d d B Y",
    "d B d B Y",
    "B d d Y",
    "t d B Y",
    "d m Y",
    "m d Y",
    "Z-M-D",
    "ZMD",
    "ZMDt",
    "ZJ",
    "-Z-M",
    "-ZM",
    "-Z",
};

static const struct {
	char letter;
	int min, max; /* digits */
	enum field field;
} numbers[] = {
    {'Y', 4, 4, YEAR},
    {'y', 2, 4, YEAR},
    {'Z', 2, 2, YEAR},
    {'M', 2, 2, MONTH},
    {'m', 1, 2, MONTH},
    {'D', 2, 2, DAY},
    {'d', 1, 2, DAY},
    {'J', 3, 3, YEAR_DAY},
    {'W', 2, 2, WEEK},
    {'U', 1, 1, WEEK_DAY},
};

#define N_NUMBERS (sizeof(numbers) / sizeof(numbers[0]))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads up to max digits; returns how many there were. */
static int
read_digits(struct scan *s, int max, int *value)
{
	int n = 0;

	*value = 0;
	for (; n < max && is_digit(*s->at); n++)
		*value = *value * 10 + (*s->at++ - '0');
	return n;
}

static bool
read_char(struct scan *s, const char *set)
{
	if (*s->at == '\0' || strchr(set, *s->at) == NULL)
		return false;
	s->at++;
	return true;
}

static void
skip(struct scan *s, const char *set)
{
	s->at += strspn(s->at, set);
}

/* "31mar" has nothing between, "31 de marzo" has a word. */
static bool
read_gap(struct scan *s)
{
	const char *from = s->at;
	size_t n;

	skip(s, " ,.-/'");
	while (dateword_is_filler(s->at, n = dateword_length(s->at))) {
		s->at += n;
		skip(s, " ,.-/'");
	}
	return s->at > from || is_digit(from[-1]) != is_digit(from[0]);
}

static bool
read_month(struct scan *s)
{
	size_t n = dateword_length(s->at);
	int month = dateword_month(s->at, n);

	s->at += n;
	if (s->value[MONTH] < 0)
		s->value[MONTH] = month;
	return month > 0;
}

static bool
read_number(struct scan *s, size_t i)
{
	int value, digits = read_digits(s, numbers[i].max, &value);
	enum field field = numbers[i].field;
	size_t n;

	if (digits < numbers[i].min)
		return false;
	/* RFC 5322 section 4.3 */
	if (field == YEAR && digits < 4)
		value += digits == 2 && value < 50 ? 2000 : 1900;
	n = dateword_length(s->at);
	if (field == DAY && dateword_is_ordinal(s->at, n))
		s->at += n;
	if (s->value[field] < 0)
		s->value[field] = value;
	return true;
}

static bool
read_half(struct scan *s)
{
	static const struct {
		const char *text;
		int hours;
	} halves[] = {{"am", 0}, {"a.m.", 0}, {"pm", 12}, {"p.m.", 12}};
	size_t n;

	for (size_t i = 0; i < sizeof(halves) / sizeof(halves[0]); i++) {
		n = strlen(halves[i].text);
		if (strncmp(s->at, halves[i].text, n) == 0 &&
		    dateword_length(s->at + n) == 0) {
			s->half = halves[i].hours;
			s->at += n;
			skip(s, " ");
			return true;
		}
	}
	return false;
}

/* marked: a "T" before it tells that even "10" alone is a time. */
static bool
read_time(struct scan *s, bool marked)
{
	const char *behind;
	bool colon;

	read_half(s);
	if (read_digits(s, 2, &s->value[HOUR]) == 0)
		return false;
	colon = read_char(s, ":");
	marked |= read_digits(s, 2, &s->value[MINUTE]) > 0;
	s->value[SECOND] = 0;
	if (!colon || read_char(s, ":"))
		read_digits(s, 2, &s->value[SECOND]);
	if ((*s->at == '.' || *s->at == ',') && is_digit(s->at[1])) {
		s->at++;
		skip(s, "0123456789");
	}
	behind = s->at;
	skip(s, " ");
	if (s->half >= 0 || !read_half(s))
		s->at = behind;
	return marked || s->half >= 0;
}

/* "+01:00", "-0500", "+1" */
static bool
read_offset(struct scan *s)
{
	int sign = *s->at == '-' ? -1 : 1;
	int hours, minutes = 0, digits;
	const char *from = ++s->at;

	digits = (int)strspn(from, "0123456789");
	read_digits(s, digits == 3 ? 1 : 2, &hours);
	if (read_char(s, ":") || digits > 2)
		read_digits(s, 2, &minutes);
	s->east = sign * (hours * 60 + minutes);
	return digits <= 4 && hours < 24 && minutes < 60;
}

static bool
read_zone_name(struct scan *s, int *east)
{
	size_t n;

	if (strncmp(s->at, "etc/", 4) == 0)
		s->at += 4;
	n = dateword_length(s->at);
	/* Of a place, "Europe/London", we do not know the summer time. */
	if (n > 0 && s->at[n] == '/') {
		s->at += strcspn(s->at, " ");
		n = 0;
	}
	if (n > 0 && !dateword_zone(s->at, n, east))
		return false;
	s->at += n;
	skip(s, " ");
	return true;
}

/* "EST", "-0500", "GMT+1", "-0500 EST": figures beat words. */
static bool
read_zone(struct scan *s)
{
	int ignored;

	skip(s, " ");
	if (!read_zone_name(s, &s->east))
		return false;
	if ((*s->at != '+' && *s->at != '-') || !is_digit(s->at[1]))
		return true;
	if (!read_offset(s))
		return false;
	skip(s, " ");
	return read_zone_name(s, &ignored);
}

/* What may follow a date: a time and a zone, when it is one of a day. */
static bool
read_tail(struct scan *s)
{
	const char *from = s->at;
	bool marked = *from == 't' && is_digit(from[1]);

	if (s->value[DAY] < 0 && s->value[YEAR_DAY] < 0 &&
	    s->value[WEEK_DAY] < 0) {
		read_gap(s);
		return *s->at == '\0';
	}
	if (marked)
		s->at++;
	else if (*from == ' ' || *from == ',' || *from == '.')
		read_gap(s);
	/* The dash of a zone is not one that stands between. */
	if (s->at > from && s->at[-1] == '-' && s->value[HOUR] < 0)
		s->at--;
	if (s->at > from && s->value[HOUR] < 0 &&
	    (is_digit(*s->at) || read_half(s)) && !read_time(s, marked))
		return false;
	if (!read_zone(s))
		return false;
	skip(s, " ,.");
	return *s->at == '\0';
}

static bool
read_shape(const char *shape, struct scan *s)
{
	size_t i;

	for (; *shape != '\0'; shape++) {
		for (i = 0; i < N_NUMBERS && numbers[i].letter != *shape; i++)
			;
		if (i < N_NUMBERS   ? !read_number(s, i)
		    : *shape == ' ' ? !read_gap(s)
		    : *shape == 'B' ? !read_month(s)
		    : *shape == 't' ? !read_time(s, false) || !read_zone(s)
				    : !read_char(s, (char[2]){*shape}))
			return false;
	}
	return read_tail(s);
}

/* The Monday on which week 1 of a year begins (ISO 8601), in days since 1970:
 * the week that holds 4 January. 1970-01-01 was a Thursday. */
static int64_t
first_monday(int64_t year)
{
	int64_t days = clock_days(year, 1, 4);

	return days - ((days + 3) % 7 + 7) % 7;
}

/* The day that was read, in days since 1970; CLOCK_NONE when there is none
 * such. */
static int64_t
day_of(const int *value)
{
	int64_t days, end, year = value[YEAR];
	int month = value[MONTH] < 0 ? 1 : value[MONTH];
	int day = value[DAY] < 0 ? 1 : value[DAY];

	if (year < YEAR_MIN)
		return CLOCK_NONE;
	if (value[WEEK] >= 0) {
		day = value[WEEK_DAY] < 0 ? 1 : value[WEEK_DAY];
		days = first_monday(year) + (value[WEEK] - 1) * 7 + day - 1;
		end = first_monday(year + 1);
		return value[WEEK] < 1 || day < 1 || day > 7 || days >= end
			   ? CLOCK_NONE
			   : days;
	}
	if (value[YEAR_DAY] >= 0) {
		days = clock_days(year, 1, value[YEAR_DAY]);
		end = clock_days(year + 1, 1, 1);
		return value[YEAR_DAY] < 1 || days >= end ? CLOCK_NONE : days;
	}
	if (month < 1 || month > 12 || day < 1 ||
	    day > clock_month_days(year, month))
		return CLOCK_NONE;
	return clock_days(year, month, day);
}

/* The second of the day that was read, in UTC; CLOCK_NONE when it is absurd.
 * Second 60 is a leap second, and 24:00 the end of the day. */
static int64_t
second_of(const struct scan *s)
{
	int hour = s->value[HOUR], minute = s->value[MINUTE];
	int second = s->value[SECOND];

	if (hour < 0)
		return 0;
	if (s->half >= 0 && hour <= 12)
		hour = hour % 12 + s->half;
	if (hour > 24 || minute > 59 || second > 60 ||
	    (hour == 24 && (minute > 0 || second > 0)))
		return CLOCK_NONE;
	return (hour * 60 + minute - s->east) * 60 + second;
}

/* Where a zone has not moved it into a year of five digits, or of three. */
static bool
is_in_range(int64_t t)
{
	return t >= clock_days(YEAR_MIN, 1, 1) * DAY_SECS &&
	       t < clock_days(YEAR_MAX + 1, 1, 1) * DAY_SECS;
}

static int64_t
parse_shapes(const char *folded)
{
	struct scan s;
	int64_t day, second;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		s = (struct scan){.at = folded, .half = -1};
		for (int f = 0; f < N_FIELDS; f++)
			s.value[f] = -1;
		if (!read_shape(shapes[i], &s))
			continue;
		day = day_of(s.value);
		second = second_of(&s);
		if (day != CLOCK_NONE && second != CLOCK_NONE &&
		    is_in_range(day * DAY_SECS + second))
			return day * DAY_SECS + second;
	}
	return CLOCK_NONE;
}

int64_t
date_parse(const char *s)
{
	char folded[LIMIT_DATE];
	const char *from = folded;
	int64_t t;
	size_t n;

	if (dateword_fold(s, folded, sizeof(folded)) < 0)
		return CLOCK_NONE;
	from += strspn(from, " ");
	n = dateword_length(from);
	if ((n == 0 || dateword_month(from, n) > 0) &&
	    (t = parse_shapes(from)) != CLOCK_NONE)
		return t;
	/* The day of the week, right or wrong. */
	from += n;
	from += strspn(from, " ,.:");
	return parse_shapes(from);
}
