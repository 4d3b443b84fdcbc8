/* SPDX-License-Identifier: ISC */
/* A list of names as one parameter. */
#include "store/names.h"
#include "core/buf.h"
#include "core/limits.h"

char *
names_join(char *const *names)
{
	struct buf b;

	if (names == NULL || names[0] == NULL)
		return NULL;
	buf_init(&b, LIMIT_CONFIG);
	for (; *names != NULL; names++)
		buf_addf(&b, "\n%s", *names);
	buf_addc(&b, '\n');
	return buf_take(&b);
}
