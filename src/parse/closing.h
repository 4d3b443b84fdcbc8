/* SPDX-License-Identifier: ISC */
/*
 * The closing date of an advert that says it in prose alone: "Closing date: 12
 * March 2026", "Apply by Sunday, 5th January 2027", "Closes 31/12/2026". Reads
 * no more than it must: a lead-in of a table, small words, and right behind
 * them a date with a day and a year of four digits. Interviews, starts and
 * publications have other lead-ins.
 */
#ifndef PARSE_CLOSING_H
#define PARSE_CLOSING_H

#include <stdint.h>

/*
 * The last day on which text, plain and possibly NULL, says that something
 * closes, as midnight UTC before it: the hour that may be said is not kept, for
 * its zone is not. CLOCK_NONE when it says none. A text about a call for papers
 * says so too: whether it is an advert is the caller's to know.
 */
int64_t closing_date(const char *text);

#endif
