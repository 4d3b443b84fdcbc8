/* SPDX-License-Identifier: ISC */
/* What notices do to which work, and what only looks like one. */
#include <stdio.h>

#include "model/amendment.h"
#include "stock.h"

#define CARE "Leadership in health care"
#define LONG "Boards and the quality of care in hospitals"
#define LINK1 "See https://doi.org/10.1001/1 for more."

/* What a feed says of one item, in this order; what is left out is NULL. Links
 * and guids are made of the id. */
enum { SAID_ID, SAID_TITLE, SAID_DOI, SAID_TEXT, SAID_AMENDS, SAID_COUNT };

enum { NONE, CORRECTION, CONCERN, RETRACTION };

/* What the store has in the end, by title. */
struct told {
	const char *title;
	int amends;
	const char *original;
	int amended;
};

#define DOC_MAX 4

static const struct {
	const char *what;
	struct {
		int source;
		const char *items[DOC_MAX][SAID_COUNT];
	} polls[3];
	struct told told[DOC_MAX];
} cases[] = {
    {"a retraction",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_AHEAD, {{"2", "Retraction: " CARE, "10.1001/2"}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Retraction: " CARE, RETRACTION, CARE, NONE}}},
    {"a retraction that comes first",
	{{SOURCE_AHEAD, {{"2", "Retraction: " CARE, "10.1001/2"}}},
	    {SOURCE_CURRENT, {{"1", CARE, "10.1001/1"}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Retraction: " CARE, RETRACTION, CARE, NONE}}},
    {"a title that goes on so",
	{{SOURCE_AHEAD,
	    {{"1", "Consent in research", "10.1001/1"},
		{"2", "Retraction of consent in research", "10.1001/2"}}}},
	{{"Consent in research", NONE, NULL, NONE},
	    {"Retraction of consent in research", NONE, NULL, NONE}}},
    {"a title that goes on so, and comes first",
	{{SOURCE_AHEAD,
	     {{"2", "Correction of hyponatraemia in adults", "10.1001/2"}}},
	    {SOURCE_AHEAD, {{"1", "Hyponatraemia in adults", "10.1001/1"}}}},
	{{"Hyponatraemia in adults", NONE, NULL, NONE},
	    {"Correction of hyponatraemia in adults", NONE, NULL, NONE}}},
    {"a title that goes on so, and links that work",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"},
			    {"2", "Correction of " CARE, "10.1001/2", LINK1}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction of " CARE, CORRECTION, CARE, NONE}}},
    {"a title that goes on so, in quotation marks",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"},
			    {"2", "Correction of \"" CARE "\"", "10.1001/2"}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction of \"" CARE "\"", CORRECTION, CARE, NONE}}},
    {"a title that goes on so for long",
	{{SOURCE_AHEAD, {{"1", LONG, "10.1001/1"},
			    {"2", "Correction to " LONG, "10.1001/2"}}}},
	{{LONG, NONE, NULL, CORRECTION},
	    {"Correction to " LONG, CORRECTION, LONG, NONE}}},
    {"a title that was reworded",
	{{SOURCE_AHEAD, {{"1", "Retracting consent in research", "10.1001/1"}}},
	    {SOURCE_AHEAD,
		{{"1", "Retraction of consent in research", "10.1001/1"}}}},
	{{"Retraction of consent in research", NONE, NULL, NONE}}},
    {"a work that is withdrawn",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_AHEAD, {{"1", "Withdrawn: " CARE, "10.1001/1"}}}},
	{{"Withdrawn: " CARE, NONE, NULL, RETRACTION}}},
    {"a title with a word of its own",
	{{SOURCE_AHEAD,
	    {{"1", "Withdrawn: young people and their screens", "10.1001/1"}}}},
	{{"Withdrawn: young people and their screens", NONE, NULL, NONE}}},
    {"a notice that a work is withdrawn",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"},
			    {"2", "Withdrawn: " CARE, "10.1001/2"}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Withdrawn: " CARE, RETRACTION, CARE, NONE}}},
    {"a work that came withdrawn",
	{{SOURCE_AHEAD, {{"1", "WITHDRAWN: " CARE, "10.1001/1"}}}},
	{{"WITHDRAWN: " CARE, NONE, NULL, RETRACTION}}},
    {"another feed's title for a work",
	{{SOURCE_AHEAD, {{"1", "Consent of patients", "10.1001/1"}}},
	    {SOURCE_CURRENT,
		{{"2", "Retraction of consent by patients", "10.1001/1"}}}},
	{{"Consent of patients", NONE, NULL, NONE}}},
    {"a post on a work with such a title",
	{{SOURCE_AHEAD,
	     {{"1", "Correction of hyponatraemia in adults", "10.1001/1"}}},
	    {SOURCE_CURRENT,
		{{"2", "Correction of hyponatraemia in adults", NULL, LINK1}}}},
	{{"Correction of hyponatraemia in adults", NONE, NULL, NONE}}},
    {"another publisher's work",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_CURRENT, {{"2", "Retraction: " CARE, "10.1002/2"}}}},
	{{CARE, NONE, NULL, NONE},
	    {"Retraction: " CARE, RETRACTION, NULL, NONE}}},
    {"another publisher's work, which comes later",
	{{SOURCE_CURRENT, {{"2", "Retraction: " CARE, "10.1002/2"}}},
	    {SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_JOBS, {{"3", CARE ".", "10.1002/3"}}}},
	{{CARE, NONE, NULL, NONE}, {CARE ".", NONE, NULL, RETRACTION},
	    {"Retraction: " CARE, RETRACTION, CARE ".", NONE}}},
    {"another publisher's work, which it links",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_CURRENT, {{"2", "Retraction: " CARE, "10.1002/2", LINK1}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Retraction: " CARE, RETRACTION, CARE, NONE}}},
    {"a work without a DOI",
	{{SOURCE_AHEAD, {{"1", CARE, NULL}}},
	    {SOURCE_CURRENT, {{"2", "Retraction: " CARE, "10.1002/2"}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Retraction: " CARE, RETRACTION, CARE, NONE}}},
    {"what it says it amends",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_AHEAD, {{"2", "Correction: Smith et al.", "10.1001/2", NULL,
			       "10.1001/1"}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction: Smith et al.", CORRECTION, CARE, NONE}}},
    {"what it says it amends, before its title",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}, {"3", LONG, "10.1001/3"}}},
	    {SOURCE_AHEAD,
		{{"2", "Retraction: " LONG, "10.1001/2", NULL, "10.1001/1"}}}},
	{{CARE, NONE, NULL, RETRACTION}, {LONG, NONE, NULL, NONE},
	    {"Retraction: " LONG, RETRACTION, CARE, NONE}}},
    {"what it says it amends, which comes later",
	{{SOURCE_AHEAD, {{"2", "Correction of blood pressure", "10.1001/2",
			    NULL, "10.1009/1"}}},
	    {SOURCE_CURRENT, {{"1", CARE, "10.1009/1"}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction of blood pressure", CORRECTION, CARE, NONE}}},
    {"a title in two spellings",
	{{SOURCE_AHEAD, {{"1", "Behaviour & care in a centre", "10.1001/1"},
			    {"2", "Retraction: Behavior and care in a center",
				"10.1001/2"}}}},
	{{"Behaviour & care in a centre", NONE, NULL, RETRACTION},
	    {"Retraction: Behavior and care in a center", RETRACTION,
		"Behaviour & care in a centre", NONE}}},
    {"a title in two spellings, of what comes later",
	{{SOURCE_AHEAD,
	     {{"2", "Retraction: Behaviour & care in a centre", "10.1001/2"}}},
	    {SOURCE_AHEAD,
		{{"1", "Behavior and care in a center", "10.1001/1"}}}},
	{{"Behavior and care in a center", NONE, NULL, RETRACTION},
	    {"Retraction: Behaviour & care in a centre", RETRACTION,
		"Behavior and care in a center", NONE}}},
    {"a DOI in the place of a title",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_AHEAD,
		{{"2", "Retraction notice (doi 10.1001/1)", "10.1001/2"}}}},
	{{CARE, NONE, NULL, RETRACTION},
	    {"Retraction notice (doi 10.1001/1)", RETRACTION, CARE, NONE}}},
    {"authors in the place of a title",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"}}},
	    {SOURCE_AHEAD,
		{{"2", "Correction to Smith et al.", "10.1001/2", LINK1}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction to Smith et al.", CORRECTION, CARE, NONE}}},
    {"what an article says it is related to",
	{{SOURCE_AHEAD, {{"1", CARE, "10.1001/1"},
			    {"2", LONG, "10.1001/2", NULL, "10.1001/1"}}}},
	{{CARE, NONE, NULL, NONE}, {LONG, NONE, NULL, NONE}}},
    {"one that says it amends itself",
	{{SOURCE_AHEAD,
	    {{"1", CARE, "10.1001/1"},
		{"2", "Correction: " CARE, "10.1001/2", NULL, "10.1001/2"}}}},
	{{CARE, NONE, NULL, CORRECTION},
	    {"Correction: " CARE, CORRECTION, CARE, NONE}}},
};

static struct feed
doc_of(const char *const (*items)[SAID_COUNT])
{
	struct feed doc;
	char url[60];

	feed_init(&doc);
	for (int i = 0; i < DOC_MAX && items[i][SAID_TITLE] != NULL; i++) {
		struct item *it;

		snprintf(url, sizeof(url), "https://journal.example/a/%s",
		    items[i][SAID_ID]);
		it = add_item(
		    &doc, items[i][SAID_TITLE], url, items[i][SAID_TEXT]);
		it->id = xstrdup(url);
		it->doi = xstrdup(items[i][SAID_DOI]);
		it->amends_doi = xstrdup(items[i][SAID_AMENDS]);
	}
	return doc;
}

static const struct entry *
find(const struct entries *list, const char *title)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->list[i].item.title, title) == 0)
			return &list->list[i];
	return NULL;
}

static void
check_told(const char *what, const struct entries *list,
    const struct told told[DOC_MAX])
{
	size_t n = 0;

	for (; n < DOC_MAX && told[n].title != NULL; n++) {
		const struct entry *en = find(list, told[n].title);

		if (en == NULL)
			fail_msg("%s: no '%s'", what, told[n].title);
		check_int(what, en->amends, told[n].amends);
		check_str(what, en->original.title, told[n].original);
		check_int(what, en->amended, told[n].amended);
	}
	check_int(what, (int64_t)list->n, (int64_t)n);
}

static void
test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct stock k;
		struct entries list;

		stock_open(&k, false);
		for (int j = 0; j < 3; j++) {
			struct feed doc = doc_of(cases[i].polls[j].items);

			poll_doc(
			    &k, cases[i].polls[j].source, &doc, NOW + j * DAY);
		}
		list = list_all(&k, NOW + 3 * DAY);
		check_told(cases[i].what, &list, cases[i].told);
		entries_done(&list);
		stock_close(&k);
	}
}

/* When the original was updated: with the gravest word, and not again. */
static void
test_updated(void **state)
{
	static const char *const steps[][DOC_MAX][SAID_COUNT] = {
	    {{"1", CARE, "10.1001/1"}},
	    {{"2", "Correction: " CARE, "10.1001/2"}},
	    {{"3", "Expression of concern: " CARE, "10.1001/3"}},
	    {{"4", "Retraction: " CARE, "10.1001/4"}},
	    {{"5", "Retraction notice: " CARE, "10.1001/5"}},
	    {{"6", "Correction: " CARE, "10.1001/6"}},
	};
	static const int days[] = {0, 0, 2, 3, 3, 3};
	struct stock k;

	(void)state;
	stock_open(&k, false);
	for (size_t i = 0; i < N_OF(steps); i++) {
		struct feed doc = doc_of(steps[i]);
		struct entries list;

		poll_doc(&k, SOURCE_AHEAD, &doc, NOW + (int64_t)i * DAY);
		list = list_all(&k, NOW);
		/* No two works are updated in one second. */
		check_int(steps[i][0][SAID_TITLE],
		    (find(&list, CARE)->updated_at - NOW + 60) / DAY, days[i]);
		check_int("published", find(&list, CARE)->published_at, NOW);
		entries_done(&list);
	}
	stock_close(&k);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_updated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
