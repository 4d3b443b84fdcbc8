/* SPDX-License-Identifier: ISC */
/* Which attributes are written, how, and what they hide. */
#include <stdlib.h>

#include "check.h"
#include "core/buf.h"
#include "core/limits.h"
#include "parse/html_attribute.h"

#define BASE "https://example.org/a/"
#define ATTRIBUTES_MAX 10

struct row {
	const char *element;
	const char *attributes[ATTRIBUTES_MAX]; /* as html_handler has them */
	const char *want;
};

static const struct row rows[] = {
    {"p", {0}, ""},
    {"p", {"onclick", "x", "id", "y", "class", "z"}, ""},
    {"a", {0}, NULL},
    {"a", {"href", NULL}, NULL},
    {"a", {"title", "x"}, NULL},
    {"a", {"href", "b?c&d"}, " href=\"https://example.org/a/b?c&amp;d\""},
    {"a", {"title", "x", "href", "HTTP://h/"},
	" href=\"http://h/\" title=\"x\""},
    {"a", {"href", "mailto:a@b"}, " href=\"mailto:a@b\""},
    {"a", {"href", "javascript:x"}, NULL},
    {"a", {"href", "java\nscript:x"}, NULL},
    {"a", {"href", " \tjavascript:x"}, NULL},
    {"a", {"href", "http:x"}, NULL},
    {"q", {"cite", "mailto:a@b"}, ""},
    {"q", {"cite", "//h/"}, " cite=\"https://h/\""},
    {"abbr", {"title", "\"<'>&\x01\xc2\x85\n"},
	" title=\"&quot;&lt;&#39;&gt;&amp;\xe2\x80\xa6\""},
    {"img", {"alt", "x"}, NULL},
    {"img", {"src", "data:,x", "data-src", "b", "alt", ""},
	" src=\"https://example.org/a/b\" alt=\"\""},
    {"img", {"srcset", " b 2x, c 1x"}, " src=\"https://example.org/a/b\""},
    {"img", {"srcset", "b,c"}, " src=\"https://example.org/a/b,c\""},
    {"img", {"srcset", ","}, NULL},
    {"img", {"src", "b", "srcset", "c", "width", "20px", "height", "x"},
	" src=\"https://example.org/a/b\" width=\"20\""},
    {"td", {"colspan", "0", "rowspan", "1000", "scope", "row"},
	" rowspan=\"1000\""},
    {"td", {"colspan", "1001"}, ""},
    {"th", {"scope", "COLGROUP", "colspan", "2"},
	" scope=\"colgroup\" colspan=\"2\""},
    {"ol", {"start", "-3"}, " start=\"-3\""},
    {"ol", {"start", "3x"}, ""},
    {"ext-link", {"xlink:href", "//h/"}, " href=\"https://h/\""},
    /* what any element may have */
    {"b", {"dir", "LTR", "lang", "zh-Hant-TW", "style", "color:red"},
	" lang=\"zh-Hant-TW\" dir=\"ltr\""},
    {"b", {"xml:lang", "de"}, " lang=\"de\""},
    {"b", {"lang", "fr", "xml:lang", "de"}, " lang=\"fr\""},
    {"b", {"lang", "fr_FR", "xml:lang", "de"}, " lang=\"de\""},
    {"b", {"lang", "", "dir", "x"}, ""},
    {"b", {"lang", "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s"}, ""},
    {"span", {0}, NULL},
    {"span", {"class", "x"}, NULL},
    {"span", {"style", "color:red"}, NULL},
    {"span", {"dir", "auto"}, " dir=\"auto\""},
    /* CSS */
    {"b", {"style", "font-weight:bold;font-style : ITALIC ;"},
	" style=\"font-style:italic;font-weight:bold\""},
    {"b", {"style", ";;font-style:italic;font-style:x"}, ""},
    {"b", {"style", "font-style:x;font-style:italic!important"},
	" style=\"font-style:italic\""},
    {"b", {"style", "xfont-style:italic;font-stylex:italic;font-style"}, ""},
    {"b", {"style", "font-style:;font-weight:"}, ""},
    {"b", {"style", "font-style:italic/**/"}, ""},
    {"b", {"style", "font-style:url(italic)"}, ""},
    {"b", {"style", "font-style:\\69talic"}, ""},
    {"b", {"style", "vertical-align:sub;direction:rtl;text-align:right"},
	" style=\"direction:rtl;text-align:right;vertical-align:sub\""},
};

static void
test_attributes(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(rows); i++) {
		char *got = html_attributes(
		    html_element(rows[i].element), rows[i].attributes, BASE);

		check_str(rows[i].attributes[0] == NULL ? rows[i].element
							: rows[i].attributes[1],
		    got, rows[i].want);
		free(got);
	}
}

static void
test_none(void **state)
{
	char *got = html_attributes(html_element("p"), NULL, NULL);

	(void)state;
	check_str("p", got, "");
	free(got);
	assert_null(html_attributes(html_element("a"), NULL, NULL));
	assert_false(html_is_hidden(html_element("p"), NULL));
}

/* Nothing is written of what would not fit whole. */
static void
test_long(void **state)
{
	const char *attributes[] = {"title", NULL, NULL};
	struct buf b;
	char *got;

	(void)state;
	buf_init(&b, LIMIT_HTML);
	while (buf_addc(&b, '"') == 0)
		;
	attributes[1] = b.data;
	got = html_attributes(html_element("abbr"), attributes, NULL);
	assert_null(got);
	buf_done(&b);
}

static void
test_hidden(void **state)
{
	static const struct {
		const char *element, *attributes[ATTRIBUTES_MAX];
		bool is;
	} cases[] = {
	    {"p", {"hidden", ""}, true},
	    {"p", {"style", "display:none"}, true},
	    {"p", {"style", "DISPLAY : None ! important"}, true},
	    {"p", {"style", "visibility:hidden;"}, true},
	    {"p", {"style", "display:none;display:block"}, false},
	    {"p", {"style", "display:nonesuch"}, false},
	    {"p", {"style", "x-display:none"}, false},
	    {"p", {"width", "1", "height", "1"}, false},
	    {"p", {"style", "width:0"}, false},
	    {"img", {"width", "1"}, true},
	    {"img", {"height", "0px"}, true},
	    {"img", {"height", "-1"}, true},
	    {"img", {"height", "0.5"}, true},
	    {"img", {"width", "2"}, false},
	    {"img", {"width", "10"}, false},
	    {"img", {"width", "1%"}, false},
	    {"img", {"width", "1em"}, false},
	    {"img", {"width", ""}, false},
	    {"img", {"width", "auto"}, false},
	    {"img", {"width", "inf"}, false},
	    {"img", {"width", "000000000000000000001"}, false},
	    {"img", {"style", "width:1px"}, true},
	    {"img", {"style", "height: .1px ;width:9px"}, true},
	    {"img", {"style", "width:1.5px;height:100%"}, false},
	    {"img", {"style", "max-width:1px"}, false},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++)
		check_int(cases[i].attributes[1],
		    html_is_hidden(
			html_element(cases[i].element), cases[i].attributes),
		    cases[i].is);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_attributes),
	    cmocka_unit_test(test_none),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
