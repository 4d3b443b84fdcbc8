/* SPDX-License-Identifier: ISC */
/* Entries that may be one work: see store_list_twins(). */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/xalloc.h"
#include "store/sql.h"
#include "store/store.h"

#define TWIN_SECS (90 * 86400)

struct work {
	char *title;
	char *key; /* words of the title and of the first author's surname */
	int64_t number;
	int64_t published_at;
};

/* "Jones" of "Jones, L." and of "Laura Jones". */
static char *
surname(const char *name)
{
	size_t len = strcspn(name, ",");
	char *part = xstrndup(name, len), *words = text_words(part);
	const char *last = strrchr(words, ' ');
	char *result =
	    xstrdup(name[len] == ',' || last == NULL ? words : last + 1);

	free(part);
	free(words);
	return result;
}

static struct work
read_work(struct store *s)
{
	char *title = text_words(sql_peek(s, SQL_TWIN_LIST, 1));
	char *author = surname(sql_peek(s, SQL_TWIN_LIST, 2));
	struct work w = {
	    .title = sql_text(s, SQL_TWIN_LIST, 1),
	    .key = xasprintf("%s\n%s", title, author),
	    .number = sql_int(s, SQL_TWIN_LIST, 0),
	    .published_at = sql_int(s, SQL_TWIN_LIST, 3),
	};

	free(title);
	free(author);
	return w;
}

static int
order(const void *a, const void *b)
{
	const struct work *one = a, *other = b;
	int by_key = strcmp(one->key, other->key);

	if (by_key != 0)
		return by_key;
	if (one->published_at != other->published_at)
		return one->published_at > other->published_at ? 1 : -1;
	return one->number > other->number ? 1 : -1;
}

static void
add_twins(struct work *works, size_t n, struct twins *ret)
{
	for (size_t i = 1; i < n; i++) {
		struct work *one = &works[i - 1], *other = &works[i];

		if (strcmp(one->key, other->key) != 0 ||
		    other->published_at - one->published_at > TWIN_SECS)
			continue;
		ret->list = xgrow(ret->list, ret->n, sizeof(*ret->list));
		ret->list[ret->n++] = (struct twin){
		    xstrdup(one->title), {one->number, other->number}};
	}
}

void
twins_done(struct twins *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->list[i].title);
	free(t->list);
	*t = (struct twins){0};
}

int
store_list_twins(struct store *s, struct twins *ret, struct err *e)
{
	struct work *works = NULL;
	size_t n = 0;
	int rc;

	*ret = (struct twins){0};
	sql_bind(s, SQL_TWIN_LIST, NO_ARGS);
	while ((rc = sql_step(s, SQL_TWIN_LIST, e)) == 1) {
		works = xgrow(works, n, sizeof(*works));
		works[n++] = read_work(s);
	}
	if (rc == 0 && n > 0) {
		qsort(works, n, sizeof(*works), order);
		add_twins(works, n, ret);
	}
	for (size_t i = 0; i < n; i++) {
		free(works[i].title);
		free(works[i].key);
	}
	free(works);
	return rc;
}
