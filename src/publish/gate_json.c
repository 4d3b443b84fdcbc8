/* SPDX-License-Identifier: ISC */
/* The last look at a JSON Feed. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "core/clock.h"
#include "core/url.h"
#include "core/xalloc.h"
#include "publish/gate.h"
#include "publish/gate_json.h"

/* A member that is a string with something in it; else NULL. */
static const char *
string(const json_t *object, const char *key)
{
	const char *s = json_string_value(json_object_get(object, key));

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static int
check_item(const json_t *item, const char *id, struct err *e)
{
	const char *found = string(item, "id");
	const char *date = string(item, "date_modified");

	if (found == NULL || strcmp(found, id) != 0)
		return gate_broken(e, id, "not the id that the edition has");
	if (string(item, "title") == NULL)
		return gate_broken(e, id, "no title");
	if (!url_is_http(string(item, "url")))
		return gate_broken(e, id, "no url");
	if (string(item, "content_html") == NULL &&
	    string(item, "content_text") == NULL)
		return gate_broken(e, id, "no content");
	if (date == NULL || clock_parse(date) == CLOCK_NONE)
		return gate_broken(e, id, "no date_modified that is a time");
	return 0;
}

static int
check_items(const struct edition *ed, const json_t *items, struct err *e)
{
	const size_t n = ed->entries.n;
	const char **ids;
	int rc = 0;

	if (!json_is_array(items) || json_array_size(items) != n)
		return gate_broken(e, "items", "not one for each entry");
	ids = xcalloc(n, sizeof(*ids));
	for (size_t i = 0; i < n && rc == 0; i++) {
		ids[i] = ed->entries.list[i].entry_id;
		rc = check_item(json_array_get(items, i), ids[i], e);
	}
	if (rc == 0)
		rc = gate_distinct(ids, n, e);
	free(ids);
	return rc;
}

int
gate_json(const struct edition *ed, const struct buf *doc, struct err *e)
{
	json_t *root =
	    json_loadb(doc->data, doc->len, JSON_REJECT_DUPLICATES, NULL);
	const char *version = string(root, "version");
	int rc = -1;

	if (root == NULL)
		gate_broken(e, "document", "not JSON");
	else if (version == NULL ||
		 strcmp(version, "https://jsonfeed.org/version/1.1") != 0)
		gate_broken(e, "document", "not a JSON Feed");
	else if (string(root, "title") == NULL)
		gate_broken(e, "feed", "no title");
	else if (!url_is_http(string(root, "feed_url")) ||
		 !url_is_http(string(root, "home_page_url")))
		gate_broken(e, "feed", "no addresses");
	else
		rc = check_items(ed, json_object_get(root, "items"), e);
	json_decref(root);
	return rc;
}

bool
gate_json_is_whole(const char *s)
{
	json_t *value = json_loads(s, 0, NULL);

	json_decref(value);
	return value != NULL;
}
