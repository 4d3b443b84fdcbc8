/* SPDX-License-Identifier: ISC */
/* Rules as FTS5 queries, and what they find. */
#include <stdlib.h>

#include "check.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "store/rules.h"

#define LIST_MAX 5

struct phrases {
	const char *any[LIST_MAX], *and[LIST_MAX], *not [LIST_MAX];
	const char *query;
	unsigned int fields;
};

/* A rule of borrowed words. */
struct made {
	char *any[LIST_MAX], *and[LIST_MAX], *not [LIST_MAX];
	struct rule rule;
};

static void
make(struct made *m, const struct phrases *w)
{
	*m = (struct made){0};
	for (int i = 0; i < LIST_MAX; i++) {
		m->any[i] = lend(w->any[i]);
		m->and[i] = lend(w->and[i]);
		m->not [i] = lend(w->not [i]);
	}
	m->rule = (struct rule){.name = lend("r"),
	    .any_of = m->any,
	    .and_of = m->and,
	    .none_of = m->not,
	    .query = lend(w->query),
	    .fields = w->fields,
	    .place = {lend("x.conf"), 3}};
}

static const struct {
	struct phrases phrases;
	const char *query, *title_query;
} cases[] = {
    {{.any = {"leader"}, .fields = FIELD_ALL}, "((\"leader\"))",
	"{title } : ((\"leader\"))"},
    {{.any = {"clinical leader*", "board"}, .fields = FIELD_ALL},
	"((\"clinical leader\" * OR \"board\"))",
	"{title } : ((\"clinical leader\" * OR \"board\"))"},
    {{.any = {"a"}, .and = {"b", "c"}, .not = {"d"}, .fields = FIELD_ALL},
	"((\"a\") AND (\"b\" OR \"c\") NOT (\"d\"))",
	"{title } : ((\"a\") AND (\"b\" OR \"c\") NOT (\"d\"))"},
    {{.any = {"a"}, .fields = FIELD_TITLE | FIELD_TEXT},
	"{title summary text } : ((\"a\"))", "{title } : ((\"a\"))"},
    {{.any = {"a"}, .fields = FIELD_AUTHORS | FIELD_TAGS},
	"{authors tags } : ((\"a\"))", "{title } : ((\"a\"))"},
    {{.any = {"a"}, .and = {"b*"}, .fields = FIELD_TITLE | FIELD_SUMMARY},
	"{title summary } : ((\"a\") AND (\"b\" *))",
	"{title } : ((\"a\") AND (\"b\" *))"},
    {{.any = {"a"}, .not = {"b c", "d*"}, .fields = FIELD_ALL},
	"((\"a\") NOT (\"b c\" OR \"d\" *))",
	"{title } : ((\"a\") NOT (\"b c\" OR \"d\" *))"},
    {{.any = {"C++", "evidence-based", "NEAR(", "a*b"}, .fields = FIELD_ALL},
	"((\"C++\" OR \"evidence-based\" OR \"NEAR(\" OR \"a*b\"))",
	"{title } : ((\"C++\" OR \"evidence-based\" OR \"NEAR(\" OR"
	" \"a*b\"))"},
    {{.any = {"^a", "title:b", "{c}", "a\" OR \"b"}, .fields = FIELD_ALL},
	"((\"^a\" OR \"title:b\" OR \"{c}\" OR \"a\"\" OR \"\"b\"))",
	"{title } : ((\"^a\" OR \"title:b\" OR \"{c}\" OR \"a\"\" OR"
	" \"\"b\"))"},
    {{.any = {"\xf0\x9f\x99\x82", "\xc3\xa9tude*"}, .fields = FIELD_TAGS},
	"{tags } : ((\"\xf0\x9f\x99\x82\" OR \"\xc3\xa9tude\" *))",
	"{title } : ((\"\xf0\x9f\x99\x82\" OR \"\xc3\xa9tude\" *))"},
    {{.query = "title : a OR b", .fields = FIELD_TITLE | FIELD_TAGS},
	"{title tags } : (title : a OR b)", "{title } : (title : a OR b)"},
    {{.query = "NEAR(a b, 3)", .fields = FIELD_ALL}, "(NEAR(a b, 3))",
	"{title } : (NEAR(a b, 3))"},
    {{.any = {"say \"yes\"", "AND"}, .fields = FIELD_ALL},
	"((\"say \"\"yes\"\"\" OR \"AND\"))",
	"{title } : ((\"say \"\"yes\"\"\" OR \"AND\"))"},
};

static void
test_query(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, LIMIT_CONFIG);
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct made m;

		make(&m, &cases[i].phrases);
		buf_clear(&b);
		rules_query(&m.rule, &b);
		check_str("query", b.data, cases[i].query);
		buf_clear(&b);
		rules_title_query(&m.rule, &b);
		check_str("title", b.data, cases[i].title_query);
	}
	buf_done(&b);
}

static char said[1000];

static void
complain(const char *message)
{
	size_t len = strlen(said);

	snprintf(said + len, sizeof(said) - len, "%s\n", message);
}

/* What a stranger to FTS5 may write, and what is said of it; "" = nothing. */
static const struct {
	struct phrases phrases;
	int n;
	const char *complaint;
} checks[] = {
    {{.any = {"evidence-based", "C++", "don't", "R&D", "AND"}}, 0, ""},
    {{.any = {"NEAR", "title:", "a* b", "(", "NHS"}}, 1, "(: holds no word"},
    {{.any = {"\""}}, 1, "\": holds no word"},
    {{.any = {"*"}}, 1, "*: holds no word"},
    {{.any = {"\xe2\x98\x85"}}, 1, "\xe2\x98\x85: holds no word"},
    {{.any = {"\xf0\x9f\x99\x82"}}, 0, ""},
    {{.any = {"a"}, .and = {"--"}, .not = {"++"}}, 2, "--: holds no word"},
    {{.any = {"\xc3\xa9tude", "\xe5\x8c\xbb\xe9\x99\xa2"}}, 0, ""},
    {{.query = "leader AND ("}, 1, "x.conf:3: rule 'r': leader AND (: fts5"},
    {{.query = "a) OR (b"}, 1, "a) OR (b: fts5"},
    {{.query = "nosuch : a"}, 1, "no such column"},
    {{.query = "title : leader*"}, 0, ""},
    {{.query = "\"a"}, 1, "unterminated string"},
    {{.query = "a \x01"}, 1, "fts5: syntax error"},
    {{.query = "NEAR(a b, x)"}, 1, "NEAR(a b, x): "},
    {{.query = "{title nosuch} : a"}, 1, "no such column: nosuch"},
    {{.query = "a AND NOT b"}, 1, "syntax error"},
    {{.query = "summary : (a OR b) NOT tags : c"}, 0, ""},
};

static void
test_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(checks); i++) {
		struct config c = {.n_rules = 1};
		struct phrases words = checks[i].phrases;
		struct made m;
		struct err e;

		words.fields = FIELD_TITLE | FIELD_SUMMARY;
		make(&m, &words);
		c.rules = &m.rule;
		said[0] = '\0';
		check_int(checks[i].complaint, rules_check(&c, complain, &e),
		    checks[i].n);
		if (strstr(said, checks[i].complaint) == NULL)
			fail_msg(
			    "said '%s', not '%s'", said, checks[i].complaint);
	}
}

/* The longest list that the configuration lets through is still a query. */
static void
test_long(void **state)
{
	struct config c = {.n_rules = 1};
	struct rule rule = {.name = lend("r"), .fields = FIELD_ALL};
	struct err e;

	(void)state;
	rule.any_of = xcalloc(LIMIT_RULE_WORDS + 1, sizeof(char *));
	for (int i = 0; i < LIMIT_RULE_WORDS; i++)
		rule.any_of[i] = xasprintf("word%d of*", i);
	rule.and_of = rule.none_of = rule.any_of;
	c.rules = &rule;
	said[0] = '\0';
	check_int(said, rules_check(&c, complain, &e), 0);
	for (int i = 0; i < LIMIT_RULE_WORDS; i++)
		free(rule.any_of[i]);
	free(rule.any_of);
}

static void
test_hash(void **state)
{
	char *jobs[] = {lend("jobs"), NULL};
	struct config c = {.n_rules = 1};
	char first[HASH_SIZE], other[HASH_SIZE];
	struct made m;

	(void)state;
	make(&m, &cases[2].phrases);
	c.rules = &m.rule;
	rules_hash(&c, first);
	check_str("same", rules_hash(&c, other), first);
	m.rule.title_score = 3;
	assert_string_not_equal(rules_hash(&c, other), first);
	m.rule.title_score = 0;
	m.rule.sections = jobs;
	assert_string_not_equal(rules_hash(&c, other), first);
	m.rule.sections = NULL;
	m.not [0] = lend("e");
	assert_string_not_equal(rules_hash(&c, other), first);
	m.not [0] = lend("d");
	c.threshold = 99;
	check_str(
	    "a threshold judges nothing anew", rules_hash(&c, other), first);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_query),
	    cmocka_unit_test(test_check),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_hash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
