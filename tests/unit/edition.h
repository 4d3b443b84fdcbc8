/* SPDX-License-Identifier: ISC */
/* An edition to render: a site, its files, two sections, no entries. */
#ifndef TESTS_EDITION_H
#define TESTS_EDITION_H

#include <stdlib.h>

#include "core/buf.h"
#include "core/clock.h"
#include "core/err.h"
#include "core/limits.h"
#include "core/xalloc.h"
#include "model/entry.h"

enum {
	FILE_ALL,
	FILE_ONE,
	FILE_PAGE,
	FILE_FRAGMENT,
	FILE_RSS,
	FILE_JSON,
	FILE_RIS,
	FILE_BIB,
	FILE_OPML,
	FILE_ICS,
	N_FILES
};

struct fixture {
	struct section sections[2];
	char *one_section[2];
	struct output outputs[N_FILES];
	struct edition ed;
};

static inline char *
literal(const char *s)
{
	/* The structs own what the tests lend them. */
	union {
		const char *in;
		char *out;
	} u = {.in = s};

	return u.out;
}

static inline void
fixture_init(struct fixture *f, int file)
{
	clock_set_zone("Europe/London");
	*f = (struct fixture){
	    .sections = {{literal("articles"), literal("Articles"), -1},
		{literal("jobs"), literal("Research opportunities"), 86400}},
	    .one_section = {literal("jobs"), NULL},
	    .outputs = {[FILE_ALL] = {.file = literal("reading.atom"),
			    .form = FORM_ATOM},
		[FILE_ONE] = {.file = literal("jobs.atom"),
		    .form = FORM_ATOM,
		    .sections = f->one_section},
		[FILE_PAGE] = {.file = literal("index.html"),
		    .form = FORM_PAGE},
		[FILE_FRAGMENT] = {.file = literal("list.html"),
		    .form = FORM_FRAGMENT},
		[FILE_RSS] = {.file = literal("reading.rss"), .form = FORM_RSS},
		[FILE_JSON] = {.file = literal("reading.json"),
		    .form = FORM_JSON},
		[FILE_RIS] = {.file = literal("reading.ris"), .form = FORM_RIS},
		[FILE_BIB] = {.file = literal("reading.bib"), .form = FORM_BIB},
		[FILE_OPML] = {.file = literal("sources.opml"),
		    .form = FORM_OPML},
		[FILE_ICS] = {.file = literal("reading.ics"),
		    .form = FORM_ICS}},
	};
	f->ed = (struct edition){
	    .site = {.title = literal("Leadership reading"),
		.subtitle = literal("Selected for members"),
		.author = literal("The Faculty"),
		.link = literal("https://www.example.org/research"),
		.base = literal("https://www.example.org/feeds/"),
		.id = literal("tag:example.org,2026:reading"),
		.language = literal("en-GB"),
		.timezone = literal("Europe/London")},
	    .output = &f->outputs[file],
	    .outputs = f->outputs,
	    .n_outputs = N_FILES,
	    .sections = f->sections,
	    .n_sections = N_OF(f->sections),
	    .updated_at = CLOCK_NONE,
	};
}

/* A bare entry: title, link, the times, where it came from. */
static inline struct entry *
fixture_add(struct fixture *f, const char *section, const char *title)
{
	struct entry *en = entries_add(&f->ed.entries);
	int64_t n = (int64_t)f->ed.entries.n;

	en->number = n;
	en->entry_id = xasprintf("tag:example.org,2026:item/%d", (int)n);
	en->section = xstrdup(section);
	en->item.title = xstrdup(title);
	en->item.url = xasprintf("https://journal.example/%d", (int)n);
	en->origin.id = xstrdup("https://journal.example/feed");
	en->origin.title = xstrdup("The Journal");
	en->origin.updated_at = clock_parse("2026-11-20T10:00:00Z");
	en->published_at = clock_parse("2022-09-12T08:00:00Z");
	en->first_seen_at = clock_parse("2026-11-22T10:00:00Z");
	en->updated_at = clock_parse("2026-11-22T23:30:00Z") - n;
	en->closes_at = CLOCK_NONE;
	if (f->ed.updated_at < en->updated_at)
		f->ed.updated_at = en->updated_at;
	return en;
}

static inline void
fixture_author(struct entry *en, const char *name)
{
	people_add(&en->item.authors)->name = xstrdup(name);
}

static inline struct mention
fixture_mention(const struct entry *en)
{
	return (struct mention){xstrdup(en->entry_id), xstrdup(en->item.title),
	    xstrdup(en->item.url)};
}

/* A notice, and the work that it is about. */
static inline void
fixture_add_notice(struct fixture *f, enum amendment what, const char *section)
{
	struct entry *notice, *original;

	fixture_add(f, section, "A notice: Boards and quality");
	original = fixture_add(f, section, "Boards and quality");
	notice = original - 1; /* the first may have moved */
	notice->amends = original->amended = what;
	notice->original = fixture_mention(original);
	original->amender = fixture_mention(notice);
}

/* One of which everything is said. */
static inline struct entry *
fixture_add_article(struct fixture *f)
{
	struct entry *en =
	    fixture_add(f, "articles", "Leaders & led: p < 0.05");
	struct item *it = &en->item;
	struct attachment *a = item_add_attachment(it);
	struct tag *tag = item_add_tag(it);

	fixture_author(en, "Laura Jones");
	fixture_author(en, "Khan, S.");
	it->authors.list[0].email = xstrdup("laura@example.org");
	it->authors.list[0].url = xstrdup("https://people.example/laura");
	it->doi = xstrdup("10.1136/leader-2022-000655");
	it->html = xstrdup("<p>Two <b>bold</b> words &amp; more.</p>");
	it->text = xstrdup("Two bold words & more.");
	it->rights = xstrdup("© The authors");
	it->license = xstrdup("https://creativecommons.org/licenses/by/4.0/");
	it->comments = xstrdup("https://journal.example/1/comments");
	it->external_url = xstrdup("https://elsewhere.example/");
	it->language = xstrdup("cy");
	it->citation = (struct citation){xstrdup("BMJ Leader"), xstrdup("10"),
	    xstrdup("1"), xstrdup("12"), xstrdup("19"), xstrdup("BMJ")};
	*a = (struct attachment){xstrdup("https://journal.example/1.pdf"),
	    xstrdup("application/pdf"), xstrdup("The paper"), 1234, -1};
	*tag = (struct tag){
	    xstrdup("nhs"), xstrdup("https://tags.example/"), xstrdup("NHS")};
	en->origin.subtitle = xstrdup("All of it");
	en->origin.self_url = xstrdup("https://journal.example/rss");
	en->origin.url = xstrdup("https://journal.example/");
	en->origin.rights = xstrdup("© BMJ");
	return en;
}

/* Everything that a stranger may say, all of it meant to break out. */
static inline void
fixture_add_hostile(struct fixture *f)
{
	static const char evil[] =
	    "\"'><script>alert(1)</script>]]><!-- &lt;b&gt; \x01\x1b \xc2\x85"
	    " \xff %s \\u0022 </title></style></summary>"
	    "\r\nER  - \r\nTY  - JOUR\r\n}}\n\n@article{x,\n  url = {y}\n}\n"
	    "END:VEVENT\r\nBEGIN:VALARM\n \\n\\,;:\"\n\xe2\x80\xa8TY  - JOUR\\";
	static const char js[] = "javascript:alert(1)";
	struct entry *en = fixture_add(f, "articles", evil);
	struct item *it = &en->item;
	struct person *p = people_add(&it->authors);
	struct tag *tag = item_add_tag(it);
	struct attachment *a = item_add_attachment(it);

	free(it->url);
	it->url = xstrdup(js);
	it->id = xstrdup(evil);
	it->external_url = xstrdup(js);
	it->text = xstrdup(evil);
	it->summary = xstrdup("\" onmouseover=alert(1) x=\"");
	it->image = xstrdup(js);
	it->language = xstrdup("\" onload=\"alert(1)");
	it->rights = xstrdup(evil);
	it->license = xstrdup("data:text/html,<script>alert(1)</script>");
	it->comments = xstrdup(js);
	it->doi = xstrdup("10.1000/\"><script>alert(1)</script>");
	it->source_title = xstrdup(evil);
	it->source_url = xstrdup(js);
	it->citation = (struct citation){xstrdup(evil), xstrdup(evil),
	    xstrdup(evil), xstrdup(evil), xstrdup("]]>"), xstrdup(evil)};
	*p = (struct person){xstrdup(evil), xstrdup(evil), xstrdup(js)};
	people_add(&it->contributors)->name = xstrdup(evil);
	*tag = (struct tag){xstrdup(evil), xstrdup("no scheme"), xstrdup(evil)};
	a->url = xstrdup(js);
	a->mime_type = xstrdup("text/html\" onclick=\"");
	a->title = xstrdup(evil);
	a = item_add_attachment(it);
	a->url = xstrdup("https://journal.example/a b\"<>.pdf");
	a->mime_type = xstrdup("text/html; \" onclick=\"");
	it->closes_at = clock_parse("2026-11-30T17:00:00Z");
	en->closes_at = it->closes_at;
	free(en->origin.title);
	en->origin.title = xstrdup(evil);
	en->origin.subtitle = xstrdup(evil);
	en->origin.self_url = xstrdup(js);
	en->origin.url = xstrdup(js);
	en->origin.rights = xstrdup(evil);
	en->origin.language = xstrdup(evil);
}

static inline void
fixture_add_channel(struct fixture *f, const char *section, const char *title,
    const char *url, const char *home_url)
{
	struct edition *ed = &f->ed;

	ed->channels =
	    xgrow(ed->channels, ed->n_channels, sizeof(*ed->channels));
	ed->channels[ed->n_channels++] = (struct channel){
	    xstrdup(title), xstrdup(section), xstrdup(url), xstrdup(home_url)};
}

/* An advert that says when it closes. */
static inline void
fixture_add_advert(struct fixture *f)
{
	struct entry *en = fixture_add(f, "jobs", "Lecturer, leadership");

	en->item.text = xstrdup("University of X\n\nSalary: £1; more");
	en->item.closes_at = clock_parse("2026-11-30");
	en->closes_at = en->item.closes_at;
}

static inline void
fixture_done(struct fixture *f)
{
	/* The sections are the fixture's own. */
	f->ed.sections = NULL;
	edition_done(&f->ed);
}

#endif
