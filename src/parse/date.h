/* SPDX-License-Identifier: ISC */
/*
 * Dates as feeds write them: RFC 822/2822/5322 with every zone and misspelling
 * in the wild, RFC 3339 and the cuts of W3CDTF, asctime, and what people write
 * ("9th March 2026", "July 2026"). No locale has a say; every field's range is
 * checked; a date without a zone is UTC.
 */
#ifndef PARSE_DATE_H
#define PARSE_DATE_H

#include <stdint.h>

/*
 * The time that s names in seconds since 1970, or CLOCK_NONE when it names
 * none. A date without a time is midnight UTC, and a zone that follows such a
 * date does not shift it; a month without a day is its first.
 */
int64_t date_parse(const char *s);

#endif
