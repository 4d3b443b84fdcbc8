/* SPDX-License-Identifier: ISC */
/*
 * Parsing without what reads HTML, to be measured: linked so that html_parse()
 * and html_title() are those below. All else is as in lectern: the encoding,
 * the bounds, libxml2's SAX, the table of fields, dates, addresses, people.
 *
 *     parse_only FILE
 */
#include <err.h>
#include <stdio.h>

#include "core/buf.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/html.h"
#include "parse/parse.h"

void __wrap_html_parse(const char *html, const char *base, size_t *budget,
    char **safe, char **plain);
char *__wrap_html_title(const char *title, size_t max, size_t *budget);

void
__wrap_html_parse(const char *html, const char *base, size_t *budget,
    char **safe, char **plain)
{
	(void)base;
	(void)budget;
	if (safe != NULL)
		*safe = NULL;
	*plain = xstrdup(html);
}

char *
__wrap_html_title(const char *title, size_t max, size_t *budget)
{
	(void)max;
	(void)budget;
	return xstrdup(title);
}

int
main(int argc, char **argv)
{
	const struct hints hints = {0};
	struct feed feed;
	struct buf b;
	struct err e;

	if (argc != 2)
		errx(64, "usage: parse_only FILE");
	buf_init(&b, LIMIT_FILE);
	if (file_read(argv[1], &b, &e) != 0)
		errx(66, "%s", e.msg);
	if (parse_feed(b.data, b.len, &hints, &feed, &e) != OUTCOME_OK)
		errx(65, "%s", e.msg);
	printf("%zu items\n", feed.n_items);
	feed_done(&feed);
	buf_done(&b);
	return 0;
}
