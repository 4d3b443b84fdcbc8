/* SPDX-License-Identifier: ISC */
/* UTF-8: what is a character, where text may be cut, what white space is. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/text.h"
#include "core/xalloc.h"

static void
test_printable(void **state)
{
	static const struct {
		const char *text;
		size_t n;
	} cases[] = {
	    {"", 0},
	    {"two words, a <b> and more", 25},
	    {"two lines\n", 9},
	    {"~\x7f", 1},
	    {"a\x1f", 1},
	    {"\tb", 0},
	    {"0123456\x7f", 7},
	    {"0123456789\x1f", 10},
	    {"01234567 \xc2\xa0 890", 9},
	    {"na\xc3\xafve", 2},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].text,
		    text_printable(cases[i].text, strlen(cases[i].text)),
		    (long)cases[i].n);
	check_int("no more than there is", text_printable("abc", 2), 2);
}

static void
test_decode(void **state)
{
	static const struct {
		const char *bytes;
		size_t len, taken;
		unsigned int cp;
	} cases[] = {
	    {"", 1, 1, 0},
	    {"a", 1, 1, 'a'},
	    {"\x7f", 1, 1, 0x7f},
	    {"\xc2\x80", 2, 2, 0x80},
	    {"\xc3\xa9z", 3, 2, 0xe9},
	    {"\xdf\xbf", 2, 2, 0x7ff},
	    {"\xe0\xa0\x80", 3, 3, 0x800},
	    {"\xe2\x80\x99", 3, 3, 0x2019},
	    {"\xed\x9f\xbf", 3, 3, 0xd7ff},
	    {"\xee\x80\x80", 3, 3, 0xe000},
	    {"\xef\xbf\xbf", 3, 3, 0xffff},
	    {"\xf0\x90\x80\x80", 4, 4, 0x10000},
	    {"\xf0\x9f\x98\x80", 4, 4, 0x1f600},
	    {"\xf4\x8f\xbf\xbf", 4, 4, 0x10ffff},
	    /* continuation bytes without a first one */
	    {"\x80", 1, 0, 0},
	    {"\xbf", 1, 0, 0},
	    /* overlong forms */
	    {"\xc0\x80", 2, 0, 0},
	    {"\xc1\xbf", 2, 0, 0},
	    {"\xe0\x80\x80", 3, 0, 0},
	    {"\xe0\x9f\xbf", 3, 0, 0},
	    {"\xf0\x80\x80\x80", 4, 0, 0},
	    {"\xf0\x8f\xbf\xbf", 4, 0, 0},
	    /* surrogates, and beyond the last character */
	    {"\xed\xa0\x80", 3, 0, 0},
	    {"\xed\xbf\xbf", 3, 0, 0},
	    {"\xf4\x90\x80\x80", 4, 0, 0},
	    {"\xf5\x80\x80\x80", 4, 0, 0},
	    {"\xff", 1, 0, 0},
	    {"\xfe", 1, 0, 0},
	    /* cut short, or not continued */
	    {"\xc3", 1, 0, 0},
	    {"\xe2\x80\x99", 2, 0, 0},
	    {"\xf0\x9f\x98\x80", 3, 0, 0},
	    {"\xc3z", 2, 0, 0},
	    {"\xe2\x80z", 3, 0, 0},
	    {"\xe2\xc3\xa9", 3, 0, 0},
	    {"\xf0\x9f\x98\xc3", 4, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		/* On the heap, so that reading too far is caught. */
		char *bytes = xmalloc(cases[i].len);
		unsigned int cp = 12345;

		memcpy(bytes, cases[i].bytes, cases[i].len);
		check_int("bytes taken",
		    (int64_t)text_decode(bytes, cases[i].len, &cp),
		    (int64_t)cases[i].taken);
		check_int(
		    "character", cp, cases[i].taken ? cases[i].cp : 12345);
		free(bytes);
	}
}

static void
test_encode_every_character(void **state)
{
	char out[TEXT_UTF8_MAX];
	unsigned int back;
	size_t n;

	(void)state;
	for (unsigned int cp = 0; cp <= 0x110001; cp++) {
		bool is_scalar = cp <= 0x10ffff && (cp < 0xd800 || cp > 0xdfff);

		n = text_encode(cp, out);
		if (text_decode(out, n, &back) != n ||
		    back != (is_scalar ? cp : TEXT_REPLACEMENT))
			fail_msg("U+%04X became U+%04X", cp, back);
	}
}

static void
test_is_utf8(void **state)
{
	(void)state;
	assert_true(text_is_utf8("", 0));
	assert_true(
	    text_is_utf8("caf\xc3\xa9 \xe2\x80\x93 \xf0\x9f\x98\x80", 14));
	assert_false(text_is_utf8("caf\xe9", 4));
	assert_false(text_is_utf8("caf\xc3\xa9", 4));
	assert_false(text_is_utf8("a\xc0\x80", 3));
}

static void
test_is_clean(void **state)
{
	static const char *const clean[] = {
	    "", "a b~", "a\n\n\tb", "caf\xc3\xa9", "\xc2\xa0"};
	static const char *const foul[] = {"a\rb", "\033[2J", "a\x7f",
	    "\xc2\x90", "\xef\xbf\xbf", "caf\xe9", "caf\xc3"};

	(void)state;
	for (size_t i = 0; i < N_OF(clean); i++)
		assert_true(text_is_clean(clean[i], strlen(clean[i])));
	for (size_t i = 0; i < N_OF(foul); i++)
		assert_false(text_is_clean(foul[i], strlen(foul[i])));
	assert_false(text_is_clean("a\0b", 3));
}

static void
test_is_control(void **state)
{
	static const struct {
		unsigned int cp;
		bool is;
	} cases[] = {
	    {0, true},
	    {0x08, true},
	    {'\t', false},
	    {'\n', false},
	    {0x0b, true},
	    {'\r', true},
	    {0x1b, true},
	    {0x1f, true},
	    {' ', false},
	    {'~', false},
	    {0x7f, true},
	    {0x80, true},
	    {0x85, true},
	    {0x9f, true},
	    {0xa0, false},
	    {0x61c, false},
	    {0x200b, false},
	    {0x200c, false},
	    {0x200f, false},
	    {0x2028, false},
	    {0x2029, false},
	    {0x202a, true},
	    {0x202e, true},
	    {0x202f, false},
	    {0x2065, false},
	    {0x2066, true},
	    {0x2069, true},
	    {0x206f, true},
	    {0x2070, false},
	    {0xfdcf, false},
	    {0xfdd0, true},
	    {0xfdef, true},
	    {0xfdf0, false},
	    {0xfe0f, false},
	    {0xfeff, true},
	    {0xfff9, true},
	    {0xfffb, true},
	    {0xfffc, false},
	    {0xfffd, false},
	    {0xfffe, true},
	    {0xffff, true},
	    {0x10000, false},
	    {0x1f600, false},
	    {0x1fffe, true},
	    {0xe0001, true},
	    {0xe0067, false},
	    {0xe007f, false},
	    {0xe0100, false},
	    {0x10ffff, true},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		if (text_is_control(cases[i].cp) != cases[i].is)
			fail_msg("U+%04X", cases[i].cp);
}

static void
test_cut(void **state)
{
	static const struct {
		const char *text;
		size_t max, kept;
	} cases[] = {
	    {"", 0, 0},
	    {"", 5, 0},
	    {"abc", 5, 3},
	    {"abc", 3, 3},
	    {"abc", 2, 2},
	    {"abc", 0, 0},
	    {"caf\xc3\xa9", 5, 5},
	    {"caf\xc3\xa9", 4, 3},
	    {"caf\xc3\xa9s", 5, 5},
	    {"\xe2\x80\x99", 2, 0},
	    {"\xe2\x80\x99", 1, 0},
	    {"a\xf0\x9f\x98\x80z", 4, 1},
	    {"a\xf0\x9f\x98\x80z", 2, 1},
	    {"a\xf0\x9f\x98\x80z", 5, 5},
	    /* What is no UTF-8 is cut where it has to be. */
	    {"\x80\x80\x80\x80\x80\x80\x80\x80", 6, 6},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].text,
		    (int64_t)text_cut(
			cases[i].text, strlen(cases[i].text), cases[i].max),
		    (int64_t)cases[i].kept);
}

static void
test_squash(void **state)
{
	static const struct {
		const char *in, *line, *paragraphs;
	} cases[] = {
	    {"", "", ""},
	    {" ", "", ""},
	    {" \t\r\n\f\v\xc2\xa0", "", ""},
	    {"a", "a", "a"},
	    {"  a  ", "a", "a"},
	    {"a b", "a b", "a b"},
	    {"a \t\r\n b", "a b", "a b"},
	    {"a\nb", "a b", "a b"},
	    {"a\n\nb", "a b", "a\n\nb"},
	    {"a\r\n\r\nb", "a b", "a\n\nb"},
	    {"a \n \n \n b", "a b", "a\n\nb"},
	    {"\n\na\n\n", "a", "a"},
	    {"a\n\nb\nc", "a b c", "a\n\nb c"},
	    {"\xc2\xa0"
	     "a\xc2\xa0\xc2\xa0"
	     "b\xc2\xa0",
		"a b", "a b"},
	    {"a\xe2\x80\xaf"
	     "b\xe2\x80\x89"
	     "c\xe3\x80\x80"
	     "d\xe2\x80\xa8"
	     "e",
		"a b c d e", "a b c d e"},
	    {"10\xe2\x80\x93"
	     "20 \xc2\xa3"
	     "5\xc2\xa0m",
		"10\xe2\x80\x93"
		"20 \xc2\xa3"
		"5 m",
		"10\xe2\x80\x93"
		"20 \xc2\xa3"
		"5 m"},
	    {"a\xc2", "a\xc2", "a\xc2"},
	    {"a\xe2\x80", "a\xe2\x80", "a\xe2\x80"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *line = xstrdup(cases[i].in);
		char *paragraphs = xstrdup(cases[i].in);

		check_str(cases[i].in, text_squash(line), cases[i].line);
		check_str(cases[i].in, text_squash_paragraphs(paragraphs),
		    cases[i].paragraphs);
		free(paragraphs);
		free(line);
	}
}

static void
test_is_blank(void **state)
{
	(void)state;
	assert_true(text_is_blank(NULL));
	assert_true(text_is_blank(""));
	assert_true(text_is_blank(" \t\r\n\xc2\xa0\xe2\x80\x83"));
	assert_false(text_is_blank(" a "));
	assert_false(text_is_blank("\xc2\xa1"));
	assert_false(text_is_blank("\xe2\x80\x8b")); /* zero width: no space */
}

static void
test_clean(void **state)
{
	static const char *const cases[][2] = {
	    {"", ""},
	    {"a\tb\nc", "a\tb\nc"},
	    {"a\x01\x7f"
	     "b\xc2\x85",
		"ab"},
	    {"é\xff\xe2\x82", "é"},
	};
	char *got;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		got = text_clean(cases[i][0]);
		check_str(cases[i][0], got, cases[i][1]);
		free(got);
	}
}

static void
test_windows_1252(void **state)
{
	(void)state;
	check_int("ASCII", text_windows_1252('a'), 'a');
	check_int("quote", text_windows_1252(0x92), 0x2019);
	check_int("none", text_windows_1252(0x81), 0x81);
	check_int("Latin-1", text_windows_1252(0xe9), 0xe9);
}

static void
test_lower(void **state)
{
	char *lower = text_lower("10.1136/LEADER-[Z]@`\xc3\x89");

	(void)state;
	check_str("lower", lower, "10.1136/leader-[z]@`\xc3\x89");
	free(lower);
}

static void
test_words(void **state)
{
	static const char *const cases[][2] = {
	    {"  The leader\u2019s role\u2014now! ", "the leader s role now"},
	    {"\u201cJust culture\u201d\u00a0in ICSs (2026)",
		"just culture in icss 2026"},
	    {"\u00c4rzte f\u00fchren", "\u00c4rzte f\u00fchren"},
	    {"\u9886\u5bfc\u3001\u529b", "\u9886\u5bfc \u529b"},
	    {"C++ & C#", "c c"},
	    {"\xff\xfe", "\xff\xfe"},
	    {"--", ""},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *words = text_words(cases[i][0]);

		check_str(cases[i][0], words, cases[i][1]);
		free(words);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_printable),
	    cmocka_unit_test(test_decode),
	    cmocka_unit_test(test_encode_every_character),
	    cmocka_unit_test(test_is_utf8),
	    cmocka_unit_test(test_is_clean),
	    cmocka_unit_test(test_is_control),
	    cmocka_unit_test(test_cut),
	    cmocka_unit_test(test_squash),
	    cmocka_unit_test(test_is_blank),
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_windows_1252),
	    cmocka_unit_test(test_lower),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
