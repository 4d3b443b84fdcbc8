/* SPDX-License-Identifier: ISC */
/* What libxml2 must not be shown. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/mapped.h"
#include "core/xalloc.h"
#include "parse/bounds.h"
#include "parse/tag.h"

struct survey {
	size_t n_namespaces;              /* that hold here */
	size_t declared[LIMIT_DEPTH + 1]; /* of them, by each open element */
	size_t depth;
	size_t n_instructions;
	struct names names;
};

/* libxml2 keeps all of them, in a table that grows too slowly. */
static bool
take_names(struct names *names, const struct tag *tag)
{
	bool taken = names_take(names, &tag->name);

	for (size_t i = 0; i < tag->n_attributes && taken; i++) {
		const struct tag_attribute *a = &tag->attributes[i];

		taken = names_take(names, &a->name) &&
			(!span_is_namespace(&a->name) ||
			    names_take(names, &a->value));
	}
	return taken;
}

static const char *
tag_fault(struct survey *open, const struct tag *tag)
{
	if (!tag->is_whole)
		return "a tag that is not well-formed";
	if (tag->longest_name > LIMIT_NAME)
		return "a name that is too long";
	if (tag->n_attributes > LIMIT_ATTRIBUTES)
		return "too many attributes";
	if (open->n_namespaces + tag->n_namespaces > LIMIT_NAMESPACES)
		return "too many namespaces";
	if (!take_names(&open->names, tag))
		return "too many different names";
	if (tag->is_end) {
		if (open->depth > 0)
			open->n_namespaces -= open->declared[--open->depth];
		return NULL;
	}
	if (open->depth == LIMIT_DEPTH)
		return "elements nested too deeply";
	if (!tag->is_empty) {
		open->declared[open->depth++] = tag->n_namespaces;
		open->n_namespaces += tag->n_namespaces;
	}
	return NULL;
}

static int
line_of(const char *data, const char *at)
{
	int line = 1;

	while ((data = memchr(data, '\n', (size_t)(at - data))) != NULL) {
		data++;
		line++;
	}
	return line;
}

const char *
bounds_fault(const char *data, size_t len, int *line)
{
	struct survey *open;
	struct pieces pieces = {0};
	const char *s = data, *end = data + len, *fault = NULL;
	struct tag tag;
	enum piece_kind kind;
	size_t n;

	*line = 1;
	while (s < end && strchr(" \t\r\n", *s) != NULL && *s != '\0')
		s++;
	if (s < end && *s != '<')
		return "text before the first element";
	open = xcalloc(1, sizeof(*open));
	while (
	    fault == NULL && (s = memchr(s, '<', (size_t)(end - s))) != NULL) {
		n = tag_read(s, (size_t)(end - s), &tag);
		if (n > 0)
			fault = tag_fault(open, &tag);
		else {
			n = (size_t)(end - s);
			if (!piece_read(&pieces, s, &n, &kind))
				fault = "a \"<\" that begins nothing whole";
			else if (kind == PIECE_INSTRUCTION &&
				 ++open->n_instructions > LIMIT_NAMES)
				fault = "too many instructions";
		}
		if (fault != NULL)
			*line = line_of(data, s);
		s += n;
		mapped_pass(s);
	}
	free(open);
	return fault;
}
