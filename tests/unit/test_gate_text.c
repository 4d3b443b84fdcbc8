/* SPDX-License-Identifier: ISC */
/* The last look at what is lines of text. */
#include "damage.h"
#include "publish/bib.h"
#include "publish/gate_text.h"
#include "publish/ics.h"
#include "publish/ris.h"

static const struct trial ris = {ris_render, gate_text_ris};
static const struct trial bib = {bib_render, gate_text_bib};
static const struct trial ics = {ics_render, gate_text_ics};

static void
test_ris(void **state)
{
	static const char no_lines[] = "document: not lines of UTF-8 text";
	static const char no_tag[] = "record: a line without a tag";
	static const char not_whole[] = "record: not from TY to ER";
	static const char not_each[] =
	    "records: not one with a title for each entry";
	static const struct damage damages[] = {
	    {"One", "\xff", no_lines},
	    {"One", "\x01", no_lines},
	    {"One", "One\nTwo", no_lines},
	    {"One", "One\rTwo", no_lines},
	    {"\r\nTI", "\nTI", no_lines},
	    {"One", "One\r\nTwo", no_tag},
	    {"One", "One\r\n\r\n", no_tag},
	    {"TI  - ", "TI - ", no_tag},
	    {"One", "One\r\nER  - ", not_whole},
	    {"One", "One\r\nTY  - JOUR", not_whole},
	    {"One", "One\r\nER  - \r\nTY  - JOUR", not_each},
	    {"TI  - One\r\n", "", not_each},
	    {"TI  - One", "TI  - One\r\nTI  - Two", not_each},
	};

	(void)state;
	check_damages(&ris, FILE_RIS, damages, N_OF(damages));
}

static void
test_bib(void **state)
{
	static const char not_each[] =
	    "records: not one with a title for each entry";
	static const struct damage damages[] = {
	    {"One", "\xff", "document: not lines of UTF-8 text"},
	    {"One", "{One", not_each},
	    {"One", "One}", not_each},
	    {"One", "\\}", not_each},
	    {"One", "One\nTwo", not_each},
	    {"One}},", "One}}", not_each},
	    {"  title = {{One}},\n", "", not_each},
	    {"  title", "  note = {x},\ntitle", not_each},
	    {"  title", "  ti-tle", not_each},
	    {"}\n\n", "}\n", not_each},
	    {"}\n\n", "}\n\n@misc{x,\n  title = {y},\n}\n\n", not_each},
	    {"lectern-", "lec tern-", not_each},
	    {"@misc", "@MISC", not_each},
	};

	(void)state;
	check_damages(&bib, FILE_BIB, damages, N_OF(damages));
}

static void
check_ics(const struct edition *ed, const struct damage *damages, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_damage(&ics, ed, &damages[i]);
}

static void
test_ics(void **state)
{
	static const char no_lines[] = "document: not lines of UTF-8 text";
	static const char not_one[] = "calendar: an event without one UID, "
				      "stamp, start and summary";
	static const struct damage damages[] = {
	    {"One", "\xff", no_lines},
	    {"One", "One\nTwo", no_lines},
	    {"END:VCALENDAR\r\n", "END:VCALENDAR", no_lines},
	    {"BEGIN:VCALENDAR", "BEGIN:VCARD", "document: not a calendar"},
	    {"END:VCALENDAR\r\n", "", "calendar: not whole"},
	    {"One", "One\r\nTwo", "calendar: a line that is no property"},
	    {"One", "One\r\nxyz:Two", "calendar: a line that is no property"},
	    {"SUMMARY:Closes: One\r\n", "", not_one},
	    {"One", "One\r\nSUMMARY:Two", not_one},
	    {"UID:", "X-UID:", not_one},
	    {"One", "One\r\nEND:VEVENT\r\nBEGIN:VEVENT", not_one},
	    {"One", "One\r\nEND:VCALENDAR",
		"calendar: an END without its BEGIN"},
	    {"END:VCALENDAR", "END:VCALENDAR\r\nX-Y:1",
		"calendar: a line outside of the calendar"},
	    {"item/2", "item/1",
		"tag:example.org\\,2026:item/1: an id that two entries have"},
	    {"One",
		"1234567890123456789012345678901234567890123456789012345678901",
		"calendar: a line that is not folded"},
	    {"BEGIN:VEVENT\r\n",
		"BEGIN:A\r\nBEGIN:B\r\nBEGIN:C\r\nBEGIN:VEVENT\r\n",
		"calendar: components too deep"},
	};
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	damage_make(&f, FILE_ICS);
	for (size_t i = 0; i < f.ed.entries.n; i++)
		f.ed.entries.list[i].item.closes_at = clock_parse("2026-11-30");
	check_ics(&f.ed, damages, N_OF(damages));
	buf_init(&doc, LIMIT_DOCUMENT);
	ics_render(&f.ed, &doc);
	f.ed.entries.list[0].item.closes_at = CLOCK_NONE;
	assert_int_equal(gate_text_ics(&f.ed, &doc, &e), -1);
	check_str("one too many", e.msg, "calendar: an event too many");
	buf_clear(&doc);
	ics_render(&f.ed, &doc);
	f.ed.entries.list[0].item.closes_at = clock_parse("2026-11-30");
	assert_int_equal(gate_text_ics(&f.ed, &doc, &e), -1);
	check_str("one too few", e.msg,
	    "calendar: not an event for each closing date");
	buf_done(&doc);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_ris),
	    cmocka_unit_test(test_bib),
	    cmocka_unit_test(test_ics),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
