/* SPDX-License-Identifier: ISC */
/*
 * What the administrator and the editor want: made by config/, never changed
 * afterwards. Every string is owned by the struct config; one that may be
 * missing says so. Lists of strings end with NULL. `line` is where a section
 * begins in `file`, for messages that are made later.
 */
#ifndef MODEL_CONFIG_H
#define MODEL_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct place {
	char *file;
	int line;
};

struct site {
	char *title;
	char *subtitle; /* may be NULL */
	char *author;
	char *link;     /* the page people read */
	char *base;     /* where `public` is served from; ends in "/" */
	char *id;       /* the feed's Atom id, a tag: or urn: or http(s) URI */
	char *language; /* BCP 47 */
	char *timezone; /* a name of the tz database */
	char *contact;  /* travels in the User-Agent; may be NULL */
	char *hub;      /* is told what changed (WebSub); may be NULL */
	/* What its page wears, as text of files; each may be NULL. */
	char *page_css;  /* behind the page's own style */
	char *page_head; /* HTML before everything else in the body */
	char *page_foot; /* HTML behind everything else */
	struct place place;
};

/* The first line of a password-file. */
struct password {
	char *text;  /* NULL when no file is named, or none could be had */
	char *fault; /* why not, in words, naming the file; else NULL */
};

/* How to fetch. Of a feed: its own word, else that of the http section. */
struct http {
	int64_t timeout_secs;
	size_t max_size; /* bytes, decompressed */
	bool allow_private;
	char *user_agent;         /* instead of ours; may be NULL */
	char **headers;           /* "Name: value"; may be empty */
	char *username;           /* may be NULL */
	struct password password; /* with a fault the feed is not asked */
	/* The rest is the run's, not a feed's. */
	int connections;
	int per_host;
	int64_t per_host_delay_secs;
	int64_t deadline_secs;
	char *proxy;     /* NULL = as the environment says */
	char *no_proxy;  /* NULL = as the environment says */
	char *ca_bundle; /* a file; NULL = the system's */
};

struct section {
	char *name;
	char *title;
	int64_t lifetime_secs; /* an entry's time on show; -1 = for ever */
	int threshold, hold;   /* instead of the general ones; -1 = those */
};

enum select { SELECT_RULES, SELECT_ALL };

struct source {
	char *name;
	char *url; /* http, https, or a local path already made absolute */
	char *section;
	enum select select;
	int64_t every_secs; /* -1 = as its publisher's rhythm suggests */
	struct http http;
	struct place place;
};

struct words {
	char *name;
	char **list;  /* words and phrases */
	bool is_used; /* by a rule */
	struct place place;
};

enum {
	FIELD_TITLE = 1 << 0,
	FIELD_SUMMARY = 1 << 1,
	FIELD_TEXT = 1 << 2,
	FIELD_AUTHORS = 1 << 3,
	FIELD_TAGS = 1 << 4,
	FIELD_ALL = (1 << 5) - 1,
};

struct rule {
	char *name;
	/* Words and phrases, the lists that "@name" meant already put in. */
	char **any_of;  /* one of these */
	char **and_of;  /* and one of these; may be empty */
	char **none_of; /* and none of these; may be empty */
	char *query;    /* raw FTS5 instead of the three; else NULL */
	unsigned int fields;
	int score;
	int title_score; /* added when the title alone matches */
	char **sections; /* empty: every section */
	struct place place;
};

/* What a published file can be. */
enum form {
	FORM_NONE, /* a name that no form has */
	FORM_ATOM,
	FORM_RSS,
	FORM_JSON,
	FORM_PAGE,
	FORM_FRAGMENT, /* the page's list alone, to be put into another page */
	FORM_RIS,
	FORM_BIB,
	FORM_OPML, /* the feeds that it is made of */
	FORM_ICS,  /* the closing dates */
	FORM_COUNT
};

struct output {
	char *file; /* a name without a folder */
	enum form form;
	char **sections; /* empty: every section */
	int limit;       /* entries at most */
	bool archive;    /* a document for each month, too; then what none
			    holds is shown beyond the limit */
	struct place place;
};

struct config {
	char *file;
	struct site site;
	char *database;   /* made absolute */
	char *public_dir; /* made absolute */
	struct http http;
	struct section *sections; /* in the order of the page */
	size_t n_sections;
	struct source *sources;
	size_t n_sources;
	struct words *words;
	size_t n_words;
	struct rule *rules;
	size_t n_rules;
	struct output *outputs;
	size_t n_outputs;
	int threshold;   /* selected from this score on */
	int hold;        /* from this score on it waits for the editor */
	char *must_pass; /* a file of titles to be selected; may be NULL */
	char *must_fail; /* and one of titles not to be; may be NULL */
};

void config_done(struct config *c); /* takes a zeroed one */

const struct source *config_find_source(
    const struct config *c, const char *name);

/* Another feed than source, at url as url_normalise() compares; NULL = none. */
const struct source *config_find_twin(
    const struct config *c, const struct source *source, const char *url);

/* Whether the entries of a section are among what an output shows. */
bool output_shows(const struct output *o, const char *section);

/* "atom" and so on, as `format` names it, and as the suffix of a file does. */
const char *form_str(enum form form);
enum form form_parse(const char *name); /* FORM_NONE when unknown */
enum form form_of(const char *file);    /* by its suffix */
bool form_is_feed(enum form form);      /* Atom, RSS, JSON Feed */

const struct section *config_find_section(
    const struct config *c, const char *name);

#endif
