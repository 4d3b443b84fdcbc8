-- SPDX-License-Identifier: ISC
-- The store, version 3: scores in a narrow table of their own. Scoring rewrote
-- the long row of each new item, and with it most of the file.

-- What the rules make of each work. NULL: it was reworded, or is in another
-- section, and is to be scored again; works above the last one here are new.
-- Its items are those of sighting; a reference would look up their long rows.
CREATE TABLE scored (
	item          INTEGER PRIMARY KEY,
	score         INTEGER
) STRICT;

INSERT INTO scored SELECT number, score FROM item;
DROP INDEX item_to_score;
ALTER TABLE item DROP COLUMN score;

CREATE TABLE verdict_of_scored (
	item          INTEGER NOT NULL REFERENCES scored,
	rule          TEXT NOT NULL,
	score         INTEGER NOT NULL,
	PRIMARY KEY (item, rule)
) STRICT, WITHOUT ROWID;

INSERT INTO verdict_of_scored SELECT item, rule, score FROM verdict;
DROP TABLE verdict;
ALTER TABLE verdict_of_scored RENAME TO verdict;

CREATE INDEX scored_again ON scored (score) WHERE score IS NULL;

-- Some rules hold in some sections alone.
CREATE TRIGGER item_moved AFTER UPDATE OF feed ON item
BEGIN
	UPDATE scored SET score = NULL WHERE item = new.number;
END;

PRAGMA user_version = 3;
