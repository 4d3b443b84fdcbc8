/* SPDX-License-Identifier: ISC */
/* What a feed said of itself when an entry was first seen. */
#include <stdlib.h>
#include <string.h>

#include "core/secret.h"
#include "core/xalloc.h"
#include "store/key.h"
#include "store/origin.h"

/* What identifies the feed in atom:source. A feed that names itself by less
 * than a URI, or not at all, is known by its address; one that must not be
 * told by ours, as SQL has it for what was stored before. */
static char *
find_id(const struct origin_facts *f)
{
	const char *id =
	    f->doc->id != NULL && key_is_uri(f->doc->id) ? f->doc->id : f->url;

	return secret_may_be_in_id(id)
		   ? xasprintf("%s/feed/%s", f->site_id, f->feed)
		   : xstrdup(id);
}

int
origin_find(
    struct store *s, const struct origin_facts *f, int64_t *ret, struct err *e)
{
	const struct feed *doc = f->doc;
	char *self_url = secret_may_be_in(f->url) ? NULL : xstrdup(f->url);
	char *id = find_id(f);
	const struct value args[] = {
	    TEXT(id),
	    TEXT(doc->title != NULL ? doc->title : f->feed),
	    TEXT(doc->subtitle),
	    TEXT(self_url),
	    TEXT(doc->url),
	    TEXT(doc->rights),
	    TEXT(doc->language),
	};
	const size_t n = sizeof(args) / sizeof(args[0]);
	int rc = sql_get(s, SQL_ORIGIN_FIND, args, n, ret, e);

	if (rc == 0 && *ret == 0 &&
	    (rc = sql_do(s, SQL_ORIGIN_ADD, args, n, e)) == 0)
		*ret = sqlite3_last_insert_rowid(s->db);
	free(id);
	free(self_url);
	return rc;
}
