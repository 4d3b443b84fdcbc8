/* SPDX-License-Identifier: ISC */
/* Times as seconds, and as people write them. */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/clock.h"
#include "core/xalloc.h"

#define DAY_SECS 86400

int64_t
clock_now(void)
{
	return (int64_t)time(NULL);
}

int64_t
clock_steady_ms(void)
{
	struct timespec ts;

	if (clock_gettime(CLOCK_MONOTONIC, &ts) != 0)
		abort();
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Division that rounds down, so that the days before 1970 come out right. */
static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/*
 * Years are counted from March, so that a leap day is the last of its year;
 * 400 of them are an era of 146,097 days; 719,468 days lie between 0000-03-01
 * and 1970-01-01.
 */
int64_t
clock_days(int64_t year, int month, int day)
{
	int64_t era, day_of_year, year_of_era;

	year -= month <= 2;
	era = floor_div(year, 400);
	year_of_era = year - era * 400;
	day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 -
	       year_of_era / 100 + day_of_year - 719468;
}

int
clock_month_days(int64_t year, int month)
{
	if (month == 12)
		return 31;
	return (
	    int)(clock_days(year, month + 1, 1) - clock_days(year, month, 1));
}

struct civil
clock_civil(int64_t t)
{
	int64_t days = floor_div(t, DAY_SECS);
	int64_t secs = (t % DAY_SECS + DAY_SECS) % DAY_SECS;
	int64_t shifted = days + 719468;
	int64_t era = floor_div(shifted, 146097);
	int64_t doe = shifted - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t month = (5 * doy + 2) / 153;
	struct civil c = {
	    .year = yoe + era * 400 + (month >= 10),
	    .month = (int)(month < 10 ? month + 3 : month - 9),
	    .day = (int)(doy - (153 * month + 2) / 5 + 1),
	    .hour = (int)(secs / 3600),
	    .minute = (int)(secs / 60 % 60),
	    .second = (int)(secs % 60),
	    .weekday = (int)(((days + 4) % 7 + 7) % 7),
	};

	return c;
}

bool
clock_is_date(int64_t t)
{
	return t % DAY_SECS == 0;
}

struct civil
clock_local(int64_t t)
{
	struct civil c = clock_civil(t);
	time_t seconds = (time_t)t;
	struct tm tm;

	if (clock_is_date(t))
		return c;
	if (localtime_r(&seconds, &tm) == NULL)
		return c;
	return (struct civil){tm.tm_year + 1900LL, tm.tm_mon + 1, tm.tm_mday,
	    tm.tm_hour, tm.tm_min, tm.tm_sec, tm.tm_wday};
}

bool
clock_zone_exists(const char *name)
{
	char *path = xasprintf("/usr/share/zoneinfo/%s", name);
	char magic[4] = "";
	FILE *file = NULL;

	if (name[0] != '/' && name[0] != ':' && name[0] != '\0' &&
	    strchr(name, '.') == NULL && (file = fopen(path, "re")) != NULL) {
		/* A folder opens too, and is then not read. */
		if (fread(magic, sizeof(magic), 1, file) != 1)
			magic[0] = '\0';
		fclose(file);
	}
	free(path);
	return memcmp(magic, "TZif", sizeof(magic)) == 0;
}

int
clock_set_zone(const char *name)
{
	bool known = clock_zone_exists(name);

	if (setenv("TZ", known ? name : "UTC", 1) != 0)
		abort();
	tzset();
	return known ? 0 : -1;
}

char *
clock_rfc3339(int64_t t, char out[CLOCK_RFC3339_SIZE])
{
	struct civil c = clock_civil(t);

	snprintf(out, CLOCK_RFC3339_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    (int)c.year, c.month, c.day, c.hour, c.minute, c.second);
	return out;
}

char *
clock_rfc822(int64_t t, char out[CLOCK_RFC822_SIZE])
{
	static const char *const days[] = {
	    "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	struct civil c = clock_civil(t);

	snprintf(out, CLOCK_RFC822_SIZE,
	    "%s, %02d %.3s %04d %02d:%02d:%02d GMT", days[c.weekday], c.day,
	    clock_month_name(c.month), (int)c.year, c.hour, c.minute, c.second);
	return out;
}

/* The number that the n digits at s are; -1 when one of them is none. */
static int
digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* Seconds east of UTC of "Z", "+hh:mm" or "-hh:mm"; -1 in *ok otherwise. */
static int
offset(const char *s, bool *ok)
{
	int hours, minutes;

	if (strcmp(s, "Z") == 0 || strcmp(s, "z") == 0)
		return 0;
	if (strlen(s) != 6 || (s[0] != '+' && s[0] != '-') || s[3] != ':' ||
	    (hours = digits(s + 1, 2)) < 0 || hours > 23 ||
	    (minutes = digits(s + 4, 2)) < 0 || minutes > 59) {
		*ok = false;
		return 0;
	}
	return (hours * 60 + minutes) * 60 * (s[0] == '-' ? -1 : 1);
}

static int64_t
parse_seconds(const char *s)
{
	char *end;
	long long n;

	if (strchr("-0123456789", s[0]) == NULL)
		return CLOCK_NONE;
	errno = 0;
	n = strtoll(s, &end, 10);
	/* Within the years that RFC 3339 can write. */
	if (errno != 0 || end == s || *end != '\0' || n < -62135596800LL ||
	    n > 253402300799LL)
		return CLOCK_NONE;
	return n;
}

int64_t
clock_parse(const char *s)
{
	int year, month, day, hour = 0, minute = 0, second = 0, shift = 0;
	bool ok = true;

	if (s[0] == '@')
		return parse_seconds(s + 1);
	if (strlen(s) < 10 || s[4] != '-' || s[7] != '-' ||
	    (year = digits(s, 4)) < 1 || (month = digits(s + 5, 2)) < 1 ||
	    month > 12 || (day = digits(s + 8, 2)) < 1 ||
	    day > clock_month_days(year, month))
		return CLOCK_NONE;
	s += 10;
	if (*s != '\0') {
		if (strlen(s) < 10 || strchr("Tt ", s[0]) == NULL ||
		    s[3] != ':' || s[6] != ':' ||
		    (hour = digits(s + 1, 2)) < 0 || hour > 23 ||
		    (minute = digits(s + 4, 2)) < 0 || minute > 59 ||
		    (second = digits(s + 7, 2)) < 0 || second > 60)
			return CLOCK_NONE;
		s += 9;
		if (s[0] == '.' && isdigit((unsigned char)s[1]))
			s += 1 + strspn(s + 1, "0123456789");
		shift = offset(s, &ok);
		if (!ok)
			return CLOCK_NONE;
	}
	return clock_days(year, month, day) * DAY_SECS + hour * 3600 +
	       minute * 60 + second - shift;
}

const char *
clock_month_name(int month)
{
	static const char *const names[] = {"January", "February", "March",
	    "April", "May", "June", "July", "August", "September", "October",
	    "November", "December"};

	return names[month - 1];
}
