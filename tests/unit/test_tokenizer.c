/* SPDX-License-Identifier: ISC */
/* Texts and the queries that find them. */
#include <sqlite3.h>

#include "check.h"
#include "store/tokenizer.h"

static const struct {
	const char *text, *query;
	int found;
} cases[] = {
    {"Medical leadership", "\"medical leadership\"", 1},
    {"MEDICAL LEADERSHIP", "\"medical leadership\"", 1},
    {"medical and leadership", "\"medical leadership\"", 0},
    {"Evidence-based medicine", "\"evidence based\"", 1},
    {"Evidence based medicine", "\"evidence-based\"", 1},
    {"evidence\xe2\x80\x91"
     "based",
	"\"evidence-based\"", 1},
    {"place\xe2\x80\x93"
     "based",
	"\"place based\"", 1},
    {"the leader\xe2\x80\x99s voice", "\"leader\"", 1},
    {"the leaders' voice", "\"leader\"", 1},
    {"the 'leader' voice", "\"leader\"", 1},
    {"the \xe2\x80\x98leader\xe2\x80\x99 voice", "\"leader\"", 1},
    {"King's Fund", "\"King\xe2\x80\x99s Fund\"", 1},
    {"Kings Fund", "\"King's Fund\"", 1},
    {"research & development", "\"research and development\"", 1},
    {"R&D", "\"R & D\"", 1},
    {"AT&T", "\"AT\"", 1},
    {"caf\xc3\xa9 culture", "\"cafe\"", 1},
    {"M\xc3\xbcller", "\"Muller\"", 1},
    {"organizational behavior", "\"organisational behaviour\"", 1},
    {"leadership", "\"leader\"", 0},
    {"cheerleader", "\"leader\"", 0},
    {"leadership", "\"leader\" *", 1},
    {"leaders", "\"leader\" *", 1},
    {"leadership", "\"leaders\" *", 1},
    {"a leader", "\"leaders\" *", 1},
    {"hospitals", "\"hospital\" *", 1},
    {"hospitalised", "\"hospital\" *", 1},
    {"study", "\"studies\" *", 1},
    {"studies", "\"studi\" *", 1},
    {"studies", "\"stud\" *", 1},
    {"organisational", "\"organiz\" *", 1},
    {"organizational", "\"organis\" *", 1},
    {"organic", "\"organis\" *", 0},
    {"analyses", "\"analys\" *", 1},
    {"analyzing", "\"analys\" *", 1},
    {"paediatrics", "\"pediatr\" *", 1},
    {"pediatrics", "\"paediatr\" *", 1},
    {"centre", "\"center\" *", 1},
    {"nursing", "\"nurse\" *", 0},
    {"clinical leaders", "\"clinical leader\" *", 1},
    {"clinics leadership", "\"clinic leader\" *", 1},
    {"clinical leaders", "\"clinic leader\" *", 0},
    {"leader", "\"'\"", 0},
    {"", "\"leader\"", 0},
    {"& & &", "\"and and and\"", 1},
};

static void
test_found(void **state)
{
	sqlite3_stmt *put, *find;
	sqlite3 *db;
	struct err e;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(tokenizer_register(db, &e), 0);
	assert_int_equal(
	    sqlite3_exec(db,
		"CREATE VIRTUAL TABLE t USING fts5 (w, tokenize = 'lectern')",
		NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_prepare_v2(
	    db, "REPLACE INTO t (rowid, w) VALUES (1, ?1)", -1, &put, NULL);
	sqlite3_prepare_v2(
	    db, "SELECT count(*) FROM t WHERE t MATCH ?1", -1, &find, NULL);
	for (size_t i = 0; i < N_OF(cases); i++) {
		sqlite3_bind_text(put, 1, cases[i].text, -1, SQLITE_STATIC);
		assert_int_equal(sqlite3_step(put), SQLITE_DONE);
		sqlite3_reset(put);
		sqlite3_bind_text(find, 1, cases[i].query, -1, SQLITE_STATIC);
		assert_int_equal(sqlite3_step(find), SQLITE_ROW);
		if (sqlite3_column_int(find, 0) != cases[i].found)
			fail_msg("%s in '%s'", cases[i].query, cases[i].text);
		sqlite3_reset(find);
	}
	sqlite3_finalize(put);
	sqlite3_finalize(find);
	sqlite3_close(db);
}

/* A word of a megabyte is no word that anyone looks for, and no harm. */
static void
test_endless(void **state)
{
	static char text[1 << 20];
	sqlite3_stmt *put;
	sqlite3 *db;
	struct err e;

	(void)state;
	memset(text, 's', sizeof(text) - 1);
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(tokenizer_register(db, &e), 0);
	sqlite3_exec(db,
	    "CREATE VIRTUAL TABLE t USING fts5 (w, tokenize = 'lectern')", NULL,
	    NULL, NULL);
	sqlite3_prepare_v2(db, "INSERT INTO t (w) VALUES (?1)", -1, &put, NULL);
	sqlite3_bind_text(put, 1, text, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(put), SQLITE_DONE);
	sqlite3_finalize(put);
	sqlite3_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_found),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
