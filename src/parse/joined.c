/* SPDX-License-Identifier: ISC */
/* Two names around one comma. */
#include <stdlib.h>
#include <string.h>

#include "core/xalloc.h"
#include "parse/joined.h"
#include "parse/people.h"

#define THIRD ", Jane Doe" /* three full names are a list beyond doubt */

/* Whether what stands before the comma of name is a surname alone. */
static bool
is_inverted(const char *name)
{
	const char *comma = strchr(name, ',');

	return comma != NULL &&
	       memchr(name, ' ', (size_t)(comma - name)) == NULL;
}

/* How names are written, by those that leave no doubt. */
static bool
is_feed_of_lists(const struct feed *f)
{
	bool has_list = false;

	for (size_t i = 0; i < f->n_items; i++) {
		const struct people *p = &f->items[i].authors;

		has_list |= p->n > 2;
		for (size_t j = 0; j < p->n; j++)
			if (p->list[j].name != NULL &&
			    is_inverted(p->list[j].name))
				return false;
	}
	return has_list;
}

static void
part(struct people *p)
{
	struct people three = {0};
	const char *name = p->n == 1 ? p->list[0].name : NULL;
	const char *comma = name == NULL ? NULL : strchr(name, ',');
	size_t left = 3;
	char *line;

	if (comma == NULL || strchr(comma + 1, ',') != NULL ||
	    p->list[0].url != NULL || p->list[0].email != NULL)
		return;
	line = xasprintf("%s" THIRD, name);
	people_parse(line, &three, &left);
	free(line);
	if (three.n == 3) {
		people_done(p);
		*p = three;
		free(p->list[--p->n].name);
	} else {
		people_done(&three);
	}
}

void
joined_part(struct feed *f)
{
	if (!is_feed_of_lists(f))
		return;
	for (size_t i = 0; i < f->n_items; i++)
		part(&f->items[i].authors);
}
