/* SPDX-License-Identifier: ISC */
/*
 * The last look at a JSON Feed; see gate.h. One object of UTF-8, no key twice;
 * version, title, and http(s) addresses of itself and its page; an item for
 * each entry, in order, with its id; each with a title, an http(s) url, a
 * date, and content; no id twice.
 */
#ifndef PUBLISH_GATE_JSON_H
#define PUBLISH_GATE_JSON_H

#include "core/buf.h"
#include "core/err.h"
#include "model/entry.h"

int gate_json(const struct edition *ed, const struct buf *doc, struct err *e);

/* Whether s is one JSON object or array and nothing else. */
bool gate_json_is_whole(const char *s);

#endif
