-- SPDX-License-Identifier: ISC
-- The store, version 1; versionN.sql makes a later one of it.
--
-- Times are seconds since 1970 and are named *_at, spans *_secs. NULL means
-- that no one said it. What can be computed from the rest and the time of day
-- is not stored: an item's state above all.

-- One row. What the configuration says that SQL needs, and under what the
-- verdicts and the full-text index were made.
CREATE TABLE setting (
	one           INTEGER PRIMARY KEY CHECK (one = 1),
	site_id       TEXT NOT NULL DEFAULT '',
	threshold     INTEGER NOT NULL DEFAULT 0,
	hold          INTEGER NOT NULL DEFAULT 0,
	config_hash   TEXT,    -- of the configuration in section and feed
	rules_hash    TEXT,    -- of the rules that the scores were made under
	words_version INTEGER  -- of the tokenizer that item_text was made with
) STRICT;

INSERT INTO setting (one) VALUES (1);

-- The sections of the configuration, replaced whole.
CREATE TABLE section (
	name          TEXT PRIMARY KEY,
	lifetime_secs INTEGER, -- an entry's time on show; NULL = for ever
	threshold     INTEGER, -- instead of the setting's, as the next
	hold          INTEGER
) STRICT, WITHOUT ROWID;

-- Every feed that the configuration ever named. The first group is the
-- configuration's word, the second what a conditional request needs, the third
-- what the feed says of itself, the fourth how its polls went.
CREATE TABLE feed (
	number        INTEGER PRIMARY KEY,
	name          TEXT NOT NULL UNIQUE,
	position      INTEGER, -- in the configuration; NULL = no longer there
	url           TEXT NOT NULL,
	section       TEXT NOT NULL,
	trusted       INTEGER NOT NULL, -- select = "all"
	every_secs    INTEGER, -- NULL = as its rhythm suggests

	etag          TEXT, -- of the last document, as the next two
	last_modified TEXT,
	body_hash     TEXT,
	validated_url TEXT, -- that they came from
	moved_url     TEXT, -- where the last polls led for good…
	moved_polls   INTEGER NOT NULL DEFAULT 0, -- …so many of them
	asked_url     TEXT, -- instead of url, since it moved
	host          TEXT, -- that was asked last; NULL = a local path

	title         TEXT,
	home_url      TEXT,
	most_items    INTEGER NOT NULL DEFAULT 0, -- in one document
	ttl_secs      INTEGER,
	skip_hours    INTEGER NOT NULL DEFAULT 0, -- bits, as in struct feed
	skip_days     INTEGER NOT NULL DEFAULT 0,

	doubts        INTEGER NOT NULL DEFAULT 0, -- bits of doubt.c
	believed      INTEGER NOT NULL DEFAULT 0, -- those that were released

	outcome       TEXT NOT NULL DEFAULT 'never',
	message       TEXT,
	http_status   INTEGER NOT NULL DEFAULT 0,
	since_at      INTEGER, -- first poll in a row that ended so
	failures      INTEGER NOT NULL DEFAULT 0, -- in a row
	checked_at    INTEGER,
	succeeded_at  INTEGER,
	read_at       INTEGER, -- last poll that brought a document
	new_item_at   INTEGER,
	next_due_at   INTEGER, -- NULL = at once
	due_reason    TEXT NOT NULL DEFAULT 'at-once',
	learnt_secs   INTEGER, -- how often to ask it
	planned_secs  INTEGER, -- the every_secs that next_due_at stands on
	fresh_until_at INTEGER, -- Cache-Control, Expires
	wait_until_at INTEGER  -- Retry-After, its own or its host's
) STRICT;

-- What feeds said of themselves; see origin.h.
CREATE TABLE origin (
	number        INTEGER PRIMARY KEY,
	id            TEXT NOT NULL, -- an absolute URI
	title         TEXT NOT NULL,
	subtitle      TEXT,
	self_url      TEXT, -- NULL for a local file
	home_url      TEXT,
	rights        TEXT,
	language      TEXT
) STRICT;

CREATE INDEX origin_by_id ON origin (id, title);

-- A work: one row however many feeds showed it, under however many addresses.
-- The short columns come first, so that computing states reads no long texts.
CREATE TABLE item (
	number        INTEGER PRIMARY KEY,
	entry_id      TEXT NOT NULL UNIQUE, -- its Atom id, minted once
	feed          INTEGER NOT NULL REFERENCES feed, -- as home has it
	holder        INTEGER NOT NULL REFERENCES feed, -- whose words these are
	first_seen_at INTEGER NOT NULL,
	published_at  INTEGER NOT NULL CHECK (published_at <= first_seen_at),
	updated_at    INTEGER NOT NULL UNIQUE, -- validators warn of equal ones
	closes_at     INTEGER,
	score         INTEGER, -- NULL = to be scored
	same_as       INTEGER REFERENCES item, -- it turned out to be that work
	origin        INTEGER NOT NULL REFERENCES origin, -- when first seen
	origin_updated_at INTEGER, -- the feed's own, when it last said this

	dated_at      INTEGER, -- as the source says
	modified_at   INTEGER, -- as the source says
	guid          TEXT,
	url           TEXT,
	external_url  TEXT,
	title         TEXT,
	html          TEXT,
	text          TEXT, -- NULL when it is the summary
	summary       TEXT,
	image         TEXT,
	language      TEXT,
	rights        TEXT,
	license       TEXT,
	comments      TEXT,
	doi           TEXT,
	source_title  TEXT,
	source_url    TEXT,
	journal       TEXT,
	volume        TEXT,
	issue         TEXT,
	first_page    TEXT,
	last_page     TEXT,
	publisher     TEXT
) STRICT;

CREATE INDEX item_by_date ON item (published_at, updated_at);
CREATE INDEX item_by_feed ON item (feed);
CREATE INDEX item_to_score ON item (score) WHERE score IS NULL;
CREATE INDEX item_same ON item (same_as) WHERE same_as IS NOT NULL;

CREATE TABLE person (
	item          INTEGER NOT NULL REFERENCES item,
	role          TEXT NOT NULL, -- 'author' or 'contributor'
	position      INTEGER NOT NULL,
	name          TEXT,
	email         TEXT,
	url           TEXT,
	PRIMARY KEY (item, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
	item          INTEGER NOT NULL REFERENCES item,
	position      INTEGER NOT NULL,
	term          TEXT,
	scheme        TEXT,
	label         TEXT,
	PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
	item          INTEGER NOT NULL REFERENCES item,
	position      INTEGER NOT NULL,
	url           TEXT,
	mime_type     TEXT,
	title         TEXT,
	size          INTEGER NOT NULL, -- bytes; -1 = not said
	duration_secs INTEGER NOT NULL, -- -1 = not said
	PRIMARY KEY (item, position)
) STRICT, WITHOUT ROWID;

-- Every key a work was ever seen under; a match on any of them is the work.
-- A guid or link that stood on two works has no item: it is a key no more.
CREATE TABLE item_key (
	kind          TEXT NOT NULL, -- 'doi', 'job', 'guid', 'link' or 'text'
	value         TEXT NOT NULL,
	item          INTEGER REFERENCES item,
	added_at      INTEGER NOT NULL,
	PRIMARY KEY (kind, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_key_by_item ON item_key (item);

-- Which feed showed a work. The hash is of what the feed said of it last, so
-- that an item which says the same again is known by one look-up.
CREATE TABLE sighting (
	item          INTEGER NOT NULL REFERENCES item,
	feed          INTEGER NOT NULL REFERENCES feed,
	first_seen_at INTEGER NOT NULL,
	last_seen_at  INTEGER NOT NULL, -- feed.read_at = in its last document
	hash          TEXT NOT NULL,
	PRIMARY KEY (item, feed)
) STRICT, WITHOUT ROWID;

CREATE INDEX sighting_by_feed ON sighting (feed, hash);

-- What a work says of another one: see mention.h.
CREATE TABLE mention (
	item          INTEGER PRIMARY KEY REFERENCES item,
	kind          INTEGER NOT NULL, -- as enum amendment
	sure          INTEGER NOT NULL, -- 0: a notice only with its original
	original      INTEGER REFERENCES item, -- NULL = not stored
	title         TEXT, -- of the awaited original, by title_fold()
	doi           TEXT  -- of the awaited original
) STRICT;

CREATE INDEX mention_by_original ON mention (original);
CREATE INDEX mention_by_title ON mention (title) WHERE title IS NOT NULL;
CREATE INDEX mention_by_doi ON mention (doi) WHERE doi IS NOT NULL;

-- The feed whose section a work is in: of those that showed it and that the
-- configuration has, the first to do so; when it has none of them any more,
-- the first of all. item.feed is kept so.
CREATE VIEW home (item, feed) AS
SELECT
	i.number,
	(SELECT f.number FROM sighting AS s JOIN feed AS f ON f.number = s.feed
	WHERE s.item = i.number
	ORDER BY f.position IS NULL, s.first_seen_at, f.number
	LIMIT 1)
FROM item AS i;

-- Each rule that matches a work, and what it adds to the score.
CREATE TABLE verdict (
	item          INTEGER NOT NULL REFERENCES item,
	rule          TEXT NOT NULL,
	score         INTEGER NOT NULL,
	PRIMARY KEY (item, rule)
) STRICT, WITHOUT ROWID;

-- The editor's word, never taken back: a later one outweighs it. It goes with
-- its item when that turns out to be another one.
CREATE TABLE decision (
	number        INTEGER PRIMARY KEY,
	item          INTEGER NOT NULL REFERENCES item,
	action        TEXT NOT NULL, -- 'pin', 'hide', 'release', …
	by            TEXT NOT NULL,
	why           TEXT NOT NULL,
	at            INTEGER NOT NULL
) STRICT;

CREATE INDEX decision_by_item ON decision (item);

CREATE TRIGGER decision_no_update
BEFORE UPDATE OF number, action, by, why, at ON decision
BEGIN
	SELECT raise(ABORT, 'decisions are only ever added');
END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN
	SELECT raise(ABORT, 'decisions are only ever added');
END;

-- What each published file showed last, and since when.
CREATE TABLE edition (
	file          TEXT PRIMARY KEY,
	shown         TEXT NOT NULL, -- hash of its entries and their updates
	updated_at    INTEGER NOT NULL, -- never goes back
	made_under    TEXT -- hash of the configuration when it was replaced
) STRICT, WITHOUT ROWID;

-- Which document of a file's archive an entry is in, for good. Months are
-- 12 * year + month - 1.
CREATE TABLE archived (
	file          TEXT NOT NULL,
	item          INTEGER NOT NULL REFERENCES item,
	month         INTEGER NOT NULL,
	PRIMARY KEY (file, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX archived_by_month ON archived (file, month);
CREATE INDEX archived_by_item ON archived (item);

-- The last month that the archive of a file is closed to.
CREATE TABLE archive_end (
	file          TEXT PRIMARY KEY,
	month         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The documents that were written, and which hidden entries they lack.
CREATE TABLE archive (
	file          TEXT NOT NULL,
	month         INTEGER NOT NULL,
	lacks         TEXT NOT NULL, -- their numbers
	PRIMARY KEY (file, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
	number        INTEGER PRIMARY KEY,
	started_at    INTEGER NOT NULL,
	finished_at   INTEGER NOT NULL,
	due           INTEGER NOT NULL,
	unchanged     INTEGER NOT NULL,
	failed        INTEGER NOT NULL,
	deferred      INTEGER NOT NULL,
	new           INTEGER NOT NULL,
	changed       INTEGER NOT NULL,
	published     INTEGER NOT NULL
) STRICT;

-- What rules and searches look at.
CREATE VIEW item_words (item, title, summary, text, authors, tags) AS
SELECT
	number,
	title,
	summary,
	text,
	(SELECT group_concat(name, '; ') FROM
	    (SELECT name FROM person
	    WHERE person.item = number AND role = 'author'
	    ORDER BY position)),
	(SELECT group_concat(word, '; ') FROM
	    (SELECT coalesce(label, term) AS word FROM tag
	    WHERE tag.item = number
	    ORDER BY position))
FROM item
WHERE same_as IS NULL;

CREATE VIRTUAL TABLE item_text USING fts5 (
	title, summary, text, authors, tags,
	content = 'item_words', content_rowid = 'item',
	tokenize = 'lectern', columnsize = 0
);

-- Bytes of words that wait for a commit; the index is merged less often so.
INSERT INTO item_text (item_text, rank) VALUES ('hashsize', 8388608);

-- "LECT". Both stand in the file's header and change with this transaction.
PRAGMA application_id = 1279607636;
PRAGMA user_version = 1;
