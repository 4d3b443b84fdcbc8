/* SPDX-License-Identifier: ISC */
/* What a parser answers comes back whole; what it could not say is refused. */
#include <stdlib.h>

#include "check.h"
#include "core/clock.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "parse/reply.h"

static void
fill_people(struct people *p, const char *name)
{
	struct person *person = people_add(p);

	person->name = xstrdup(name);
	person->email = xstrdup("someone@example.org");
	person->url = xstrdup("https://example.org/someone");
	people_add(p)->name = xstrdup("Änne Ōta");
}

/* Every text another, so that two that change places are noticed. */
static void
fill_texts(char **const texts[], size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++)
		*texts[i] = xasprintf("%s %zu", what, i);
}

static void
fill_item(struct item *it)
{
	struct citation *c = &it->citation;
	char **const texts[] = {&it->id, &it->url, &it->external_url,
	    &it->title, &it->html, &it->text, &it->summary, &it->image,
	    &it->language, &it->rights, &it->license, &it->comments, &it->doi,
	    &it->amends_doi, &it->source_title, &it->source_url, &c->journal,
	    &c->volume, &c->number, &c->first_page, &c->last_page,
	    &c->publisher};
	struct tag *tag = item_add_tag(it);
	struct attachment *a = item_add_attachment(it);

	fill_texts(texts, N_OF(texts), "item’s\n\n");
	fill_people(&it->authors, "Jones, L.");
	fill_people(&it->contributors, "Amin, N.");
	tag->term = xstrdup("term");
	tag->scheme = xstrdup("scheme");
	tag->label = xstrdup("label");
	a->url = xstrdup("https://example.org/a.mp3");
	a->mime_type = xstrdup("audio/mpeg");
	a->title = xstrdup("a talk");
	a->size = INT64_MAX;
	a->duration_secs = 1;
	it->published_at = -1;
	it->modified_at = LIMIT_TIME;
	it->closes_at = -LIMIT_TIME;
	it->prose_closes_at = 86400;
	it->is_cut = true;
}

static void
fill(struct reply *r)
{
	struct feed *f = &r->feed;
	char **const texts[] = {&f->encoding, &f->id, &f->title, &f->subtitle,
	    &f->url, &f->self_url, &f->icon, &f->language, &f->rights,
	    &f->generator};

	reply_init(r);
	r->outcome = OUTCOME_OK;
	r->landlock = 5;
	f->format = FORMAT_ATOM10;
	f->recovered = f->truncated = true;
	fill_texts(texts, N_OF(texts), "feed’s");
	fill_people(&f->authors, "The Editors");
	fill_people(&f->contributors, "Others");
	f->updated_at = 1795393800;
	f->ttl_secs = 3600;
	f->skip_hours = 0x800001;
	f->skip_days = 0x41;
	fill_item(feed_add_item(f));
	feed_add_item(f); /* of which nothing is said */
}

/* The pieces, one behind the other, and where they end. */
struct pieces {
	struct buf bytes;
	size_t *ends;
	size_t n;
};

static void
encode(const struct reply *r, struct pieces *out)
{
	buf_init(&out->bytes, 4 * MIB);
	out->ends = xcalloc(r->feed.n_items + 1, sizeof(*out->ends));
	for (out->n = 0; out->n <= r->feed.n_items; out->n++) {
		if (out->n < r->feed.n_items)
			reply_encode_item(&r->feed.items[out->n], &out->bytes);
		else
			reply_encode(r, &out->bytes);
		out->ends[out->n] = out->bytes.len;
	}
	assert_true(buf_ok(&out->bytes));
}

static void
pieces_done(struct pieces *p)
{
	buf_done(&p->bytes);
	free(p->ends);
}

/* Ends *ret when they are refused. */
static int
decode(const struct pieces *pieces, struct reply *ret)
{
	int rc = 0;

	reply_init(ret);
	for (size_t i = 0, at = 0; rc == 0 && i < pieces->n; i++) {
		const char *data = pieces->bytes.data + at;
		const size_t len = pieces->ends[i] - at;

		rc = i + 1 < pieces->n ? reply_decode_item(data, len, ret)
				       : reply_decode(data, len, ret);
		at = pieces->ends[i];
	}
	if (rc != 0)
		reply_done(ret);
	return rc;
}

static void
test_round_trip(void **state)
{
	struct reply r, back;
	struct pieces once, twice;
	const struct item *it;

	(void)state;
	fill(&r);
	encode(&r, &once);
	assert_int_equal(decode(&once, &back), 0);
	encode(&back, &twice);
	assert_int_equal(once.bytes.len, twice.bytes.len);
	assert_memory_equal(once.bytes.data, twice.bytes.data, once.bytes.len);

	it = &back.feed.items[0];
	assert_int_equal(back.outcome, OUTCOME_OK);
	assert_int_equal(back.landlock, 5);
	assert_int_equal(back.feed.n_items, 2);
	check_str("encoding", back.feed.encoding, "feed’s 0");
	check_str("generator", back.feed.generator, "feed’s 9");
	assert_int_equal(back.feed.skip_hours, 0x800001);
	assert_int_equal(back.feed.skip_days, 0x41);
	assert_true(back.feed.truncated);
	check_str("id", it->id, "item’s\n\n 0");
	check_str("publisher", it->citation.publisher, "item’s\n\n 21");
	assert_int_equal(it->contributors.n, 2);
	check_str("name", it->contributors.list[1].name, "Änne Ōta");
	assert_null(it->contributors.list[1].email);
	check_str("label", it->tags[0].label, "label");
	check_int("size", it->attachments[0].size, INT64_MAX);
	check_int("published", it->published_at, -1);
	assert_true(it->is_cut);
	assert_null(back.feed.items[1].id);
	check_int("in prose", it->prose_closes_at, 86400);
	check_int("unknown", back.feed.items[1].closes_at, CLOCK_NONE);
	pieces_done(&once);
	pieces_done(&twice);
	reply_done(&r);
	reply_done(&back);
}

/* In what fill() filled there is no word of zeros. */
static void
check_words(const char *what, const void *from, size_t size)
{
	uint64_t word;

	for (size_t i = 0; i < size; i += sizeof(word)) {
		memcpy(&word, (const char *)from + i, sizeof(word));
		if (word == 0)
			fail_msg("%s: what lies at %zu is lost", what, i);
	}
}

/* A member that a struct has and the table has not would be lost in silence. */
static void
test_every_member(void **state)
{
	struct reply r, back;
	const struct item *it;
	struct pieces b;

	(void)state;
	fill(&r);
	encode(&r, &b);
	assert_int_equal(decode(&b, &back), 0);
	it = &back.feed.items[0];
	check_words("feed", &back.feed, sizeof(back.feed));
	check_words("item", it, sizeof(*it));
	check_words("person", it->authors.list, sizeof(struct person));
	check_words("tag", it->tags, sizeof(struct tag));
	check_words("attachment", it->attachments, sizeof(struct attachment));
	pieces_done(&b);
	reply_done(&r);
	reply_done(&back);
}

/* Each piece, cut anywhere, is refused. */
static void
check_cut_piece(const char *data, size_t len, bool is_item)
{
	struct reply r;
	int rc;

	for (size_t i = 0; i < len; i++) {
		/* AddressSanitizer guards its end. */
		char *cut = xmalloc(i);

		memcpy(cut, data, i);
		reply_init(&r);
		rc = is_item ? reply_decode_item(cut, i, &r)
			     : reply_decode(cut, i, &r);
		if (rc == 0)
			fail_msg("%zu of %zu bytes were enough", i, len);
		reply_done(&r);
		free(cut);
	}
}

static void
test_every_byte(void **state)
{
	struct reply r, back;
	struct pieces b;

	(void)state;
	fill(&r);
	encode(&r, &b);
	for (size_t i = 0, at = 0; i < b.n; i++) {
		check_cut_piece(b.bytes.data + at, b.ends[i] - at, i + 1 < b.n);
		at = b.ends[i];
	}
	for (size_t i = 0; i < b.bytes.len; i++)
		for (int bit = 0; bit < 8; bit++) {
			char *byte = &b.bytes.data[i];

			*byte = (char)(*byte ^ 1 << bit);
			if (decode(&b, &back) == 0)
				reply_done(&back);
			*byte = (char)(*byte ^ 1 << bit);
		}
	buf_addc(&b.bytes, '\0');
	b.ends[b.n - 1]++;
	assert_int_equal(decode(&b, &back), -1);
	pieces_done(&b);
	reply_done(&r);
}

/* Each makes one thing of a reply that is true untrue. */
static void
no_message(struct reply *r)
{
	r->outcome = OUTCOME_UNREADABLE;
}

static void
message(struct reply *r)
{
	r->message = xstrdup("well");
}

static void
other_outcome(struct reply *r)
{
	r->outcome = OUTCOME_UNCHANGED;
	r->message = xstrdup("as before");
}

static void
set(char **text, const char *s)
{
	free(*text);
	*text = xstrdup(s);
}

static void
empty(struct reply *r)
{
	set(&r->feed.title, "");
}

static void
control(struct reply *r)
{
	set(&r->feed.title, "a\033[2Jb");
}

static void
no_utf8(struct reply *r)
{
	set(&r->feed.items[0].html, "<p>\xc3</p>");
}

static void
late(struct reply *r)
{
	r->feed.items[0].published_at = LIMIT_TIME + 1;
}

static void
early(struct reply *r)
{
	r->feed.updated_at = CLOCK_NONE + 1;
}

static void
never_again(struct reply *r)
{
	r->feed.ttl_secs = LIMIT_TTL_SECS + INT64_C(1);
}

static void
negative(struct reply *r)
{
	r->feed.items[0].attachments[0].size = -2;
}

static void
format(struct reply *r)
{
	r->feed.format = FORMAT_NHSJOBS + 1;
}

static void
hours(struct reply *r)
{
	r->feed.skip_hours = 1 << 24;
}

static void
items(struct reply *r)
{
	while (r->feed.n_items <= LIMIT_ITEMS)
		feed_add_item(&r->feed);
}

static void
tags(struct reply *r)
{
	while (r->feed.items[1].n_tags <= LIMIT_TAGS)
		item_add_tag(&r->feed.items[1]);
}

static void
people(struct reply *r)
{
	while (r->feed.authors.n <= LIMIT_PEOPLE)
		people_add(&r->feed.authors);
}

static void
test_lies(void **state)
{
	static void (*const lies[])(struct reply * r) = {no_message, message,
	    other_outcome, empty, control, no_utf8, late, early, never_again,
	    negative, format, hours, items, tags, people};
	struct reply r, back;
	struct pieces b;

	(void)state;
	for (size_t i = 0; i < N_OF(lies); i++) {
		fill(&r);
		lies[i](&r);
		encode(&r, &b);
		if (decode(&b, &back) == 0)
			fail_msg("lie %zu was believed", i);
		pieces_done(&b);
		reply_done(&r);
	}
}

static void
test_failure(void **state)
{
	struct reply r, back;
	struct pieces b;

	(void)state;
	reply_init(&r);
	r.outcome = OUTCOME_NOT_FEED;
	r.message = xstrdup("an HTML page, not a feed");
	encode(&r, &b);
	assert_int_equal(decode(&b, &back), 0);
	assert_int_equal(back.outcome, OUTCOME_NOT_FEED);
	check_str("message", back.message, r.message);
	pieces_done(&b);
	reply_done(&r);
	reply_done(&back);
}

/* What failed has no items, whatever came before it was said. */
static void
test_failure_behind_items(void **state)
{
	struct reply r, back;
	struct pieces b;

	(void)state;
	fill(&r);
	r.outcome = OUTCOME_UNREADABLE;
	r.message = xstrdup("too large");
	encode(&r, &b);
	assert_int_equal(decode(&b, &back), 0);
	assert_int_equal(back.feed.n_items, 0);
	assert_null(back.feed.title);
	pieces_done(&b);
	reply_done(&r);
	reply_done(&back);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_round_trip),
	    cmocka_unit_test(test_every_member),
	    cmocka_unit_test(test_every_byte),
	    cmocka_unit_test(test_lies),
	    cmocka_unit_test(test_failure),
	    cmocka_unit_test(test_failure_behind_items),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
