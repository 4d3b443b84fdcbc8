/* SPDX-License-Identifier: ISC */
/* Which words are one word, and which are not. */
#include <string.h>

#include "check.h"
#include "store/fold.h"

static const struct {
	const char *one, *other;
} same[] =
    {
	{"leader", "leaders"},
	{"leader", "leader's"},
	{"leader", "leaders'"},
	{"board", "boards"},
	{"study", "studies"},
	{"policy", "policies"},
	{"trust", "trusts"},
	{"nurse", "nurses"},
	{"nurse", "nurse's"},
	{"case", "cases"},
	{"process", "processes"},
	{"illness", "illnesses"},
	{"virus", "viruses"},
	{"campus", "campuses"},
	{"house", "houses"},
	{"cause", "causes"},
	{"approach", "approaches"},
	{"headache", "headaches"},
	{"tax", "taxes"},
	{"hero", "heroes"},
	{"shoe", "shoes"},
	{"tie", "ties"},
	{"calorie", "calories"},
	{"survey", "surveys"},
	{"service", "services"},
	{"change", "changes"},
	{"response", "responses"},
	{"analysis", "analyses"},
	{"crisis", "crises"},
	{"hypothesis", "hypotheses"},
	{"thesis", "theses"},
	{"basis", "bases"},
	{"bias", "biases"},
	{"index", "indices"},
	{"index", "indexes"},
	{"criterion", "criteria"},
	{"woman", "women"},
	{"woman", "women's"},
	{"chairwoman", "chairwomen"},
	{"child", "children's"},
	{"man", "men"},
	{"midwife", "midwives"},
	{"gp", "gps"},
	{"gp", "gp's"},
	{"ics", "icss"},
	{"phd", "phds"},
	{"clinic", "clinics"},
	{"organisation", "organization"},
	{"organisation", "organizations"},
	{"organisational", "organizational"},
	{"organise", "organize"},
	{"organised", "organized"},
	{"organising", "organizing"},
	{"prioritise", "prioritize"},
	{"hospitalised", "hospitalized"},
	{"analyse", "analyze"},
	{"analysing", "analyzing"},
	{"programme", "program"},
	{"programmes", "program"},
	{"behaviour", "behavior"},
	{"behaviours", "behavior"},
	{"behavioural", "behavioral"},
	{"misbehaviour", "misbehavior"},
	{"labour", "labor"},
	{"neighbourhood", "neighborhood"},
	{"tumours", "tumor"},
	{"centre", "center"},
	{"centres", "centers"},
	{"centred", "centered"},
	{"paediatric", "pediatric"},
	{"paediatrics", "pediatrics"},
	{"anaesthetist", "anesthetists"},
	{"gynaecology", "gynecology"},
	{"ischaemic", "ischemic"},
	{"haematology", "hematology"},
	{"oedema", "edema"},
	{"foetal", "fetal"},
	{"counselling", "counseling"},
	{"counsellors", "counselor"},
	{"modelling", "modeling"},
	{"labelled", "labeled"},
	{"fulfil", "fulfill"},
	{"judgement", "judgment"},
	{"practise", "practice"},
	{"practising", "practicing"},
	{"licence", "license"},
	{"defence", "defense"},
	{"ageing", "aging"},
	{"dialogue", "dialog"},
	{"enquiry", "inquiries"},
	{"sceptical", "skeptical"},
	{"manoeuvre", "maneuver"},
	{"theatre", "theaters"},
	{"o'connell", "oconnell"},
},
  different[] = {
      {"organ", "organisation"},
      {"organ", "organic"},
      {"general", "generalist"},
      {"leader", "leadership"},
      {"leader", "leading"},
      {"lead", "leader"},
      {"new", "news"},
      {"these", "theses"},
      {"economic", "economics"},
      {"ethic", "ethics"},
      {"nurse", "nursing"},
      {"nurse", "nursery"},
      {"manage", "manager"},
      {"manager", "management"},
      {"governor", "governance"},
      {"policy", "police"},
      {"university", "universe"},
      {"operate", "operation"},
      {"hospital", "hospitality"},
      {"community", "communism"},
      {"board", "boarding"},
      {"organiser", "organisation"},
      {"size", "sise"},
      {"prize", "prise"},
      {"seize", "seise"},
      {"dose", "doze"},
      {"hour", "hor"},
      {"four", "for"},
      {"tire", "tyre"},
      {"filed", "filled"},
      {"planed", "planned"},
      {"meter", "meeting"},
      {"nhs", "nh"},
      {"ics", "ic"},
      {"this", "thi"},
      {"status", "statu"},
      {"series", "sery"},
      {"centre", "central"},
      {"integrate", "integrated"},
};

static const char *
fold(const char *word, char out[FOLD_MAX + 1])
{
	size_t len = strlen(word);

	assert_true(len <= FOLD_MAX);
	memcpy(out, word, len);
	fold_word(out, &len);
	assert_true(len <= strlen(word));
	out[len] = '\0';
	return out;
}

static void
test_same(void **state)
{
	char a[FOLD_MAX + 1], b[FOLD_MAX + 1];

	(void)state;
	for (size_t i = 0; i < N_OF(same); i++)
		assert_string_equal(
		    fold(same[i].one, a), fold(same[i].other, b));
}

static void
test_different(void **state)
{
	char a[FOLD_MAX + 1], b[FOLD_MAX + 1];

	(void)state;
	for (size_t i = 0; i < N_OF(different); i++)
		assert_string_not_equal(
		    fold(different[i].one, a), fold(different[i].other, b));
}

static void
test_hostile(void **state)
{
	static const char *const words[] = {"'", "''", "s", "'s", "ss", "is",
	    "us", "ies", "ses", "yze", "ize", "e", "\xc3\xa9s", "2020s"};
	char a[FOLD_MAX + 1], long_word[FOLD_MAX + 2];
	size_t len = sizeof(long_word);

	(void)state;
	for (size_t i = 0; i < N_OF(words); i++)
		fold(words[i], a);
	assert_string_equal(fold("''", a), "");
	memset(long_word, 's', sizeof(long_word));
	fold_word(long_word, &len);
	assert_int_equal(len, sizeof(long_word));
}

/* In place, with no room behind the word. */
static void
test_no_growth(void **state)
{
	static const char *const words[] = {
	    "learnt", "learned", "mice", "mouse", "men", "center", "inquiry"};

	(void)state;
	for (size_t i = 0; i < N_OF(words); i++) {
		size_t n = strlen(words[i]), len = n;
		char word[FOLD_MAX];

		memset(word, '!', sizeof(word));
		memcpy(word, words[i], n);
		fold_word(word, &len);
		assert_true(len <= n);
		assert_int_equal(word[n], '!');
	}
}

static void
test_prefix(void **state)
{
	static const struct {
		const char *prefix, *folded;
	} table[] = {
	    {"organiz", "organis"},
	    {"organizat", "organisat"},
	    {"analyz", "analys"},
	    {"studi", "study"},
	    {"paediatr", "pediatr"},
	    {"hospital", "hospital"},
	    {"quiz", "quiz"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(table); i++) {
		char word[FOLD_MAX];
		size_t len = strlen(table[i].prefix);

		memcpy(word, table[i].prefix, len);
		fold_prefix(word, &len);
		assert_int_equal(len, strlen(table[i].folded));
		assert_memory_equal(word, table[i].folded, len);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_same),
	    cmocka_unit_test(test_different),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_no_growth),
	    cmocka_unit_test(test_prefix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
