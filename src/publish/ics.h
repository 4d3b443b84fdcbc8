/* SPDX-License-Identifier: ISC */
/*
 * The closing dates of an edition as a calendar (iCalendar, RFC 5545), for a
 * calendar program to subscribe to. An entry that says itself when it closes
 * is an event: of that day, or at that minute when it says a time. It takes
 * nobody's time, and its UID is the entry's Atom id. No stamp is the clock's.
 */
#ifndef PUBLISH_ICS_H
#define PUBLISH_ICS_H

#include "core/buf.h"
#include "model/entry.h"

/* Adds the document to out; what does not fit shows in buf_ok(). */
void ics_render(const struct edition *ed, struct buf *out);

#endif
