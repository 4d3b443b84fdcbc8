/* SPDX-License-Identifier: ISC */
/* What statements have in common. ?1 is the time. */
#ifndef STORE_CLAUSES_H
#define STORE_CLAUSES_H

/* The editor's last word on what is on show. */
#define LAST_WORD(column, i)                                                  \
	"(SELECT d." column " FROM decision AS d WHERE d.item = " i ".number" \
	" AND d.action IN ('pin', 'hide', 'release')"                         \
	" ORDER BY d.number DESC LIMIT 1)"

#define WORD_IS(i, word) "coalesce(" LAST_WORD("action", i) " = '" word "', 0)"

#define PINNED_AFTER(i, at) \
	"coalesce(" LAST_WORD("action = 'pin' AND d.at >= " at, i) ", 0)"

/* Whether the closing date counts that was read in the text. An article may
 * tell of a deadline, too: entries that stay for ever have none. Over 365 days
 * before the entry, or over 548 after it came to us or was reworded, it was
 * misread; and the editor who pins what it has closed knows better. */
#define PROSE_COUNTS                                               \
	"c.lifetime_secs IS NOT NULL"                              \
	" AND p.prose_closes_at BETWEEN i.published_at - 31536000" \
	" AND max(i.first_seen_at, i.updated_at) + 47347200"       \
	" AND NOT " PINNED_AFTER("i", "p.prose_closes_at + 86400")

/* An entry, its feed, its section and its score; i, f, c and z in what follows;
 * and p, the entry once more where its text says when it closes. */
#define FROM_ENTRY                                                   \
	" FROM item AS i"                                            \
	" JOIN feed AS f ON f.number = i.feed AND i.same_as IS NULL" \
	" LEFT JOIN section AS c ON c.name = f.section"              \
	" LEFT JOIN scored AS z ON z.item = i.number"                \
	" LEFT JOIN item AS p ON p.number = i.number AND " PROSE_COUNTS

#define OWN_CLOSES "coalesce(i.closes_at, p.prose_closes_at)"

#define CLOSES                                     \
	"coalesce(i.closes_at, p.prose_closes_at," \
	" i.published_at + c.lifetime_secs)"

/* A closing date without a time counts to its end. */
#define ENDS                                                        \
	"coalesce(i.closes_at + 86400 * (i.closes_at % 86400 = 0)," \
	" p.prose_closes_at + 86400, i.published_at + c.lifetime_secs)"

/* Of a feed that is gone the word holds while no other shows the work. */
#define TRUSTS(f) \
	"t.trusted AND (t.position IS NOT NULL OR " f ".position IS NULL)"

#define TRUSTED(i, f)                                        \
	"EXISTS (SELECT 1 FROM sighting AS s JOIN feed AS t" \
	" ON t.number = s.feed WHERE s.item = " i ".number AND " TRUSTS(f) ")"

/* Of a section, which may be none; otherwise is what holds in that case. */
#define THRESHOLD_OF(c, otherwise) "coalesce(" c ".threshold, " otherwise ")"
#define HOLD_OF(c, otherwise) "coalesce(" c ".hold, " otherwise ")"
#define THRESHOLD THRESHOLD_OF("c", "(SELECT threshold FROM setting)")
#define HOLD HOLD_OF("c", "(SELECT hold FROM setting)")

/* Whether a work is to be shown as long as nothing speaks against it. */
#define CHOSEN(i, f, is_reached) \
	"(" is_reached " OR " TRUSTED(i, f) " OR " WORD_IS(i, "pin") ")"

/* A notice on what members saw. */
#define NOTICE_OF(chosen)                                               \
	"EXISTS (SELECT 1 FROM mention AS m JOIN item AS w"             \
	" ON w.number = m.original JOIN feed AS g ON g.number = w.feed" \
	" LEFT JOIN section AS q ON q.name = g.section"                 \
	" LEFT JOIN scored AS y ON y.item = w.number"                   \
	" WHERE m.item = i.number AND " chosen                          \
	" AND NOT " WORD_IS("w", "hide") ")"

#define REACHED "z.score >= " THRESHOLD
#define REACHED_BY_ORIGINAL \
	"y.score >= " THRESHOLD_OF("q", "(SELECT threshold FROM setting)")
#define CHOSEN_ITSELF CHOSEN("i", "f", REACHED)
#define CHOSEN_ORIGINAL CHOSEN("w", "g", REACHED_BY_ORIGINAL)

/* The same under the rules of temp.trial, whose threshold is ?2 and whose hold
 * is ?3. */
#define TRIAL_SCORE(i)                                      \
	"(SELECT coalesce(sum(t.score), 0) FROM trial AS t" \
	" WHERE t.item = " i ".number)"
#define TRIAL_REACHED TRIAL_SCORE("i") " >= " THRESHOLD_OF("c", "?2")
#define TRIAL_REACHED_BY_ORIGINAL \
	TRIAL_SCORE("w") " >= " THRESHOLD_OF("q", "?2")
#define TRIAL_CHOSEN CHOSEN("i", "f", TRIAL_REACHED)
#define TRIAL_CHOSEN_ORIGINAL CHOSEN("w", "g", TRIAL_REACHED_BY_ORIGINAL)
#define TRIAL_HELD TRIAL_SCORE("i") " >= " HOLD_OF("c", "?3")

#define HIDDEN WORD_IS("i", "hide")

/* What rules and the editor make of an item; NULLs, of what is not scored, hold
 * nothing. */
#define JUDGED(chosen, chosen_original, held)                           \
	"CASE WHEN " HIDDEN " THEN 'hidden'"                            \
	" WHEN " chosen                                                 \
	" OR " NOTICE_OF(chosen_original) " THEN 'selected' WHEN " held \
					  " THEN 'held' ELSE 'rejected' END"

#define STATE                                 \
	"CASE WHEN NOT " HIDDEN " AND " ENDS  \
	" <= ?1 THEN 'expired' ELSE " JUDGED( \
	    CHOSEN_ITSELF, CHOSEN_ORIGINAL, "z.score >= " HOLD) " END"

/* The names between line feeds in a parameter; NULL lets all through. */
#define AMONG(parameter, name) \
	"coalesce(instr(" parameter ", char(10) || " name " || char(10)), 1)"

/* Whether two DOIs, each of which may be NULL, can be of one publisher. */
#define SAME_PUBLISHER(a, b)                                       \
	"coalesce(substr(" a ", 1, instr(" a ", '/')) = substr(" b \
	", 1, instr(" b ", '/')), 1)"

/* In the order of column.c. */
#define ITEM_TEXTS                                                    \
	"guid, url, external_url, title, html, text, summary, image," \
	" language, rights, license, comments, doi, source_title,"    \
	" source_url, journal, volume, issue, first_page, last_page," \
	" publisher"

/* What row_item_args() binds, and its parameters. */
#define ITEM_ROW \
	ITEM_TEXTS ", dated_at, modified_at, closes_at, prose_closes_at"
#define ITEM_ARGS                                                      \
	"?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14," \
	" ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25"

#define ENTRY_TEXTS                                                    \
	"i.guid, i.url, i.external_url, i.title, i.html, i.text,"      \
	" i.summary, i.image, i.language, i.rights, i.license,"        \
	" i.comments, i.doi, i.source_title, i.source_url, i.journal," \
	" i.volume, i.issue, i.first_page, i.last_page, i.publisher"

/* In the order of entry_read(). */
#define ENTRY                                                         \
	ENTRY_TEXTS                                                   \
	", i.dated_at, i.modified_at, " OWN_CLOSES                    \
	", i.prose_closes_at, i.number,"                              \
	" i.entry_id, f.section, " STATE " AS state, z.score,"        \
	" i.first_seen_at, i.published_at, i.updated_at, " CLOSES "," \
	" o.id, o.title, o.subtitle, o.self_url, o.home_url,"         \
	" o.rights, o.language, i.origin_updated_at,"                 \
	" (SELECT site_id || '/feed/' || f.name FROM setting),"       \
	" a.kind, w.entry_id, coalesce(w.title, w.url, w.entry_id),"  \
	" w.doi, w.url,"                                              \
	" b.kind, n.entry_id, coalesce(n.title, n.url, n.entry_id),"  \
	" n.doi, n.url, v.action, v.by, v.why, v.at"

#define HIDDEN_NOTICE WORD_IS("k", "hide")
#define HIDDEN_ORIGINAL WORD_IS("w", "hide")

/* With the notice that an entry is (a) on a work (w), and the gravest one (b)
 * on it: a notice (n), or what it says itself. One that the editor hides is
 * none, and a work that he hides is not pointed at. */
#define ENTRIES                                                               \
	"SELECT " ENTRY FROM_ENTRY " JOIN origin AS o ON o.number = i.origin" \
	" LEFT JOIN mention AS a ON a.item = i.number AND a.kind > 0"         \
	" AND coalesce(a.original <> i.number, a.sure)"                       \
	" LEFT JOIN item AS w ON w.number = a.original"                       \
	" AND NOT " HIDDEN_ORIGINAL                                           \
	" LEFT JOIN mention AS b ON b.item = (SELECT m.item"                  \
	" FROM mention AS m JOIN item AS k ON k.number = m.item"              \
	" WHERE m.original = i.number"                                        \
	" AND NOT " HIDDEN_NOTICE                                             \
	" ORDER BY m.kind DESC, m.item DESC LIMIT 1)"                         \
	" LEFT JOIN item AS n ON n.number = b.item AND n.number <> i.number"  \
	" LEFT JOIN decision AS v ON v.number = " LAST_WORD("number", "i")

#define NEWEST_FIRST " ORDER BY i.published_at DESC, i.updated_at DESC"

/* What decides, besides the items, on what an output shows; the parameter is
 * its own part. */
#define MADE_UNDER(own)                                             \
	"(SELECT coalesce(config_hash, '') || coalesce(rules_hash," \
	" '') || " own " FROM setting)"

/* In the order of read_health(), which has three columns more. */
#define HEALTH                                                              \
	"f.name, f.url, f.title, f.section, f.outcome, f.message,"          \
	" f.http_status, f.since_at, f.failures, f.checked_at,"             \
	" f.succeeded_at, f.new_item_at, f.next_due_at, f.due_reason,"      \
	" coalesce(f.learnt_secs, -1), coalesce(f.ttl_secs, -1),"           \
	" f.skip_hours, f.skip_days, f.moved_url, f.moved_polls,"           \
	" coalesce(f.planned_secs, -1), f.fresh_until_at, f.wait_until_at," \
	" f.damaged"

/* What stands in the full-text index. */
#define WORDS "SELECT item, title, summary, text, authors, tags FROM item_words"

/* Items are to be scored again, or are to be scored at all. */
#define SCORE_AGAIN "UPDATE scored SET score = NULL WHERE "
#define UNSCORED(item)                                           \
	"EXISTS (SELECT 1 FROM scored AS z WHERE z.item = " item \
	" AND z.score IS NULL)"

/* Rule ?1 adds ?2 to what matches ?3, of the items `of`, in one of the sections
 * ?4. A rule for all sections reads no item's long row. */
#define VERDICTS(table, index, of)                                           \
	"INSERT INTO " table " (item, rule, score)"                          \
	" SELECT x.rowid, ?1, ?2 FROM " index " AS x WHERE x." index         \
	" MATCH ?3" of " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM item AS i" \
	" JOIN feed AS f ON f.number = i.feed WHERE i.number = x.rowid"      \
	" AND " AMONG("?4", "f.section") "))"
#define VERDICT_ADD(index) \
	VERDICTS("verdict", index, " AND " UNSCORED("x.rowid"))
#define RAISES(table, index)                                      \
	"UPDATE " table " SET score = score + ?2 WHERE rule = ?1" \
	" AND item IN (SELECT rowid FROM " index " WHERE " index " MATCH ?3)"
#define VERDICT_RAISE(index) \
	RAISES("verdict", index) " AND " UNSCORED("verdict.item")

/* Of a column by its number; what matched stands between char(1) and char(2).
 */
#define SNIPPET(column) \
	" snippet(item_text, " column ", char(1), char(2), '…', 24)"

/* Days on which a feed brought something: from one to the next, on average. */
#define RHYTHM                                                                \
	"(SELECT iif(count(*) > 1, 86400 * (max(day) - min(day))"             \
	" / (count(*) - 1), -1) FROM (SELECT DISTINCT i.published_at / 86400" \
	" AS day FROM sighting AS s JOIN item AS i ON i.number = s.item"      \
	" WHERE s.feed = f.number ORDER BY day DESC LIMIT 20))"

#endif
