/* SPDX-License-Identifier: ISC */
/* What is open around a piece of output, for what is open in the input. */
#include <stdio.h>

#include "check.h"
#include "core/buf.h"
#include "parse/html_path.h"

static char no_attributes[] = "";

/* "a b c": what is open, outermost first; "-x" has no attributes to be written
 * with, "x=y" the attribute y. */
static struct html_path
path_of(const char *names)
{
	static char attribute[10][16];
	struct html_path p = {.n = 0};
	char name[16];
	unsigned int id = 1;

	for (const char *s = names; *s != '\0'; s += *s == ' ') {
		size_t n = strcspn(s, " "), len = strcspn(s, " =");
		bool lacks = *s == '-';
		struct html_node node = {.id = id, .attributes = no_attributes};

		snprintf(
		    name, sizeof(name), "%.*s", (int)(len - lacks), s + lacks);
		if (len < n) {
			snprintf(attribute[id % 10], sizeof(attribute[0]),
			    "%.*s", (int)(n - len), s + len);
			node.attributes = attribute[id % 10];
		}
		node.el = html_element(name);
		assert_non_null(node.el);
		if (lacks)
			node.attributes = NULL;
		id += 2;
		html_path_push(&p, node);
		s += n;
	}
	return p;
}

static void
check_path(const char *what, const struct html_path *p, const char *want)
{
	struct buf b;

	buf_init(&b, 10000);
	for (size_t i = 0; i < p->n; i++)
		buf_addf(&b, "%s%s", i > 0 ? " " : "", p->nodes[i].el->as);
	check_str(what, b.data, want);
	buf_done(&b);
}

static const struct {
	const char *wish, *path, *blocks;
} cases[] = {
    {"", "", ""},
    {"p b", "p b", "p"},
    {"b p i", "p b i", "p"},
    {"p p", "p", "p"},
    {"p div p", "div p", "div p"},
    {"div div", "div div", "div div"},
    {"h1 p div", "h1", "h1"},
    {"pre ul li", "pre", "pre"},
    {"sec p", "p", "p"},
    {"st", "p strong", "p"},
    /* inline ones, none twice */
    {"b b i", "b i", ""},
    {"a i a", "a i", ""},
    {"-a b", "b", ""},
    {"bold b", "b", ""},
    {"span=x span=y span=x", "span span", ""},
    {"-span span=x", "span", ""},
    /* parts and their frames */
    {"ul li", "ul li", "ul li"},
    {"ul", "", ""},
    {"li", "ul li", "ul li"},
    {"ol li p", "ol li p", "ol li p"},
    {"ul li li", "ul li", "ul li"},
    {"ul li ul li", "ul li ul li", "ul li ul li"},
    {"ul p", "p", "p"},
    {"ul div li", "div ul li", "div ul li"},
    {"ul blockquote li", "blockquote ul li", "blockquote ul li"},
    {"td", "table tbody tr td", "table tbody tr td"},
    {"table td", "table tbody tr td", "table tbody tr td"},
    {"table tr td", "table tbody tr td", "table tbody tr td"},
    {"table thead tr th", "table thead tr th", "table thead tr th"},
    {"table tr td p table td", "table tbody tr td table tbody tr td",
	"table tbody tr td table tbody tr td"},
    {"table caption p", "table caption", "table caption"},
    {"table b", "b", ""},
    {"dl dt", "dl dt", "dl dt"},
    {"dl dt dd", "dl dd", "dl dd"},
    {"dl li", "ul li", "ul li"},
};

static void
test_make(void **state)
{
	struct html_path wish, path, again;

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		wish = path_of(cases[i].wish);
		html_path_make(&path, &wish);
		check_path(cases[i].wish, &path, cases[i].path);
		html_path_make(&again, &path);
		check_path("of a path", &again, cases[i].path);
		html_path_make_blocks(&path, &wish);
		check_path(cases[i].wish, &path, cases[i].blocks);
	}
}

static void
test_void(void **state)
{
	static const struct {
		const char *wish, *path; /* NULL = none may stand there */
	} voids[] = {
	    {"", ""},
	    {"p b", ""},
	    {"div p", "div"},
	    {"ul li", "ul li"},
	    {"h1", NULL},
	    {"pre b", NULL},
	};
	struct html_path wish, path;

	(void)state;
	for (size_t i = 0; i < N_OF(voids); i++) {
		wish = path_of(voids[i].wish);
		check_int(voids[i].wish, html_path_make_void(&path, &wish),
		    voids[i].path != NULL);
		if (voids[i].path != NULL)
			check_path(voids[i].wish, &path, voids[i].path);
	}
}

/* As deep as it may be, and no deeper, implied frames included. */
static void
test_depth(void **state)
{
	struct html_node div = {html_element("div"), 1, no_attributes, 0};
	struct html_node td = {html_element("td"), 2, no_attributes, 0};
	struct html_path wish = {.n = 0}, path;

	(void)state;
	while (html_path_push(&wish, div))
		;
	check_int("full", (int64_t)wish.n, LIMIT_HTML_DEPTH);
	wish.nodes[LIMIT_HTML_DEPTH - 1] = td;
	html_path_make(&path, &wish);
	assert_true(path.n <= LIMIT_HTML_DEPTH);
}

static void
test_compare(void **state)
{
	struct html_path a = path_of("div p b"), b = path_of("div p i");

	(void)state;
	check_int("shared", (int64_t)html_path_shared(&a, &b), 2);
	b.nodes[1].id++;
	check_int("another one", (int64_t)html_path_shared(&a, &b), 1);
	check_int("all", (int64_t)html_path_shared(&a, &a), 3);
	check_int("found", (int64_t)html_path_find(&a, a.nodes[1].id), 1);
	check_int("not found", (int64_t)html_path_find(&a, 99), 3);
	check_str("last", html_path_last(&a)->el->as, "b");
	a.n = 0;
	assert_null(html_path_last(&a));
}

static void
test_sizes(void **state)
{
	struct html_path p = path_of("div a=x pre");

	(void)state;
	check_int("starts", (int64_t)html_path_starts(&p, 0),
	    (int64_t)strlen("<div><a=x><pre>"));
	check_int("ends", (int64_t)html_path_ends(&p, 1),
	    (int64_t)strlen("</a></pre>"));
	assert_true(html_path_is_pre(&p));
	p = path_of("pre div b");
	assert_false(html_path_is_pre(&p));
	p = path_of("pre b");
	assert_true(html_path_is_pre(&p));
	assert_true(html_is_block(html_element("p")));
	assert_false(html_is_block(html_element("b")));
	assert_false(html_is_block(html_element("img")));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_make),
	    cmocka_unit_test(test_void),
	    cmocka_unit_test(test_depth),
	    cmocka_unit_test(test_compare),
	    cmocka_unit_test(test_sizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
