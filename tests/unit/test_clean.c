/* SPDX-License-Identifier: ISC */
/* A file's text made ready for libconfuse: same lines, no surprises. */
#include <stdio.h>

#include "check.h"
#include "config/clean.h"

static struct buf told;

static void
tell(const char *message)
{
	buf_addf(&told, "%s\n", message);
}

static void
test_clean(void **state)
{
	static const struct {
		const char *in, *want, *complaints;
	} cases[] = {
	    {"", "", ""},
	    {"a = 1\n", "a = 1\n", ""},
	    {"# x\na", "   \na", ""},
	    {"a = {1, # \"x\n2}", "a = {1,     \n2}", ""},
	    {"// x\n", "    \n", ""},
	    {"a = \"http://x/#y\"", "a = \"http://x/#y\"", ""},
	    {"a = http://x/y", "a = http://x/y", ""},
	    {"/* x\n\"y */a", "    \n     a", ""},
	    {"/* x\ny", "    \n ", "f:1: '/*' is never closed\n"},
	    {"\"/* # // { } *\"", "\"/* # // { } *\"", ""},
	    {"'it\\'s'", "'it\\'s'", ""},
	    {"\"a\\\"b\" # c", "\"a\\\"b\"    ", ""},
	    {"\"a\\\nb\" *", "\"a\\\nb\"  ",
		"f:2: '*' outside quotation marks\n"},
	    {"\"${HOME}\"", "\"\\${HOME}\"", ""},
	    {"\"\\${HOME}\"", "\"\\${HOME}\"", ""},
	    {"'${HOME}'", "'${HOME}'", ""},
	    {"${HOME}", " {HOME}", "f:1: '$' outside quotation marks\n"},
	    {"a = \"b\nc = \"d\"", "a = \"b\"\nc = \"d\"",
		"f:1: the line ends within quotation marks (\")\n"},
	    {"a = 'b", "a = 'b'",
		"f:1: the line ends within quotation marks (')\n"},
	    {"a = hospital*", "a = hospital ",
		"f:1: '*' outside quotation marks\n"},
	    {"a += 1 + 2", "a += 1   2", "f:1: '+' outside quotation marks\n"},
	    {"f x {\n a = {1\n}", "f x {\n a = {1\n}",
		"f:1: '{' is never closed\n"},
	    {"}}{", "}}{", "f:1: '{' is never closed\n"},
	    {"{{{{{{{{{{", "{{{{{{{{{{",
		"f:1: '{' is never closed\nf:1: '{' is never closed\n"
		"f:1: '{' is never closed\nf:1: '{' is never closed\n"
		"f:1: '{' is never closed\nf:1: '{' is never closed\n"
		"f:1: '{' is never closed\nf:1: '{' is never closed\n"},
	    {"\xef\xbb\xbf"
	     "a",
		"a", ""},
	    {"a\r\nb\r\n", "a\r\nb\r\n", ""},
	    {"a = 1; b", "a = 1  b", "f:1: ';' outside quotation marks\n"},
	    {"a: 1", "a= 1", "f:1: 'a:': write '=', not ':'\n"},
	    {"a = b:c", "a = b:c", ""},
	    {"a = \xe2\x80\x9c"
	     "b c\xe2\x80\x9d d",
		"a = \"b c\" d",
		"f:1: \xe2\x80\x9c is no quotation mark here: write \"\n"},
	    {"a = \xe2\x80\x9e"
	     "b\nc",
		"a = \"b\"\nc",
		"f:1: \xe2\x80\x9e is no quotation mark here: write \"\n"},
	    /* A list of words may do without its key. */
	    {"words a { \"b\", \"c\" } d", "words a {any= { \"b\", \"c\" }} d",
		""},
	    {"words \"a\" { # x\n\n'b'}", "words \"a\" {any= {    \n\n'b'}}",
		""},
	    {"words a { any = {b} }", "words a { any = {b} }", ""},
	    {"words a { }", "words a { }", ""},
	    {"words } a { \"b\" }", "words } a { \"b\" }", ""},
	    {"words a { \"b\" } { \"c\" }",
		"words a {any= { \"b\" }} { \"c\" }", ""},
	    {"x = words a { \"b\" }", "x = words a {any= { \"b\" }}", ""},
	    {"wordsx a { \"b\" }", "wordsx a { \"b\" }", ""},
	    {"rule words { \"b\" }", "rule words { \"b\" }", ""},
	    {"words a { \"b\" } rule r { any = {\"c\"} }",
		"words a {any= { \"b\" }} rule r { any = {\"c\"} }", ""},
	    {"a\n\xff", NULL, "f:2: this is not UTF-8 text\n"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct complaints complaints = {0};
		struct buf raw, out;
		size_t file = complaints_file(&complaints, "f");
		int rc;

		buf_init(&raw, 1000);
		buf_init(&out, 1000);
		buf_init(&told, 1000);
		buf_adds(&raw, cases[i].in);
		rc = clean_text(&raw, file, &complaints, &out);
		check_str(
		    cases[i].in, rc == 0 ? out.data : NULL, cases[i].want);
		complaints_tell(&complaints, tell);
		check_str(cases[i].in, told.data, cases[i].complaints);
		complaints_done(&complaints);
		buf_done(&told);
		buf_done(&out);
		buf_done(&raw);
	}
}

static void
test_nul(void **state)
{
	struct complaints complaints = {0};
	struct buf raw, out;

	(void)state;
	buf_init(&raw, 10);
	buf_init(&out, 10);
	buf_add(&raw, "a\n\0b", 4);
	complaints_file(&complaints, "f");
	check_int("rc", clean_text(&raw, 0, &complaints, &out), -1);
	check_int("complaints", (int64_t)complaints.total, 1);
	check_int("line", complaints.list[0].at.line, 2);
	complaints_done(&complaints);
	buf_done(&out);
	buf_done(&raw);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_clean),
	    cmocka_unit_test(test_nul),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
