/* SPDX-License-Identifier: ISC */
/* The mistakes found in a configuration. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "config/complaints.h"
#include "core/limits.h"
#include "core/xalloc.h"

void
complaints_done(struct complaints *c)
{
	for (size_t i = 0; i < c->n_files; i++)
		free(c->files[i]);
	free(c->files);
	for (size_t i = 0; i < c->n; i++)
		free(c->list[i].text);
	free(c->list);
	*c = (struct complaints){0};
}

size_t
complaints_file(struct complaints *c, const char *name)
{
	c->files = xgrow(c->files, c->n_files, sizeof(*c->files));
	c->files[c->n_files] = xstrdup(name);
	return c->n_files++;
}

void
complaints_add(struct complaints *c, struct mark at, const char *fmt, ...)
{
	char *text;
	va_list ap;

	if (c->total++ >= LIMIT_COMPLAINTS)
		return;
	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	va_end(ap);
	c->list = xgrow(c->list, c->n, sizeof(*c->list));
	c->list[c->n] = (struct complaint){at, c->n, text};
	c->n++;
}

static int
compare(const void *a, const void *b)
{
	const struct complaint *x = a, *y = b;

	if (x->at.file != y->at.file)
		return x->at.file < y->at.file ? -1 : 1;
	if (x->at.line != y->at.line)
		return x->at.line < y->at.line ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

void
complaints_tell(struct complaints *c, void (*tell)(const char *message))
{
	if (c->n > 0)
		qsort(c->list, c->n, sizeof(*c->list), compare);
	for (size_t i = 0; i < c->n; i++) {
		char *message =
		    xasprintf("%s:%d: %s", c->files[c->list[i].at.file],
			c->list[i].at.line, c->list[i].text);

		tell(message);
		free(message);
	}
}
