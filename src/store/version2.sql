-- SPDX-License-Identifier: ISC
-- The store, version 2: what a WebSub hub knows.

-- Hash of the document that the hub was told of last; while the published one
-- is another, the hub is owed a word of it.
ALTER TABLE edition ADD COLUMN told TEXT;

-- The hub that could not be told the last time; NULL = it could.
ALTER TABLE setting ADD COLUMN deaf_hub TEXT;

PRAGMA user_version = 2;
