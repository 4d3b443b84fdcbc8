/* SPDX-License-Identifier: ISC */
/*
 * What a feed document says, format forgotten: made by parse/, kept by store/.
 *
 * Every string is owned by its struct, is valid UTF-8 without control
 * characters (texts of several paragraphs hold "\n\n" between them), and is
 * NULL when the document does not say it, never "". URLs are absolute. A time
 * that is not known is CLOCK_NONE.
 */
#ifndef MODEL_FEED_H
#define MODEL_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum format {
	FORMAT_UNKNOWN,
	FORMAT_RSS090,
	FORMAT_RSS091,
	FORMAT_RSS092,
	FORMAT_RSS093,
	FORMAT_RSS094,
	FORMAT_RSS10,
	FORMAT_RSS20,
	FORMAT_ATOM03,
	FORMAT_ATOM10,
	FORMAT_JSON,
	FORMAT_CDF,
	FORMAT_NHSJOBS, /* the NHS Jobs search, in a form of its own */
};

/* "rss20" and so on, as `lectern parse` prints it. */
const char *format_str(enum format format);

struct person {
	char *name; /* as written: "Jones, L." or "Laura Jones" */
	char *email;
	char *url;
};

struct people {
	struct person *list;
	size_t n;
};

struct tag {
	char *term;
	char *scheme;
	char *label;
};

struct attachment {
	char *url;
	char *mime_type;
	char *title;
	int64_t size;          /* bytes; -1 = not said */
	int64_t duration_secs; /* -1 = not said */
};

/* Where an item stood in print, as PRISM and Dublin Core say it. */
struct citation {
	char *journal;
	char *volume;
	char *number;
	char *first_page;
	char *last_page;
	char *publisher;
};

struct item {
	char *id;           /* guid, atom:id, rdf:about: as written, trimmed */
	char *url;          /* the page it is about */
	char *external_url; /* JSON Feed: the page that it talks of */
	char *title;        /* plain text, one line */
	char *html;         /* its content, else its summary; sanitised */
	char *text;         /* the same as plain text, with paragraphs */
	char *summary;      /* plain text; may be the same as text */
	char *image;
	char *language;
	char *rights; /* plain text */
	char *license;
	char *comments;
	char *doi;        /* lower case, bare */
	char *amends_doi; /* of a work that it says it is about, or corrects */
	char *source_title; /* the feed that it was copied from */
	char *source_url;
	struct citation citation;
	struct people authors;
	struct people contributors;
	struct tag *tags;
	size_t n_tags;
	struct attachment *attachments;
	size_t n_attachments;
	int64_t published_at;
	int64_t modified_at;
	int64_t closes_at;       /* an advert's closing date, as its feed says;
				    of an entry, also as its text does */
	int64_t prose_closes_at; /* what its text says closes then: this one, if
				    it is an advert, else some call for papers;
				    CLOCK_NONE when text and summary do not */
	bool is_cut;             /* the document ended in the middle of it */
};

struct feed {
	enum format format;
	char *encoding; /* that it was read in, in lower case: "utf-8" */
	bool recovered; /* the document was damaged and repaired */
	bool truncated; /* it was cut off, or had more than LIMIT_ITEMS */
	char *id;
	char *title;    /* plain text */
	char *subtitle; /* plain text */
	char *url;      /* its home page */
	char *self_url; /* where it says that it lives */
	char *icon;
	char *language;
	char *rights;
	char *generator;
	struct people authors;
	struct people contributors;
	int64_t updated_at;
	int64_t ttl_secs;    /* RSS ttl or sy:update*; -1 = not said */
	uint32_t skip_hours; /* bit n: not from n:00 to n:59 UTC */
	uint8_t skip_days;   /* bit n: not on that day, 0 = Sunday */
	struct item *items;  /* in document order */
	size_t n_items;
};

/* A struct in which nothing is said. */
void feed_init(struct feed *f);
void item_init(struct item *it);

/* Frees what the struct owns; takes a zeroed one. */
void feed_done(struct feed *f);
void item_done(struct item *it);
void people_done(struct people *p);

/* Appends an empty element and returns it, valid until the next call. */
struct item *feed_add_item(struct feed *f);
struct person *people_add(struct people *p);
struct tag *item_add_tag(struct item *it);
struct attachment *item_add_attachment(struct item *it);

#endif
