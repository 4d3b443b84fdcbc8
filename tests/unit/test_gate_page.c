/* SPDX-License-Identifier: ISC */
/* The last look at a page and at a fragment. */
#include "damage.h"
#include "publish/gate_page.h"
#include "publish/listing.h"
#include "publish/page.h"

static const struct trial page = {page_render, gate_page};
static const struct trial fragment = {listing_render, gate_page_fragment};

static void
test_page(void **state)
{
	static const struct damage damages[] = {
	    {"One", "\xff", "page: not UTF-8 text"},
	    {"One", "\x01", "page: not UTF-8 text"},
	    {"</html>\n", "", "page: not whole"},
	    {"<!DOCTYPE html>\n", "", "page: not whole"},
	    {">One<", "><script>x</script><",
		"page: a script that it must not have"},
	    {">One<",
		"><script type=\"application/ld+json\">alert(1)</script><",
		"page: a script that it must not have"},
	    {"\"use strict\"", "alert(1)",
		"page: a script that it must not have"},
	    {"{\"@context\"", "alert({\"@context\"",
		"page: a script that it must not have"},
	    {"<script>", "<script src=\"https://journal.example/x.js\">",
		"page: an attribute that it must not have: src"},
	    {">One<", "><IMG SRC=\"https://journal.example/x.png\"><",
		"page: an attribute that it must not have: src"},
	    {">One<", "><IMG SRC=\"//journal.example/x.png\"><",
		"page: an attribute that it must not have: src"},
	    {">One<", "><IMG SRC=\"/\\journal.example/x.png\"><",
		"page: an attribute that it must not have: src"},
	    {">One<", "><svg></svg><",
		"page: an element that it must not have: svg"},
	    {"<main", "<main onclick=\"x\"",
		"page: an attribute that it must not have: onclick"},
	    {"<main", "<main style=\"x\"",
		"page: an attribute that it must not have: style"},
	    {"href=\"https://journal.example/1", "href=\"javascript:alert(1)",
		"page: an attribute that it must not have: href"},
	    {"href=\"https://journal.example/1", "href=\"data:text/html,x",
		"page: an attribute that it must not have: href"},
	    {"<main", "<h1>Again</h1><main",
		"page: not one first heading, one style, one script"},
	    {"<main", "<style>p{}</style><main",
		"page: not one first heading, one style, one script"},
	    {"id=\"item-2\"", "id=\"item-1\"",
		"item-1: an id that stands twice"},
	    {"id=\"item-2\"", "id=\"item-3\"",
		"item-2: an entry that is not there"},
	};
	(void)state;
	check_damages(&page, FILE_PAGE, damages, N_OF(damages));
}

static void
test_fragment(void **state)
{
	static const struct damage damages[] = {
	    {"One", "\xff", "fragment: not UTF-8 text"},
	    {"</div>\n", "", "fragment: not whole"},
	    {"<div class=\"lectern\"", "<!DOCTYPE html>\n<div",
		"fragment: not whole"},
	    {">One<", "><script>x</script><",
		"page: a script that it must not have"},
	    {"<section", "<h1>x</h1><section",
		"page: a first heading, a style or a script"},
	    {"<section", "<style>p{}</style><section",
		"page: a first heading, a style or a script"},
	    {"id=\"item-2\"", "id=\"item-3\"",
		"item-2: an entry that is not there"},
	};

	(void)state;
	check_damages(&fragment, FILE_FRAGMENT, damages, N_OF(damages));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_fragment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
