/* SPDX-License-Identifier: ISC */
/* The closing dates of an edition, line by line. */
#include "publish/gate_text.h"
#include "publish/ics.h"
#include "rendered.h"

#define HEAD                                                             \
	"BEGIN:VCALENDAR\r\n"                                            \
	"VERSION:2.0\r\n"                                                \
	"PRODID:-//lectern//lectern " LECTERN_VERSION "//EN\r\n"         \
	"NAME:Leadership reading\r\n"                                    \
	"X-WR-CALNAME:Leadership reading\r\n"                            \
	"DESCRIPTION:Selected for members\r\n"                           \
	"URL:https://www.example.org/research\r\n"                       \
	"SOURCE;VALUE=URI:https://www.example.org/feeds/reading.ics\r\n" \
	"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n"                      \
	"BEGIN:VTIMEZONE\r\n"                                            \
	"TZID:UTC\r\n"                                                   \
	"BEGIN:STANDARD\r\n"                                             \
	"DTSTART:19700101T000000\r\n"                                    \
	"TZOFFSETFROM:+0000\r\n"                                         \
	"TZOFFSETTO:+0000\r\n"                                           \
	"END:STANDARD\r\n"                                               \
	"END:VTIMEZONE\r\n"

static void
test_whole(void **state)
{
	static const char want[] = HEAD
	    "BEGIN:VEVENT\r\n"
	    "UID:tag:example.org\\,2026:item/1\r\n"
	    "DTSTAMP:20261122T232959Z\r\n"
	    "LAST-MODIFIED:20261122T232959Z\r\n"
	    "CREATED:20261122T100000Z\r\n"
	    "DTSTART;VALUE=DATE:20261130\r\n"
	    "SUMMARY:Closes: Lecturer\\, leadership\r\n"
	    "DESCRIPTION:University of X\\n\\nSalary: £1\\; more\r\n"
	    "URL:https://journal.example/1\r\n"
	    "CATEGORIES:Research opportunities\r\n"
	    "TRANSP:TRANSPARENT\r\n"
	    "END:VEVENT\r\n"
	    "BEGIN:VEVENT\r\n"
	    "UID:tag:example.org\\,2026:item/2\r\n"
	    "DTSTAMP:20261122T232958Z\r\n"
	    "LAST-MODIFIED:20261122T232958Z\r\n"
	    "CREATED:20261122T100000Z\r\n"
	    "DTSTART:20261130T170000Z\r\n"
	    /* folded before a character that would pass the 75th octet */
	    "SUMMARY:Closes: "
	    "1234567890123456789012345678901234567890123456789012345678\r\n"
	    " é90\r\n"
	    "URL:https://journal.example/2\r\n"
	    "CATEGORIES:Research opportunities\r\n"
	    "TRANSP:TRANSPARENT\r\n"
	    "END:VEVENT\r\n"
	    "END:VCALENDAR\r\n";
	struct fixture f;
	struct entry *en;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ICS);
	fixture_add_advert(&f);
	en = fixture_add(&f, "jobs",
	    "1234567890123456789012345678901234567890123456789012345678é90");
	en->item.closes_at = clock_parse("2026-11-30T17:00:00Z");
	/* The section's lifetime is no closing date. */
	en = fixture_add(&f, "jobs", "Without one");
	en->closes_at = clock_parse("2026-12-30");
	got = rendered(&f.ed, ics_render, gate_text_ics);
	assert_string_equal(got, want);
	free(got);
	fixture_done(&f);
}

static void
test_empty(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ICS);
	got = rendered(&f.ed, ics_render, gate_text_ics);
	assert_string_equal(got, HEAD "END:VCALENDAR\r\n");
	free(got);
	fixture_done(&f);
}

static void
test_hostile(void **state)
{
	struct fixture f;
	char *got;

	(void)state;
	fixture_init(&f, FILE_ICS);
	fixture_add_hostile(&f);
	got = rendered(&f.ed, ics_render, gate_text_ics);
	assert_int_equal(count_of(got, "\nBEGIN:VALARM"), 0);
	assert_int_equal(count_of(got, "\nEND:VEVENT"), 1);
	assert_int_equal(count_of(got, "javascript:"), 0);
	free(got);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_whole),
	    cmocka_unit_test(test_empty),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
