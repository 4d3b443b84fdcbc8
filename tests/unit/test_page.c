/* SPDX-License-Identifier: ISC */
/* An edition as one HTML page. */
#include "check.h"
#include "core/hash.h"
#include "edition.h"
#include "publish/gate_page.h"
#include "publish/page.h"

static char *
render(const struct edition *ed)
{
	struct buf b;
	struct err e = {0};

	buf_init(&b, LIMIT_DOCUMENT);
	page_render(ed, &b);
	assert_true(buf_ok(&b));
	if (gate_page(ed, &b, &e) != 0)
		fail_msg("gate: %s", e.msg);
	return buf_take(&b);
}

static size_t
count(const char *text, const char *part)
{
	size_t n = 0;

	for (const char *s = text; (s = strstr(s, part)) != NULL; s++)
		n++;
	return n;
}

static void
check_has(const char *text, const char *const *parts, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (count(text, parts[i]) != 1)
			fail_msg(
			    "%zu times: %s", count(text, parts[i]), parts[i]);
}

static void
test_page(void **state)
{
	static const char *const parts[] = {
	    "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n",
	    "<title>Leadership reading</title>",
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\">",
	    "<link rel=\"alternate\" type=\"application/atom+xml\" "
	    "title=\"Leadership reading (Atom)\" href=\"reading.atom\">",
	    "<link rel=\"alternate\" type=\"application/atom+xml\" "
	    "title=\"Leadership reading: Research opportunities (Atom)\" "
	    "href=\"jobs.atom\">",
	    "<a class=\"skip\" href=\"#list\">",
	    "<h1>Leadership reading</h1>",
	    "<p class=\"lead\">Selected for members</p>",
	    "Last changed <time datetime=\"2026-11-22\">22 November 2026"
	    "</time>",
	    "<a type=\"application/atom+xml\" href=\"reading.atom\">Everything"
	    " (Atom)</a>",
	    "<a type=\"application/rss+xml\" href=\"reading.rss\">Everything"
	    " (RSS)</a>",
	    "<a type=\"application/atom+xml\" href=\"jobs.atom\">Research "
	    "opportunities (Atom)</a>",
	    "<b>Feed reader</b>",
	    "<b>Calendar</b>",
	    "<a type=\"text/calendar\" href=\"reading.ics\">Everything "
	    "(calendar)</a>",
	    "<b>Citations</b>",
	    "<b>Sources</b>",
	    "<meta property=\"og:url\" "
	    "content=\"https://www.example.org/feeds/index.html\">",
	    "<main id=\"list\">",
	    "<h2 id=\"section-articles\">Articles</h2>",
	    "<h2 id=\"section-jobs\">Research opportunities</h2>\n"
	    "<p class=\"empty\">Nothing is listed here at present.</p>",
	    "prefers-color-scheme: dark",
	    "@media print",
	};
	struct fixture f;
	char *html;

	(void)state;
	fixture_init(&f, FILE_PAGE);
	fixture_add(&f, "articles", "One");
	html = render(&f.ed);
	check_has(html, parts, N_OF(parts));
	free(html);
	fixture_done(&f);
}

/* The text of an entry as a person sees it: the tags taken out. */
static char *
plain(const char *html, const char *from, const char *to)
{
	const char *s = strstr(html, from), *end;
	struct buf b;

	assert_non_null(s);
	end = strstr(s, to);
	assert_non_null(end);
	buf_init(&b, LIMIT_TEXT);
	for (; s < end; s++) {
		if (*s == '<')
			s += strcspn(s, ">");
		else
			buf_addc(&b, *s);
	}
	return buf_take(&b);
}

static void
test_article(void **state)
{
	static const char *const parts[] = {
	    "<a id=\"item-1-title\" "
	    "href=\"https://doi.org/10.1136/leader-2022-000655\">Role of "
	    "medical leaders</a>. <cite>BMJ Leader</cite>. "
	    "<time datetime=\"2022-09-12\">12 September 2022</time>.</p>",
	    "<summary aria-describedby=\"item-1-title\">Abstract</summary>",
	    "<div><p>An <i>abstract</i> of ",
	    "<li id=\"item-2\" lang=\"cy\">",
	    "Who leads?</a> <cite>The Journal</cite>.",
	};
	struct fixture f;
	struct entry *en;
	char *html, *text, longer[600];

	(void)state;
	fixture_init(&f, FILE_PAGE);
	en = fixture_add(&f, "articles", "Role of medical leaders");
	fixture_author(en, "Laura Jones");
	en->item.doi = xstrdup("10.1136/leader-2022-000655");
	en->item.citation.journal = xstrdup("BMJ Leader");
	memset(longer, 'x', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	en->item.text = xasprintf("An abstract of %s", longer);
	en->item.html = xasprintf("<p>An <i>abstract</i> of %s</p>", longer);
	en = fixture_add(&f, "articles", "Who leads?");
	en->item.language = xstrdup("cy");
	html = render(&f.ed);
	check_has(html, parts, N_OF(parts));
	text = plain(html, "<p class=\"cite\">", "</p>");
	check_str("the citation", text,
	    "Jones, L. Role of medical leaders. BMJ Leader. 12 September "
	    "2022.");
	free(text);
	free(html);
	fixture_done(&f);
}

/* What a citation manager and a search engine are told. */
static void
test_machines(void **state)
{
	static const char *const parts[] = {
	    "<span class=\"Z3988\" title=\"ctx_ver=Z39.88-2004&amp;"
	    "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&amp;"
	    "rft.genre=article&amp;rft.atitle=Leaders%20%26%20led%3A%20p%20%3C"
	    "%200.05&amp;rft.jtitle=BMJ%20Leader&amp;rft.volume=10&amp;"
	    "rft.issue=1&amp;rft.spage=12&amp;rft.epage=19&amp;"
	    "rft.date=2022-09-12&amp;rft.au=Laura%20Jones&amp;"
	    "rft.au=Khan%2C%20S.&amp;"
	    "rft_id=info%3Adoi%2F10.1136%2Fleader-2022-000655\"></span>",
	    "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&amp;"
	    "rft.type=blogPost&amp;rft.title=A%20post&amp;rft.source=The%20"
	    "Journal&amp;rft.date=2022-09-12&amp;"
	    "rft_id=https%3A%2F%2Fjournal.example%2F2\"",
	    "{\"@type\":\"ScholarlyArticle\",\"headline\":\"Leaders & led: "
	    "p \\u003c 0.05\",\"author\":[{\"@type\":\"Person\",\"name\":"
	    "\"Laura Jones\"},{\"@type\":\"Person\",\"name\":\"Khan, "
	    "S.\"}],\"datePublished\":\"2022-09-12T08:00:00Z\",\"isPartOf\":"
	    "{\"@type\":\"Periodical\",\"name\":\"BMJ Leader\"},"
	    "\"inLanguage\":\"cy\",\"identifier\":{\"@type\":"
	    "\"PropertyValue\",\"propertyID\":\"DOI\",\"value\":"
	    "\"10.1136/leader-2022-000655\"},\"url\":"
	    "\"https://doi.org/10.1136/leader-2022-000655\"}",
	    "{\"@type\":\"BlogPosting\",\"headline\":\"A post\",",
	    "{\"@type\":\"JobPosting\",\"title\":\"Lecturer, leadership\","
	    "\"description\":\"University of X\\n\\nSalary: £1; more\","
	    "\"hiringOrganization\":{\"@type\":\"Organization\",\"name\":"
	    "\"University of X\"},\"datePosted\":\"2022-09-12T08:00:00Z\","
	    "\"validThrough\":\"2026-11-30\",\"url\":"
	    "\"https://journal.example/3\"}",
	};
	struct fixture f;
	char *html;

	(void)state;
	fixture_init(&f, FILE_PAGE);
	fixture_add_article(&f);
	fixture_add(&f, "articles", "A post");
	fixture_add_advert(&f);
	html = render(&f.ed);
	check_has(html, parts, N_OF(parts));
	/* Nobody cites an advert. */
	check_int("spans", (int64_t)count(html, "Z3988"), 2);
	free(html);
	fixture_done(&f);
}

static void
test_advert(void **state)
{
	static const char *const parts[] = {
	    "Senior Lecturer</a>. University of X - School of Y. <time",
	    "<p class=\"note\">Salary: £1 &amp; more</p>",
	    "<p class=\"closes\">Closes <time datetime=\"2026-11-30\">30 "
	    "November 2026</time> <strong class=\"soon\">closing soon</strong>"
	    "</p>",
	    "Closes ",
	};
	struct fixture f;
	struct entry *en;
	char *html;

	(void)state;
	fixture_init(&f, FILE_PAGE);
	en = fixture_add(&f, "jobs", "Senior Lecturer");
	en->item.text =
	    xstrdup("University of X - School of Y\n\nSalary: £1 & more");
	en->item.html = xstrdup("University of X - School of Y<br>Salary");
	en->item.closes_at = clock_parse("2026-11-30");
	en->closes_at = en->item.closes_at;
	en->closes_soon = true;
	/* The section's lifetime is no closing date. */
	en = fixture_add(&f, "jobs", "Junior Lecturer");
	en->closes_at = clock_parse("2027-01-22");
	html = render(&f.ed);
	check_has(html, parts, N_OF(parts));
	free(html);
	fixture_done(&f);
}

/* What would fetch, or upset the headings, is shown as plain text. */
static void
test_misfits(void **state)
{
	static const char *const misfits[] = {
	    "<img src=\"https://journal.example/x.png\" alt=\"\">",
	    "<h2>Methods</h2>"};
	char longer[400];

	(void)state;
	memset(longer, 'x', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	for (size_t i = 0; i < N_OF(misfits); i++) {
		struct fixture f;
		struct entry *en;
		char *html;

		fixture_init(&f, FILE_PAGE);
		en = fixture_add(&f, "articles", "One");
		en->item.text = xasprintf("First.\n\nSecond %s", longer);
		en->item.html = xasprintf("%s%s", misfits[i], longer);
		html = render(&f.ed);
		check_int(misfits[i], (int64_t)count(html, misfits[i]), 0);
		check_int("its text",
		    (int64_t)count(html, "<div><p>First.</p>\n<p>Second x"), 1);
		free(html);
		fixture_done(&f);
	}
}

/* The policy names what stands between the tags. */
static void
check_allowed(const char *html, const char *directive, const char *tag)
{
	char hash[HASH_BASE64_SIZE], *policy;
	const char *inner, *end;

	inner = strstr(html, tag);
	assert_non_null(inner);
	inner += strlen(tag);
	end = strstr(inner, "</");
	assert_non_null(end);
	hash_base64(inner, (size_t)(end - inner), hash);
	policy = xasprintf("%s 'sha256-%s';", directive, hash);
	check_int(policy, (int64_t)count(html, policy), 1);
	free(policy);
}

static void
test_policy(void **state)
{
	struct fixture f;
	char *html;

	(void)state;
	for (int i = 0; i < 2; i++) {
		fixture_init(&f, FILE_PAGE);
		if (i == 1) {
			f.ed.site.page_css = literal("h1 { color: teal }\n");
			f.ed.site.page_head = literal(
			    "<p><img src=\"logo.svg\" alt=\"FMLM\"></p>\n");
			f.ed.site.page_foot = literal("<footer>Us</footer>\n");
		}
		html = render(&f.ed);
		check_allowed(html, "style-src", "<style>");
		check_allowed(html, "script-src", "<script>");
		check_int(
		    "default", (int64_t)count(html, "default-src 'none'"), 1);
		/* Nothing in the style asks for what the policy would refuse.
		 */
		check_int("url()", (int64_t)count(html, "url("), 0);
		check_int("@import", (int64_t)count(html, "@import"), 0);
		check_int("its own", (int64_t)count(html, "color: teal"), i);
		check_int("head", (int64_t)count(html, "logo.svg"), i);
		check_int("foot",
		    (int64_t)count(html, "</main>\n<footer>Us</footer>"), i);
		free(html);
		fixture_done(&f);
	}
}

static void
test_hostile(void **state)
{
	struct fixture f;
	char *html;

	(void)state;
	for (int i = 0; i < 2; i++) {
		fixture_init(&f, FILE_PAGE);
		fixture_add_hostile(&f);
		if (i == 1) {
			free(f.ed.entries.list[0].item.summary);
			f.ed.entries.list[0].item.summary = NULL;
		}
		/* The gate within finds elements, attributes and links. */
		html = render(&f.ed);
		check_int("script", (int64_t)count(html, "<script"), 2);
		check_int("its end", (int64_t)count(html, "</script"), 2);
		check_int("a link", (int64_t)count(html, "\"javascript"), 0);
		check_int("lang", (int64_t)count(html, " lang="), 1);
		free(html);
		fixture_done(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_page),
	    cmocka_unit_test(test_article),
	    cmocka_unit_test(test_machines),
	    cmocka_unit_test(test_advert),
	    cmocka_unit_test(test_misfits),
	    cmocka_unit_test(test_policy),
	    cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
