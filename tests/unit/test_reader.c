/* SPDX-License-Identifier: ISC */
/* Configuration files by their grammar: unknown words, syntax, includes. */
#include "core/file.h"
#include "core/limits.h"
#include "loading.h"

static void
test_unknown(void **state)
{
	static const struct bad cases[] = {
	    {GOOD "treshold = 3\ntitle = T\nzork = {}",
		"main:2: unknown word 'treshold' (did you mean "
		"'threshold'?)\n"
		"main:3: unknown word 'title' (it belongs in site)\n"
		"main:4: unknown word 'zork'\n"},
	    {GOOD "section t {\n titel = T # c\n lifetim = 3d\n x = {1, 2}\n"
		  " title = T }",
		"main:3: unknown word 'titel' in section (did you mean "
		"'title'?)\n"
		"main:4: unknown word 'lifetim' in section (did you mean "
		"'lifetime'?)\n"
		"main:5: unknown word 'x' in section\n"},
	    {GOOD "feed g { url = b section = s per-host = 3 }",
		"main:2: unknown word 'per-host' in feed (it belongs in "
		"http)\n"},
	    {GOOD "feeed g {\n url = b section = {s}\n}\nsits { a = b }\n"
		  "hold = x",
		"main:2: unknown word 'feeed' (did you mean 'feed'?)\n"
		"main:5: unknown word 'sits' (did you mean 'site'?)\n"
		"main:6: hold: 'x' is no whole number\n"},
	    {GOOD "\"site=0|title\" = b\n\"site=0|title\" += c",
		"main:2: unknown word 'title' (it belongs in site)\n"},
	    {GOOD "feed g {\n url = b\nfeed h { url = c section = s }",
		"main:2: '{' is never closed\n"
		"main:4: 'feed' inside feed g: is a '}' missing before it?\n"},
	    {GOOD "http { include(\"a\") }",
		"main:2: 'include' inside http: is a '}' missing before "
		"it?\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

#define MANY                                                                 \
	"main:2: unexpected ',': several values stand in braces, one comma " \
	"between two: {\"a\", \"b\"}\n"

static void
test_grammar(void **state)
{
	static const struct bad cases[] = {
	    {GOOD "hold 3", "main:2: '=' is missing after 'hold'\n"},
	    {GOOD "feed { }", "main:2: 'feed' needs a name before '{'\n"},
	    {GOOD "site x { }", "main:2: '{' is missing after 'site'\n"},
	    {GOOD "rule r any = x }", "main:2: '{' is missing after 'rule'\n"},
	    {GOOD "hold =",
		"main:2: the file ends in the middle of something\n"},
	    {GOOD "hold = 3 4", "main:2: unknown word '4'\n"},
	    {GOOD "}", "main:2: '}' closes nothing\n"},
	    {GOOD "include \"a\"", "main:2: write include(\"FILE\")\n"},
	    {GOOD "= 3", "main:2: unexpected '=': is a comma, a quotation mark "
			 "or a brace missing before it?\n"},
	    {GOOD "rule r { any = {a b} }",
		"main:2: unexpected 'b': is a comma, a quotation mark or a "
		"brace missing before it?\n"},
	    {GOOD "rule r { any = {\"a\" \"b\"} }",
		"main:2: unexpected 'b': is a comma, a quotation mark or a "
		"brace missing before it?\n"},
	    {GOOD "rule r { any = {a} score = }",
		"main:2: unexpected '}': is a comma, a quotation mark or a "
		"brace missing before it?\n"},
	    {GOOD "rule r { any = a, b }", MANY},
	    {GOOD "rule r { any = {a, , b} }", MANY},
	    {GOOD "rule r { any = {a}; score = 3 }",
		"main:2: ';' outside quotation marks\n"},
	    {GOOD "rule r { any: {a} }",
		"main:2: 'any:': write '=', not ':'\n"},
	    {GOOD "rule r { any = {\xe2\x80\x9c"
		  "a b\xe2\x80\x9d} }",
		"main:2: \xe2\x80\x9c is no quotation mark here: write \"\n"},
	    {GOOD "rule r {\n any = a\n", "main:2: '{' is never closed\n"},
	    {GOOD "rule r { any = {hospital*} }",
		"main:2: '*' outside quotation marks\n"},
	    {GOOD "rule r { any = {\"a\",\n \"b, \n \"c\"}\n score = x }",
		"main:3: the line ends within quotation marks (\")\n"
		"main:4: unexpected 'c': is a comma, a quotation mark or a "
		"brace missing before it?\n"},
	    {GOOD "section t { title = \"T }\npublic = x",
		"main:2: the line ends within quotation marks (\")\n"
		"main:2: '{' is never closed\n"
		"main:3: unknown word 'public' in section (it belongs outside "
		"of any block)\n"},
	    {"hold = x\nfeed f { url }\nthreshold = y",
		"main:1: hold: 'x' is no whole number\n"
		"main:2: '=' is missing after 'url'\n"},
	    {"hold = 3\n\x80", "main:2: this is not UTF-8 text\n"},
	    {GOOD "/* a\nb */ # c\n// d\n\nhold = x # e",
		"main:6: hold: 'x' is no whole number\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

static void
test_include(void **state)
{
	static const char in_a[] = "\nhold = 4\ninclude(\"sub/c\")\nhold = 5\n";
	static const char in_c[] = "include(\"../b\")\n"
				   "feed g { url = x.xml section = s }";
	static const char in_b[] = "treshold = 4";
	static const struct bad cases[] = {
	    {GOOD "include(\"a\")\nhold = 6",
		"main:3: 'hold' is set twice: first in a:2\n"
		"a:4: 'hold' is set twice: first in a:2\n"
		"sub/../b:1: unknown word 'treshold' (did you mean "
		"'threshold'?)\n"},
	    {GOOD "include(\"none\")\nhold = x\nfeed g { section = t }\n",
		"main:2: include \"none\": none: No such file or directory\n"
		"main:3: hold: 'x' is no whole number\n"},
	    {"\ninclude(\"main\")",
		"main:2: include \"main\": more than 8 deep: does it include "
		"itself?\n"},
	    {GOOD "include(\".\")",
		"main:2: include \".\": .: not a regular file\n"},
	    {GOOD "include()", "main:2: include takes one file name\n"},
	};
	char *path = xasprintf("%s/sub", folder);
	struct config c = {0};
	struct err e;

	(void)state;
	check_int("mkdir", file_mkdir(path, &e), 0);
	write_file("a", in_a, strlen(in_a));
	write_file("b", in_b, strlen(in_b));
	write_file("sub/c", in_c, strlen(in_c));
	check_bad(cases, 2);
	check_bad(cases + 3, 2);
	check_int("itself", load(cases[2].text, &c, &e), -1);
	check_str("itself", told.data, cases[2].complaints);

	write_file("b", "threshold = 8", strlen("threshold = 8"));
	write_file("a", "include(\"sub/c\") hold = 3",
	    strlen("include(\"sub/c\") hold = 3"));
	if (load(GOOD "include(\"a\")", &c, &e) != 0)
		fail_msg("%s: %s", e.msg, told.data);
	check_int("threshold", c.threshold, 8);
	check_int("hold", c.hold, 3);
	check_int("line", c.sources[1].place.line, 2);
	tell(c.sources[1].place.file);
	tell(c.sources[1].url);
	check_str("places", told.data, "sub/c\nsub/x.xml\n");
	config_done(&c);
	free(path);
}

static void
test_too_large(void **state)
{
	char *text = xcalloc(1, LIMIT_CONFIG + 2);
	struct config c = {0};
	struct err e;

	(void)state;
	memset(text, '\n', LIMIT_CONFIG + 1);
	check_int("main", load(text, &c, &e), -1);
	check_int("code", e.code, EX_CONFIG);
	check_str("no complaint", told.data, "");
	write_file("a", text, LIMIT_CONFIG / 2);
	check_int(
	    "both", load(GOOD "include(\"a\")\ninclude(\"a\")", &c, &e), -1);
	check_str("both", told.data,
	    "main:3: include \"a\": the configuration is larger than 1048576 "
	    "bytes\n");
	free(text);
}

static void
test_many_mistakes(void **state)
{
	struct config c = {0};
	struct buf text;
	struct err e;
	size_t n = 0;

	(void)state;
	buf_init(&text, LIMIT_CONFIG);
	buf_adds(&text, GOOD);
	for (int i = 0; i < 500; i++)
		buf_addf(&text, "word%d = %d\n", i, i);
	check_int("rc", load(text.data, &c, &e), -1);
	for (const char *s = told.data; *s != '\0'; s++)
		n += *s == '\n';
	check_int("told", (int64_t)n, LIMIT_COMPLAINTS);
	buf_done(&text);
}

static void
test_unreadable(void **state)
{
	struct config c = {0};
	struct err e;

	(void)state;
	buf_clear(&told);
	check_int(
	    "rc", config_load("/nowhere/x.conf", tell, no_more, &c, &e), -1);
	check_int("code", e.code, EX_CONFIG);
	check_str("why", e.msg, "/nowhere/x.conf: No such file or directory");
	check_str("complaints", told.data, "");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_unknown),
	    cmocka_unit_test(test_grammar),
	    cmocka_unit_test(test_include),
	    cmocka_unit_test(test_too_large),
	    cmocka_unit_test(test_many_mistakes),
	    cmocka_unit_test(test_unreadable),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
