/* SPDX-License-Identifier: ISC */
/* What each element means: found by its name, and of one piece. */
#include "check.h"
#include "parse/html_table.h"

static void
test_find(void **state)
{
	static const struct {
		const char *name, *as;
		int class; /* -1 = unknown */
	} cases[] = {
	    {"a", "a", HTML_INLINE},
	    {"var", "var", HTML_INLINE},
	    {"xref", NULL, HTML_REFERENCE},
	    {"jats:p", "p", HTML_PARAGRAPH},
	    {"jats:italic", "i", HTML_INLINE},
	    {"jats:title", "strong", HTML_LEAD},
	    {"title", NULL, HTML_SKIP},
	    {"mml:mfrac", NULL, HTML_MATH},
	    {"m:msup", NULL, HTML_MATH},
	    {"svg:script", NULL, -1},
	    {"jats:", NULL, -1},
	    {"mml:jats:p", NULL, -1},
	    {"P", NULL, -1},
	    {"", NULL, -1},
	    {"font", NULL, -1},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		const struct html_element *el = html_element(cases[i].name);

		if (cases[i].class == -1) {
			assert_null(el);
			continue;
		}
		assert_non_null(el);
		check_int(cases[i].name, el->class, cases[i].class);
		check_str(cases[i].name, el->as, cases[i].as);
	}
}

/* What changes how an HTML5 parser reads on, and what loads or runs anything,
 * is never written. */
static void
test_never(void **state)
{
	static const char *const never[] = {"script", "style", "title",
	    "textarea", "xmp", "plaintext", "noscript", "noembed", "noframes",
	    "template", "iframe", "svg", "math", "select", "object", "embed",
	    "applet", "base", "meta", "link", "form", "input", "button",
	    "frameset", "frame", "video", "audio", "canvas", "listing", "image",
	    "body", "html", "head"};

	(void)state;
	for (size_t i = 0; i < N_OF(never); i++) {
		const struct html_element *el = html_element(never[i]);

		if (el != NULL && el->as != NULL && el->class >= HTML_INLINE)
			assert_string_not_equal(el->as, never[i]);
	}
}

/* What a part is put into where it stands alone leads to a frame that needs
 * none. */
static void
test_frames(void **state)
{
	static const char *const parts[] = {"li", "list-item", "dt", "dd",
	    "term", "def", "caption", "thead", "tbody", "tfoot", "tr", "td",
	    "th"};
	const struct html_element *el, *frame;

	(void)state;
	for (size_t i = 0; i < N_OF(parts); i++) {
		for (el = html_element(parts[i]); el->in != 0; el = frame) {
			frame = html_element(el->implied);
			assert_non_null(frame);
			assert_int_equal(frame->class, HTML_FRAME);
			assert_true((frame->is & el->in) != 0);
		}
	}
}

static void
test_formulas(void **state)
{
	static const char *const formulas[] = {"mfenced", "mfrac", "mover",
	    "msqrt", "msub", "msubsup", "msup", "mtable", "mtr", "munder",
	    "munderover"};
	const struct html_element *el;
	const char *part;

	(void)state;
	for (size_t i = 0; i < N_OF(formulas); i++) {
		el = html_element(formulas[i]);
		assert_non_null(el);
		assert_non_null(el->math);
		for (size_t k = 0; k < HTML_PARTS; k++) {
			part = el->math->parts[k];
			if (part != NULL)
				assert_int_equal(
				    html_element(part)->class, HTML_INLINE);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_never),
	    cmocka_unit_test(test_frames),
	    cmocka_unit_test(test_formulas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
