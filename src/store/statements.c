/* SPDX-License-Identifier: ISC */
/* All SQL of the store but its schema. ?1 is the time where one is needed. */
#include "store/clauses.h"
#include "store/sql.h"

const char *const sql_statements[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",

    [SQL_SETTING] = "SELECT site_id, words_version FROM setting",
    [SQL_SETTING_SAME_CONFIG] = "SELECT config_hash = ?1 FROM setting",
    [SQL_SETTING_SAME_RULES] = "SELECT rules_hash = ?1 FROM setting",
    [SQL_SETTING_SYNC] =
	"UPDATE setting SET site_id = ?1, threshold = ?2, hold = ?3,"
	" config_hash = ?4",
    [SQL_SETTING_RULES] = "UPDATE setting SET rules_hash = ?1",
    [SQL_SETTING_WORDS] = "UPDATE setting SET words_version = ?1",

    [SQL_SECTION_CLEAR] = "DELETE FROM section",
    [SQL_SECTION_ADD] =
	"INSERT INTO section (name, lifetime_secs, threshold, hold)"
	" VALUES (?1, ?2, ?3, ?4)",

    [SQL_FEED_UNLIST] = "UPDATE feed SET position = NULL",
    [SQL_FEED_MOVED] =
	"SELECT number FROM feed WHERE name = ?1 AND section <> ?2",
    /* Another address is another document: nothing that was learnt of the
     * old one's state holds, unless it is where the feed has moved. */
    [SQL_FEED_FORGET] =
	"UPDATE feed SET etag = NULL, last_modified = NULL, body_hash = NULL,"
	" validated_url = NULL, outcome = 'never', message = NULL,"
	" http_status = 0, since_at = NULL, failures = 0, next_due_at = NULL,"
	" due_reason = 'at-once', learnt_secs = NULL, home_url = NULL,"
	" most_items = 0, doubts = 0, believed = 0, damaged = 0"
	" WHERE name = ?1 AND url <> ?2 AND asked_url IS NOT ?2",
    [SQL_FEED_SYNC] =
	"INSERT INTO feed (name, position, url, section, trusted, host,"
	" every_secs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
	" ON CONFLICT (name) DO UPDATE SET"
	" position = excluded.position, section = excluded.section,"
	" trusted = excluded.trusted, every_secs = excluded.every_secs,"
	" url = excluded.url,"
	" host = iif(url = ?3, host, excluded.host),"
	" moved_url = iif(url = ?3, moved_url, NULL),"
	" moved_polls = iif(url = ?3, moved_polls, 0),"
	" asked_url = iif(url = ?3, asked_url, NULL)",
    /* ?2 asks for all, as a person does: who is heard before a redirect that
     * no longer leads anywhere. A fortnight is more than any feed is made to
     * wait for: the clock was wrong then, as when it was asked after now. */
    [SQL_FEED_DUE] = "SELECT position, name,"
		     " iif(?2 AND failures > 0, url, coalesce(asked_url, url)),"
		     " etag, last_modified, body_hash"
		     " FROM feed WHERE position IS NOT NULL"
		     " AND (?2 OR next_due_at IS NULL OR next_due_at <= ?1"
		     " OR (due_reason <> 'never'"
		     " AND (next_due_at > ?1 + 14 * 86400 OR checked_at > ?1)))"
		     " ORDER BY next_due_at, position",
    [SQL_FEED_FIND] = "SELECT number FROM feed WHERE name = ?1",
    /* ?3: it went well, and no doubt is left. ?7: what its validators, ?8 and
     * ?9, are good for, by enum worth; those of another address than ?10 are
     * good for nothing. ?11 is where it leads for good, ?12 what was asked, ?13
     * how many polls make sure of it. */
    [SQL_FEED_POLLED] =
	"UPDATE feed SET"
	" since_at = iif(outcome = ?4 AND http_status = ?6, since_at, ?1),"
	" failures = iif(?3, 0, failures + 1),"
	" doubts = iif(?3, doubts & believed, doubts),"
	" succeeded_at = iif(?3, ?1, succeeded_at),"
	" outcome = ?4, message = ?5, http_status = ?6, checked_at = ?1,"
	" etag = CASE ?7 WHEN 0 THEN etag WHEN 1 THEN ?8"
	" ELSE iif(validated_url IS ?10, coalesce(?8, etag), NULL) END,"
	" last_modified = CASE ?7 WHEN 0 THEN last_modified WHEN 1 THEN ?9"
	" ELSE iif(validated_url IS ?10, coalesce(?9, last_modified), NULL)"
	" END,"
	" body_hash = iif(?7 = 2 AND validated_url IS NOT ?10, NULL,"
	" body_hash),"
	" validated_url = iif(?7 = 0, validated_url, ?10),"
	" moved_url = CASE WHEN NOT ?3 THEN moved_url"
	" WHEN ?11 = url THEN NULL"
	" WHEN ?11 IS NOT NULL THEN ?11"
	" WHEN ?12 = asked_url THEN asked_url END,"
	" moved_polls = CASE WHEN NOT ?3 THEN moved_polls"
	" WHEN ?11 = url THEN 0"
	" WHEN ?11 = moved_url THEN moved_polls + 1"
	" WHEN ?11 IS NOT NULL THEN 1"
	" WHEN ?12 = asked_url THEN ?13 ELSE 0 END,"
	" asked_url = CASE WHEN NOT ?3 THEN asked_url"
	" WHEN ?11 = url THEN NULL"
	" WHEN ?11 = moved_url AND moved_polls + 1 >= ?13 THEN ?11"
	" WHEN ?11 IS NOT NULL OR ?12 = asked_url THEN asked_url END,"
	" host = ?14, next_due_at = ?15, due_reason = ?16, learnt_secs = ?17,"
	" planned_secs = ?18, fresh_until_at = ?19, wait_until_at = ?20"
	" WHERE name = ?2 AND ?12 IN (url, asked_url)",
    [SQL_FEED_READ] =
	"UPDATE feed SET read_at = ?1, body_hash = coalesce(?3, body_hash),"
	" title = coalesce(?4, title), ttl_secs = ?5, skip_hours = ?6,"
	" skip_days = ?7, new_item_at = coalesce(?8, new_item_at),"
	" home_url = coalesce(?9, home_url), most_items = max(most_items, ?10),"
	" damaged = ?11 WHERE number = ?2",
    [SQL_FEED_SET_DUE] =
	"UPDATE feed SET next_due_at = ?2, due_reason = ?3, planned_secs = ?4"
	" WHERE name = ?1",
    [SQL_FEED_DEFER] =
	"UPDATE feed SET"
	" wait_until_at = max(coalesce(wait_until_at, ?1), ?1),"
	" due_reason = iif(coalesce(next_due_at < ?1, 1), ?2, due_reason),"
	" next_due_at = max(coalesce(next_due_at, ?1), ?1)"
	" WHERE host = ?3 OR name = ?4",
    [SQL_FEED_OUTDATED] =
	"SELECT " HEALTH ", -1, -1, -1 FROM feed AS f"
	" WHERE f.position IS NOT NULL AND f.every_secs IS NOT f.planned_secs"
	" AND f.checked_at IS NOT NULL AND f.due_reason <> 'never'",
    [SQL_FEED_HEALTH] =
	"SELECT " HEALTH ", -1, -1, -1 FROM feed AS f WHERE f.name = ?1",
    [SQL_FEED_LIST] =
	"SELECT " HEALTH ", " RHYTHM ","
	" (SELECT count(*) FROM sighting AS s WHERE s.feed = f.number),"
	" (SELECT count(*) FROM sighting AS s WHERE s.feed = f.number AND"
	" (SELECT " STATE FROM_ENTRY " WHERE i.number = s.item) = 'selected')"
	" FROM feed AS f WHERE f.position IS NOT NULL ORDER BY f.position",

    [SQL_DOUBT_FEED] =
	"SELECT number, read_at, title, home_url, most_items, doubts,"
	" believed FROM feed WHERE name = ?1",
    [SQL_DOUBT_TITLES] =
	"SELECT i.title, i.dated_at FROM sighting AS s JOIN item AS i"
	" ON i.number = s.item WHERE s.feed = ?1 AND s.last_seen_at = ?2"
	" AND i.title IS NOT NULL",
    [SQL_DOUBT_DATE] = "SELECT i.dated_at FROM item AS i JOIN sighting AS s"
		       " ON s.item = i.number AND s.feed = ?2"
		       " WHERE i.number = ?1 AND i.holder = ?2",
    [SQL_DOUBT_SET] =
	"UPDATE feed SET doubts = ?2, believed = ?3 WHERE number = ?1",
    [SQL_DOUBT_BELIEVE] =
	"UPDATE feed SET believed = doubts, next_due_at = NULL,"
	" due_reason = 'at-once' WHERE name = ?1 AND failures > 0"
	" AND doubts <> 0",
    [SQL_DOUBT_BELIEVED] = "SELECT believed FROM feed WHERE number = ?1",

    [SQL_ORIGIN_FIND] =
	"SELECT number FROM origin WHERE id = ?1 AND title = ?2"
	" AND subtitle IS ?3 AND self_url IS ?4 AND home_url IS ?5"
	" AND rights IS ?6 AND language IS ?7",
    [SQL_ORIGIN_ADD] =
	"INSERT INTO origin (id, title, subtitle, self_url, home_url, rights,"
	" language) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",

    [SQL_ITEM_ADD] =
	"INSERT INTO item (" ITEM_ROW ", entry_id, feed, holder,"
	" first_seen_at, published_at, updated_at, origin, origin_updated_at)"
	" VALUES (" ITEM_ARGS ", ?26, ?27, ?27, ?28, ?29, ?30, ?31, ?32)"
	" ON CONFLICT (entry_id) DO NOTHING",
    [SQL_ITEM_GET] = "SELECT holder, updated_at, first_seen_at"
		     " FROM item WHERE number = ?1",
    [SQL_ITEM_SET] = "UPDATE item SET (" ITEM_ROW ", holder, updated_at,"
		     " origin_updated_at) = (" ITEM_ARGS ", ?26, ?27,"
		     " coalesce(?28, origin_updated_at)) WHERE number = ?29",
    [SQL_ITEM_UPDATED] = "SELECT 1 FROM item WHERE updated_at = ?1",
    [SQL_ITEM_TOUCH] = "UPDATE item SET updated_at = ?2 WHERE number = ?1",
    [SQL_ITEM_LOAD] = "SELECT " ITEM_ROW " FROM item WHERE number = ?1",

    /* Where a work is to be, when it is not there. */
    [SQL_ITEM_HOME] = "SELECT h.feed FROM home AS h JOIN item AS i"
		      " ON i.number = h.item"
		      " WHERE h.item = ?1 AND h.feed <> i.feed",
    [SQL_ITEM_MOVE] = "UPDATE item SET feed = ?2 WHERE number = ?1",
    [SQL_ITEM_MOVE_ALL] = "UPDATE item SET feed = h.feed FROM home AS h"
			  " WHERE h.item = item.number AND h.feed <> item.feed",

    [SQL_PERSON_ADD] =
	"INSERT INTO person (item, role, position, name, email, url)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_PERSON_CLEAR] = "DELETE FROM person WHERE item = ?1",
    [SQL_PERSON_LIST] =
	"SELECT name, email, url FROM person WHERE item = ?1 AND role = ?2"
	" ORDER BY position",
    [SQL_TAG_ADD] = "INSERT INTO tag (item, position, term, scheme, label)"
		    " VALUES (?1, ?2, ?3, ?4, ?5)",
    [SQL_TAG_CLEAR] = "DELETE FROM tag WHERE item = ?1",
    [SQL_TAG_LIST] = "SELECT term, scheme, label FROM tag WHERE item = ?1"
		     " ORDER BY position",
    [SQL_ATTACHMENT_ADD] =
	"INSERT INTO attachment (item, position, url, mime_type, title, size,"
	" duration_secs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [SQL_ATTACHMENT_CLEAR] = "DELETE FROM attachment WHERE item = ?1",
    [SQL_ATTACHMENT_LIST] =
	"SELECT url, mime_type, title, size, duration_secs FROM attachment"
	" WHERE item = ?1 ORDER BY position",

    /* The second is the first from now on, and so is what was the second. */
    [SQL_ITEM_SAME] = "UPDATE item SET same_as = ?1"
		      " WHERE number = ?2 OR same_as = ?2",
    /* Whether two items are two works: see work_join(). */
    [SQL_ITEMS_APART] =
	"SELECT EXISTS (SELECT 1 FROM item_key AS a JOIN item_key AS b"
	" ON b.kind = a.kind WHERE a.item = ?1 AND b.item = ?2"
	" AND a.kind IN ('doi', 'job'))"
	" OR (NOT ?3 AND EXISTS (SELECT 1 FROM sighting AS a"
	" JOIN sighting AS b ON b.feed = a.feed"
	" AND b.last_seen_at = a.last_seen_at"
	" WHERE a.item = ?1 AND b.item = ?2))",

    [SQL_KEY_FIND] = "SELECT item FROM item_key WHERE kind = ?1 AND value = ?2",
    /* Whether it has, where it matters, a DOI (?2), a job's code (?3). */
    [SQL_KEY_OTHER] = "SELECT EXISTS (SELECT 1 FROM item_key WHERE item = ?1"
		      " AND ((?2 AND kind = 'doi') OR (?3 AND kind = 'job')))",
    /* Whether feed ?4, whose words it has, gave it another title than ?5 and
     * another key of a kind than ?3. */
    [SQL_KEY_REUSED] = "SELECT i.holder = ?4 AND i.title <> ?5"
		       " AND EXISTS (SELECT 1 FROM item_key"
		       " WHERE item = i.number AND kind = ?2)"
		       " AND NOT EXISTS (SELECT 1 FROM item_key"
		       " WHERE item = i.number AND kind = ?2 AND value = ?3)"
		       " FROM item AS i WHERE i.number = ?1",
    [SQL_KEY_GUIDS] = "SELECT value FROM item_key"
		      " WHERE item = ?1 AND kind = 'guid'",
    /* The one work of this title in the last document of feed ?1. */
    [SQL_KEY_TITLED] =
	"SELECT iif(count(*) = 1, max(i.number), 0) FROM feed AS f"
	" JOIN sighting AS s ON s.feed = f.number"
	" AND s.last_seen_at = f.read_at"
	" JOIN item AS i ON i.number = s.item AND i.title = ?2"
	" WHERE f.number = ?1",
    [SQL_KEY_MOVE] = "UPDATE item_key SET item = ?1 WHERE item = ?2",
    /* Of one kind all but the first and the last ?3. */
    [SQL_KEY_PRUNE] =
	"DELETE FROM item_key WHERE item = ?1 AND kind = ?2 AND value IN"
	" (SELECT value FROM item_key WHERE item = ?1 AND kind = ?2"
	" ORDER BY added_at DESC, value DESC LIMIT -1 OFFSET ?3)"
	" AND value <> (SELECT value FROM item_key"
	" WHERE item = ?1 AND kind = ?2 ORDER BY added_at, value LIMIT 1)",
    [SQL_KEY_ADD] = "INSERT INTO item_key (kind, value, item, added_at)"
		    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    [SQL_KEY_SHARED] =
	"INSERT INTO item_key (kind, value, item, added_at)"
	" VALUES (?1, ?2, NULL, ?3)"
	" ON CONFLICT DO UPDATE SET item = NULL WHERE item IS NOT NULL",
    [SQL_KEY_LIST] = "SELECT kind || ':' || value FROM item_key WHERE item = ?1"
		     " ORDER BY kind, value",

    /* What says of itself that it is marked does not take that back. */
    [SQL_MENTION_SET] =
	"INSERT INTO mention (item, kind, sure, original, title, doi)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET"
	" kind = max(kind, ?2), sure = ?3,"
	" title = iif(original IS NULL, ?5, title),"
	" doi = iif(original IS NULL, ?6, doi),"
	" original = iif(original IS item, item, coalesce(?4, original))",
    /* Its feed ?2 gives it a title by now that says nothing of the kind. */
    [SQL_MENTION_DROP] = "DELETE FROM mention WHERE item = ?1 AND kind > 0"
			 " AND EXISTS (SELECT 1 FROM item"
			 " WHERE number = ?1 AND holder = ?2)",
    [SQL_MENTION_MOVE] =
	"UPDATE OR IGNORE mention SET item = iif(item = ?2, ?1, item),"
	" original = iif(original = ?2, ?1, original)"
	" WHERE ?2 IN (item, original)",
    [SQL_MENTION_CLEAR] = "DELETE FROM mention WHERE item = ?2",
    [SQL_MENTION_AWAITED] =
	"SELECT EXISTS (SELECT 1 FROM mention WHERE title = ?1)"
	" OR EXISTS (SELECT 1 FROM mention WHERE doi = ?2)",
    [SQL_MENTION_SAME] = "SELECT item FROM mention"
			 " WHERE doi = ?1 AND title = ?2 AND kind = 0",
    [SQL_MENTION_WAITING] =
	"SELECT m.item FROM mention AS m JOIN item AS i ON i.number = m.item"
	" WHERE m.title = ?2 AND m.kind > 0 AND m.item <> ?1"
	" AND " SAME_PUBLISHER(
	    "i.doi", "?3") " UNION ALL"
			   " SELECT item FROM mention WHERE doi = ?3"
			   " AND kind > 0 AND item <> ?1 LIMIT 1",
    [SQL_MENTION_ANSWER] = "UPDATE mention SET original = ?2, title = NULL,"
			   " doi = NULL WHERE item = ?1",
    [SQL_MENTION_GRAVEST] = "SELECT max(kind) FROM mention WHERE original = ?1",
    /* Works whose titles hold the phrase ?1, but for ?4, which has the DOI ?5,
     * the likeliest first: that of the DOI ?3, those of the feed ?2. */
    [SQL_MENTION_TITLES] =
	"SELECT i.number, i.title, EXISTS (SELECT 1 FROM item_key"
	" WHERE kind = 'doi' AND value = ?3 AND item = i.number) * 2"
	" + EXISTS (SELECT 1 FROM sighting WHERE item = i.number"
	" AND feed = ?2) AS likely FROM item_text"
	" CROSS JOIN item AS i ON i.number = item_text.rowid"
	" WHERE item_text MATCH ?1 AND i.number <> ?4"
	" AND (likely > 1 OR " SAME_PUBLISHER(
	    "i.doi", "?5") ")"
			   " ORDER BY likely DESC, i.number",
    [SQL_MENTION_WORK] = "SELECT i.number, i.title, i.holder FROM item_key AS k"
			 " JOIN item AS i ON i.number = k.item"
			 " WHERE k.kind = 'doi' AND k.value = ?1",
    /* Two for the notice that came under the DOI of its original. */
    [SQL_MENTION_GIVE_UP_DOI] = "UPDATE item SET doi = NULL WHERE number = ?1",
    [SQL_MENTION_FORGET_DOI] =
	"DELETE FROM item_key WHERE kind = 'doi' AND value = ?2 AND item = ?1",

    [SQL_SIGHTING_FIND] =
	"SELECT item FROM sighting WHERE feed = ?1 AND hash = ?2 LIMIT 1",
    [SQL_SIGHTING_AGAIN] =
	"UPDATE sighting SET last_seen_at = ?1 WHERE item = ?2 AND feed = ?3",
    /* What was in the last whole document still is, after a part. */
    [SQL_SIGHTING_CARRY] =
	"UPDATE sighting SET last_seen_at = ?1 WHERE feed = ?2"
	" AND last_seen_at = (SELECT read_at FROM feed WHERE number = ?2)",
    /* Whether ?2 has shown item ?1, and whether its holder ?3 shows it yet. */
    [SQL_SIGHTING_GET] =
	"SELECT EXISTS (SELECT 1 FROM sighting WHERE item = ?1 AND feed = ?2),"
	" EXISTS (SELECT 1 FROM sighting AS s JOIN feed AS f"
	" ON f.number = s.feed WHERE s.item = ?1 AND s.feed = ?3"
	" AND s.last_seen_at = f.read_at AND f.position IS NOT NULL)",
    [SQL_SIGHTING_SET] =
	"INSERT INTO sighting (item, feed, first_seen_at, last_seen_at, hash)"
	" VALUES (?2, ?3, ?1, ?1, ?4) ON CONFLICT (item, feed)"
	" DO UPDATE SET last_seen_at = ?1, hash = ?4",
    [SQL_SIGHTING_MOVE] =
	"INSERT INTO sighting (item, feed, first_seen_at, last_seen_at, hash)"
	" SELECT ?1, feed, first_seen_at, last_seen_at, hash FROM sighting"
	" WHERE item = ?2 ON CONFLICT (item, feed) DO UPDATE SET"
	" first_seen_at = min(first_seen_at, excluded.first_seen_at),"
	" last_seen_at = max(last_seen_at, excluded.last_seen_at)",
    [SQL_SIGHTING_DROP] = "DELETE FROM sighting WHERE item = ?2",
    /* A feed that is unchanged since it showed the item shows it yet. */
    [SQL_SIGHTING_LIST] =
	"SELECT f.name, s.first_seen_at,"
	" iif(s.last_seen_at = f.read_at, f.succeeded_at, s.last_seen_at)"
	" FROM sighting AS s JOIN feed AS f ON f.number = s.feed"
	" WHERE s.item = ?1 ORDER BY s.first_seen_at, f.number",
    [SQL_SIGHTING_FEEDS] =
	"SELECT f.name FROM sighting AS s JOIN feed AS f ON f.number = s.feed"
	" WHERE s.item = ?1 ORDER BY s.first_seen_at, f.number",
    [SQL_SIGHTING_TRUSTED] =
	"SELECT t.name FROM sighting AS s JOIN feed AS t ON t.number = s.feed"
	" JOIN item AS i ON i.number = s.item"
	" JOIN feed AS f ON f.number = i.feed WHERE s.item = ?1 AND " TRUSTS(
	    "f") " ORDER BY s.first_seen_at, t.number LIMIT 1",

    [SQL_WORDS_GET] = WORDS " WHERE item = ?1",
    [SQL_WORDS_FROM] = WORDS " WHERE item >= ?1 ORDER BY item",
    [SQL_WORDS_ADD] =
	"INSERT INTO item_text (rowid, title, summary, text, authors, tags)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_WORDS_DROP] =
	"INSERT INTO item_text (item_text, rowid, title, summary, text,"
	" authors, tags) VALUES ('delete', ?1, ?2, ?3, ?4, ?5, ?6)",
    [SQL_WORDS_REBUILD] = "INSERT INTO item_text (item_text)"
			  " VALUES ('rebuild')",
    [SQL_WORDS_CHECK] = "INSERT INTO item_text (item_text, rank)"
			" VALUES ('integrity-check', 1)",

    [SQL_SCORE_CLEAR] = SCORE_AGAIN "score IS NOT NULL",
    [SQL_SCORE_CLEAR_ITEM] = SCORE_AGAIN "item = ?1",
    [SQL_SCORE_CLEAR_FEED] =
	SCORE_AGAIN "item IN (SELECT number FROM item WHERE feed = ?1)",
    [SQL_SCORE_NEW] =
	"INSERT INTO scored SELECT item, NULL FROM sighting"
	" WHERE item > (SELECT coalesce(max(item), 0) FROM scored)"
	" GROUP BY item",
    /* How many are to be scored, and how many there are. */
    [SQL_SCORE_AMOUNT] =
	"SELECT (SELECT count(*) FROM scored WHERE score IS NULL),"
	" (SELECT max(item) FROM scored)",
    [SQL_SCORE_LIMITS] =
	"SELECT " THRESHOLD ", " HOLD FROM_ENTRY " WHERE i.number = ?1",
    [SQL_SCORE_REACHED] = "SELECT count(*)" FROM_ENTRY " WHERE " REACHED,
    [SQL_SCORE_SUM] =
	"UPDATE scored SET score = (SELECT coalesce(sum(v.score), 0)"
	" FROM verdict AS v WHERE v.item = scored.item) WHERE score IS NULL",
    [SQL_FRESH_FILL] =
	"INSERT INTO fresh_text (rowid, title, summary, text, authors, tags)"
	" SELECT w.item, w.title, w.summary, w.text, w.authors, w.tags"
	" FROM scored AS z CROSS JOIN item_words AS w ON w.item = z.item"
	" WHERE z.score IS NULL",
    [SQL_FRESH_CLEAR] = "INSERT INTO fresh_text (fresh_text)"
			" VALUES ('delete-all')",
    [SQL_VERDICT_ADD] = VERDICT_ADD("item_text"),
    [SQL_VERDICT_RAISE] = VERDICT_RAISE("item_text"),
    [SQL_VERDICT_ADD_FRESH] = VERDICT_ADD("fresh_text"),
    [SQL_VERDICT_RAISE_FRESH] = VERDICT_RAISE("fresh_text"),
    [SQL_TRIAL_ADD] = VERDICTS("trial", "item_text", ""),
    [SQL_TRIAL_RAISE] = RAISES("trial", "item_text"),
    /* Whether its time on show is over is no business of the rules. */
    [SQL_TRIAL_LIST] =
	"SELECT i.number, i.title, f.name, i.published_at,"
	" coalesce(z.score, 0), " TRIAL_SCORE("i") ", " JUDGED(CHOSEN_ITSELF,
	    CHOSEN_ORIGINAL, "z.score >= " HOLD) ", " JUDGED(TRIAL_CHOSEN,
	    TRIAL_CHOSEN_ORIGINAL, TRIAL_HELD) FROM_ENTRY NEWEST_FIRST,
    [SQL_VERDICT_CLEAR] = "DELETE FROM verdict WHERE item IN"
			  " (SELECT item FROM scored WHERE score IS NULL)",
    [SQL_VERDICT_DROP] = "DELETE FROM verdict WHERE item = ?2",
    [SQL_VERDICT_LIST] = "SELECT rule, score FROM verdict WHERE item = ?1"
			 " ORDER BY score DESC, rule",
    /* In the order of the table's columns; a match stands between char(1)
     * and char(2), which no text holds. */
    [SQL_EXCERPT] =
	"SELECT " SNIPPET("0") "," SNIPPET("1") "," SNIPPET("2") "," SNIPPET(
	    "3") "," SNIPPET("4") " FROM item_text WHERE item_text MATCH ?1 "
				  "AND rowid = ?2",
    [SQL_DECISION_ADD] = "INSERT INTO decision (item, action, by, why, at)"
			 " VALUES (?1, ?2, ?3, ?4, ?5)",
    /* Where there is no word yet, there is none to release. */
    [SQL_DECISION_SAME] = "SELECT coalesce(" LAST_WORD(
	"action", "i") ", 'release') = ?2 FROM item AS i"
		       " WHERE i.number = ?1",
    [SQL_DECISION_LIST] =
	"SELECT action, by, why, at FROM decision WHERE item = ?1"
	" ORDER BY number",
    [SQL_DECISION_MOVE] = "UPDATE decision SET item = ?1 WHERE item = ?2",

    [SQL_ENTRY_GET] = ENTRIES " WHERE i.number = ?2",
    [SQL_ENTRY_LIST] = ENTRIES " WHERE coalesce(i.first_seen_at >= ?2, 1)"
			       " AND coalesce(f.section = ?3, 1)"
			       " AND (?4 IS NULL OR state = ?4)" NEWEST_FIRST,
    [SQL_ENTRY_EDITION] = ENTRIES " WHERE state = 'selected' AND " AMONG(
	"?2", "f.section") NEWEST_FIRST " LIMIT ?3",

    /* The home page is that of the newest entry which the feed has. */
    [SQL_CHANNEL_LIST] = "SELECT coalesce(f.title, f.name), f.section,"
			 " coalesce(f.asked_url, f.url),"
			 " (SELECT o.home_url FROM item AS i JOIN origin AS o"
			 " ON o.number = i.origin WHERE i.feed = f.number"
			 " ORDER BY i.number DESC LIMIT 1) FROM feed AS f"
			 " WHERE f.position IS NOT NULL AND " AMONG(
			     "?1", "f.section") " ORDER BY f.position",

    [SQL_EDITION_GET] =
	"SELECT shown, updated_at,"
	" made_under <> " MADE_UNDER("?2") " FROM edition WHERE file = ?1",
    [SQL_EDITION_SET] =
	"INSERT INTO edition (file, shown, updated_at) VALUES (?1, ?2, ?3)"
	" ON CONFLICT DO UPDATE SET shown = ?2, updated_at = ?3",
    [SQL_EDITION_PLACED] = "UPDATE edition SET made_under = " MADE_UNDER(
	"?2") " WHERE file = ?1 AND made_under IS NOT " MADE_UNDER("?2"),
    [SQL_HUB_IS_TOLD] = "SELECT told = ?2 FROM edition WHERE file = ?1",
    [SQL_HUB_TOLD] = "UPDATE edition SET told = ?2 WHERE file = ?1",
    [SQL_HUB_DEAF] =
	"SELECT coalesce(deaf_until_at, 0) FROM setting WHERE deaf_hub = ?1",
    [SQL_HUB_SET_DEAF] = "UPDATE setting SET deaf_hub = ?1, deaf_until_at = ?2"
			 " WHERE deaf_hub IS NOT ?1 OR deaf_until_at IS NOT ?2",
    [SQL_ENTRY_EDITION_OPEN] = ENTRIES " WHERE state = 'selected' AND " AMONG(
	"?2", "f.section") " AND i.number NOT IN (SELECT item FROM archived "
			   "WHERE file = ?3)" NEWEST_FIRST,
    [SQL_ENTRY_ARCHIVED] = ENTRIES
    " JOIN archived ON archived.item = i.number"
    " WHERE archived.file = ?2 AND archived.month = ?3 AND NOT " HIDDEN
	NEWEST_FIRST,
    [SQL_ARCHIVE_CLOSED] = "SELECT month FROM archive_end WHERE file = ?1",
    [SQL_ARCHIVE_CLOSE] = "INSERT INTO archive_end (file, month)"
			  " VALUES (?1, ?2)"
			  " ON CONFLICT DO UPDATE SET month = ?2",
    [SQL_ARCHIVE_OPEN_LIST] =
	"SELECT i.number, i.published_at, i.first_seen_at" FROM_ENTRY
	" WHERE " STATE " = 'selected' AND " AMONG(
	    "?2", "f.section") " AND i.number NOT IN (SELECT item FROM "
			       "archived WHERE file = ?3)",
    [SQL_ARCHIVE_ADD] = "INSERT INTO archived (file, item, month)"
			" VALUES (?1, ?2, ?3)",
    [SQL_ARCHIVE_LIST] =
	"SELECT v.month, coalesce(group_concat(v.item) FILTER (WHERE " HIDDEN
	"), '') AS lacks,"
	" coalesce((SELECT a.lacks FROM archive AS a WHERE a.file = ?1"
	" AND a.month = v.month), 'never')"
	" FROM archived AS v JOIN item AS i ON i.number = v.item"
	" WHERE v.file = ?1 GROUP BY v.month ORDER BY v.month",
    [SQL_ARCHIVE_PLACED] = "INSERT INTO archive (file, month, lacks)"
			   " VALUES (?1, ?2, ?3)"
			   " ON CONFLICT DO UPDATE SET lacks = ?3",
    [SQL_ENTRY_GONE] =
	"SELECT 1 FROM item AS i WHERE i.entry_id = ?2"
	" AND i.same_as IS NOT NULL UNION ALL"
	" SELECT " STATE " IN ('expired', 'hidden')"
	" OR " WORD_IS("i", "release") FROM_ENTRY " WHERE i.entry_id = ?2",

    [SQL_FIND_NUMBER] = "SELECT coalesce(same_as, number) FROM item"
			" WHERE number = ?1",
    [SQL_FIND_JOB] = "SELECT item FROM item_key WHERE kind = 'job'"
		     " AND substr(value, -length(?1) - 1) = '/' || ?1",
    [SQL_FIND_GUID] = "SELECT item FROM item_key WHERE kind = 'guid'"
		      " AND substr(value, -length(?1) - 1) = ' ' || ?1",
    [SQL_FIND_ENTRY_ID] = "SELECT coalesce(same_as, number) FROM item"
			  " WHERE entry_id = ?1",

    [SQL_COUNTS] =
	"SELECT " STATE " AS state, count(*),"
	" count(*) FILTER (WHERE c.name IS NULL)" FROM_ENTRY " GROUP BY state",
    [SQL_TWIN_LIST] =
	"SELECT i.number, i.title, p.name, i.published_at FROM item AS i"
	" JOIN person AS p ON p.item = i.number AND p.role = 'author'"
	" AND p.position = 0 WHERE i.same_as IS NULL AND i.title IS NOT NULL"
	" AND p.name IS NOT NULL AND NOT " HIDDEN,
    [SQL_CHECK_FILE] = "PRAGMA integrity_check(1)",
    [SQL_CHECK_REFERENCES] = "PRAGMA foreign_key_check",
    [SQL_RUN_ADD] =
	"INSERT INTO run (started_at, finished_at, due, unchanged, failed,"
	" deferred, new, changed, published)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [SQL_RUN_LAST] =
	"SELECT started_at, finished_at, due, unchanged, failed, deferred,"
	" new, changed, published FROM run ORDER BY number DESC LIMIT 1",
};
