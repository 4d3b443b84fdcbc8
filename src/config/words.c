/* SPDX-License-Identifier: ISC */
/* Values that are words of the configuration itself. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "config/document.h"
#include "config/near.h"
#include "config/words.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "model/config.h"

struct name {
	const char *text;
	unsigned int value;
};

static const struct name selects[] = {
    {"rules", SELECT_RULES}, {"all", SELECT_ALL}, {NULL, 0}};
static const struct name fields[] = {{"title", FIELD_TITLE},
    {"summary", FIELD_SUMMARY}, {"text", FIELD_TEXT},
    {"authors", FIELD_AUTHORS}, {"tags", FIELD_TAGS}, {"all", FIELD_ALL},
    {NULL, 0}};

static int
find_name(const struct name *names, const char *text, unsigned int *value,
    struct err *e)
{
	struct near near = near_start(text);
	char *hint;

	for (; names->text != NULL; names++) {
		near_offer(&near, names->text);
		if (strcmp(text, names->text) == 0) {
			*value = names->value;
			return 0;
		}
	}
	hint = near_hint(&near);
	err_set(e, EX_CONFIG, "unknown word '%s'%s", text, hint);
	free(hint);
	return -1;
}

/* The block that a value means by its title. Where something could not be read
 * it may stand there: then *found is NULL, and nothing is said against it. */
static int
find_block(const struct context *ctx, const char *kind, const char *title,
    const struct block **found, struct err *e)
{
	const struct document *d = ctx->document;
	struct near near = near_start(title);
	char *hint;

	*found = document_find(d, kind, title);
	if (*found != NULL || !d->whole)
		return 0;
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->blocks[i].kind, kind) == 0)
			near_offer(&near, d->blocks[i].title);
	hint = near_hint(&near);
	err_set(e, EX_CONFIG, "there is no '%s %s'%s", kind, title, hint);
	free(hint);
	return -1;
}

/* How many characters of its last word stand before a final "*". */
static size_t
last_word_len(const char *text, const char *star)
{
	size_t n = 0;

	for (const char *s = star; s > text && s[-1] != ' ' && s[-1] != '-';
	     s--)
		n += (s[-1] & 0xc0) != 0x80;
	return n;
}

/* What matching could make something of: a letter or a digit, and a "*" at its
 * end at most, after more than one of them. */
static int
check_phrase(const char *text, struct err *e)
{
	const char *star = strchr(text, '*');
	bool any = false;

	for (const char *s = text; *s != '\0'; s++)
		any = any || (unsigned char)*s >= 0x80 ||
		      (*s >= '0' && *s <= '9') ||
		      ((*s | 0x20) >= 'a' && (*s | 0x20) <= 'z');
	if (!any)
		return err_set(
		    e, EX_CONFIG, "'%s' has no letter and no digit", text);
	if (star != NULL && star[1] != '\0')
		return err_set(e, EX_CONFIG,
		    "'%s': a '*' may only be its last letter", text);
	if (star != NULL && last_word_len(text, star) < 2)
		return err_set(e, EX_CONFIG,
		    "'%s': every other word begins so: say more before '*'",
		    text);
	return 0;
}

int
words_select(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	unsigned int value;

	(void)ctx;
	if (find_name(selects, text, &value, e) != 0)
		return -1;
	*(enum select *)field = (enum select)value;
	return 0;
}

int
words_form(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	struct near near = near_start(text);
	enum form form = form_parse(text);
	char *hint;

	(void)ctx;
	if (form != FORM_NONE) {
		*(enum form *)field = form;
		return 0;
	}
	for (int i = FORM_NONE + 1; i < FORM_COUNT; i++)
		near_offer(&near, form_str((enum form)i));
	hint = near_hint(&near);
	err_set(e, EX_CONFIG, "unknown form '%s'%s", text, hint);
	free(hint);
	return -1;
}

int
words_field(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	unsigned int value;

	(void)ctx;
	if (find_name(fields, text, &value, e) != 0)
		return -1;
	*(unsigned int *)field |= value;
	return 0;
}

int
words_section(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	const struct block *section;

	if (find_block(ctx, "section", text, &section, e) != 0)
		return -1;
	*(char **)field = xstrdup(text);
	return 0;
}

int
words_sections(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	const struct block *section;

	if (find_block(ctx, "section", text, &section, e) != 0)
		return -1;
	return value_list_add(field, text, e);
}

int
words_phrase(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	(void)ctx;
	if (text[0] == '@')
		return err_set(e, EX_CONFIG,
		    "'%s': a list of words cannot refer to another", text);
	if (check_phrase(text, e) != 0)
		return -1;
	return value_list_add(field, text, e);
}

/* A phrase, or "@name": the words of a list, of which their own block
 * complains where they are no good. */
int
words_phrases(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	const struct block *words;
	const struct setting *any;

	if (text[0] != '@')
		return words_phrase(text, ctx, field, e);
	if (find_block(ctx, "words", text + 1, &words, e) != 0)
		return -1;
	any = words == NULL ? NULL : block_find(words, "any");
	for (size_t i = 0; any != NULL && i < any->n; i++)
		if (!text_is_blank(any->values[i].text) &&
		    value_list_add(field, any->values[i].text, e) != 0)
			return -1;
	return 0;
}
