/* SPDX-License-Identifier: ISC */
/*
 * An item as the store keeps it: what the sources said, where it was seen, and
 * what became of it. An edition is the entries of one published file, in
 * order, with all that a renderer needs to know: renderers see neither the
 * store nor the configuration.
 */
#ifndef MODEL_ENTRY_H
#define MODEL_ENTRY_H

#include "model/amendment.h"
#include "model/config.h"
#include "model/feed.h"

enum state {
	STATE_SELECTED,
	STATE_HELD,
	STATE_REJECTED,
	STATE_HIDDEN,
	STATE_EXPIRED,
	STATE_COUNT
};

const char *state_str(enum state s);
int state_parse(const char *s, enum state *out); /* -1 when unknown */

/* The feed that an entry was first seen in, as it was then: atom:source. */
struct origin {
	char *id;    /* an absolute URI, never NULL */
	char *title; /* never NULL */
	char *subtitle;
	char *self_url; /* where we fetch it; NULL when that is ours alone */
	char *url;      /* its home page */
	char *rights;
	char *language;
	int64_t updated_at;
};

/* Another entry that this one has to do with; all NULL when it is not in the
 * store. */
struct mention {
	char *entry_id;
	char *title; /* of one without, its link or id */
	char *url;   /* the page that it is about; NULL when it has none */
};

/* The editor's word. */
struct decision {
	char *action; /* "pin", "hide", "release" */
	char *by;     /* a login name */
	char *why;    /* may be empty */
	int64_t at;
};

struct entry {
	struct item item;
	int64_t number; /* the handle that the commands take */
	char *entry_id; /* its Atom id, minted once */
	char *section;  /* of the first feed to show it, of those there are */
	enum state state;
	int score;
	struct decision word; /* the last; action NULL = there is none */
	char **feeds;         /* names of all that showed it; ends with NULL */
	struct origin origin;
	int64_t first_seen_at;
	int64_t published_at;    /* never later than first_seen_at; frozen */
	int64_t updated_at;      /* shared by no two entries; never goes back */
	int64_t closes_at;       /* its own or by the section's lifetime */
	bool closes_soon;        /* by its own closing date; of an edition */
	enum amendment amends;   /* it is a notice of this kind… */
	struct mention original; /* …of this work */
	enum amendment amended;  /* the gravest notice on it… */
	struct mention amender;  /* …is this; none when it says so itself */
};

struct entries {
	struct entry *list;
	size_t n;
};

/* A feed that a list is made of, as far as everybody may know it. */
struct channel {
	char *title;   /* its own, else its name in the configuration */
	char *section; /* its name */
	char *url;     /* where we fetch it; NULL when that is ours alone */
	char *home_url;
};

struct edition {
	struct site site; /* borrowed from the configuration */
	const struct output *output;
	const struct output *outputs; /* the sister files, to link to */
	size_t n_outputs;
	struct section *sections; /* borrowed: those on show, in order */
	size_t n_sections;
	struct entries entries; /* newest first; none of FORM_OPML */
	struct channel
	    *channels; /* of FORM_OPML, in the configuration's order */
	size_t n_channels;
	int64_t updated_at; /* when it became what it is; never goes back */
	const struct output
	    *current;      /* of whose archive it is a month; NULL = of none */
	const char *older; /* the file of the archive before; NULL = none */
	/* Of a page: the months of a feed of the same list; NULL = none. */
	const struct archives *months;
	/* Its file was last replaced under another configuration. */
	bool is_reconfigured;
};

/* A month of an output's archive. */
struct archive {
	int64_t year;
	int month;   /* 1 to 12 */
	char *file;  /* that it is published as */
	char *lacks; /* numbers of entries that were hidden since */
	bool is_due; /* it was not written yet, or without other entries */
};

struct archives {
	struct archive *list;
	size_t n;
};

void archives_done(struct archives *a);
void entry_done(struct entry *en);
void entries_done(struct entries *e);
struct entry *entries_add(struct entries *e);
void edition_done(struct edition *ed);

#endif
