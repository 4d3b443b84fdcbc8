/* SPDX-License-Identifier: ISC */
/* Members of JSON objects, by jansson: each function sets one, or leaves it out
 * when nothing is said. */
#ifndef PUBLISH_JSON_PUT_H
#define PUBLISH_JSON_PUT_H

#include <jansson.h>

#include "core/buf.h"
#include "model/entry.h"

/* A string made clean by markup_clean(): jansson takes nothing that is not
 * UTF-8. */
json_t *json_put_string(const char *s);

void json_put(json_t *object, const char *key, const char *s);
void json_put_number(json_t *object, const char *key, int64_t n);
void json_put_time(json_t *object, const char *key, int64_t t);
void json_put_names(json_t *object, const char *key, char *const *names);

/* Takes the value; an empty list or object is left out. */
void json_put_filled(json_t *object, const char *key, json_t *value);

/* JSON Feed's own author has no e-mail address. */
enum json_put_detail { JSON_PUT_WITHOUT_EMAIL, JSON_PUT_WITH_EMAIL };

void json_put_people(json_t *object, const char *key,
    const struct people *people, enum json_put_detail detail);

/* What a notice does to a work: its kind, and of the other one the entry_id,
 * title and url. */
void json_put_mention(json_t *object, const char *key, enum amendment kind,
    const struct mention *m);

/* Takes the value and adds it to out, indented, with a line feed at its end. */
void json_put_document(json_t *value, struct buf *out);

#endif
