/* SPDX-License-Identifier: ISC */
/*
 * Lists of names, as HighWire, Wiley and others join them: by "and", or by
 * commas that stand inside the names too ("LAPALU, N., Plaumann, P.-L.,
 * O'Connell, R. J."). Never splits inside a name: what could be one person is
 * one.
 */
#ifndef PARSE_BYLINE_H
#define PARSE_BYLINE_H

#include "parse/span.h"

/* The names in t, without what joins them: at least one, at most as many as
 * LIMIT_PEOPLE and their initials; *n is how many. They borrow from t, the
 * caller frees their list. */
struct span *byline_split(struct span t, size_t *n);

#endif
