/* SPDX-License-Identifier: ISC */
/*
 * An item, or a feed's own head, in the making: the raw values of a document,
 * the best of each field so far, until all is said and parse/finish.h makes the
 * model's struct of them. What a value means was decided by the field table.
 */
#ifndef PARSE_DRAFT_H
#define PARSE_DRAFT_H

#include "model/feed.h"
#include "parse/field.h"

enum text_type {
	TYPE_TEXT,  /* no markup: what looks like it is text */
	TYPE_LINES, /* … and its line feeds are meant */
	TYPE_HTML,  /* markup, or text that may hold some */
};

struct value {
	char *raw;  /* NULL = not said yet; of an address, absolute */
	int64_t at; /* of a date */
	enum text_type type;
	const char *base; /* borrowed; what its URLs are relative to */
	int rank;
};

struct draft {
	size_t *budget; /* of markup that may yet be parsed; html_read() */
	struct value values[F_COUNT];
	/* Filled as they come, raw: made clean at the end. */
	struct item several; /* authors, contributors, tags, attachments, doi */
	struct people other_authors; /* when there are no better ones */
	size_t people_left;          /* that may yet be looked at */
	size_t tags_left;
	bool guid_is_link; /* RSS: the guid may serve as the URL */
	/* How many of each field were looked at in vain. */
	unsigned char refused[F_COUNT];
	unsigned int n_refused_attachments;
};

void draft_init(struct draft *d, size_t *budget);
void draft_done(struct draft *d);

/*
 * Keeps value, which it takes over, unless the field has a better one. A blank
 * value is none, nor is a date that cannot be read, nor an address that is not
 * on the web. base is what an address is relative to that has no base of its
 * own; may be NULL.
 */
void draft_take(struct draft *d, enum field field, int rank, struct value value,
    const char *base);

/* Adds to a list; raw is plain text, perhaps with entities. */
void draft_add_people(struct draft *d, enum field field, const char *raw);
void draft_add_tag(struct draft *d, enum text_type type, const char *term,
    const char *scheme, const char *label);
/* Terms between commas. */
void draft_add_tags(struct draft *d, const char *raw);
void draft_add_identifier(struct draft *d, const char *raw);
/* Takes over what raw owns; without a web address it is nothing. */
void draft_add_attachment(
    struct draft *d, struct attachment raw, const char *base);

/* The list that F_AUTHORS, F_CONTRIBUTORS, F_OTHER_AUTHORS names. */
struct people *draft_people(struct draft *d, enum field field);

/* raw as one line of clean text; NULL when that is blank. The caller frees. */
char *draft_line(
    const char *raw, enum text_type type, size_t max, size_t *budget);

#endif
