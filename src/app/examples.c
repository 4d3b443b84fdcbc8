/* SPDX-License-Identifier: ISC */
/* Titles that the rules must select, or must not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "app/examples.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/store.h"

#define LINK "https://example.org/"

/* A feed for each section, and what it shows: an item's link ends in the line
 * that it stands on. */
struct lists {
	const struct config *c;
	struct source *sources;
	struct feed *documents;
};

static void
lists_init(struct lists *l, const struct config *c)
{
	*l = (struct lists){.c = c,
	    .sources = xcalloc(c->n_sections, sizeof(*l->sources)),
	    .documents = xcalloc(c->n_sections, sizeof(*l->documents))};
	for (size_t i = 0; i < c->n_sections; i++) {
		char *name = c->sections[i].name;

		l->sources[i] = (struct source){.name = name,
		    .url = xasprintf(LINK "%s/feed", name),
		    .section = name,
		    .every_secs = -1};
		feed_init(&l->documents[i]);
	}
}

static void
lists_done(struct lists *l)
{
	for (size_t i = 0; i < l->c->n_sections; i++) {
		free(l->sources[i].url);
		feed_done(&l->documents[i]);
	}
	free(l->sources);
	free(l->documents);
}

/* Takes the line apart. */
static int
add_line(struct lists *l, char *text, size_t line, struct err *e)
{
	char *section = strsep(&text, "\t");
	char *title = strsep(&text, "\t");
	struct item *it;
	size_t i = 0;

	while (i < l->c->n_sections &&
	       strcmp(l->c->sections[i].name, section) != 0)
		i++;
	if (i == l->c->n_sections)
		return err_set(
		    e, EX_CONFIG, "there is no section '%s'", section);
	if (title == NULL)
		return err_set(e, EX_CONFIG, "a title follows after a tab");
	it = feed_add_item(&l->documents[i]);
	it->url = xasprintf(LINK "%zu", line);
	it->title = xstrdup(title);
	it->summary = text == NULL ? NULL : xstrdup(text);
	return 0;
}

static int
read_lines(struct lists *l, const char *path, struct err *e)
{
	struct buf raw;
	char *rest, *text;
	int rc;

	buf_init(&raw, LIMIT_CONFIG);
	rc = file_read(path, &raw, e);
	rest = rc == 0 && raw.len > 0 ? raw.data : NULL;
	for (size_t line = 1; rc == 0 && rest != NULL; line++) {
		text = strsep(&rest, "\n");
		text[strcspn(text, "\r")] = '\0';
		if (text[0] == '\0' || text[0] == '#')
			continue;
		rc = add_line(l, text, line, e);
		if (rc != 0)
			err_prefix(e, "%s:%zu", path, line);
	}
	buf_done(&raw);
	return rc;
}

/* They go the way of all items, into a store that is gone afterwards. */
static int
judge(struct lists *l, int64_t now, struct entries *ret, struct err *e)
{
	const struct filter all = {.state = -1, .since_at = CLOCK_NONE};
	const struct due due = {.at = now};
	struct config c = *l->c;
	struct tally tally = {0};
	struct store *s;
	int rc;

	c.sources = l->sources;
	c.n_sources = c.n_sections;
	if ((s = store_open(":memory:", e)) == NULL)
		return -1;
	rc = store_sync(s, &c, e);
	for (size_t i = 0; i < c.n_sources && rc == 0; i++) {
		const struct response r = {.request = {.source = &c.sources[i],
					       .url = c.sources[i].url},
		    .outcome = OUTCOME_OK};
		const struct poll p = {&r, &l->documents[i], now, due, due};

		rc = store_add_poll(s, &p, &tally, e);
	}
	if (rc == 0)
		rc = store_score(s, &c, NULL, e);
	if (rc == 0)
		rc = store_list(s, &all, now, ret, e);
	store_close(s);
	return rc;
}

int
examples_check(const struct config *c, const char *path, bool wanted,
    int64_t now, struct examples *ret, struct err *e)
{
	struct entries list = {0};
	struct lists lists;
	int rc;

	*ret = (struct examples){0};
	lists_init(&lists, c);
	rc = read_lines(&lists, path, e);
	if (rc == 0)
		rc = judge(&lists, now, &list, e);
	for (size_t i = 0; i < list.n; i++) {
		const struct entry *en = &list.list[i];

		if ((en->state == STATE_SELECTED) == wanted)
			continue;
		ret->n_wrong++;
		printf("%s:%s: %s, score %d: %s\n", path,
		    en->item.url + strlen(LINK), state_str(en->state),
		    en->score, en->item.title);
	}
	ret->n = list.n;
	entries_done(&list);
	lists_done(&lists);
	return rc;
}
