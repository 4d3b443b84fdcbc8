/* SPDX-License-Identifier: ISC */
/* The last look at a feed with a reader's eyes. */
#include <string.h>
#include <sysexits.h>

#include "core/limits.h"
#include "publish/gate.h"
#include "publish/gate_feed.h"

static bool
is_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

int
gate_feed(const struct edition *ed, const struct feed *doc, int64_t now,
    struct err *e)
{
	const size_t n = doc->n_items;

	if (doc->recovered)
		return gate_broken(e, "feed", "read back as damaged");
	/* The history of a busy month may be longer than a stranger's feed. */
	if (doc->truncated ? n >= ed->entries.n : n != ed->entries.n)
		return gate_broken(
		    e, "feed", "not as many items as the edition");
	for (size_t i = 0; i < n; i++) {
		const struct item *it = &doc->items[i];
		const char *id = ed->entries.list[i].entry_id;

		if (!is_same(it->id, id))
			return gate_broken(e, id, "read back under another id");
		if (it->title == NULL)
			return gate_broken(e, id, "read back without a title");
		if (it->published_at > now + LIMIT_AHEAD_SECS ||
		    it->modified_at > now + LIMIT_AHEAD_SECS)
			return gate_broken(e, id, "from the future");
	}
	return 0;
}

bool
gate_feed_has(const struct feed *doc, const char *id)
{
	for (size_t i = 0; i < doc->n_items; i++)
		if (is_same(doc->items[i].id, id))
			return true;
	return false;
}

/* The id under which an item of another id, new to members, is the same work;
 * NULL when there is none. */
static const char *
find_renamed(
    const struct feed *old, const struct item *it, const struct feed *doc)
{
	for (size_t i = 0; i < doc->n_items; i++) {
		const struct item *now = &doc->items[i];

		if ((is_same(now->url, it->url) ||
			is_same(now->doi, it->doi)) &&
		    !gate_feed_has(old, now->id))
			return now->id;
	}
	return NULL;
}

int
gate_feed_change(const struct edition *ed, const struct feed *old,
    const bool *lost, const struct feed *doc, struct err *e)
{
	size_t n_lost = 0;

	for (size_t i = 0; i < old->n_items; i++) {
		const struct item *it = &old->items[i];
		const char *renamed =
		    lost[i] ? find_renamed(old, it, doc) : NULL;

		if (renamed != NULL)
			return err_set(e, EX_SOFTWARE,
			    "%s: its id would change to %s",
			    it->id == NULL ? it->url : it->id, renamed);
		n_lost += lost[i];
	}
	if (ed->is_reconfigured || n_lost == 0 ||
	    ed->entries.n >= (size_t)ed->output->limit)
		return 0;
	if (ed->entries.n == 0)
		return err_set(e, EX_SOFTWARE,
		    "it would be empty, and %zu entries have neither expired "
		    "nor been hidden",
		    n_lost);
	if (2 * n_lost > old->n_items)
		return err_set(e, EX_SOFTWARE,
		    "%zu of its %zu entries would go that have neither expired "
		    "nor been hidden",
		    n_lost, old->n_items);
	return 0;
}
