/* SPDX-License-Identifier: ISC */
/*
 * The configuration files by their grammar alone: blocks, keys and words, each
 * with its line.
 */
#ifndef CONFIG_DOCUMENT_H
#define CONFIG_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "config/complaints.h"

struct value {
	char *text;
	struct mark at;
};

/* Each assignment is one, so that a key that is set twice stands twice. */
struct setting {
	char *key;
	struct mark at;
	struct value *values;
	size_t n;
};

struct block {
	char *kind;  /* "" = what stands outside of any block */
	char *title; /* NULL when it has none */
	struct mark at;
	struct setting *settings;
	size_t n;
};

struct document {
	struct block *blocks; /* the first is what stands outside of any */
	size_t n;
	struct mark end; /* of the first file */
	bool whole;      /* nothing stopped the reading, no include failed */
};

/* Adds a block; a title of NULL means that it has none. */
struct block *document_add(
    struct document *d, const char *kind, const char *title, struct mark at);

/* Adds a setting that has no value yet, and a value to a setting. */
struct setting *block_add(struct block *b, const char *key, struct mark at);
void setting_add(struct setting *s, const char *text, struct mark at);

void document_done(struct document *d); /* takes a zeroed one */

/* The first block of a kind and title; NULL when there is none. A title of
 * NULL fits every block of the kind. */
const struct block *document_find(
    const struct document *d, const char *kind, const char *title);

/* The first setting of a key; NULL when there is none. */
struct setting *block_find(const struct block *b, const char *key);

#endif
