/* SPDX-License-Identifier: ISC */
/* Outputs that would write over each other. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "config/clash.h"
#include "core/xalloc.h"

/* "-2026-01" to "-2026-12", and of any other year */
static bool
is_month(const char *s)
{
	static const char form[] = "-0000-00";
	size_t i = 0;

	while (form[i] != '\0' &&
	       (form[i] == '0' ? isdigit((unsigned char)s[i]) : s[i] == '-'))
		i++;
	return form[i] == '\0' && strncmp(s + 6, "00", 2) > 0 &&
	       strncmp(s + 6, "12", 2) <= 0;
}

/* As output_archive_file() in publish/ calls them. */
static bool
is_of_archive(const char *file, const char *name)
{
	const char *dot = strrchr(file, '.');
	size_t stem = dot == NULL ? strlen(file) : (size_t)(dot - file);

	return strncmp(name, file, stem) == 0 && is_month(name + stem) &&
	       strcmp(name + stem + strlen("-2026-01"), file + stem) == 0;
}

static bool
is_of(const struct output *o, const char *name)
{
	return strcmp(name, o->file) == 0 ||
	       (o->archive && is_of_archive(o->file, name));
}

/* The same, packed files among them. */
static bool
writes(const struct output *o, const char *name)
{
	size_t len = strlen(name);
	char *plain;
	bool does;

	if (is_of(o, name))
		return true;
	if (len < 3 || strcmp(name + len - 3, ".gz") != 0)
		return false;
	plain = xstrndup(name, len - 3);
	does = is_of(o, plain);
	free(plain);
	return does;
}

static bool
writes_over(const struct output *a, const struct output *b)
{
	char *packed = xasprintf("%s.gz", b->file);
	bool does = writes(a, b->file) || writes(a, packed);

	free(packed);
	return does;
}

bool
clash_is(const struct output *a, const struct output *b)
{
	return writes_over(a, b) || writes_over(b, a);
}
