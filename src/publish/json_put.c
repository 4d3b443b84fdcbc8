/* SPDX-License-Identifier: ISC */
/* Members of JSON objects, set when there is something to say. */
#include <stdlib.h>
#include <string.h>

#include "core/clock.h"
#include "core/text.h"
#include "publish/json_dump.h"
#include "publish/json_put.h"
#include "publish/link.h"
#include "publish/markup.h"

json_t *
json_put_string(const char *s)
{
	const size_t len = strlen(s);
	json_t *value;
	char *clean;

	if (text_is_clean(s, len))
		return json_stringn_nocheck(s, len);
	clean = markup_clean(s);
	value = json_string_nocheck(clean);
	free(clean);
	return value;
}

void
json_put(json_t *object, const char *key, const char *s)
{
	if (s != NULL)
		json_object_set_new(object, key, json_put_string(s));
}

void
json_put_number(json_t *object, const char *key, int64_t n)
{
	json_object_set_new(object, key, json_integer(n));
}

void
json_put_time(json_t *object, const char *key, int64_t t)
{
	char s[CLOCK_RFC3339_SIZE];

	if (t != CLOCK_NONE)
		json_put(object, key, clock_rfc3339(t, s));
}

void
json_put_filled(json_t *object, const char *key, json_t *value)
{
	if (json_object_size(value) > 0 || json_array_size(value) > 0)
		json_object_set_new(object, key, value);
	else
		json_decref(value);
}

void
json_put_names(json_t *object, const char *key, char *const *names)
{
	json_t *list = json_array();

	for (; names != NULL && *names != NULL; names++)
		json_array_append_new(list, json_put_string(*names));
	json_put_filled(object, key, list);
}

void
json_put_people(json_t *object, const char *key, const struct people *people,
    enum json_put_detail detail)
{
	json_t *list = json_array();

	for (size_t i = 0; i < people->n; i++) {
		const struct person *p = &people->list[i];
		json_t *person = json_object();

		json_put(person, "name", p->name);
		if (detail == JSON_PUT_WITH_EMAIL)
			json_put(person, "email", p->email);
		json_put(person, "url", p->url);
		if (json_object_size(person) > 0)
			json_array_append_new(list, person);
		else
			json_decref(person);
	}
	json_put_filled(object, key, list);
}

void
json_put_mention(json_t *object, const char *key, enum amendment kind,
    const struct mention *m)
{
	json_t *o;
	char *url;

	if (kind == AMENDMENT_NONE)
		return;
	o = json_object();
	url = link_http(m->url);
	json_put(o, "kind", amendment_str(kind));
	json_put(o, "entry_id", m->entry_id);
	json_put(o, "title", m->title);
	json_put(o, "url", url);
	json_object_set_new(object, key, o);
	free(url);
}

void
json_put_document(json_t *value, struct buf *out)
{
	json_dump_add(value, 0, out);
	buf_addc(out, '\n');
	json_decref(value);
}
