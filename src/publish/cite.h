/* SPDX-License-Identifier: ISC */
/*
 * Works and people as a reading list cites them: "Jones, L. Role of medical
 * leaders. BMJ Leader. 12 September 2022." All of it is plain text. A text
 * that the caller must free is said so.
 */
#ifndef PUBLISH_CITE_H
#define PUBLISH_CITE_H

#include "model/entry.h"

/* "Jones, L."; "Jones, L. and Khan, S."; "Jones, L., Khan, S. and Smith, T.";
 * of more than three "Jones, L. et al." NULL of nobody. The caller frees. */
char *cite_people(const struct people *p);

/* An entry's title, "Retracted: " before it where it was; of one without, the
 * beginning of its text, else where it stood. The caller frees. */
char *cite_title(const struct entry *en);

/*
 * What is told in plain text of an entry whose digest_html() is shown too: the
 * summary that was said apart, or NULL. Of one without HTML its summary, else
 * its text, else the whole citation: validators miss a text otherwise, and so
 * would readers. The caller frees.
 */
char *cite_summary(const struct entry *en);

/* digest_html(), behind the notice on the work that there may be. The caller
 * frees. */
char *cite_html(const struct entry *en);

/* Where it stood: the journal, else the feed by its title. May be NULL. */
const char *cite_container(const struct entry *en);

/* "BMJ Leader 10(1), 12-19"; NULL when neither volume, number nor page is
 * known. The caller frees. */
char *cite_place(const struct citation *c);

/* What a reference manager is to take an entry for: what has a DOI or stood in
 * a journal is an article, what else will close is an advert. */
enum kind { KIND_ARTICLE, KIND_ADVERT, KIND_POST };

enum kind cite_kind(const struct entry *en);

/* "12 September 2022", in the zone of clock_local(). The caller frees. */
char *cite_date(int64_t t);

/* "." unless s ends a sentence by itself: "?", ".", also behind a closing
 * bracket or quotation mark; then "". */
const char *cite_stop(const char *s);

/* What stands before the name of the work that an entry corrects, "Correction
 * of", or of the notice on it, "Retracted by"; *ret is that other one. Both
 * are NULL when there is none. */
const char *cite_notice(const struct entry *en, const struct mention **ret);

/* What a bibliography is to add: "Retracted by Title, https://… Closes 30
 * November 2026." NULL when there is nothing. The caller frees. */
char *cite_note(const struct entry *en);

/* The whole line. The caller frees. */
char *cite_entry(const struct entry *en);

#endif
