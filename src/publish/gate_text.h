/* SPDX-License-Identifier: ISC */
/*
 * The last look at what is lines of text; see gate.h. All of it is UTF-8
 * without control characters but the ends of lines.
 */
#ifndef PUBLISH_GATE_TEXT_H
#define PUBLISH_GATE_TEXT_H

#include "core/buf.h"
#include "core/err.h"
#include "model/entry.h"

/* Each line "TG  - value" and CRLF; a record for each entry, from TY to ER,
 * with one title. */
int gate_text_ris(
    const struct edition *ed, const struct buf *doc, struct err *e);

/* A record for each entry, of fields whose values stand between balanced
 * braces; no key twice. */
int gate_text_bib(
    const struct edition *ed, const struct buf *doc, struct err *e);

/* Lines of at most 75 octets and CRLF; components that begin and end within
 * each other; an event for each entry with a closing date, each with its UID,
 * stamp, start and summary; no UID twice. */
int gate_text_ics(
    const struct edition *ed, const struct buf *doc, struct err *e);

#endif
