/* SPDX-License-Identifier: ISC */
/*
 * Every limit on what a stranger controls, with its reason. Sizes are bytes,
 * times are seconds. What may be set in the configuration is a default here.
 */
#ifndef CORE_LIMITS_H
#define CORE_LIMITS_H

#include <stddef.h>

#define KIB ((size_t)1024)
#define MIB (1024 * KIB)

/* fetch */
#define LIMIT_BODY (16 * MIB)  /* decompressed; the largest real feed: 1 MB */
#define LIMIT_REDIRECTS 5      /* RFC 9110 15.4 leaves it to us; real: 3 */
#define LIMIT_CONNECT_SECS 10  /* a server that takes longer is down */
#define LIMIT_TOTAL_SECS 30    /* one transfer; the default of `timeout` */
#define LIMIT_SLOW_BYTES 100   /* a transfer slower than this a second… */
#define LIMIT_SLOW_SECS 15     /* …for this long is a slow-loris */
#define LIMIT_HEADER (8 * KIB) /* one header value that we keep */
#define LIMIT_PAGE \
	(64 * KIB) /* of an error's page, which is read for its title */
#define LIMIT_URL (4 * KIB)    /* what browsers and proxies carry in practice */
#define LIMIT_WAIT_SECS 604800 /* no server puts us off for over a week */

/* parse */
#define LIMIT_FILE (64 * MIB)   /* that `parse` is given: no stranger's */
#define LIMIT_DEPTH 100         /* nested elements; real feeds: under 30 */
#define LIMIT_ITEMS 2000        /* in one document; arXiv's largest: 1,100 */
#define LIMIT_NAME (1 * KIB)    /* an element's or an attribute's name */
#define LIMIT_NAMES 2000        /* different ones; real: under 200 */
#define LIMIT_ATTRIBUTES 64     /* of one element; real: under 15 */
#define LIMIT_NAMESPACES 128    /* that hold at one element; real: under 25 */
#define LIMIT_BASES 5000        /* xml:base: two of each of LIMIT_ITEMS */
#define LIMIT_VALUES 400000     /* of JSON: 200 of each of LIMIT_ITEMS */
#define LIMIT_ENTITIES 40       /* that a document declares; real: 3 */
#define LIMIT_ENTITY 128        /* the text of one: a name, a character */
#define LIMIT_EXPANSION MIB     /* all that they add to a document */
#define LIMIT_TITLE (2 * KIB)   /* plain text; the longest real title: 600 */
#define LIMIT_SUMMARY (8 * KIB) /* plain text; abstracts: under 4 KiB */
#define LIMIT_TEXT (256 * KIB)  /* any other text of one element */
#define LIMIT_HTML (64 * KIB)   /* libxml2's HTML parser is quadratic above */
#define LIMIT_HTML_DEPTH 64     /* nested elements that survive sanitising */
#define LIMIT_HTML_OPEN 256     /* elements open at a time; real: under 40 */
#define LIMIT_MARKUP (4 * MIB)  /* parsed as HTML per document; real: 1 MB */
#define LIMIT_PEOPLE 500        /* of one item; consortium papers: 300 */
#define LIMIT_INHERITED 20      /* authors of a feed that its items take on */
#define LIMIT_PERSON (1 * KIB)  /* a name, an e-mail address */
#define LIMIT_TAGS 100          /* of one item */
#define LIMIT_ATTACHMENTS 20    /* of one item */
#define LIMIT_REFUSED 20        /* bad values of one field; real: 1 */
#define LIMIT_CLOSINGS 10       /* closing dates read in one text; real: 2 */
#define LIMIT_CLOSING_LINKS 12  /* small words before one; real: 8 */
#define LIMIT_DATE 128          /* the longest real one, folded: 60 */
#define LIMIT_GUID (2 * KIB)    /* longer ones are cut by no one we know */
#define LIMIT_TTL_SECS 60000000 /* two years between polls are a mistake */
#define LIMIT_TIME 253402387200 /* the year 9999's end, in any zone */
#define LIMIT_REPLY (4 * LIMIT_FILE) /* html, text, summary of one document */

/* a parser process: see parse/parser.h */
#define LIMIT_PARSER_MEMORY (1024 * MIB) /* the worst of LIMIT_FILE: 300 */
#define LIMIT_PARSER_BYTES (64 * MIB)    /* then its heap is in pieces */
#define LIMIT_WAITING (4 * MIB)          /* of documents that wait for one */
#ifndef PARSER_HOOK
#define LIMIT_PARSE_SECS 30     /* of one document, on a busy machine */
#define LIMIT_PARSE_CPU_SECS 10 /* of one document; the worst known: 2 */
#else                           /* tests do not wait so long */
#define LIMIT_PARSE_SECS 8
#define LIMIT_PARSE_CPU_SECS 1
#endif

/* store */
#define LIMIT_KEYS 32 /* of one kind and work; some have another each poll */

/* Of five items, five may be alike by chance; ten times as many as ever are no
 * new issue, and of five times ten none is a small feed's good month. */
#define LIMIT_FEW_ITEMS 5
#define LIMIT_FLOOD 10

/* config */
#define LIMIT_CONFIG (1 * MIB) /* the file with what it includes */
#define LIMIT_INCLUDES 8       /* files that include each other, deep */
#define LIMIT_COMPLAINTS 100   /* told in one go; no one reads on from there */
#define LIMIT_PART (64 * KIB)  /* a file that the page wears; real: 10 KiB */
#define LIMIT_RULE_WORDS 2000  /* of one list with those that "@name" brings */

/* publish */
#define LIMIT_DOCUMENT (64 * MIB) /* one published file */
#define LIMIT_AHEAD_SECS 86400    /* no reader's clock is a day late */
#define LIMIT_ENTRY_TEXT                                      \
	(4 * KIB) /* an entry longer than an abstract is cut: \
		   * a journal's full text is not ours */

#define LIMIT_LOG_LINE (1 * KIB)
#define LIMIT_SHOWN_URL 300 /* bytes of it in a message, to know it by */

#endif
