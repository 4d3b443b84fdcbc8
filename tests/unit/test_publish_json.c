/* SPDX-License-Identifier: ISC */
/* JSON that the commands print, read back by jansson. */
#include <jansson.h>

#include "check.h"
#include "edition.h"
#include "publish/json.h"

/* What a path such as "items.0._lectern.doi" leads to; NULL when nothing. */
static const json_t *
find(const json_t *value, const char *path)
{
	while (value != NULL && *path != '\0') {
		size_t len = strcspn(path, ".");
		char *key = xstrndup(path, len);

		value = json_is_array(value)
			    ? json_array_get(value, strtoul(key, NULL, 10))
			    : json_object_get(value, key);
		free(key);
		path += len + (path[len] == '.');
	}
	return value;
}

static void
check_json(const json_t *root, const char *path, const char *want)
{
	const json_t *value = find(root, path);
	char *got = value == NULL
			? NULL
			: json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);

	check_str(path, got, want);
	free(got);
}

static json_t *
load(struct buf *b)
{
	json_error_t e;
	json_t *root = json_loadb(b->data, b->len, JSON_REJECT_DUPLICATES, &e);

	if (root == NULL)
		fail_msg("line %d: %s", e.line, e.text);
	assert_int_equal(b->data[b->len - 1], '\n');
	return root;
}

struct expectation {
	const char *path, *want;
};

static void
fill_item(struct item *it)
{
	struct person *p = people_add(&it->authors);
	struct tag *tag = item_add_tag(it);
	struct attachment *a = item_add_attachment(it);

	it->id = xstrdup("guid");
	it->url = xstrdup("https://journal.example/1");
	it->external_url = xstrdup("https://elsewhere.example/");
	it->title = xstrdup("A \"quoted\" title");
	it->html = xstrdup("<p>Text</p>");
	it->text = xstrdup("Text");
	it->summary = xstrdup("In short");
	it->image = xstrdup("https://journal.example/1.png");
	it->language = xstrdup("en");
	it->rights = xstrdup("© X");
	it->license = xstrdup("https://license.example/");
	it->comments = xstrdup("https://journal.example/1/c");
	it->doi = xstrdup("10.1136/leader-1");
	it->source_title = xstrdup("Elsewhere");
	it->source_url = xstrdup("https://elsewhere.example/feed");
	it->citation = (struct citation){xstrdup("BMJ Leader"), xstrdup("10"),
	    xstrdup("1"), xstrdup("12"), xstrdup("19"), xstrdup("BMJ")};
	*p = (struct person){xstrdup("Jones, L."), xstrdup("l@example.org"),
	    xstrdup("https://people.example/l")};
	people_add(&it->authors);
	people_add(&it->contributors)->name = xstrdup("Khan, S.");
	*tag = (struct tag){
	    xstrdup("nhs"), xstrdup("https://tags.example/"), xstrdup("NHS")};
	item_add_tag(it)->term = xstrdup("plain");
	*a = (struct attachment){xstrdup("https://journal.example/1.mp3"),
	    xstrdup("audio/mpeg"), xstrdup("Hear"), 1234, 60};
	item_add_attachment(it)->url = xstrdup("https://journal.example/2");
	it->published_at = clock_parse("2026-11-20T08:00:00Z");
	it->modified_at = clock_parse("2026-11-21T08:00:00Z");
	it->closes_at = clock_parse("2026-11-30T17:00:00Z");
}

static struct buf printed;

static void
print(const struct buf *out)
{
	buf_add(&printed, out->data, out->len);
}

static void
test_feed(void **state)
{
	static const struct expectation x[] = {
	    {"version", "\"https://jsonfeed.org/version/1.1\""},
	    {"title", "\"The Journal\""},
	    {"home_page_url", "\"https://journal.example/\""},
	    {"feed_url", "\"https://journal.example/feed\""},
	    {"description", NULL},
	    {"language", "\"en\""},
	    {"authors", "[{\"name\":\"The editors\"}]"},
	    {"_lectern.format", "\"rss20\""},
	    {"_lectern.encoding", "\"utf-8\""},
	    {"_lectern.recovered", "true"},
	    {"_lectern.id", "\"urn:x\""},
	    {"_lectern.updated", "\"2026-11-22T00:00:00Z\""},
	    {"_lectern.contributors", NULL},
	    {"items.0.id", "\"guid\""},
	    {"items.0.url", "\"https://journal.example/1\""},
	    {"items.0.external_url", "\"https://elsewhere.example/\""},
	    {"items.0.title", "\"A \\\"quoted\\\" title\""},
	    {"items.0.content_html", "\"<p>Text</p>\""},
	    {"items.0.content_text", NULL},
	    {"items.0.summary", "\"In short\""},
	    {"items.0.image", "\"https://journal.example/1.png\""},
	    {"items.0.date_published", "\"2026-11-20T08:00:00Z\""},
	    {"items.0.date_modified", "\"2026-11-21T08:00:00Z\""},
	    {"items.0.authors",
		"[{\"name\":\"Jones, L.\",\"url\":\"https://people.example/"
		"l\"}]"},
	    {"items.0.tags", "[\"NHS\",\"plain\"]"},
	    {"items.0.language", "\"en\""},
	    {"items.0.attachments",
		"[{\"url\":\"https://journal.example/1.mp3\",\"mime_type\":"
		"\"audio/mpeg\",\"title\":\"Hear\",\"size_in_bytes\":1234,"
		"\"duration_in_seconds\":60},"
		"{\"url\":\"https://journal.example/2\"}]"},
	    {"items.0._lectern.doi", "\"10.1136/leader-1\""},
	    {"items.0._lectern.journal", "\"BMJ Leader\""},
	    {"items.0._lectern.volume", "\"10\""},
	    {"items.0._lectern.issue", "\"1\""},
	    {"items.0._lectern.first_page", "\"12\""},
	    {"items.0._lectern.last_page", "\"19\""},
	    {"items.0._lectern.publisher", "\"BMJ\""},
	    {"items.0._lectern.rights", "\"© X\""},
	    {"items.0._lectern.license", "\"https://license.example/\""},
	    {"items.0._lectern.comments", "\"https://journal.example/1/c\""},
	    {"items.0._lectern.source",
		"{\"title\":\"Elsewhere\",\"url\":\"https://elsewhere.example/"
		"feed\"}"},
	    {"items.0._lectern.authors_detail.0.email", "\"l@example.org\""},
	    {"items.0._lectern.contributors", "[{\"name\":\"Khan, S.\"}]"},
	    {"items.0._lectern.tags_detail",
		"[{\"term\":\"nhs\",\"scheme\":\"https://tags.example/\","
		"\"label\":\"NHS\"},{\"term\":\"plain\"}]"},
	    {"items.0._lectern.closes", "\"2026-11-30T17:00:00Z\""},
	    {"items.1",
		"{\"id\":\"https://journal.example/2\",\"url\":"
		"\"https://journal.example/2\",\"content_text\":\"Text\"}"},
	    {"items.2", "{}"},
	    {"items.3", NULL},
	};
	struct feed f;
	struct item *it;
	struct buf b;
	json_t *root;

	(void)state;
	feed_init(&f);
	f.format = FORMAT_RSS20;
	f.encoding = xstrdup("utf-8");
	f.recovered = true;
	f.id = xstrdup("urn:x");
	f.title = xstrdup("The Journal");
	f.url = xstrdup("https://journal.example/");
	f.self_url = xstrdup("https://journal.example/feed");
	f.language = xstrdup("en");
	people_add(&f.authors)->name = xstrdup("The editors");
	f.updated_at = clock_parse("2026-11-22");
	fill_item(feed_add_item(&f));
	it = feed_add_item(&f);
	it->url = xstrdup("https://journal.example/2");
	it->text = xstrdup("Text");
	feed_add_item(&f);
	buf_init(&printed, LIMIT_DOCUMENT);
	json_print_feed(&f, print);
	b = printed;
	assert_memory_equal(b.data, "{\n  \"version\": ", 15);
	root = load(&b);
	for (size_t i = 0; i < N_OF(x); i++)
		check_json(root, x[i].path, x[i].want);
	json_decref(root);
	buf_done(&b);
	feed_done(&f);
}

static void
test_entries(void **state)
{
	static const struct expectation x[] = {
	    {"0.id", "\"guid\""},
	    {"0.title", "\"A \\\"quoted\\\" title\""},
	    {"0._lectern.number", "1"},
	    {"0._lectern.issue", "\"1\""},
	    {"0._lectern.entry_id", "\"tag:example.org,2026:item/1\""},
	    {"0._lectern.state", "\"held\""},
	    {"0._lectern.section", "\"jobs\""},
	    {"0._lectern.score", "7"},
	    {"0._lectern.feeds", "[\"one\",\"two\"]"},
	    {"0._lectern.first_seen", "\"2026-11-22T10:00:00Z\""},
	    {"0._lectern.published", "\"2022-09-12T08:00:00Z\""},
	    {"0._lectern.updated", "\"2026-11-22T23:29:59Z\""},
	    {"0._lectern.closes", "\"2026-12-24T00:00:00Z\""},
	    {"1._lectern.closes", NULL},
	    {"1._lectern.state", "\"selected\""},
	    {"2", NULL},
	};
	struct fixture f;
	struct entry *en;
	struct buf b;
	json_t *root;

	(void)state;
	fixture_init(&f, FILE_ALL);
	en = fixture_add(&f, "jobs", "x");
	item_done(&en->item);
	fill_item(&en->item);
	en->state = STATE_HELD;
	en->score = 7;
	en->feeds = xcalloc(3, sizeof(*en->feeds));
	en->feeds[0] = xstrdup("one");
	en->feeds[1] = xstrdup("two");
	en->closes_at = clock_parse("2026-12-24");
	fixture_add(&f, "articles", "y");
	buf_init(&b, LIMIT_DOCUMENT);
	json_render_entries(&f.ed.entries, &b);
	root = load(&b);
	for (size_t i = 0; i < N_OF(x); i++)
		check_json(root, x[i].path, x[i].want);
	json_decref(root);
	buf_clear(&b);
	json_render_entries(&(struct entries){0}, &b);
	check_str("nothing", b.data, "[]\n");
	buf_done(&b);
	fixture_done(&f);
}

static void
test_healths(void **state)
{
	static const struct expectation x[] = {
	    {"0.feed", "\"bmj-leader\""},
	    {"0.outcome", "\"ok\""},
	    {"0.well", "true"},
	    {"0.message", NULL},
	    {"0.http_status", "200"},
	    {"0.checked", "\"2026-11-22T00:00:00Z\""},
	    {"0.succeeded", "\"2026-11-22T00:00:00Z\""},
	    {"0.new_item", NULL},
	    {"0.items", "12"},
	    {"0.selected", "3"},
	    {"1.well", "false"},
	    {"1.message", "\"no \\\"route\\\"\""},
	    {"1.http_status", NULL},
	    {"0.next_due", "\"2026-11-22T00:00:00Z\""},
	    {"0.due_reason", "\"every\""},
	    {"0.every_secs", "3600"},
	    {"0.learnt_secs", "7200"},
	    {"0.ttl_secs", "60"},
	    {"0.skip_hours", "[0,23,31]"},
	    {"0.skip_days", "[6]"},
	    {"0.rhythm_secs", "86400"},
	    {"0.moved_url", "\"https://y/\""},
	    {"0.moved_polls", "2"},
	    {"1.next_due", NULL},
	    {"1.due_reason", "\"never\""},
	    {"1.every_secs", NULL},
	    {"1.learnt_secs", NULL},
	    {"1.ttl_secs", NULL},
	    {"1.skip_hours", NULL},
	    {"1.skip_days", NULL},
	    {"1.rhythm_secs", NULL},
	    {"1.moved_url", NULL},
	    {"1.moved_polls", NULL},
	};
	int64_t at = clock_parse("2026-11-22");
	struct health list[2] = {
	    {.feed = literal("bmj-leader"),
		.url = literal("https://x/"),
		.section = literal("articles"),
		.outcome = OUTCOME_OK,
		.http_status = 200,
		.since_at = at,
		.checked_at = at,
		.succeeded_at = at,
		.new_item_at = CLOCK_NONE,
		.due = {.at = at,
		    .reason = DUE_EVERY,
		    .learnt_secs = 7200,
		    .every_secs = 3600},
		.ttl_secs = 60,
		.skip_hours = 1U << 0 | 1U << 23 | 1U << 31,
		.skip_days = 1U << 6,
		.rhythm_secs = 86400,
		.moved_url = literal("https://me:secret@y/"),
		.moved_polls = 2,
		.n_items = 12,
		.n_selected = 3},
	    {.feed = literal("other"),
		.outcome = OUTCOME_NETWORK,
		.due = {.at = DUE_AT_NEVER,
		    .reason = DUE_NEVER,
		    .learnt_secs = -1,
		    .every_secs = -1},
		.ttl_secs = -1,
		.rhythm_secs = -1,
		.message = literal("no \"route\"")},
	};
	const struct healths hs = {list, 2};
	struct buf b;
	json_t *root;

	(void)state;
	buf_init(&b, LIMIT_DOCUMENT);
	json_render_healths(&hs, &b);
	root = load(&b);
	for (size_t i = 0; i < N_OF(x); i++)
		check_json(root, x[i].path, x[i].want);
	json_decref(root);
	buf_done(&b);
}

static void
test_explanation(void **state)
{
	static const struct expectation x[] = {
	    {"title", "\"One\""},
	    {"_lectern.number", "1"},
	    {"_lectern.keys", "[\"doi:10.1/x\"]"},
	    {"_lectern.sightings",
		"[{\"feed\":\"one\",\"first_seen\":\"2026-11-22T00:00:00Z\","
		"\"last_seen\":\"2026-11-22T00:00:00Z\"}]"},
	    {"_lectern.matches",
		"[{\"rule\":\"leadership\",\"score\":10,\"excerpts\":"
		"[{\"field\":\"title\",\"text\":\"[clinical] lead\"}]}]"},
	    {"_lectern.decisions",
		"[{\"action\":\"pin\",\"by\":\"ann\",\"why\":\"good\","
		"\"at\":\"2026-11-22T00:00:00Z\"}]"},
	    {"_lectern.trusted_feed", NULL},
	    {"_lectern.threshold", "10"},
	    {"_lectern.hold", "6"},
	};
	int64_t at = clock_parse("2026-11-22");
	char *keys[] = {literal("doi:10.1/x"), NULL};
	struct sighting sighting = {literal("one"), at, at};
	struct excerpt excerpt = {literal("title"), literal("[clinical] lead")};
	struct match match = {literal("leadership"), 10, &excerpt, 1};
	struct decision decision = {
	    literal("pin"), literal("ann"), literal("good"), at};
	struct fixture f;
	struct explanation explanation;
	struct buf b;
	json_t *root;

	(void)state;
	fixture_init(&f, FILE_ALL);
	explanation = (struct explanation){
	    .entry = *fixture_add(&f, "articles", "One"),
	    .keys = keys,
	    .sightings = &sighting,
	    .n_sightings = 1,
	    .matches = &match,
	    .n_matches = 1,
	    .decisions = &decision,
	    .n_decisions = 1,
	    .threshold = 10,
	    .hold = 6,
	};
	buf_init(&b, LIMIT_DOCUMENT);
	json_render_explanation(&explanation, &b);
	root = load(&b);
	for (size_t i = 0; i < N_OF(x); i++)
		check_json(root, x[i].path, x[i].want);
	json_decref(root);
	buf_done(&b);
	fixture_done(&f);
}

/* Whatever a stranger says, the result is JSON, and UTF-8. */
static void
test_hostile(void **state)
{
	struct fixture f;
	struct buf b;
	json_t *root;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add_hostile(&f);
	buf_init(&b, LIMIT_DOCUMENT);
	json_render_entries(&f.ed.entries, &b);
	root = load(&b);
	assert_int_equal(json_array_size(root), 1);
	check_json(root, "0.summary", "\"\\\" onmouseover=alert(1) x=\\\"\"");
	assert_non_null(find(root, "0.title"));
	assert_null(strchr(b.data, '\x1b'));
	json_decref(root);
	buf_done(&b);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_feed),
	    cmocka_unit_test(test_entries),
	    cmocka_unit_test(test_healths),
	    cmocka_unit_test(test_explanation),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
