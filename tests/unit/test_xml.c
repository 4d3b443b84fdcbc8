/* SPDX-License-Identifier: ISC */
/* The door to hostile XML: what comes through, and what does not. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "core/xalloc.h"
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
    {"<!DOCTYPE a SYSTEM 'a.dtd'><a>&un;</a>", "<a>", true, false},
    {"<?xml version='1.0' encoding='utf-16'?><a>\u00e9</a>", "<a>\u00e9</>",
	false, true},
    {"<?xml version='1.0'?><!-- a --><!DOCTYPE a [<!-- ' > --> <?x ] > ?>"
     "<!ATTLIST a b CDATA ']>'>\n]><a>x</a>",
	"<a>x</>", false, true},
    {"<!DOCTYPE a [<!ELEMENT a (b)><a>x</a>", "<a>x</>", false, true},
    {"<a>& <b/></a>", "<a> ", true, false},
    {"<a b=1/>", "", true, false},
    {"<\u00e9t\u00e9 \u00e0='1'/>", "<\u00e9t\u00e9 \u00e0=1></>", false, true},
    {"<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a>x</a>", "<a>x</>", false,
	true},
};

static void
test_read(void **state)
{
	struct xml_report report;
	struct buf out;
	char *in;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		in = xstrdup(cases[i].in);
		buf_init(&out, 1000);
		xml_read(in, strlen(in), XML_STRICT, &handler, &out, &report);
		check_str(cases[i].in, out.data, cases[i].out);
		check_int(cases[i].in, report.damaged, cases[i].damaged);
		check_int(cases[i].in, report.complete, cases[i].complete);
		buf_done(&out);
		free(in);
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
	static const struct {
		const char *document;
		int line;
		const char *fault;
	} rows[] = {
	    {"<a>\n<b>\n</c>\n</a>", 3,
		"Opening and ending tag mismatch: b line 2 and c"},
	    /* libxml2 does not see the lines of a section. */
	    {"<a><![CDATA[\n\n]]>\n<![CDATA[\n]]></c>", 5,
		"Opening and ending tag mismatch: a line 1 and c"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char *in = xstrdup(rows[i].document);
		struct xml_report report;
		struct buf out;

		buf_init(&out, 1000);
		xml_read(in, strlen(in), XML_STRICT, &handler, &out, &report);
		check_int(in, report.line, rows[i].line);
		check_str(in, report.fault, rows[i].fault);
		buf_done(&out);
		free(in);
	}
}

/* n elements in each other, of which each has so many attributes. */
static void
nest(struct buf *in, size_t n, size_t n_attributes, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(in, "<a%zu", i);
		for (size_t k = 0; k < n_attributes; k++)
			buf_addf(in, " %s%zu='u'", name, k);
		buf_addc(in, '>');
	}
	while (n-- > 0)
		buf_addf(in, "</a%zu>", n);
}

/* At a limit a document is read as it is, beyond it not at all. */
static void
test_limits(void **state)
{
	static const struct {
		size_t depth, n_attributes;
		const char *name, *fault;
	} limits[] = {
	    {LIMIT_DEPTH, 1, "a", ""},
	    {LIMIT_DEPTH + 1, 1, "a", "elements nested too deeply"},
	    {1, LIMIT_ATTRIBUTES, "a", ""},
	    {1, LIMIT_ATTRIBUTES + 1, "a", "too many attributes"},
	    {LIMIT_NAMESPACES / 4, 4, "xmlns:a", ""},
	    {LIMIT_NAMESPACES / 4 + 1, 4, "xmlns:a", "too many namespaces"},
	};
	struct xml_report report;
	struct buf in, out;

	(void)state;
	for (size_t i = 0; i < N_OF(limits); i++) {
		buf_init(&in, 100000);
		buf_init(&out, 100000);
		nest(&in, limits[i].depth, limits[i].n_attributes,
		    limits[i].name);
		xml_read(in.data, in.len, XML_STRICT, &handler, &out, &report);
		check_str(limits[i].name, report.fault, limits[i].fault);
		check_int(limits[i].name, report.complete,
		    limits[i].fault[0] == '\0');
		buf_done(&in);
		buf_done(&out);
	}
}

/* Namespaces that no longer hold do not count: some journals declare them at
 * each element. */
static void
test_namespaces(void **state)
{
	struct xml_report report;
	struct buf in, out;

	(void)state;
	buf_init(&in, 1000000);
	buf_init(&out, 1000000);
	buf_adds(&in, "<r>");
	for (size_t i = 0; i < 2 * LIMIT_NAMESPACES; i++)
		buf_adds(&in, "<a xmlns:b='u'/><a xmlns:c='v'></a>");
	buf_adds(&in, "</r>");
	xml_read(in.data, in.len, XML_STRICT, &handler, &out, &report);
	check_int("complete", report.complete, true);
	buf_done(&in);
	buf_done(&out);
}

static void
test_name(void **state)
{
	struct xml_report report;
	struct buf in, out;

	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		buf_init(&in, 10000);
		buf_init(&out, 10000);
		buf_addc(&in, '<');
		for (size_t i = 0; i < LIMIT_NAME + extra; i++)
			buf_addc(&in, 'n');
		buf_adds(&in, "/>");
		xml_read(in.data, in.len, XML_STRICT, &handler, &out, &report);
		check_int("complete", report.complete, extra == 0);
		buf_done(&in);
		buf_done(&out);
	}
}

/* More than libxml2's own 10 MB, in text and in CDATA. */
static void
test_large(void **state)
{
	const size_t n = 11000000;
	struct xml_report report;
	struct buf in, out;

	(void)state;
	for (int is_cdata = 0; is_cdata < 2; is_cdata++) {
		buf_init(&in, n + 100);
		buf_init(&out, n + 100);
		buf_adds(&in, is_cdata ? "<a><![CDATA[" : "<a>");
		for (size_t i = 0; i < n / 10; i++)
			buf_adds(&in, "0123456789");
		buf_adds(&in, is_cdata ? "]]></a>" : "</a>");
		xml_read(in.data, in.len, XML_STRICT, &handler, &out, &report);
		check_int("complete", report.complete, true);
		check_int("length", (int64_t)out.len, (int64_t)n + 6);
		buf_done(&in);
		buf_done(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_read),
	    cmocka_unit_test(test_laughs),
	    cmocka_unit_test(test_fault),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_namespaces),
	    cmocka_unit_test(test_name),
	    cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests_name("xml", tests, NULL, NULL);
}
