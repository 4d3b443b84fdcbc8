/* SPDX-License-Identifier: ISC */
/* HTML's named entities. */
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "parse/entity.h"

#define VALUE_MIN 34     /* &quot; */
#define VALUE_MAX 9830   /* &diams; */
#define ENTITIES_MAX 300 /* HTML 4 has 253 */

struct entity {
	const char *name;
	unsigned int value;
};

static int
compare(const void *a, const void *b)
{
	const struct entity *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* libxml2 looks through all of its table for each name: too long for a million
 * of them. */
unsigned int
entity_value(const char *name)
{
	static struct entity by_name[ENTITIES_MAX];
	static size_t n;
	const struct entity key = {.name = name}, *found;
	const htmlEntityDesc *html;

	if (n == 0) {
		for (unsigned int v = VALUE_MIN; v <= VALUE_MAX; v++)
			if (n < ENTITIES_MAX &&
			    (html = htmlEntityValueLookup(v)) != NULL)
				by_name[n++] =
				    (struct entity){html->name, html->value};
		qsort(by_name, n, sizeof(by_name[0]), compare);
	}
	found = bsearch(&key, by_name, n, sizeof(by_name[0]), compare);
	return found == NULL ? 0 : found->value;
}
