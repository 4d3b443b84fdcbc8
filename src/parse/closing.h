/* SPDX-License-Identifier: ISC */
/*
 * The closing date of an advert that says it in prose alone: "Closing date: 12
 * March 2026", "Apply by Sunday, 5th January 2027", "Closes 31/12/2026". Reads
 * no more than it must: a lead-in of a table, small words, and right behind
 * them day, month and a year of four digits, side by side on one line; of a
 * range, "10-12 March 2026", the later end. Interviews, starts and publications
 * have other lead-ins; offices close and visas expire in the middle of a
 * sentence, where that is no lead-in. What it costs grows with the text's
 * length and no faster: for each lead-in, LIMIT_DATE bytes are looked at.
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
