/* SPDX-License-Identifier: ISC */
/*
 * Values as people write them: "6h", "16M", "-3", "yes", "en-GB". The whole
 * word is read or it is refused; nothing is rounded and nothing overflows.
 */
#ifndef CONFIG_VALUE_H
#define CONFIG_VALUE_H

#include "core/err.h"

struct document;

/* What a value is read with, beside its own text. */
struct context {
	const struct document *document; /* for the names that it refers to */
	const char *file;                /* that it stands in */
	const char *min, *max;           /* in the notation of the value */
};

/*
 * Puts text, which is not blank, into a field. Returns -1 (EX_CONFIG) with the
 * word at fault; the field is then untouched. Strings are the caller's to free.
 */
typedef int value_fn(
    const char *text, const struct context *ctx, void *field, struct err *e);

/* int64_t: "90s", "10m", "6h", "60d", "2w"; a bare number is refused. */
value_fn value_duration;

/* size_t: "1048576", "512K", "16M", "1G": bytes, in steps of 1,024. */
value_fn value_size;

/* int: a whole decimal number, negative ones too. */
value_fn value_number;

/* bool: true, yes, on; false, no, off. */
value_fn value_bool;

/* char *: any text; runs of white space become one space. */
value_fn value_text;

/* char *: a language tag of BCP 47 by its form: "en-GB", "zh-Hant-TW". */
value_fn value_language;

/* char *: a zone that the system's tz database knows: "Europe/London". */
value_fn value_zone;

/* char *: a path, made absolute as seen from the folder of ctx->file. */
value_fn value_path;

/* char *: the same, of a file that can be read. */
value_fn value_file;

/* Adds one string to a list that ends with NULL, or is NULL; runs of white
 * space become one space. Returns -1 when the list is full. */
int value_list_add(char ***list, const char *text, struct err *e);

#endif
