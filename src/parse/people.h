/* SPDX-License-Identifier: ISC */
/*
 * Who wrote it, as feeds write it: one name; "mail (Name)"; "Name <mail>"; a
 * list joined by ";", by " and ", or, as HighWire and Wiley do, by commas that
 * stand inside the names too ("LAPALU, N., Plaumann, P.-L., O'Connell, R. J.").
 * Never splits inside a name: what could be one person is one.
 */
#ifndef PARSE_PEOPLE_H
#define PARSE_PEOPLE_H

#include "model/feed.h"

/* Appends the persons that s (plain text, may be NULL) names to p, none twice.
 * Each that is looked at takes one off *left; at 0 that is all. */
void people_parse(const char *s, struct people *p, size_t *left);

#endif
