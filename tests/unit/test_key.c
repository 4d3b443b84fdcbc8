/* SPDX-License-Identifier: ISC */
/* By what a work is known. */
#include <stdlib.h>

#include "check.h"
#include "core/clock.h"
#include "core/xalloc.h"
#include "store/key.h"

#define SITE "tag:example.org,2026:r"

static const struct {
	const char *id, *url, *doi;
	const char *value[KEY_COUNT]; /* but for KEY_TEXT */
	const char *entry_id;         /* NULL: a hash */
} cases[] = {
    /* BMJ Leader, current issue and online first. */
    {"http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1",
	"http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1",
	"10.1136/leader-2024-001191",
	{"10.1136/leader-2024-001191", NULL,
	    "http://bmjleader.bmj.com/cgi/content/short/10/1/1?rss=1",
	    "https://bmjleader.bmj.com/cgi/content/short/10/1/1"},
	SITE "/doi/10.1136/leader-2024-001191"},
    /* Emerald: the DOI stands in the link alone. */
    {NULL,
	"https://www.emerald.com/content/doi/10.1108/LHS-01-2024-0001/"
	"full/html?utm_source=rss",
	NULL,
	{"10.1108/lhs-01-2024-0001", NULL, NULL,
	    "https://emerald.com/content/doi/10.1108/LHS-01-2024-0001/full/"
	    "html"},
	SITE "/doi/10.1108/lhs-01-2024-0001"},
    /* Springer: the guid is the bare DOI. */
    {"10.1186/s12913-024-1", "https://a.example/x", NULL,
	{"10.1186/s12913-024-1", NULL, "name 10.1186/s12913-024-1",
	    "https://a.example/x"},
	SITE "/doi/10.1186/s12913-024-1"},
    /* A DOI whose characters a URI does not let stand. */
    {NULL, NULL, "10.1002/(sici)1<1::aid>3.0",
	{"10.1002/(sici)1<1::aid>3.0", NULL, NULL, NULL},
	SITE "/doi/10.1002/(sici)1%3C1::aid%3E3.0"},
    /* PubMed: the guid is stable, the link is not. */
    {"pubmed:12345", "https://pubmed.ncbi.nlm.nih.gov/12345/?fc=1&ff=2", NULL,
	{NULL, NULL, "pubmed:12345", "https://pubmed.ncbi.nlm.nih.gov/12345"},
	NULL},
    /* jobs.ac.uk, with and without a final slash. */
    {NULL, "https://www.jobs.ac.uk/job/DGV596/phd-studentship/", NULL,
	{NULL, "jobs.ac.uk/DGV596", NULL,
	    "https://jobs.ac.uk/job/DGV596/phd-studentship"},
	SITE "/job/DGV596"},
    {"dgv596", "http://jobs.ac.uk/job/dgv596", NULL,
	{NULL, "jobs.ac.uk/DGV596", "name dgv596",
	    "https://jobs.ac.uk/job/dgv596"},
	SITE "/job/DGV596"},
    /* NHS Jobs. */
    {NULL,
	"https://www.jobs.nhs.uk/candidate/jobadvert/C9123-24-0456?keyword=x",
	NULL,
	{NULL, "jobs.nhs.uk/C9123-24-0456", NULL,
	    "https://jobs.nhs.uk/candidate/jobadvert/C9123-24-0456?keyword=x"},
	SITE "/job/C9123-24-0456"},
    /* Not every job path holds a code. */
    {NULL, "https://a.example/job/manager/", NULL,
	{NULL, NULL, NULL, "https://a.example/job/manager"}, NULL},
    {NULL, "https://a.example/job/ABC1234", NULL,
	{NULL, NULL, NULL, "https://a.example/job/ABC1234"}, NULL},
    /* A front page and the feed's own home are no work's address. */
    {"7", "https://www.home.example/", NULL, {NULL, NULL, "name 7", NULL},
	NULL},
    {"8", "http://blog.example/leadership/#top", NULL,
	{NULL, NULL, "name 8", NULL}, NULL},
    {"9", "https://blog.example/?p=9", NULL,
	{NULL, NULL, "name 9", "https://blog.example?p=9"}, NULL},
    {"urn:uuid:1", NULL, NULL, {NULL, NULL, "urn:uuid:1", NULL}, NULL},
    {"x: y", NULL, NULL, {NULL, NULL, "name x: y", NULL}, NULL},
    {NULL, NULL, NULL, {NULL, NULL, NULL, NULL}, NULL},
};

static struct key_scope
scope_of(const char *feed)
{
	struct key_scope scope;

	key_scope_init(&scope, feed, "https://blog.example/leadership/");
	return scope;
}

static struct item
item_of(const char *id, const char *url, const char *title)
{
	struct item it;

	item_init(&it);
	it.id = xstrdup(id);
	it.url = xstrdup(url);
	it.title = xstrdup(title);
	return it;
}

static void
test_find(void **state)
{
	struct key_scope scope = scope_of("name");

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct item it = item_of(cases[i].id, cases[i].url, "A title");
		const char *name =
		    cases[i].url == NULL ? "no link" : cases[i].url;
		struct keys k;
		char *id;

		it.doi = xstrdup(cases[i].doi);
		keys_find(&k, &it, &scope);
		for (int j = 0; j < KEY_TEXT; j++)
			check_str(name, k.value[j], cases[i].value[j]);
		check_int(name, k.value[KEY_TEXT] != NULL,
		    k.value[KEY_DOI] == NULL && k.value[KEY_JOB] == NULL &&
			k.value[KEY_LINK] == NULL);
		id = keys_entry_id(&k, SITE, 0);
		if (cases[i].entry_id != NULL)
			check_str(name, id, cases[i].entry_id);
		else
			check_int(name, (int64_t)strlen(id),
			    (int64_t)strlen(SITE) + 21);
		free(id);
		keys_done(&k);
		item_done(&it);
	}
	key_scope_done(&scope);
}

/* A guid that is no URI is its feed's alone; a title, its feed's and date's. */
static void
test_scope(void **state)
{
	struct key_scope one = scope_of("one"), other = scope_of("other");
	struct item it = item_of("1", NULL, "Editorial");
	struct keys k[5];

	(void)state;
	keys_find(&k[0], &it, &one);
	keys_find(&k[1], &it, &other);
	it.text = xstrdup("words");
	keys_find(&k[2], &it, &one);
	it.published_at = 86400;
	keys_find(&k[3], &it, &one);
	free(it.text);
	it.text = NULL;
	keys_find(&k[4], &it, &one);
	check_str("one", k[0].value[KEY_GUID], "one 1");
	check_str("other", k[1].value[KEY_GUID], "other 1");
	for (int i = 0; i < 4; i++)
		for (int j = i + 1; j < 4; j++)
			assert_string_not_equal(
			    k[i].value[KEY_TEXT], k[j].value[KEY_TEXT]);
	/* With a date the words do not matter, nor where there is no guid. */
	check_str("dated", k[4].value[KEY_TEXT], k[3].value[KEY_TEXT]);
	for (int i = 0; i < 5; i++)
		keys_done(&k[i]);
	item_done(&it);
	key_scope_done(&one);
	key_scope_done(&other);
}

/* A link that is dropped leaves the title to be known by; Atom ids that are
 * taken make way for others. */
static void
test_drop(void **state)
{
	struct key_scope scope = scope_of("name");
	struct item it = item_of("1", "https://a.example/1", "A");
	struct keys k;
	char *ids[4];

	(void)state;
	keys_find(&k, &it, &scope);
	assert_null(k.value[KEY_TEXT]);
	keys_drop(&k, KEY_LINK, &it, &scope);
	assert_null(k.value[KEY_LINK]);
	assert_non_null(k.value[KEY_TEXT]);
	k.value[KEY_DOI] = xstrdup("10.1/1");
	for (int i = 0; i < 4; i++)
		ids[i] = keys_entry_id(&k, SITE, i);
	for (int i = 0; i < 4; i++)
		for (int j = i + 1; j < 4; j++)
			assert_string_not_equal(ids[i], ids[j]);
	for (int i = 0; i < 4; i++)
		free(ids[i]);
	keys_done(&k);
	item_done(&it);
	key_scope_done(&scope);
}

static void
test_nothing(void **state)
{
	struct key_scope scope = scope_of("name");
	struct item it = item_of(NULL, NULL, NULL);
	struct keys k;

	(void)state;
	keys_find(&k, &it, &scope);
	for (int i = 0; i < KEY_COUNT; i++)
		assert_null(k.value[i]);
	keys_done(&k);
	key_scope_done(&scope);
}

/* Two items of one document, and whether each still has its guid and link. */
static const struct {
	const char *what;
	const char *id[2], *url[2], *title[2];
	bool guid, link;
} shared[] = {
    {"two works", {"1", "2"}, {"https://a.example/1", "https://a.example/2"},
	{"A", "B"}, true, true},
    {"one guid, two links", {"1", "1"},
	{"https://a.example/1", "https://a.example/2"}, {"A", "B"}, false,
	true},
    {"one guid, two links, one title", {"1", "1"},
	{"https://a.example/1", "https://a.example/2"}, {"A", "A"}, false,
	true},
    {"one work twice", {"1", "1"},
	{"https://a.example/1", "http://a.example/1?utm_source=x"},
	{"A", "A, revised"}, true, true},
    {"one link, two guids", {"1", "2"},
	{"https://a.example/1", "https://a.example/1"}, {"A", "B"}, true,
	false},
    {"a guid of each fetch", {"1", "2"},
	{"https://a.example/1", "https://a.example/1"}, {"A", "A"}, true, true},
    {"one link, no guid", {NULL, NULL},
	{"https://a.example/1", "https://a.example/1"}, {"A", "B"}, true,
	false},
    {"one guid, no link", {"1", "1"}, {NULL, NULL}, {"A", "B"}, true, true},
    {"one guid, a link at one", {"1", "1"}, {"https://a.example/1", NULL},
	{"A", "B"}, false, true},
};

static void
test_shared(void **state)
{
	struct key_scope scope = scope_of("name");

	(void)state;
	for (size_t i = 0; i < N_OF(shared); i++) {
		struct item items[2];
		struct keys k[2];

		for (int j = 0; j < 2; j++) {
			items[j] = item_of(shared[i].id[j], shared[i].url[j],
			    shared[i].title[j]);
			keys_find(&k[j], &items[j], &scope);
		}
		keys_drop_shared(k, items, 2, &scope);
		for (int j = 0; j < 2; j++) {
			check_int(shared[i].what, k[j].value[KEY_GUID] != NULL,
			    shared[i].guid && shared[i].id[j] != NULL);
			check_int(shared[i].what, k[j].shared_guid != NULL,
			    !shared[i].guid);
			check_int(shared[i].what, k[j].value[KEY_LINK] != NULL,
			    shared[i].link && shared[i].url[j] != NULL);
			check_int(shared[i].what, k[j].value[KEY_TEXT] != NULL,
			    k[j].value[KEY_LINK] == NULL);
			keys_done(&k[j]);
			item_done(&items[j]);
		}
	}
	key_scope_done(&scope);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_find),
	    cmocka_unit_test(test_scope),
	    cmocka_unit_test(test_drop),
	    cmocka_unit_test(test_nothing),
	    cmocka_unit_test(test_shared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
