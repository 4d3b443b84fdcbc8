/* SPDX-License-Identifier: ISC */
/* DOCTYPEs: which entities are known, and where they are put. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/doctype.h"

/* What "&a;" becomes behind a DOCTYPE of these declarations. */
static const struct {
	const char *subset, *want;
} declared[] = {
    {"<!ENTITY a 'text'>", "text"},
    {"<!ENTITY a \"text\">", "text"},
    {"<!ENTITY\n a\t'te xt' >", "te xt"},
    {"<!ENTITY a ''>", ""},
    {"<!ENTITY a 'first'><!ENTITY a 'second'>", "first"},
    {"<!ENTITY b 'b'> <!ENTITY a 'a'>", "a"},
    {"<!ELEMENT x (#PCDATA)><!ENTITY a 'a>b]'>", "a>b]"},
    {"<!-- ' --><!ENTITY a 'a'>", "a"},
    {"<!ENTITY a 'it&apos;s &#8217; &#x2019; &amp;'>",
	"it&apos;s &#8217; &#x2019; &amp;"},
    {"<!ENTITY a \"it's\">", "it&apos;s"},
    {"<!ENTITY a 'say \"x\"'>", "say &quot;x&quot;"},
    /* Not known. */
    {"", "&a;"},
    {"<!ENTITY a '<b>x</b>'>", "&a;"},
    {"<!ENTITY a 'x &b;'><!ENTITY b 'b'>", "&a;"},
    {"<!ENTITY a 'x &a;'>", "&a;"},
    {"<!ENTITY a 'x & y'>", "&a;"},
    {"<!ENTITY a '%p;'>", "&a;"},
    {"<!ENTITY % a 'text'>", "&a;"},
    {"<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;"},
    {"<!ENTITY a PUBLIC 'x' 'http://example.org/'>", "&a;"},
    {"<!ENTITY a>", "&a;"},
    {"<!ENTITY a 'never ends>", "&a;"},
    {"<!-- <!ENTITY a 'x'> -->", "&a;"},
    {"<!ENTITY A 'x'>", "&a;"},
};

static char *
expand(const char *doctype, const char *content)
{
	struct buf text;

	buf_init(&text, 4 * MIB);
	buf_addf(&text, "<?xml version='1.0'?>%s%s", doctype, content);
	doctype_expand(&text);
	assert_true(buf_ok(&text));
	return buf_take(&text);
}

static void
test_declared(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(declared); i++) {
		char *doctype =
		    xasprintf("<!DOCTYPE rss [%s]>", declared[i].subset);
		char *got = expand(doctype, "<rss>&a;</rss>");
		char *want = xasprintf("<?xml version='1.0'?>%s<rss>%s</rss>",
		    doctype, declared[i].want);

		check_str(declared[i].subset, got, want);
		free(doctype);
		free(got);
		free(want);
	}
}

/* Where a reference counts. */
static void
test_places(void **state)
{
	static const struct {
		const char *content, *want;
	} cases[] = {
	    {"<a b='&a;'>&a;&a;</a>", "<a b='x'>xx</a>"},
	    {"<a>&b; &amp; & &a &#38; &a;</a>",
		"<a>&b; &amp; & &a &#38; x</a>"},
	    {"<a><![CDATA[&a;]]><!-- &a; --><?p &a;?></a>",
		"<a><![CDATA[&a;]]><!-- &a; --><?p &a;?></a>"},
	    {"<a><![CDATA[&a;", "<a><![CDATA[x"},
	    {"&", "&"},
	    {"&a", "&a"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *got =
		    expand("<!DOCTYPE a [<!ENTITY a 'x'>]>", cases[i].content);

		check_str(
		    cases[i].content, strstr(got, "]>") + 2, cases[i].want);
		free(got);
	}
}

/* n entities, the last of which has a text of len bytes: is that one known? */
static bool
is_known(size_t n, size_t len)
{
	struct buf doctype;
	char *got;
	bool known;

	buf_init(&doctype, MIB);
	buf_adds(&doctype, "<!DOCTYPE a [");
	for (size_t i = 1; i < n; i++)
		buf_addf(&doctype, "<!ENTITY e%zu 'x'>", i);
	buf_adds(&doctype, "<!ENTITY a '");
	for (size_t i = 0; i < len; i++)
		buf_addc(&doctype, 'x');
	buf_adds(&doctype, "'>]>");
	got = expand(doctype.data, "<a>&a;</a>");
	known = strstr(got, "&a;") == NULL;
	free(got);
	buf_done(&doctype);
	return known;
}

static void
test_limits(void **state)
{
	struct buf text;
	size_t len;

	(void)state;
	assert_true(is_known(LIMIT_ENTITIES, LIMIT_ENTITY));
	assert_false(is_known(LIMIT_ENTITIES + 1, LIMIT_ENTITY));
	assert_false(is_known(LIMIT_ENTITIES, LIMIT_ENTITY + 1));
	buf_init(&text, 4 * MIB);
	buf_addf(
	    &text, "<!DOCTYPE a [<!ENTITY a '%0*d'>]><a>", LIMIT_ENTITY, 0);
	for (size_t i = 0; i < 2 * LIMIT_EXPANSION / LIMIT_ENTITY; i++)
		buf_adds(&text, "&a;");
	len = text.len;
	doctype_expand(&text);
	assert_true(buf_ok(&text));
	assert_true(text.len > len + LIMIT_EXPANSION / 2);
	assert_true(text.len <= len + LIMIT_EXPANSION);
	buf_done(&text);
}

static void
test_blank(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"<?x?><!DOCTYPE a [\n<!ENTITY b '>'>]><a/>",
		"<?x?>             \n                 <a/>"},
	    {"<!doctype a><a>", "            <a>"},
	    {"<a><!DOCTYPE a></a>", "<a><!DOCTYPE a></a>"},
	    {"<!DOCTYPE a [", "             "},
	    {"", ""},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char *copy = xstrdup(cases[i].text);

		doctype_blank(copy, strlen(copy));
		check_str(cases[i].text, copy, cases[i].want);
		free(copy);
	}
}

/* Each looks for an end that is not there: only one may go all the way. */
static void
test_endless(void **state)
{
	static const char one[] = "<!DOCTYPE [>";
	struct buf text;

	(void)state;
	buf_init(&text, 4 * MIB);
	while (text.len < 3 * MIB)
		buf_adds(&text, one);
	doctype_blank(text.data, text.len);
	assert_int_equal(strspn(text.data, " "), text.len);
	buf_done(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_declared),
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_blank),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
