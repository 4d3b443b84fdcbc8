/* SPDX-License-Identifier: ISC */
/*
 * What each HTML (JATS, MathML) element means to us. An element that is not in
 * the table is not written and its text stays; what may be written, with which
 * attributes, and where an HTML5 parser lets it stand, is all said here.
 */
#ifndef PARSE_HTML_TABLE_H
#define PARSE_HTML_TABLE_H

#include <stddef.h>

enum html_class {
	HTML_SKIP,      /* goes with all that is in it */
	HTML_REFERENCE, /* goes so when it points at the list of literature */
	HTML_MATH,      /* text, its parts told apart as `math` says */
	HTML_BREAK,     /* void: br */
	HTML_IMAGE,     /* void: img */
	HTML_RULE,      /* void: hr */
	HTML_INLINE,    /* holds text and inline elements */
	/* Blocks. */
	HTML_SECTION,   /* not written, but text does not run on across it */
	HTML_FLOW,      /* holds blocks and text */
	HTML_FRAME,     /* holds nothing but its own parts: lists, tables */
	HTML_PARAGRAPH, /* holds text; ends where a block begins */
	HTML_LINE,      /* holds text; blocks in it are text: headings */
	HTML_LEAD,      /* the heading of a section, run into its paragraph */
};

/* Frames, so that their parts can name them. */
enum {
	HTML_IN_LIST = 1 << 0,
	HTML_IN_TERMS = 1 << 1,
	HTML_IN_TABLE = 1 << 2,
	HTML_IN_GROUP = 1 << 3,
	HTML_IN_ROW = 1 << 4,
};

/* What stands between two pieces of plain text. */
enum html_spacing { HTML_NOTHING, HTML_SPACE, HTML_NEW_LINE, HTML_EMPTY_LINE };

enum html_kind {
	HTML_TEXT,
	HTML_LINK,   /* http, https, mailto */
	HTML_WEB,    /* http, https */
	HTML_SET,    /* "URL 2x, URL 1x": the first one, as HTML_WEB */
	HTML_NUMBER, /* -9999 to 9999, perhaps with "px" behind it */
	HTML_SPAN,   /* 1 to 1000: the number of cells that one spans */
	HTML_SCOPE,  /* row, col, rowgroup, colgroup */
	HTML_LANG,   /* a language tag (RFC 5646) by its form */
	HTML_DIR,    /* ltr, rtl, auto */
	HTML_STYLE,  /* CSS: declarations that mean something, by a table */
};

struct html_attribute {
	const char *name;
	const char *as; /* the name that is written */
	enum html_kind kind;
};

/* What may stand at every element that is written, behind its own ones. */
extern const struct html_attribute html_common_attributes[];

#define HTML_PARTS 3

/* Text before, between and behind the parts of a formula's element, and the
 * elements that parts are put into ("sup"). */
struct html_math {
	const char *before, *mark, *behind;
	const char *parts[HTML_PARTS];
};

struct html_element {
	const char *name; /* in lower case */
	enum html_class class;
	const char *as; /* the name that is written */
	/* Allowed ones, in the order in which they are written; of those that
	 * are written under one name, which stand together, the first that is
	 * there. */
	const struct html_attribute *attributes;
	const char *needs;   /* without this one (HTML_ANY: without any) it is
			      * not written */
	unsigned int in;     /* of which frames it is a part; 0 = of none */
	unsigned int is;     /* which frame it is */
	const char *implied; /* what it is put into where `in` is not met */
	const struct html_math *math; /* of HTML_MATH */
	enum html_spacing spacing;    /* before and after it */
};

#define HTML_ANY "*"

/* NULL when we do not know it. The prefixes under which JATS and MathML come
 * ("jats:p", "mml:math") are passed over. */
const struct html_element *html_element(const char *name);

#endif
