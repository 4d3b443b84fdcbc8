/* SPDX-License-Identifier: ISC */
/*
 * The last look at a document of XML; see gate.h. All of them are well-formed
 * and have no DTD.
 */
#ifndef PUBLISH_GATE_XML_H
#define PUBLISH_GATE_XML_H

#include "core/buf.h"
#include "core/err.h"
#include "model/entry.h"

/*
 * The feed with one id, title, updated, and a self link; an entry for each of
 * the edition's, in its order and with its id; each with one title and updated
 * and an alternate link; ids absolute and unique; no two entries updated at
 * one time, none later than the feed.
 */
int gate_xml_atom(
    const struct edition *ed, const struct buf *doc, struct err *e);

/*
 * One channel with one title, link and description, and a self link; an item
 * for each entry of the edition, in its order and with its id as the guid;
 * each with one title, link, description and pubDate; no guid twice.
 */
int gate_xml_rss(
    const struct edition *ed, const struct buf *doc, struct err *e);

/* A head with one title; an outline for each section, in it one for each feed
 * of the edition; each with its text, a feed and a link with its address. */
int gate_xml_opml(
    const struct edition *ed, const struct buf *doc, struct err *e);

#endif
