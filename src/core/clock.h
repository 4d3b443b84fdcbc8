/* SPDX-License-Identifier: ISC */
/*
 * Times are int64_t seconds since 1970-01-01T00:00:00Z, without leap seconds.
 * The wall clock is read once, in main; everything else is told the time.
 */
#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_NONE INT64_MIN /* no time known */
#define CLOCK_RFC3339_SIZE sizeof("-2147483647-12-31T23:59:60Z")
#define CLOCK_RFC822_SIZE sizeof("Mon, 31 Dec -2147483647 23:59:60 GMT")

struct civil {
	int64_t year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
	int hour, minute, second;
	int weekday; /* 0 = Sunday */
};

int64_t clock_now(void);

/* Milliseconds on a clock that nobody sets: for how long something took. */
int64_t clock_steady_ms(void);

/* Days from 1970-01-01 to a date of the Gregorian calendar. The day may lie
 * outside its month; the month may not lie outside 1 to 12. */
int64_t clock_days(int64_t year, int month, int day);

int clock_month_days(int64_t year, int month);

/* t in UTC. */
struct civil clock_civil(int64_t t);

/* True for midnight UTC to the second: what a date without a time becomes. */
bool clock_is_date(int64_t t);

/*
 * t in the zone that clock_set_zone() chose. A date without a time is
 * not shifted: the 25th stays the 25th everywhere.
 */
struct civil clock_local(int64_t t);

/* True for a name that the system's tz database has. */
bool clock_zone_exists(const char *name);

/* Sets the zone of clock_local() by its name in the tz database; returns -1
 * when the system does not know it (the zone is UTC then). */
int clock_set_zone(const char *name);

/* "2026-11-23T00:31:10Z" into out, which is returned. */
char *clock_rfc3339(int64_t t, char out[CLOCK_RFC3339_SIZE]);

/* "Mon, 23 Nov 2026 00:31:10 GMT", as RSS and HTTP have it (RFC 9110 section
 * 5.6.7), into out, which is returned. */
char *clock_rfc822(int64_t t, char out[CLOCK_RFC822_SIZE]);

/* The strict RFC 3339 form, or "@seconds", or CLOCK_NONE for anything else:
 * the form in which a person hands us a time (--now, --since). A date alone
 * is its first second in UTC; a fraction of a second is dropped. */
int64_t clock_parse(const char *s);

/* "January" to "December". */
const char *clock_month_name(int month);

#endif
