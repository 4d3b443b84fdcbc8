/* SPDX-License-Identifier: ISC */
/* Texts and the queries that find them. */
#include <sqlite3.h>
#include <stdlib.h>

#include "check.h"
#include "core/xalloc.h"
#include "pairs.h"
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
    {"CO₂, m², 10⁻⁶ and xⁿⁱ", "\"co2 m2 10 6 and xni\"", 1},
    {"H2O₁₀", "\"h₂o10\"", 1},
    {"10⁵", "\"105\"", 1},
    {"x⁺", "\"x\"", 1},
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

struct finder {
	sqlite3 *db;
	sqlite3_stmt *put, *find;
};

static void
finder_open(struct finder *f)
{
	struct err e;

	assert_int_equal(sqlite3_open(":memory:", &f->db), SQLITE_OK);
	assert_int_equal(tokenizer_register(f->db, &e), 0);
	assert_int_equal(sqlite3_exec(f->db,
			     "CREATE VIRTUAL TABLE t USING"
			     " fts5 (w, tokenize = 'lectern')",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_prepare_v2(f->db, "REPLACE INTO t (rowid, w) VALUES (1, ?1)",
	    -1, &f->put, NULL);
	sqlite3_prepare_v2(f->db, "SELECT count(*) FROM t WHERE t MATCH ?1", -1,
	    &f->find, NULL);
}

static void
finder_close(struct finder *f)
{
	sqlite3_finalize(f->put);
	sqlite3_finalize(f->find);
	sqlite3_close(f->db);
}

static int
finds(struct finder *f, const char *text, const char *query)
{
	int found;

	sqlite3_bind_text(f->put, 1, text, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(f->put), SQLITE_DONE);
	sqlite3_reset(f->put);
	sqlite3_bind_text(f->find, 1, query, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(f->find), SQLITE_ROW);
	found = sqlite3_column_int(f->find, 0);
	sqlite3_reset(f->find);
	return found;
}

static void
test_found(void **state)
{
	struct finder f;

	(void)state;
	finder_open(&f);
	for (size_t i = 0; i < N_OF(cases); i++)
		if (finds(&f, cases[i].text, cases[i].query) != cases[i].found)
			fail_msg("%s in '%s'", cases[i].query, cases[i].text);
	finder_close(&f);
}

static int
finds_phrase(struct finder *f, const char *text, const char *phrase)
{
	char *query = xasprintf("\"%s\"", phrase);
	int found = finds(f, text, query);

	free(query);
	return found;
}

/* Each is found by the other, or neither by the other. */
static void
check_pairs(const struct pair *pairs, size_t n, int found)
{
	struct finder f;
	int wrong = 0;

	finder_open(&f);
	for (size_t i = 0; i < n; i++) {
		if (finds_phrase(&f, pairs[i].one, pairs[i].other) == found &&
		    finds_phrase(&f, pairs[i].other, pairs[i].one) == found)
			continue;
		print_error("%s, %s\n", pairs[i].one, pairs[i].other);
		wrong++;
	}
	finder_close(&f);
	assert_int_equal(wrong, 0);
}

static void
test_same(void **state)
{
	(void)state;
	check_pairs(same, N_OF(same), 1);
}

static void
test_different(void **state)
{
	(void)state;
	check_pairs(different, N_OF(different), 0);
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
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_different),
	    cmocka_unit_test(test_endless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
