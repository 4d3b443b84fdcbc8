/* SPDX-License-Identifier: ISC */
/* Entries: those of an edition, and those that a person asks for. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/hash.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/list.h"
#include "store/names.h"
#include "store/row.h"
#include "store/store.h"

/* A mark that came with each day would change the page daily; this one comes
 * once, as an end does. */
#define SOON_SECS (14 * INT64_C(86400))

int
store_list(struct store *s, const struct filter *filter, int64_t now,
    struct entries *ret, struct err *e)
{
	struct entries found = {0};
	const char *state =
	    filter->state < 0 ? NULL : state_str((enum state)filter->state);

	sql_bind(s, SQL_ENTRY_LIST,
	    ARGS(INT(now), INT(filter->since_at), TEXT(filter->section),
		TEXT(state)));
	if (row_read_entries(s, SQL_ENTRY_LIST, &found, e) != 0) {
		entries_done(&found);
		return -1;
	}
	*ret = found;
	return 0;
}

char *
list_sections(const struct config *c, struct edition *ed)
{
	char **names = xcalloc(c->n_sections + 1, sizeof(*names));
	char *joined;

	ed->sections = xcalloc(c->n_sections, sizeof(*ed->sections));
	for (size_t i = 0; i < c->n_sections; i++) {
		if (!output_shows(ed->output, c->sections[i].name))
			continue;
		names[ed->n_sections] = c->sections[i].name;
		ed->sections[ed->n_sections++] = c->sections[i];
	}
	joined = names_join(names);
	free(names);
	/* No section at all is not every section. */
	return joined != NULL ? joined : xstrdup("");
}

/* Of the entries on show, in order, each at its last update; or of the feeds.
 */
static void
hash_shown(const struct edition *ed, char out[HASH_SIZE])
{
	struct buf b;

	buf_init(&b, LIMIT_DOCUMENT);
	for (size_t i = 0; i < ed->n_channels; i++) {
		const struct channel *c = &ed->channels[i];

		buf_addf(&b, "%s\n%s\n%s\n", c->title,
		    c->url != NULL ? c->url : "",
		    c->home_url != NULL ? c->home_url : "");
	}
	for (size_t i = 0; i < ed->entries.n; i++)
		buf_addf(&b, "%s\n%lld\n", ed->entries.list[i].entry_id,
		    (long long)ed->entries.list[i].updated_at);
	hash_hex(b.data, b.len, out);
	buf_done(&b);
}

/* What an output's own block says of what it shows. */
static char *
own_part(const struct output *o)
{
	char *sections = names_join(o->sections);
	char *own =
	    xasprintf("%d %s", o->limit, sections == NULL ? "" : sections);

	free(sections);
	return own;
}

int64_t
list_newest(const struct edition *ed)
{
	int64_t at = CLOCK_NONE;

	for (size_t i = 0; i < ed->entries.n; i++)
		if (ed->entries.list[i].updated_at > at)
			at = ed->entries.list[i].updated_at;
	return at;
}

/*
 * The newest entry's update does not do when that entry goes: a reader that
 * was told a later time before would not look again.
 */
static int
find_updated(struct store *s, struct edition *ed, int64_t now, struct err *e)
{
	const char *file = ed->output->file;
	int64_t at = list_newest(ed), last = CLOCK_NONE;
	char shown[HASH_SIZE];
	char *own = own_part(ed->output);
	bool same = false;
	int rc;

	hash_shown(ed, shown);
	sql_bind(s, SQL_EDITION_GET, ARGS(TEXT(file), TEXT(own)));
	rc = sql_step(s, SQL_EDITION_GET, e);
	free(own);
	if (rc < 0)
		return -1;
	if (rc == 1) {
		same = strcmp(sql_peek(s, SQL_EDITION_GET, 0), shown) == 0;
		last = sql_int(s, SQL_EDITION_GET, 1);
		ed->is_reconfigured = sql_int(s, SQL_EDITION_GET, 2) != 0;
		sql_end(s, SQL_EDITION_GET);
	}
	ed->updated_at = last;
	if (same)
		return 0;
	/* Of a first edition the newest entry tells, if it has one. */
	if (at == CLOCK_NONE || (last != CLOCK_NONE && at < now))
		at = now;
	if (at > ed->updated_at)
		ed->updated_at = at;
	return sql_do(s, SQL_EDITION_SET,
	    ARGS(TEXT(file), TEXT(shown), INT(ed->updated_at)), e);
}

static int
list_channels(
    struct store *s, const char *sections, struct edition *ed, struct err *e)
{
	int rc;

	sql_bind(s, SQL_CHANNEL_LIST, ARGS(TEXT(sections)));
	while ((rc = sql_step(s, SQL_CHANNEL_LIST, e)) == 1) {
		struct channel *c;

		ed->channels =
		    xgrow(ed->channels, ed->n_channels, sizeof(*ed->channels));
		c = &ed->channels[ed->n_channels++];
		*c = (struct channel){
		    .title = sql_text(s, SQL_CHANNEL_LIST, 0),
		    .section = sql_text(s, SQL_CHANNEL_LIST, 1),
		    .url = row_read_feed(s, SQL_CHANNEL_LIST, 2),
		    .home_url = row_read_home(s, SQL_CHANNEL_LIST, 3),
		};
	}
	return rc;
}

static bool
has_entry(const struct entries *entries, int64_t number)
{
	for (size_t i = 0; i < entries->n; i++)
		if (entries->list[i].number == number)
			return true;
	return false;
}

/* Behind the newest those older ones that no archive holds. */
static int
add_open(struct store *s, const char *sections, int64_t now, struct edition *ed,
    struct err *e)
{
	struct entries open = {0};
	int rc;

	sql_bind(s, SQL_ENTRY_EDITION_OPEN,
	    ARGS(INT(now), TEXT(sections), TEXT(ed->output->file)));
	rc = row_read_entries(s, SQL_ENTRY_EDITION_OPEN, &open, e);
	for (size_t i = 0; i < open.n && rc == 0; i++) {
		if (has_entry(&ed->entries, open.list[i].number))
			continue;
		*entries_add(&ed->entries) = open.list[i];
		open.list[i] = (struct entry){0};
	}
	entries_done(&open);
	return rc;
}

static int
list_entries(struct store *s, const char *sections, int64_t now,
    struct edition *ed, struct err *e)
{
	sql_bind(s, SQL_ENTRY_EDITION,
	    ARGS(INT(now), TEXT(sections), INT(ed->output->limit)));
	if (row_read_entries(s, SQL_ENTRY_EDITION, &ed->entries, e) != 0)
		return -1;
	for (size_t i = 0; i < ed->entries.n; i++) {
		struct entry *en = &ed->entries.list[i];

		en->closes_soon = en->item.closes_at != CLOCK_NONE &&
				  en->item.closes_at - now < SOON_SECS;
	}
	return 0;
}

int
store_edition(struct store *s, const struct config *c,
    const struct output *output, int64_t now, struct edition *ret,
    struct err *e)
{
	struct edition ed = {
	    .site = c->site,
	    .output = output,
	    .outputs = c->outputs,
	    .n_outputs = c->n_outputs,
	};
	char *names = list_sections(c, &ed);
	int rc;

	rc = output->form == FORM_OPML ? list_channels(s, names, &ed, e)
				       : list_entries(s, names, now, &ed, e);
	if (rc == 0)
		rc = output->archive ? add_open(s, names, now, &ed, e) : 0;
	if (rc == 0)
		rc = find_updated(s, &ed, now, e);
	free(names);
	if (rc != 0) {
		edition_done(&ed);
		return -1;
	}
	*ret = ed;
	return 0;
}

int
store_edition_placed(
    struct store *s, const struct output *output, struct err *e)
{
	char *own = own_part(output);
	int rc = sql_do(
	    s, SQL_EDITION_PLACED, ARGS(TEXT(output->file), TEXT(own)), e);

	free(own);
	return rc;
}

int
store_is_gone(struct store *s, const char *entry_id, int64_t now, bool *ret,
    struct err *e)
{
	int64_t gone;

	if (sql_get(s, SQL_ENTRY_GONE, ARGS(INT(now), TEXT(entry_id)), &gone,
		e) != 0)
		return -1;
	*ret = gone != 0;
	return 0;
}
