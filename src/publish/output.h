/* SPDX-License-Identifier: ISC */
/* What one published file is called, where it is served, and by which id. */
#ifndef PUBLISH_OUTPUT_H
#define PUBLISH_OUTPUT_H

#include <stdbool.h>

#include "model/entry.h"

/* The site's title; of an output with one section "Site: Section". The caller
 * frees. */
char *output_title(const struct edition *ed, const struct output *o);

/* What sets an output apart from its sisters, in a word or two: the title of
 * its one section, or "Everything". */
const char *output_label(const struct edition *ed, const struct output *o);

/* The media type that it is to be served with. */
const char *output_media_type(const struct output *o);

/* What people call its form: "Atom", "calendar". */
const char *output_form(const struct output *o);

/* Whether a is the list of b in another form: it is called the same up to its
 * suffix. Not of a fragment, which is nothing to be linked to. */
bool output_is_sister(const struct output *a, const struct output *b);

/* Whether both show the same of c's sections, named or not. */
bool output_is_alike(
    const struct config *c, const struct output *a, const struct output *b);

/* What a month of its archive is called: "leadership-2026-01.atom". The caller
 * frees. */
char *output_archive_file(const struct output *o, int64_t year, int month);

/* The file's name as a relative reference (RFC 3986 4.2). The caller frees. */
char *output_href(const struct output *o);

/* The address that it is served from: the site's base and the file's name.
 * The caller frees. */
char *output_url(const struct site *site, const struct output *o);

/*
 * The permanent id of one output (RFC 4287 4.2.6): site.id, "/", and the
 * file's name without its suffix, so that "leadership.atom" and
 * "opportunities.atom" are two feeds, and so that forms of one list share its
 * id: "tag:fmlm.ac.uk,2026:reading/leadership". Below a urn: no name may be
 * hung; there it is a version 8 UUID (RFC 9562) made of the same words. The
 * caller frees.
 */
char *output_id(const struct site *site, const struct output *o);

#endif
