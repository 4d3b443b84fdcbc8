/* SPDX-License-Identifier: ISC */
/* Closing dates in the words of adverts, and dates that are none. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/closing.h"

#define LONG                                                                   \
	"A ward of forty beds, and the people who lead it, say what it takes " \
	"to change how they work. "

static void
test_closing(void **state)
{
	static const struct {
		const char *text;
		const char *day; /* NULL = it says none */
	} cases[] = {
	    {"Closing date: 12 March 2026", "2026-03-12"},
	    {"Salary: \302\24340,000. CLOSING DATE 12th March 2026.",
		"2026-03-12"},
	    {"Closes: 31/12/2026", "2026-12-31"},
	    {"Closes 03/04/2026", "2026-04-03"},
	    {"Apply by 5 January 2027", "2027-01-05"},
	    {"Please apply by Monday, 5th January 2027!", "2027-01-05"},
	    {"Deadline: 2026-03-12", "2026-03-12"},
	    {"Deadline \342\200\223 12.03.2026", "2026-03-12"},
	    {"The application deadline is March 12, 2026; interviews in April.",
		"2026-03-12"},
	    {"Closing date for applications: midnight on Sunday 15 March 2026",
		"2026-03-15"},
	    {"Closing date: 5pm on 12 March 2026", "2026-03-12"},
	    {"Closing date: 5.00 p.m., 12 March 2026", "2026-03-12"},
	    {"Closes at 23:59 on 12 March 2026", "2026-03-12"},
	    {"Closes 12 March 2026 at 23:59", "2026-03-12"},
	    {"Applications close on the 12th of March 2026", "2026-03-12"},
	    {"Applications must be received by 12 Mar 2026 (noon).",
		"2026-03-12"},
	    {"Closing date\n\n12 March 2026\n\nInterview\n\n20 March 2026",
		"2026-03-12"},
	    {"Closing date:\302\24012 March 2026. Interviews: 20 March 2026.",
		"2026-03-12"},
	    {"Closing date: 1 March 2026. New closing date: 15 March 2026.",
		"2026-03-15"},
	    {"Closing date extended to 15 March 2026", "2026-03-15"},
	    {"Deadline: 12 March 2026, extended to 20 March 2026",
		"2026-03-20"},
	    {"The closing date of 12 March 2026 has been extended to Friday "
	     "20 March 2026.",
		"2026-03-20"},
	    {"Deadline: 12 March 2026 (extended to 20 March 2026)",
		"2026-03-20"},
	    {"Closing date: 12 March 2026 - extended to 20 March 2026",
		"2026-03-20"},
	    {"Closing date: 12 March 2026 / 20 March 2026", "2026-03-20"},
	    {"Closing date: 12 March 2026 or 20 March 2026", "2026-03-20"},
	    {"Closing date: 12 March 2026, 20 March 2026 interviews",
		"2026-03-12"},
	    {"Closing date: 12 March 2026 and interviews on 20 March 2026",
		"2026-03-12"},
	    {"Closing date: 12 March 2026 Salary: 50000", "2026-03-12"},
	    {"Closing date for applications\n5 April 2026", "2026-04-05"},
	    {LONG LONG "In 2024 we grew. " LONG LONG
		       "Closing date: 12 March 2026. " LONG LONG,
		"2026-03-12"},
	    {"Closing date: 12 noon on Friday 13 March 2026", "2026-03-13"},
	    {"Closing date for receipt of applications is 12 noon on Friday "
	     "13 March 2026",
		"2026-03-13"},
	    {"Closing date (midnight, 12 March 2026)", "2026-03-12"},
	    {"Closing date: 2026-03-12T23:59:00Z", "2026-03-12"},
	    {"Closing date: 12-Mar-2026", "2026-03-12"},
	    {"Deadline: 12/31/2026", "2026-12-31"},
	    {"Deadline: 12 March 2026, 2 positions", "2026-03-12"},
	    {"Closing date: 12 March 2026 1700 hours", "2026-03-12"},
	    {"Closing date: 12 März 2026", "2026-03-12"},
	    /* Beside signs that are no letters. */
	    {"•Closing date: 12 March 2026", "2026-03-12"},
	    {"—Closing date: 12 March 2026", "2026-03-12"},
	    {"“Closing date: 12 March 2026”", "2026-03-12"},
	    {"\uf0b7Closing date: 12 March 2026", "2026-03-12"},
	    {"📅Closing date: 12 March 2026", "2026-03-12"},
	    {"Closing date–12 March 2026", "2026-03-12"},
	    {"Closing date: 12 March 2026– interviews in April", "2026-03-12"},
	    {"Closing date (extended): 12 March 2026", "2026-03-12"},
	    {"Éclosing date: 12 March 2026", NULL},
	    /* Of a range the later end. */
	    {"Closing date: 1 March 2026 to 12 March 2026", "2026-03-12"},
	    {"Closing date: 28 February - 12 March 2026", "2026-03-12"},
	    {"Closing date: 10-12 March 2026", "2026-03-12"},
	    {"Closing date: 10th to 12th March 2026", "2026-03-12"},
	    {"Closing date: Thursday 12 – Friday 13 March 2026", "2026-03-13"},
	    {"Closing date: March 10–12, 2026", "2026-03-12"},
	    {"Closing date: February 28 – March 12, 2026", "2026-03-12"},
	    {"Closing date: 12 March 2026–20 March 2026", "2026-03-20"},
	    {"Closing date: 1/3/2026 - 12/3/2026", "2026-03-12"},
	    {"Closing date: 12 March 2026, 20 March 2026 at the latest",
		"2026-03-12"},
	    /* A word that other things do, too. */
	    {"Band 7. Closes 12 March 2026", "2026-03-12"},
	    {"Band 7\nCloses 12 March 2026", "2026-03-12"},
	    {"Band 7 • Closing 12 March 2026", "2026-03-12"},
	    {"Band 7 Closes: 12 March 2026", "2026-03-12"},
	    {"Expiry date: 12 March 2026", "2026-03-12"},
	    {"Our office closes on 24 December 2025. Applications are welcome "
	     "until the post is filled.",
		NULL},
	    {"Applicants whose visa expires 1 January 2026 may not apply.",
		NULL},
	    {"Give your passport's expiry date, 1 January 2026 or later", NULL},
	    {"Closing date: 12 March 2026. Funding for this post expires 31 "
	     "August 2029.",
		"2026-03-12"},
	    /* No closing date. */
	    {NULL, NULL},
	    {"", NULL},
	    {"Published: 12 March 2026", NULL},
	    {"Interview date: 12 March 2026", NULL},
	    {"Placed on: 12 March 2026. Start date: 1 May 2026", NULL},
	    {"12 March 2026", NULL},
	    {"Closing date: TBC. Interview date: 20 March 2026", NULL},
	    {"Closing date for references: 20 March 2026", NULL},
	    {"Closing the gap: lessons of 12 March 2026", NULL},
	    {"The ward closed 12 March 2026", NULL},
	    {"Disclosing date: 12 March 2026", NULL},
	    /* No day, or no year. */
	    {"Closing date: 12 March", NULL},
	    {"Closing date: 12 March 26", NULL},
	    {"Closing date: 12/03/26", NULL},
	    {"Closing date: March 2026", NULL},
	    {"Deadline: 2026", NULL},
	    {"Deadline: 2026-03", NULL},
	    {"Deadline: 31 February 2026", NULL},
	    {"Deadline: June 2026, 3 positions", NULL},
	    {"Deadline: 3 positions, June 2026", NULL},
	    {"Closing date: 12 March 2000 hours", NULL},
	    {"Closing date: 12 March 2000hrs", NULL},
	    {"Deadline: 12 March\n2026 positions", NULL},
	    {"Deadline: 112 March 2026", NULL},
	    {"Deadline: 12 March 20261", NULL},
	    {"Deadline: 13/13/2026", NULL},
	    {"Deadline:", NULL},
	    {"Closes at", NULL},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		int64_t want = CLOCK_NONE;

		if (cases[i].day != NULL)
			want = clock_parse(cases[i].day);
		check_int(cases[i].text == NULL ? "NULL" : cases[i].text,
		    closing_date(cases[i].text), want);
	}
}

/* No date is looked for beyond some bytes and some small words. */
static void
test_far(void **state)
{
	static const char date[] = "1 May 2026";
	static const struct {
		const char *filling;
		size_t most; /* as many of it may stand between */
	} cases[] = {
	    {"-", LIMIT_DATE - sizeof("Deadline 1 May ") + 1},
	    {"at ", LIMIT_CLOSING_LINKS},
	    {"1:2000am ", LIMIT_CLOSING_LINKS},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		for (size_t more = 0; more < 2; more++) {
			struct buf b;

			buf_init(&b, LIMIT_TEXT);
			buf_adds(&b, "Deadline ");
			for (size_t n = 0; n < cases[i].most + more; n++)
				buf_adds(&b, cases[i].filling);
			buf_adds(&b, date);
			check_int(cases[i].filling, closing_date(b.data),
			    more ? CLOCK_NONE : clock_parse("2026-05-01"));
			buf_done(&b);
		}
}

/* A text of nothing else costs no more than a few. */
static void
test_many(void **state)
{
	static const char one[] = "Deadline: 1 May 2026 ";
	static const char last[] = "Deadline: 2 May 2026";
	size_t len = strlen(one);
	char *text = xcalloc(LIMIT_CLOSINGS * len + sizeof(last), 1);

	(void)state;
	for (size_t i = 0; i < LIMIT_CLOSINGS; i++)
		memcpy(text + i * len, one, len);
	memcpy(text + (LIMIT_CLOSINGS - 1) * len, last, sizeof(last));
	check_int("within", closing_date(text), clock_parse("2026-05-02"));
	memcpy(text + (LIMIT_CLOSINGS - 1) * len, one, len);
	memcpy(text + LIMIT_CLOSINGS * len, last, sizeof(last));
	check_int("beyond", closing_date(text), clock_parse("2026-05-01"));
	free(text);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_closing),
	    cmocka_unit_test(test_far),
	    cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
