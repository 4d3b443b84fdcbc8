/* SPDX-License-Identifier: ISC */
/* What holds for whatever a stranger sends: only allowed things come out, they
 * are balanced, and sanitising them again changes nothing. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/buf.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/html.h"
#include "safe_html.h"

#define BASE "https://example.org/a/b"

#define VECTORS_MAX 1000
#define APART 7 /* of two vectors that are put behind each other */
#define NEIGHBOURS 30

/* The fragments of a table: what attacks, and what is damaged. */
static char *vectors[VECTORS_MAX];
static size_t n_vectors;

/* In place: "\\n", "\\r", "\\t", "\\\\", and "\\x0b" for a byte. */
static void
unescape(char *s)
{
	static const char letters[] = "nrt\\", bytes[] = "\n\r\t\\";
	char *to = s;
	char hex[3] = "";

	for (; *s != '\0'; s++) {
		if (*s != '\\') {
			*to++ = *s;
		} else if (*++s == 'x') {
			memcpy(hex, s + 1, 2);
			*to++ = (char)strtol(hex, NULL, 16);
			s += 2;
		} else {
			*to++ = bytes[strchr(letters, *s) - letters];
		}
	}
	*to = '\0';
}

static int
load_vectors(void **state)
{
	char *line, *rest;
	struct buf b;
	struct err e;

	(void)state;
	buf_init(&b, MIB);
	if (file_read("tests/html/xss.tsv", &b, &e) != 0)
		fail_msg("%s", e.msg);
	rest = strchr(b.data, '\n') + 1;
	while (*rest != '\0' && n_vectors < VECTORS_MAX) {
		line = strchr(rest, '\t') + 1;
		rest = strchr(line, '\n');
		*rest++ = '\0';
		unescape(line);
		vectors[n_vectors++] = xstrdup(line);
	}
	buf_done(&b);
	return n_vectors < 150 ? -1 : 0;
}

static int
free_vectors(void **state)
{
	(void)state;
	while (n_vectors > 0)
		free(vectors[--n_vectors]);
	return 0;
}

static bool
is_clean(const char *s)
{
	unsigned int cp;

	for (size_t n; s != NULL && *s != '\0'; s += n)
		if ((n = text_decode(s, strlen(s), &cp)) == 0 ||
		    text_is_control(cp))
			return false;
	return true;
}

static void
check_properties(const char *what, const char *html)
{
	char *once, *text, *twice = NULL, *again = NULL;
	char *title = html_title(html, LIMIT_TITLE, NULL);

	html_parse(html, BASE, NULL, &once, &text);
	if (once != NULL)
		html_parse(once, BASE, NULL, &twice, &again);
	free(again);
	if (once != NULL && !is_safe_html(once))
		fail_msg("%s: not safe: %s", what, once);
	check_str(what, twice, once);
	if (!is_clean(text) || !is_clean(title))
		fail_msg("%s: control characters", what);
	free(once);
	free(twice);
	free(text);
	free(title);
}

/* The letters of s, without those of its tags when it is markup. Not i and n,
 * which sup and sub change. */
static void
letters_of(const char *s, bool markup, struct buf *out)
{
	buf_init(out, LIMIT_HTML);
	for (; s != NULL && *s != '\0'; s++) {
		if (markup && *s == '<')
			s = strchr(s, '>');
		else if (markup && *s == '&')
			s = strchr(s, ';');
		else if (isalpha((unsigned char)*s) && *s != 'i' && *s != 'n')
			buf_addc(out, *s);
	}
}

/* Both forms say the same. */
static void
check_letters(const char *html)
{
	char *safe, *plain;
	struct buf a, b;

	html_parse(html, BASE, NULL, &safe, &plain);
	letters_of(safe, true, &a);
	letters_of(plain, false, &b);
	check_str(html, a.data, b.data);
	buf_done(&a);
	buf_done(&b);
	free(safe);
	free(plain);
}

static void
test_vectors(void **state)
{
	(void)state;
	for (size_t i = 0; i < n_vectors; i++) {
		check_properties(vectors[i], vectors[i]);
		check_letters(vectors[i]);
	}
}

/* Some behind each other, so that one's state meets the other's. */
static void
test_vector_pairs(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_HTML);
	for (size_t i = 0; i < n_vectors; i++) {
		for (size_t k = 0; k < NEIGHBOURS; k++) {
			buf_clear(&b);
			buf_adds(&b, vectors[i]);
			buf_adds(&b, vectors[(i + k * APART) % n_vectors]);
			check_properties(b.data, b.data);
			check_letters(b.data);
		}
	}
	buf_done(&b);
}

/* More than LIMIT_HTML of one thing, then of another. */
static void
test_floods(void **state)
{
	static const struct {
		const char *first, *second;
	} floods[] = {
	    {"<a><div>", "<a><div>"},
	    {"<b>", "x"},
	    {"<b>", "</i>"},
	    {"<b>x", "<p>y"},
	    {"<", "&"},
	    {"<!--", "-->x"},
	    {"<div>x", "</div>y"},
	    {"<blockquote>", "<li>x"},
	    {"<table><tr><td>x", "<td>"},
	    {"<td>", "<td>x"},
	    {"word ", "&quot;"},
	    {"\"'&", "<p>'\""},
	    {" ", "x"},
	    {"x\n\n", "y\n\n"},
	    {"\xc3\xa9", "\xf0\x9f\x98\x80"},
	    {"<pre>\n x", "\n\n y"},
	    {"<sec><st>x", "<p>y"},
	    {"<mfrac>x", "<sup>2"},
	    {"<a href=http://h/>x", "<h2>y"},
	    {"<i a=", "<x></y>"},
	    {"<img src=x>", "<hr>"},
	};
	struct buf b;

	(void)state;
	buf_init(&b, 3 * LIMIT_HTML);
	for (size_t i = 0; i < N_OF(floods); i++) {
		buf_clear(&b);
		while (b.len < LIMIT_HTML / 2)
			buf_adds(&b, floods[i].first);
		while (b.len < LIMIT_HTML + KIB)
			buf_adds(&b, floods[i].second);
		check_properties(floods[i].first, b.data);
	}
	buf_done(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_vectors),
	    cmocka_unit_test(test_vector_pairs),
	    cmocka_unit_test(test_floods),
	};

	return cmocka_run_group_tests(tests, load_vectors, free_vectors);
}
