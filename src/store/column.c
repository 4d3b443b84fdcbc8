/* SPDX-License-Identifier: ISC */
/* The texts of struct item, in the order of their columns in the store. */
#include "store/column.h"

static const size_t offsets[COLUMN_COUNT] = {
    offsetof(struct item, id),
    offsetof(struct item, url),
    offsetof(struct item, external_url),
    offsetof(struct item, title),
    offsetof(struct item, html),
    offsetof(struct item, text),
    offsetof(struct item, summary),
    offsetof(struct item, image),
    offsetof(struct item, language),
    offsetof(struct item, rights),
    offsetof(struct item, license),
    offsetof(struct item, comments),
    offsetof(struct item, doi),
    offsetof(struct item, source_title),
    offsetof(struct item, source_url),
    offsetof(struct item, citation.journal),
    offsetof(struct item, citation.volume),
    offsetof(struct item, citation.number),
    offsetof(struct item, citation.first_page),
    offsetof(struct item, citation.last_page),
    offsetof(struct item, citation.publisher),
};

const enum column_rule column_rules[COLUMN_COUNT] = {
    COLUMN_KEPT,    /* guid */
    COLUMN_LINK,    /* url */
    COLUMN_LINK,    /* external_url */
    COLUMN_WORDS,   /* title */
    COLUMN_WORDS,   /* html */
    COLUMN_WORDS,   /* text */
    COLUMN_WORDS,   /* summary */
    COLUMN_LINK,    /* image */
    COLUMN_FOLLOWS, /* language */
    COLUMN_FOLLOWS, /* rights */
    COLUMN_FOLLOWS, /* license */
    COLUMN_LINK,    /* comments */
    COLUMN_KEPT,    /* doi */
    COLUMN_FOLLOWS, /* source_title */
    COLUMN_LINK,    /* source_url */
    COLUMN_FOLLOWS, /* journal */
    COLUMN_FOLLOWS, /* volume */
    COLUMN_FOLLOWS, /* issue */
    COLUMN_FOLLOWS, /* first_page */
    COLUMN_FOLLOWS, /* last_page */
    COLUMN_FOLLOWS, /* publisher */
};

char **
column_at(struct item *it, int column)
{
	return (char **)(void *)((char *)it + offsets[column]);
}

const char *
column_get(const struct item *it, int column)
{
	return *(
	    char *const *)(const void *)((const char *)it + offsets[column]);
}
