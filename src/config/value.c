/* SPDX-License-Identifier: ISC */
/* Values as people write them. */
#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include <confuse.h>

#include "config/value.h"
#include "core/clock.h"
#include "core/file.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"

struct unit {
	const char *name;
	int64_t factor;
};

/* Each ends with a unit without name. */
static const struct unit durations[] = {
    {"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}, {"w", 604800}, {NULL, 0}};
static const struct unit sizes[] = {
    {"", 1}, {"K", 1 << 10}, {"M", 1 << 20}, {"G", 1 << 30}, {NULL, 0}};
static const struct unit plain[] = {{"", 1}, {NULL, 0}};

/* False when s is not digits and then a unit's name, or is too large. */
static bool
scale(const char *s, const struct unit *units, int64_t *out)
{
	bool negative = units == plain && *s == '-';
	int64_t n = 0;

	s += negative;
	if (*s < '0' || *s > '9')
		return false;
	for (; *s >= '0' && *s <= '9'; s++)
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, *s - '0', &n))
			return false;
	for (; units->name != NULL; units++)
		if (strcmp(s, units->name) == 0)
			break;
	if (units->name == NULL || __builtin_mul_overflow(n, units->factor, &n))
		return false;
	*out = negative ? -n : n;
	return true;
}

static int
within(const char *text, const struct unit *units, const struct context *ctx,
    int64_t n, struct err *e)
{
	int64_t min = 0, max = 0;
	bool known =
	    scale(ctx->min, units, &min) && scale(ctx->max, units, &max);

	assert(known);
	(void)known;
	if (n < min || n > max)
		return err_set(e, EX_CONFIG, "'%s' is not within %s and %s",
		    text, ctx->min, ctx->max);
	return 0;
}

int
value_duration(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	int64_t n;

	if (!scale(text, durations, &n))
		return err_set(e, EX_CONFIG,
		    "'%s' is no span of time: write 90s, 10m, 6h, 60d or 2w",
		    text);
	if (within(text, durations, ctx, n, e) != 0)
		return -1;
	*(int64_t *)field = n;
	return 0;
}

int
value_size(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	int64_t n;

	if (!scale(text, sizes, &n))
		return err_set(e, EX_CONFIG,
		    "'%s' is no size: write 1048576, 512K, 16M or 1G", text);
	if (within(text, sizes, ctx, n, e) != 0)
		return -1;
	*(size_t *)field = (size_t)n;
	return 0;
}

int
value_number(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	int64_t n;

	if (!scale(text, plain, &n))
		return err_set(e, EX_CONFIG, "'%s' is no whole number", text);
	if (within(text, plain, ctx, n, e) != 0)
		return -1;
	*(int *)field = (int)n;
	return 0;
}

int
value_bool(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	int answer = cfg_parse_boolean(text);

	(void)ctx;
	if (answer < 0)
		return err_set(
		    e, EX_CONFIG, "'%s' is neither true nor false", text);
	*(bool *)field = answer == 1;
	return 0;
}

int
value_text(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	(void)ctx;
	(void)e;
	*(char **)field = text_squash(xstrdup(text));
	return 0;
}

int
value_language(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	/* RFC 5646 2.1: the first part is letters alone, two or three of them
	 * for every language that is in use. */
	size_t len = strspn(text, letters);
	bool ok = len >= 2 && len <= 3 && strcspn(text, "0123456789") >= len;

	(void)ctx;
	for (const char *part = text + len; ok && *part != '\0'; part += len) {
		ok = *part++ == '-';
		len = strspn(part, letters);
		ok = ok && len >= 1 && len <= 8;
	}
	if (!ok)
		return err_set(e, EX_CONFIG,
		    "'%s' is no language tag: write en-GB, cy, …", text);
	*(char **)field = xstrdup(text);
	return 0;
}

int
value_zone(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	(void)ctx;
	if (!clock_zone_exists(text))
		return err_set(e, EX_CONFIG,
		    "'%s' is no time zone of /usr/share/zoneinfo", text);
	*(char **)field = xstrdup(text);
	return 0;
}

int
value_path(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	char *path = file_absolute(ctx->file, text);

	(void)e;
	for (size_t n = strlen(path); n > 1 && path[n - 1] == '/'; n--)
		path[n - 1] = '\0';
	*(char **)field = path;
	return 0;
}

int
value_file(
    const char *text, const struct context *ctx, void *field, struct err *e)
{
	char *path = file_absolute(ctx->file, text);

	if (access(path, R_OK) != 0) {
		err_set(e, EX_CONFIG, "'%s': %s", path, strerror(errno));
		free(path);
		return -1;
	}
	*(char **)field = path;
	return 0;
}

int
value_list_add(char ***list, const char *text, struct err *e)
{
	size_t n = 0;

	while (*list != NULL && (*list)[n] != NULL)
		n++;
	if (n == LIMIT_RULE_WORDS)
		return err_set(e, EX_CONFIG, "more than %d words in one list",
		    LIMIT_RULE_WORDS);
	*list = xreallocarray(*list, n + 2, sizeof(**list));
	(*list)[n] = text_squash(xstrdup(text));
	(*list)[n + 1] = NULL;
	return 0;
}
