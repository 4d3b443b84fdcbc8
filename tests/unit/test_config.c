/* SPDX-License-Identifier: ISC */
/* What configuration files mean, and what is complained of in their values. */
#include <sys/stat.h>

#include "loading.h"

static void
test_missing(void **state)
{
	static const struct bad cases[] = {
	    {"", "main:1: 'database' is missing\n"
		 "main:1: 'public' is missing\n"
		 "main:1: there is no 'site'\n"
		 "main:1: there is no 'section'\n"
		 "main:1: there is no 'feed'\n"
		 "main:1: there is no 'publish'\n"},
	    {"\n" SITE SECTION FEED OUTPUT "\n\n",
		"main:3: 'database' is missing\n"
		"main:3: 'public' is missing\n"},
	    {PATHS SECTION FEED OUTPUT "\nsite\n{\n}\n",
		"main:3: site: 'title' is missing\n"
		"main:3: site: 'author' is missing\n"
		"main:3: site: 'link' is missing\n"
		"main:3: site: 'base' is missing\n"
		"main:3: site: 'id' is missing\n"},
	    {GOOD "section t { }", "main:2: section 't': 'title' is missing\n"},
	    {GOOD "feed g { }", "main:2: feed 'g': 'url' is missing\n"
				"main:2: feed 'g': 'section' is missing\n"},
	    {GOOD "words w { }", "main:2: words 'w': 'any' is missing\n"},
	    {GOOD "words w { any = {} }",
		"main:2: words 'w': 'any' is missing\n"},
	    {GOOD "rule r { and = {a} }",
		"main:2: rule 'r': needs 'any' or 'query': it has no word\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

static void
test_values(void **state)
{
	static const struct bad cases[] = {
	    {GOOD "threshold = ten\n",
		"main:2: threshold: 'ten' is no whole number\n"},
	    {GOOD "threshold = -1\n",
		"main:2: threshold: '-1' is not within 0 and 10000\n"},
	    {GOOD "hold = 11\n",
		"main:2: hold: 11 is above the threshold of 10\n"},
	    {GOOD "threshold = 5\n",
		"main:2: hold: 6 is above the threshold of 5\n"},
	    {GOOD "threshold = x\nhold = 5000",
		"main:2: threshold: 'x' is no whole number\n"},
	    {GOOD "http {\n connections = 0\n per-host = 33\n "
		  "per-host-delay = 1\n deadline = 25h\n timeout = 11m\n "
		  "max-size = 257M\n allow-private = maybe\n}",
		"main:3: http: connections: '0' is not within 1 and 256\n"
		"main:4: http: per-host: '33' is not within 1 and 32\n"
		"main:5: http: per-host-delay: '1' is no span of time: write "
		"90s, 10m, 6h, 60d or 2w\n"
		"main:6: http: deadline: '25h' is not within 1s and 1d\n"
		"main:7: http: timeout: '11m' is not within 1s and 10m\n"
		"main:8: http: max-size: '257M' is not within 1K and 256M\n"
		"main:9: http: allow-private: 'maybe' is neither true nor "
		"false\n"},
	    {GOOD "http {\n proxy = \"me:secret@proxy\"\n ca-bundle = ca.pem\n "
		  "headers = {\"Cookie: secret\"}\n}",
		"main:3: http: proxy: no URL of a proxy: write "
		"http://proxy.example.org:3128\n"
		"main:4: http: ca-bundle: 'ca.pem': No such file or "
		"directory\n"
		"main:5: http: headers: 'Cookie' is for one server: set it in "
		"its feed\n"},
	    {GOOD "http { username = me }", "main:2: unknown word 'username' "
					    "in http (it belongs in feed)\n"},
	    {GOOD "feed g {\n url = a section = s\n password-file = main }",
		"main:4: feed 'g': 'password-file' needs 'username'\n"},
	    {GOOD "feed g { url = a section = s\n headers = {\"X: 1\",\n "
		  "secret, \"Host: e.org\"}\n user-agent = \"a\\x01b\" }",
		"main:4: feed 'g': headers: a header is written \"Name: "
		"value\"; this is none\n"
		"main:4: feed 'g': headers: 'Host' is not yours to set\n"
		"main:5: feed 'g': user-agent: a control character stands in "
		"it\n"},
	    {GOOD "feed g { url = \"ftp://me:secret@e.org/\" section = s }",
		"main:2: feed 'g': url: 'e.org/' is neither http, https, nor "
		"a path\n"},
	    {GOOD "section t { title = T lifetime = 60 }",
		"main:2: section 't': lifetime: '60' is no span of time: "
		"write 90s, 10m, 6h, 60d or 2w\n"},
	    {GOOD "feed g { url = \"file:///a\" section = s }",
		"main:2: feed 'g': url: 'file:///a': a local file is written "
		"as a path, without 'file:'\n"},
	    {GOOD "feed g { url = \"gopher://a/\" section = s }",
		"main:2: feed 'g': url: 'gopher://a/' is neither http, https, "
		"nor a path\n"},
	    {GOOD "feed g { url = a section = s select = rule }",
		"main:2: feed 'g': select: unknown word 'rule' (did you mean "
		"'rules'?)\n"},
	    {GOOD "publish p.atom { limit = 1001 }",
		"main:2: publish 'p.atom': limit: '1001' is not within 1 and "
		"1000\n"},
	    {GOOD "section t { title = \"a\\tb\" }\n"
		  "section u { title = \"a\\x1b[2J\" }\n"
		  "section v { title = \"\\xff\" }",
		"main:3: section 'u': title: a control character stands in "
		"it\n"
		"main:4: section 'v': title: a control character stands in "
		"it\n"},
	    {GOOD "section t { title = {a, b} }",
		"main:2: section 't': title: one value is wanted, not a "
		"list\n"},
	    {SITE SECTION FEED OUTPUT "\npublic = p\ndatabase = p/d.db",
		"main:3: database: 'p/d.db' lies in the public folder\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

static void
test_rules(void **state)
{
	static const struct bad cases[] = {
	    {GOOD "rule r { any = a in = {title, titles}\n score = 1001 }",
		"main:2: rule 'r': in: unknown word 'titles' (did you mean "
		"'title'?)\n"
		"main:3: rule 'r': score: '1001' is not within -1000 and "
		"1000\n"},
	    {GOOD "rule r { any = {\"*\", \"a*b\", \"algo* x\", \" \"} }",
		"main:2: rule 'r': any: '*' has no letter and no digit\n"
		"main:2: rule 'r': any: 'a*b': a '*' may only be its last "
		"letter\n"
		"main:2: rule 'r': any: 'algo* x': a '*' may only be its last "
		"letter\n"
		"main:2: rule 'r': any: ' ' is empty\n"},
	    {GOOD "rule r { any = a query = 'a OR b' }",
		"main:2: rule 'r': 'query' and 'any' exclude each other\n"},
	    {GOOD "rule r {\n query = 'a'\n not = b }",
		"main:3: rule 'r': 'query' and 'not' exclude each other\n"},
	    {GOOD "publish \"a-2026-01.atom\" { }\n"
		  "publish \"a.atom\" { archive = true }\n"
		  "publish \"o.atom.gz\" { format = atom }",
		"main:3: publish 'a.atom': clashes with 'a-2026-01.atom' in "
		"main:2: the months of an archive, and all packed as .gz, are "
		"files too\n"
		"main:4: publish 'o.atom.gz': clashes with 'o.atom' in main:1: "
		"the months of an archive, and all packed as .gz, are files "
		"too\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

static void
test_site(void **state)
{
	static const struct bad cases[] = {
	    {PATHS SECTION FEED OUTPUT
		"site {\n title = \"\"\n subtitle = \" \"\n author = A\n "
		"link = www.e.org\n base = \"http://e.org/?f\"\n "
		"id = reading\n language = english\n timezone = London\n "
		"contact = web@e.org\n}",
		"main:2: site: title: '' is empty\n"
		"main:3: site: subtitle: ' ' is empty\n"
		"main:5: site: link: 'www.e.org' is no http or https URL\n"
		"main:6: site: base: 'http://e.org/?f' has a query or a "
		"fragment: file names could not follow it\n"
		"main:7: site: id: 'reading' is no tag:, urn:, http: or "
		"https: URI\n"
		"main:8: site: language: 'english' is no language tag: write "
		"en-GB, cy, …\n"
		"main:9: site: timezone: 'London' is no time zone of "
		"/usr/share/zoneinfo\n"
		"main:10: site: contact: 'web@e.org' is no address: write "
		"mailto:web@example.org or an http URL\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

static void
test_names(void **state)
{
	static const struct bad cases[] = {
	    {GOOD "feed f { url = b section = s }",
		"main:2: feed 'f': stands twice: first in main:1\n"},
	    {GOOD "section s { title = S }",
		"main:2: section 's': stands twice: first in main:1\n"},
	    {GOOD "\nwords w { any = a }\nwords w { any = b }",
		"main:4: words 'w': stands twice: first in main:3\n"},
	    {GOOD "rule r { any = a }\nrule r { }",
		"main:3: rule 'r': stands twice: first in main:2\n"},
	    {GOOD "publish p.xml { }\npublish atom { }",
		"main:2: publish 'p.xml': its name ends in no form's suffix "
		"(.atom, .html, …): set 'format'\n"
		"main:3: publish 'atom': its name ends in no form's suffix "
		"(.atom, .html, …): set 'format'\n"},
	    {GOOD "publish p.xml { format = rs }",
		"main:2: publish 'p.xml': format: unknown form 'rs' (did you "
		"mean 'rss'?)\n"},
	    {GOOD "publish p.html { format = none }",
		"main:2: publish 'p.html': format: unknown form 'none'\n"},
	    {GOOD "publish p.rss {\nformat = atom }\n"
		  "publish p.fragment { format = html }",
		"main:3: publish 'p.rss': format: 'p.rss' would be served as "
		"what its name ends in\n"
		"main:4: publish 'p.fragment': format: 'p.fragment' would be "
		"served as what its name ends in\n"},
	    {GOOD "publish o.atom { }",
		"main:2: publish 'o.atom': stands twice: first in main:1\n"},
	    {GOOD SITE, "main:2: site: stands twice: first in main:1\n"},
	    {GOOD "http { }\nhttp { }",
		"main:3: http: stands twice: first in main:2\n"},
	    {GOOD "threshold = 20\nhold = 3\nthreshold = 30",
		"main:4: 'threshold' is set twice: first in main:2\n"},
	    {GOOD "rule r { any = a\nany = b\nany += c }",
		"main:3: rule 'r': 'any' is set twice: first in main:2\n"},
	    {GOOD "feed \"a b\" { url = b section = s }",
		"main:2: feed 'a b': a name is made of letters, digits, '-', "
		"'_' and '.'\n"},
	    {GOOD "publish \"../x.atom\" { }\npublish .x.atom { }",
		"main:2: publish '../x.atom': a file name has no '/' in it and "
		"no "
		"'.' in front\n"
		"main:3: publish '.x.atom': a file name has no '/' in it and "
		"no "
		"'.' in front\n"},
	    {GOOD "feed g { url = b section = t }",
		"main:2: feed 'g': section: there is no 'section t'\n"},
	    {GOOD "section articles { title = A }\n"
		  "publish p.atom { sections = {s, artcles} }",
		"main:3: publish 'p.atom': sections: there is no 'section "
		"artcles' (did you mean 'articles'?)\n"},
	    {GOOD "rule r { any = {a,\n\"@helth\",\n\"@\"} }\n"
		  "words health { any = {\"@other\"} }",
		"main:3: rule 'r': any: there is no 'words helth' (did you "
		"mean 'health'?)\n"
		"main:4: rule 'r': any: there is no 'words '\n"
		"main:5: words 'health': any: '@other': a list of words "
		"cannot refer to another\n"},
	};

	(void)state;
	check_bad(cases, N_OF(cases));
}

/* One file with a mistake of every sort: all are told, from top to bottom. */
static void
test_all_in_one_go(void **state)
{
	static const char text[] =
	    "public = p\n"
	    "rule r { any = \"@nothing\" sections = nowhere }\n"
	    "site {\n"
	    "  titel = T\n"
	    "  author = A\n"
	    "  link = here\n"
	    "  base = \"http://e.org/\"\n"
	    "  id = \"tag:e.org,26:r\"\n"
	    "}\n"
	    "feed f { url = \"http://e.org/\" section = s every = 6x }\n"
	    "feed f { }\n"
	    "publish a/b.atom { limit = 0 }\n"
	    "hold = 20\n";
	struct config c = {0};
	struct err e;

	(void)state;
	check_int("rc", load(text, &c, &e), -1);
	check_str("complaints", told.data,
	    "main:2: rule 'r': any: there is no 'words nothing'\n"
	    "main:2: rule 'r': sections: there is no 'section nowhere'\n"
	    "main:3: site: 'title' is missing\n"
	    "main:4: unknown word 'titel' in site (did you mean 'title'?)\n"
	    "main:6: site: link: 'here' is no http or https URL\n"
	    "main:8: site: id: 'tag:e.org,26:r' is no tag URI: write "
	    "tag:example.org,2026:reading\n"
	    "main:10: feed 'f': section: there is no 'section s'\n"
	    "main:10: feed 'f': every: '6x' is no span of time: write 90s, "
	    "10m, 6h, 60d or 2w\n"
	    "main:11: feed 'f': stands twice: first in main:10\n"
	    "main:12: publish 'a/b.atom': a file name has no '/' in it and no "
	    "'.' "
	    "in front\n"
	    "main:12: publish 'a/b.atom': limit: '0' is not within 1 and 1000\n"
	    "main:13: 'database' is missing\n"
	    "main:13: hold: 20 is above the threshold of 10\n"
	    "main:13: there is no 'section'\n");
	if (strstr(e.msg, ": 14 mistakes") == NULL)
		fail_msg("%s", e.msg);
}

static void
test_defaults(void **state)
{
	struct config c;
	struct err e;

	(void)state;
	if (load(GOOD "rule r { any = a }", &c, &e) != 0)
		fail_msg("%s: %s", e.msg, told.data);
	check_str("file", c.file, main_file);
	check_str("base", c.site.base, "http://e.org/f/");
	check_str("subtitle", c.site.subtitle, NULL);
	check_str("contact", c.site.contact, NULL);
	check_str("language", c.site.language, "en-GB");
	check_str("timezone", c.site.timezone, "Europe/London");
	check_int("timeout", c.http.timeout_secs, 30);
	check_int("max-size", (int64_t)c.http.max_size, 16 << 20);
	check_int("connections", c.http.connections, 32);
	check_int("per-host", c.http.per_host, 2);
	check_int("per-host-delay", c.http.per_host_delay_secs, 1);
	check_int("deadline", c.http.deadline_secs, 600);
	check_int("allow-private", c.http.allow_private, 0);
	check_str("user-agent", c.http.user_agent, NULL);
	check_int("headers", (int64_t)count(c.http.headers), 0);
	check_str("proxy", c.http.proxy, NULL);
	check_str("no-proxy", c.http.no_proxy, NULL);
	check_str("ca-bundle", c.http.ca_bundle, NULL);
	check_int("threshold", c.threshold, 10);
	check_int("hold", c.hold, 6);
	check_int("lifetime", c.sections[0].lifetime_secs, -1);
	check_int("select", c.sources[0].select, SELECT_RULES);
	check_int("every", c.sources[0].every_secs, -1);
	check_int("feed timeout", c.sources[0].http.timeout_secs, 30);
	check_str("feed agent", c.sources[0].http.user_agent, NULL);
	check_int("feed headers", (int64_t)count(c.sources[0].http.headers), 0);
	check_str("username", c.sources[0].http.username, NULL);
	check_str("password", c.sources[0].http.password.text, NULL);
	check_int("limit", c.outputs[0].limit, 50);
	check_int("sections", (int64_t)count(c.outputs[0].sections), 0);
	check_int("score", c.rules[0].score, 10);
	check_int("title-score", c.rules[0].title_score, 0);
	check_int("in", c.rules[0].fields, FIELD_ALL);
	check_int("line", c.rules[0].place.line, 2);
	check_int("and", (int64_t)count(c.rules[0].and_of), 0);
	tell(c.database);
	tell(c.public_dir);
	check_str("paths", told.data, "d.db\np\n");
	assert_ptr_equal(config_find_source(&c, "f"), c.sources);
	assert_ptr_equal(config_find_section(&c, "s"), c.sections);
	assert_null(config_find_source(&c, "s"));
	assert_null(config_find_section(&c, "f"));
	config_done(&c);
}

/* The order of the file has no say, comments stand anywhere, and what is in
 * quotation marks is what is meant. */
static void
test_good(void **state)
{
	static const char text[] =
	    "\xef\xbb\xbf"
	    "# begins with a byte order mark\r\n"
	    "rule r { # comment\n"
	    "  any = {\"clinical  leader*\", # \"not\" this }\n"
	    "         \"@health\", /* nor\n"
	    "         this */ \"King's Fund\",}\n"
	    "  and = \"@health\"\n"
	    "  not = {}\n"
	    "  not += {'market leader'}\n"
	    "  in = {title, \"summary\"} score = -20 title-score = 5\n"
	    "  sections = {s}\n"
	    "}\n"
	    "rule q { query = '\"a b\" NEAR(c d, 5)' in = all }\n"
	    "feed g { url = \"${HOME}/x.xml\" section = s select = all\n"
	    "  every = 6h max-size = 1M allow-private = yes }\n"
	    "http { timeout = 20s max-size = 2M }\n"
	    "words health { any = {\"NHS\"} any += {\"hospital*\"} }\n"
	    "section t { title = \"Caf\xc3\xa9 \\\"T\\\"\" lifetime = 60d }\n"
	    "publish t.atom { sections = t limit = 7 }\n" GOOD;
	struct config c;
	struct err e;

	(void)state;
	if (load(text, &c, &e) != 0)
		fail_msg("%s: %s", e.msg, told.data);
	check_int("any", (int64_t)count(c.rules[0].any_of), 4);
	check_str("any", c.rules[0].any_of[0], "clinical leader*");
	check_str("any", c.rules[0].any_of[1], "NHS");
	check_str("any", c.rules[0].any_of[2], "hospital*");
	check_str("any", c.rules[0].any_of[3], "King's Fund");
	check_int("and", (int64_t)count(c.rules[0].and_of), 2);
	check_str("not", c.rules[0].none_of[0], "market leader");
	check_int("in", c.rules[0].fields, FIELD_TITLE | FIELD_SUMMARY);
	check_int("score", c.rules[0].score, -20);
	check_int("title-score", c.rules[0].title_score, 5);
	check_str("sections", c.rules[0].sections[0], "s");
	check_int("line", c.rules[0].place.line, 2);
	check_str("query", c.rules[1].query, "\"a b\" NEAR(c d, 5)");
	check_int("query in", c.rules[1].fields, FIELD_ALL);
	tell(c.sources[0].url);
	check_str("url", told.data, "${HOME}/x.xml\n");
	check_int("select", c.sources[0].select, SELECT_ALL);
	check_int("every", c.sources[0].every_secs, 21600);
	check_int("timeout", c.sources[0].http.timeout_secs, 20);
	check_int("size", (int64_t)c.sources[0].http.max_size, 1 << 20);
	check_int("private", c.sources[0].http.allow_private, 1);
	check_int("other size", (int64_t)c.sources[1].http.max_size, 2 << 20);
	check_str("title", c.sections[0].title, "Caf\xc3\xa9 \"T\"");
	check_int("lifetime", c.sections[0].lifetime_secs, 5184000);
	check_int("limit", c.outputs[0].limit, 7);
	check_str("output", c.outputs[0].sections[0], "t");
	config_done(&c);
}

/* What is sent: a feed's own word goes before that of the http section. */
static void
test_sent(void **state)
{
	static const char text[] =
	    "http { user-agent = \"Faculty  reader\"\n"
	    "  headers = {\"X-One: 1\", \"X-Two:2\"}\n"
	    "  proxy = \"socks5h://me:pw@proxy.e.org:1080\"\n"
	    "  no-proxy = \"localhost,.e.org\" ca-bundle = main }\n"
	    "feed g { url = \"http://e.org/g\" section = s user-agent = mine\n"
	    "  headers = \"Authorization: Bearer x\"\n"
	    "  username = me password-file = a }\n"
	    "feed h { url = h section = s username = you }\n" GOOD;
	const struct http *http;
	struct config c;
	struct err e;
	char *path;

	(void)state;
	write_file("a", "open sesame\r\nsecond line\n", 25);
	path = xasprintf("%s/a", folder);
	assert_int_equal(chmod(path, 0640), 0);
	free(path);
	if (load(text, &c, &e) != 0)
		fail_msg("%s: %s", e.msg, told.data);
	check_str("agent", c.http.user_agent, "Faculty reader");
	check_str("header", c.http.headers[1], "X-Two:2");
	check_str("proxy", c.http.proxy, "socks5h://me:pw@proxy.e.org:1080");
	check_str("no-proxy", c.http.no_proxy, "localhost,.e.org");
	check_str("ca-bundle", c.http.ca_bundle, main_file);
	http = &c.sources[0].http;
	check_str("own agent", http->user_agent, "mine");
	check_int("own headers", (int64_t)count(http->headers), 1);
	check_str("own header", http->headers[0], "Authorization: Bearer x");
	check_str("username", http->username, "me");
	check_str("password", http->password.text, "open sesame");
	http = &c.sources[1].http;
	check_str("its agent", http->user_agent, "Faculty reader");
	check_int("its headers", (int64_t)count(http->headers), 2);
	check_str("its username", http->username, "you");
	check_str("its password", http->password.text, NULL);
	http = &c.sources[2].http;
	check_str("default agent", http->user_agent, "Faculty reader");
	check_int("default headers", (int64_t)count(http->headers), 2);
	check_str("default username", http->username, NULL);
	config_done(&c);
}

/* Run from the top of the tree, as `make check` does. */
static void
test_shipped(void **state)
{
	static const char *const files[] = {
	    "config/lectern.conf", "config/demo.conf"};

	(void)state;
	for (size_t i = 0; i < N_OF(files); i++) {
		struct config c;
		struct err e;

		buf_clear(&told);
		if (config_load(files[i], tell, no_more, &c, &e) != 0)
			fail_msg("%s:\n%s", e.msg, told.data);
		config_done(&c);
	}
}

static void
test_done(void **state)
{
	struct config c = {0};

	(void)state;
	config_done(&c);
	config_done(&c);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_missing),
	    cmocka_unit_test(test_values),
	    cmocka_unit_test(test_rules),
	    cmocka_unit_test(test_site),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_all_in_one_go),
	    cmocka_unit_test(test_defaults),
	    cmocka_unit_test(test_good),
	    cmocka_unit_test(test_sent),
	    cmocka_unit_test(test_shipped),
	    cmocka_unit_test(test_done),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
