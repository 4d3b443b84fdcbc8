/* SPDX-License-Identifier: ISC */
/* Whatever a fragment is, its safe form is safe, and the same once more. */
#include "../unit/safe_html.h"
#include "core/limits.h"
#include "fuzz.h"
#include "parse/html.h"

#define BASE "https://example.org/"

/* What is read without tags, since there is no budget for them. */
static void
check_without_budget(const char *html)
{
	size_t budget = 0;
	char *safe, *plain;

	html_parse(html, BASE, &budget, &safe, &plain);
	must(safe == NULL || is_safe_html(safe));
	must_be_text(plain);
	free(safe);
	free(plain);
}

static void
check_twice(const char *html)
{
	char *once, *twice, *plain;

	html_parse(html, BASE, NULL, &once, &plain);
	must_be_text(plain);
	free(plain);
	if (once == NULL)
		return;
	must(is_safe_html(once));
	html_parse(once, NULL, NULL, &twice, &plain);
	must(twice != NULL && strcmp(once, twice) == 0);
	free(plain);
	free(twice);
	free(once);
}

/* What is simple is read as it stands; behind a comment it is tamed first. */
static void
check_tamed(const char *html)
{
	char *tamed, *safe, *plain, *same_safe, *same_plain;

	if (strchr(html, '<') == NULL || strlen(html) > LIMIT_HTML - 7)
		return;
	tamed = xasprintf("<!---->%s", html);
	html_parse(html, BASE, NULL, &safe, &plain);
	html_parse(tamed, BASE, NULL, &same_safe, &same_plain);
	must(safe == NULL ? same_safe == NULL
			  : same_safe != NULL && strcmp(safe, same_safe) == 0);
	must(plain == NULL
		 ? same_plain == NULL
		 : same_plain != NULL && strcmp(plain, same_plain) == 0);
	free(safe);
	free(plain);
	free(same_safe);
	free(same_plain);
	free(tamed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	char *html = utf8_of(data, len), *title;

	if (html == NULL)
		return 0;
	title = html_title(html, LIMIT_TITLE, NULL);
	must_be_text(title);
	must(title == NULL || strpbrk(title, "\t\n") == NULL);
	check_twice(html);
	check_tamed(html);
	check_without_budget(html);
	free(title);
	free(html);
	return 0;
}
