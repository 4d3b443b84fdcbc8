-- SPDX-License-Identifier: ISC
-- The store, version 2: what a WebSub hub knows, which feeds are damaged, and
-- what adverts say in their texts.

-- Hash of the document that the hub was told of last; while the published one
-- is another, the hub is owed a word of it.
ALTER TABLE edition ADD COLUMN told TEXT;

-- The hub that could not be told the last time, NULL = it could; and until when
-- it asked to be left alone, NULL = it did not.
ALTER TABLE setting ADD COLUMN deaf_hub TEXT;
ALTER TABLE setting ADD COLUMN deaf_until_at INTEGER;

-- Whether the last document of the feed had to be mended.
ALTER TABLE feed ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0;

-- What the text says closes then, and only while that text is the item's. Where
-- entries do not stay for ever it is when the item closes, unless closes_at is.
ALTER TABLE item ADD COLUMN prose_closes_at INTEGER;

-- Documents that are unchanged have not been read for that: all are, once more.
UPDATE feed SET etag = NULL, last_modified = NULL, body_hash = NULL,
	validated_url = NULL;

PRAGMA user_version = 2;
