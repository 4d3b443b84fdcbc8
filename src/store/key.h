/* SPDX-License-Identifier: ISC */
/*
 * By what a work is known. An item of a document has up to one key of each
 * kind; a work has every key that it was ever seen under, and an item that
 * shares one with a work is that work. Pure: no store, no clock.
 *
 * What would bring two works together is no key: a link to the front page or
 * to the feed's own home, and a guid or link that the document itself gives to
 * two items which are plainly different.
 */
#ifndef STORE_KEY_H
#define STORE_KEY_H

#include "model/feed.h"

/* The strongest first. */
enum key_kind {
	KEY_DOI,  /* "10.1136/leader-2024-001191" */
	KEY_JOB,  /* "jobs.ac.uk/DGV596" */
	KEY_GUID, /* a URI as it is; anything else behind its feed's name */
	KEY_LINK, /* by url_normalise() */
	KEY_TEXT, /* hash of feed, title and date; where DOI, job, link fail */
	KEY_COUNT
};

const char *key_kind_str(enum key_kind kind);

struct keys {
	char *value[KEY_COUNT]; /* NULL = none of this kind */
	char *shared_guid;      /* stood on several works: a key no more */
};

/* Where the items come from. */
struct key_scope {
	char *feed; /* its name: a guid that is no URI is no other feed's */
	char *home; /* the feed's own page, normalised; may be NULL */
};

/* key_scope_done() frees. */
void key_scope_init(
    struct key_scope *scope, const char *feed, const char *home_url);
void key_scope_done(struct key_scope *scope);

/* The keys of one item. keys_done() frees. */
void keys_find(
    struct keys *k, const struct item *it, const struct key_scope *scope);
void keys_done(struct keys *k);

/* Takes from the n items of one document the guids and links that its items
 * share without being one work. */
void keys_drop_shared(struct keys *list, const struct item *items, size_t n,
    const struct key_scope *scope);

/* Takes a key that the store knows to be shared. */
void keys_drop(struct keys *k, enum key_kind kind, const struct item *it,
    const struct key_scope *scope);

/* For one that lost a key: KEY_TEXT where nothing else makes it known. */
void keys_add_text(
    struct keys *k, const struct item *it, const struct key_scope *scope);

/*
 * The Atom id of a work, made of its strongest key, so that a store that was
 * lost makes the same ids again: site_id and "/doi/10.1136/…", "/job/DGV596",
 * or, with a weaker key, "/" and 20 digits of its hash. When that one is taken
 * already, turn 1, 2, … give others. The caller frees.
 */
char *keys_entry_id(const struct keys *k, const char *site_id, int turn);

/* The job code in an advert's address, as a key: "jobs.ac.uk/DGV596"; NULL
 * when url is no advert. The caller frees. */
char *key_job(const char *url);

/* True for "scheme:…", so that a guid means the same wherever it stands. */
bool key_is_uri(const char *s);

#endif
