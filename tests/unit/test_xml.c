/* SPDX-License-Identifier: ISC */
/* The door to hostile XML: what comes through, and what does not. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "parse/xml.h"

/* Writes down what it hears: "<name attribute=value>text</>". */
static bool
hear_start(void *context, const struct xml_element *el)
{
	struct buf *out = context;

	buf_addf(out, "<%s", el->name);
	for (size_t i = 0; i < el->n_attributes; i++)
		buf_addf(out, " %s=%.*s", el->attributes[i].name,
		    (int)el->attributes[i].len, el->attributes[i].value);
	buf_addc(out, '>');
	return strcmp(el->name, "stop") != 0;
}

static void
hear_text(void *context, const char *s, size_t len)
{
	buf_add(context, s, len);
}

static void
hear_end(void *context)
{
	buf_adds(context, "</>");
}

static const struct xml_handler handler = {hear_start, hear_text, hear_end};

static const struct {
	const char *in, *out;
	bool damaged, complete;
} cases[] = {
    {"<a>b</a>", "<a>b</>", false, true},
    {"<a b='1 &amp; 2'>&lt;&#233;<![CDATA[<c>]]></a>",
	"<a b=1 & 2><\u00e9<c></>", false, true},
    {"<a b='caf&eacute; &rsquo;x'>caf&eacute;&mdash;x</a>",
	"<a b=caf\u00e9 \u2019x>caf\u00e9\u2014x</>", true, true},
    {"<a>&unknown;</a>", "<a>", true, false},
    {"<a x:y='1'><x:b/></a>", "<a y=1><b></></>", false, true},
    {"<a><b></a>", "<a><b>", true, false},
    {"<a><stop/><c/></a>", "<a><stop>", false, true},
    {"", "", true, false},
    {"<!DOCTYPE a [<!ENTITY x 'boo'>]><a>&x;</a>", "<a>", true, false},
    {"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "<a>",
	true, false},
    {"<!DOCTYPE a [<!ENTITY rsquo 'boo'>]><a>&rsquo;</a>", "<a>\u2019</>", true,
	true},
    {"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a>x</a>", "<a>x</>", false,
	true},
    {"<!DOCTYPE a SYSTEM 'a.dtd'><a>x &un; y</a>", "<a>x &un; y</>", true,
	true},
    {"<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a>x</a>", "<a>x</>", false,
	true},
};

static void
test_read(void **state)
{
	struct xml_report report;
	struct buf out;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		buf_init(&out, 1000);
		xml_read(cases[i].in, strlen(cases[i].in), XML_STRICT, &handler,
		    &out, &report);
		check_str(cases[i].in, out.data, cases[i].out);
		check_int(cases[i].in, report.damaged, cases[i].damaged);
		check_int(cases[i].in, report.complete, cases[i].complete);
		buf_done(&out);
	}
}

/* Nothing of a billion laughs is ever laughed. */
static void
test_laughs(void **state)
{
	struct xml_report report;
	struct buf in, out;

	(void)state;
	buf_init(&in, 10000);
	buf_adds(&in, "<!DOCTYPE a [<!ENTITY l0 'lol'>");
	for (int i = 1; i < 10; i++)
		buf_addf(&in,
		    "<!ENTITY l%d '&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;&l%d;'>",
		    i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	buf_adds(&in, "]><a b='&l9;'>&l9;</a>");
	buf_init(&out, 1000000);
	xml_read(in.data, in.len, XML_STRICT, &handler, &out, &report);
	assert_null(strstr(out.data, "lol"));
	buf_clear(&out);
	xml_read(in.data, in.len, XML_REPAIR, &handler, &out, &report);
	assert_null(strstr(out.data, "lol"));
	buf_done(&out);
	buf_done(&in);
}

static void
test_fault(void **state)
{
	static const char in[] = "<a>\n<b>\n</c>\n</a>";
	struct xml_report report;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	xml_read(in, strlen(in), XML_STRICT, &handler, &out, &report);
	check_int("line", report.line, 3);
	check_str("fault", report.fault,
	    "Opening and ending tag mismatch: b line 2 and c");
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_laughs),
	    cmocka_unit_test(test_fault),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
