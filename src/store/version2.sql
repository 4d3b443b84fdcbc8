-- SPDX-License-Identifier: ISC
-- The store, version 2: what a WebSub hub knows, and which feeds are damaged.

-- Hash of the document that the hub was told of last; while the published one
-- is another, the hub is owed a word of it.
ALTER TABLE edition ADD COLUMN told TEXT;

-- The hub that could not be told the last time, NULL = it could; and until when
-- it asked to be left alone, NULL = it did not.
ALTER TABLE setting ADD COLUMN deaf_hub TEXT;
ALTER TABLE setting ADD COLUMN deaf_until_at INTEGER;

-- Whether the last document of the feed had to be mended.
ALTER TABLE feed ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 2;
