/* SPDX-License-Identifier: ISC */
/* HTML's named entities. */
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "parse/entity.h"

#define VALUE_MIN 34     /* &quot; */
#define VALUE_MAX 9830   /* &diams; */
#define ENTITIES_MAX 300 /* HTML 4 has 253 */

static int
compare(const void *a, const void *b)
{
	const htmlEntityDesc *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

static int
compare_name(const void *name, const void *entity)
{
	const htmlEntityDesc *const *e = entity;

	return strcmp(name, (*e)->name);
}

/* libxml2 looks through all of its table for each name: too long for a million
 * of them. */
unsigned int
entity_value(const char *name)
{
	static const htmlEntityDesc *by_name[ENTITIES_MAX];
	static size_t n;
	const htmlEntityDesc **found;

	if (n == 0) {
		for (unsigned int v = VALUE_MIN; v <= VALUE_MAX; v++)
			if (n < ENTITIES_MAX &&
			    (by_name[n] = htmlEntityValueLookup(v)) != NULL)
				n++;
		/* NOLINTNEXTLINE(bugprone-sizeof-expression): of pointers */
		qsort(by_name, n, sizeof(by_name[0]), compare);
	}
	/* NOLINTNEXTLINE(bugprone-sizeof-expression): of pointers */
	found = bsearch(name, by_name, n, sizeof(by_name[0]), compare_name);
	return found == NULL ? 0 : (*found)->value;
}
