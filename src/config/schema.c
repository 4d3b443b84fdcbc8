/* SPDX-License-Identifier: ISC */
/* The words of the configuration files, and what becomes of them. */
#include <string.h>
#include <sysexits.h>

#include "config/address.h"
#include "config/part.h"
#include "config/schema.h"
#include "config/sent.h"
#include "config/words.h"
#include "core/xalloc.h"

#define KEY(type, member, word, function, ...)                           \
	{                                                                \
		.name = (word), .offset = offsetof(struct type, member), \
		.take = (function), __VA_ARGS__                          \
	}

#define WITHIN(least, most) .min = (least), .max = (most)

static const struct key top_keys[] = {
    KEY(config, database, "database", value_path, .needed = true),
    KEY(config, public_dir, "public", value_path, .needed = true),
    KEY(config, threshold, "threshold", value_number, .fallback = "10",
	WITHIN("0", "10000")),
    KEY(config, hold, "hold", value_number, .fallback = "6",
	WITHIN("0", "10000")),
    KEY(config, must_pass, "must-pass", value_file, .needed = false),
    KEY(config, must_fail, "must-fail", value_file, .needed = false),
    {.name = NULL}};

static const struct key site_keys[] = {
    KEY(site, title, "title", value_text, .needed = true),
    KEY(site, subtitle, "subtitle", value_text, .needed = false),
    KEY(site, author, "author", value_text, .needed = true),
    KEY(site, link, "link", address_http, .needed = true),
    KEY(site, base, "base", address_base, .needed = true),
    KEY(site, id, "id", address_id, .needed = true),
    KEY(site, language, "language", value_language, .fallback = "en-GB"),
    KEY(site, timezone, "timezone", value_zone, .fallback = "Europe/London"),
    KEY(site, contact, "contact", address_contact, .needed = false),
    KEY(site, hub, "hub", address_hub, .needed = false),
    KEY(site, page_css, "page-css", part_style, .needed = false),
    KEY(site, page_head, "page-head", part_html, .needed = false),
    KEY(site, page_foot, "page-foot", part_html, .needed = false),
    {.name = NULL}};

/* A feed may have those up to `headers` for itself. */
static const struct key http_keys[] = {
    KEY(http, timeout_secs, "timeout", value_duration, .fallback = "30s",
	WITHIN("1s", "10m")),
    KEY(http, max_size, "max-size", value_size, .fallback = "16M",
	WITHIN("1K", "256M")),
    KEY(http, allow_private, "allow-private", value_bool, .fallback = "false"),
    KEY(http, user_agent, "user-agent", value_text, .needed = false),
    KEY(http, headers, "headers", sent_header, .list = true),
    KEY(http, connections, "connections", value_number, .fallback = "32",
	WITHIN("1", "256")),
    KEY(http, per_host, "per-host", value_number, .fallback = "2",
	WITHIN("1", "32")),
    KEY(http, per_host_delay_secs, "per-host-delay", value_duration,
	.fallback = "1s", WITHIN("0s", "10m")),
    KEY(http, deadline_secs, "deadline", value_duration, .fallback = "10m",
	WITHIN("1s", "1d")),
    KEY(http, proxy, "proxy", address_proxy, .needed = false),
    KEY(http, no_proxy, "no-proxy", value_text, .needed = false),
    KEY(http, ca_bundle, "ca-bundle", value_file, .needed = false),
    {.name = NULL}};

static const struct key section_keys[] = {
    KEY(section, title, "title", value_text, .needed = true),
    KEY(section, lifetime_secs, "lifetime", value_duration,
	WITHIN("1h", "3650d")),
    KEY(section, threshold, "threshold", value_number, WITHIN("0", "10000")),
    KEY(section, hold, "hold", value_number, WITHIN("0", "10000")),
    {.name = NULL}};

static const struct key feed_keys[] = {
    KEY(source, url, "url", address_feed, .needed = true),
    KEY(source, section, "section", words_section, .needed = true),
    KEY(source, select, "select", words_select, .fallback = "rules"),
    KEY(source, every_secs, "every", value_duration, WITHIN("1m", "365d")),
    KEY(source, http.timeout_secs, "timeout", value_duration,
	WITHIN("1s", "10m")),
    KEY(source, http.max_size, "max-size", value_size, WITHIN("1K", "256M")),
    KEY(source, http.allow_private, "allow-private", value_bool,
	.needed = false),
    KEY(source, http.user_agent, "user-agent", value_text, .needed = false),
    KEY(source, http.headers, "headers", sent_header, .list = true),
    KEY(source, http.username, "username", sent_username, .needed = false),
    KEY(source, http.password, "password-file", sent_password, .needed = false),
    {.name = NULL}};

static const struct key words_keys[] = {
    KEY(words, list, "any", words_phrase, .list = true, .needed = true),
    {.name = NULL}};

static const struct key rule_keys[] = {
    KEY(rule, any_of, "any", words_phrases, .list = true),
    KEY(rule, and_of, "and", words_phrases, .list = true),
    KEY(rule, none_of, "not", words_phrases, .list = true),
    KEY(rule, fields, "in", words_field, .list = true, .fallback = "all"),
    KEY(rule, query, "query", value_text, .needed = false),
    KEY(rule, score, "score", value_number, .fallback = "10",
	WITHIN("-1000", "1000")),
    KEY(rule, title_score, "title-score", value_number, .fallback = "0",
	WITHIN("-1000", "1000")),
    KEY(rule, sections, "sections", words_sections, .list = true),
    {.name = NULL}};

static const struct key publish_keys[] = {
    KEY(output, form, "format", words_form, .needed = false),
    KEY(output, limit, "limit", value_number, .fallback = "50",
	WITHIN("1", "1000")),
    KEY(output, sections, "sections", words_sections, .list = true),
    KEY(output, archive, "archive", value_bool, .fallback = "false"),
    {.name = NULL}};

#define NOT_TAKEN (-1) /* a value that was no good */

static struct place
place_of(const struct block *b, const char *file)
{
	return (struct place){xstrdup(file), b->at.line};
}

static char **
no_strings(void)
{
	return xcalloc(1, sizeof(char *));
}

static void *
add_top(struct config *c, const struct block *b, const char *file)
{
	(void)b;
	(void)file;
	c->threshold = NOT_TAKEN;
	c->hold = NOT_TAKEN;
	return c;
}

static void *
add_site(struct config *c, const struct block *b, const char *file)
{
	c->site.place = place_of(b, file);
	return &c->site;
}

static void *
add_http(struct config *c, const struct block *b, const char *file)
{
	(void)b;
	(void)file;
	c->http.headers = no_strings();
	return &c->http;
}

static void *
add_section(struct config *c, const struct block *b, const char *file)
{
	(void)file;
	c->sections = xgrow(c->sections, c->n_sections, sizeof(*c->sections));
	c->sections[c->n_sections] = (struct section){.name = xstrdup(b->title),
	    .lifetime_secs = -1,
	    .threshold = NOT_TAKEN,
	    .hold = NOT_TAKEN};
	return &c->sections[c->n_sections++];
}

static char **
copy_strings(char *const *list)
{
	char **copy = no_strings();

	for (size_t n = 0; list[n] != NULL; n++) {
		copy = xreallocarray(copy, n + 2, sizeof(*copy));
		copy[n] = xstrdup(list[n]);
		copy[n + 1] = NULL;
	}
	return copy;
}

/* What a feed has of the http section before its own words are read. */
static struct http
inherit(const struct http *from, const struct block *b)
{
	struct http http = *from;

	http.user_agent = block_find(b, "user-agent") == NULL
			      ? xstrdup(from->user_agent)
			      : NULL;
	http.headers = block_find(b, "headers") == NULL
			   ? copy_strings(from->headers)
			   : no_strings();
	http.proxy = http.no_proxy = http.ca_bundle = NULL;
	return http;
}

static void *
add_feed(struct config *c, const struct block *b, const char *file)
{
	c->sources = xgrow(c->sources, c->n_sources, sizeof(*c->sources));
	c->sources[c->n_sources] = (struct source){.name = xstrdup(b->title),
	    .every_secs = -1,
	    .http = inherit(&c->http, b),
	    .place = place_of(b, file)};
	return &c->sources[c->n_sources++];
}

static void *
add_words(struct config *c, const struct block *b, const char *file)
{
	c->words = xgrow(c->words, c->n_words, sizeof(*c->words));
	c->words[c->n_words] = (struct words){.name = xstrdup(b->title),
	    .list = no_strings(),
	    .place = place_of(b, file)};
	return &c->words[c->n_words++];
}

static void *
add_rule(struct config *c, const struct block *b, const char *file)
{
	c->rules = xgrow(c->rules, c->n_rules, sizeof(*c->rules));
	c->rules[c->n_rules] = (struct rule){.name = xstrdup(b->title),
	    .any_of = no_strings(),
	    .and_of = no_strings(),
	    .none_of = no_strings(),
	    .sections = no_strings(),
	    .place = place_of(b, file)};
	return &c->rules[c->n_rules++];
}

static void *
add_output(struct config *c, const struct block *b, const char *file)
{
	c->outputs = xgrow(c->outputs, c->n_outputs, sizeof(*c->outputs));
	c->outputs[c->n_outputs] = (struct output){.file = xstrdup(b->title),
	    .form = form_of(b->title),
	    .sections = no_strings(),
	    .place = place_of(b, file)};
	return &c->outputs[c->n_outputs++];
}

/* Above it, an item would be taken before it is worth a look. */
static int
check_hold(int hold, int threshold, const struct block *b, struct mark *at,
    struct err *e)
{
	const struct setting *said = block_find(b, "hold");

	if (threshold == NOT_TAKEN || hold <= threshold)
		return 0;
	/* One of them was set: the defaults agree. */
	*at = said != NULL ? said->at : block_find(b, "threshold")->at;
	return err_set(e, EX_CONFIG, "hold: %d is above the threshold of %d",
	    hold, threshold);
}

static int
check_section(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	const struct section *section = filled;

	return check_hold(section->hold, section->threshold, b, at, e);
}

static int
check_top(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	const struct config *c = filled;
	size_t len;

	if (check_hold(c->hold, c->threshold, b, at, e) != 0)
		return -1;
	if (c->database == NULL || c->public_dir == NULL)
		return 0;
	len = strlen(c->public_dir);
	if (strncmp(c->database, c->public_dir, len) == 0 &&
	    (c->database[len] == '/' || c->database[len] == '\0')) {
		*at = block_find(b, "database")->at;
		return err_set(e, EX_CONFIG,
		    "database: '%s' lies in the public folder", c->database);
	}
	return 0;
}

static int
check_http(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	const struct http *http = filled;

	for (char **header = http->headers; *header != NULL; header++) {
		if (!sent_is_secret(*header))
			continue;
		*at = block_find(b, "headers")->at;
		return err_set(e, EX_CONFIG,
		    "headers: '%.*s' is for one server: set it in its feed",
		    (int)strcspn(*header, ":"), *header);
	}
	return 0;
}

static int
check_feed(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	const struct http *http = &((const struct source *)filled)->http;

	if (block_find(b, "username") != NULL ||
	    (http->password.text == NULL && http->password.fault == NULL))
		return 0;
	*at = block_find(b, "password-file")->at;
	return err_set(e, EX_CONFIG, "'password-file' needs 'username'");
}

static int
check_rule(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	static const char *const others[] = {"any", "and", "not"};
	const struct setting *query = block_find(b, "query");

	(void)filled;
	if (query == NULL && block_find(b, "any") == NULL) {
		*at = b->at;
		return err_set(
		    e, EX_CONFIG, "needs 'any' or 'query': it has no word");
	}
	for (size_t i = 0; query != NULL && i < 3; i++)
		if (block_find(b, others[i]) != NULL) {
			*at = query->at;
			return err_set(e, EX_CONFIG,
			    "'query' and '%s' exclude each other", others[i]);
		}
	return 0;
}

static int
check_output(
    const void *filled, const struct block *b, struct mark *at, struct err *e)
{
	const struct output *o = filled;
	const struct setting *format = block_find(b, "format");
	enum form form = form_of(o->file);

	*at = format != NULL ? format->at : b->at;
	if (format == NULL && form == FORM_NONE)
		return err_set(e, EX_CONFIG,
		    "its name ends in no form's suffix (.atom, .html, …): "
		    "set 'format'");
	if (o->archive && o->form != FORM_ATOM) {
		*at = block_find(b, "archive")->at;
		return err_set(
		    e, EX_CONFIG, "archive: only an Atom feed has one");
	}
	/* A web server goes by the name. */
	if (form != FORM_NONE && form != o->form &&
	    (form != FORM_PAGE || o->form != FORM_FRAGMENT))
		return err_set(e, EX_CONFIG,
		    "format: '%s' would be served as what its name ends in",
		    o->file);
	return 0;
}

const struct kind schema[] = {
    {.name = "", .keys = top_keys, .add = add_top, .check = check_top},
    {.name = "site", .keys = site_keys, .add = add_site, .needed = true},
    {.name = "http", .keys = http_keys, .add = add_http, .check = check_http},
    {.name = "section",
	.heading = HEADING_NAME,
	.keys = section_keys,
	.add = add_section,
	.check = check_section,
	.needed = true},
    {.name = "feed",
	.heading = HEADING_NAME,
	.keys = feed_keys,
	.add = add_feed,
	.check = check_feed,
	.needed = true},
    {.name = "words",
	.heading = HEADING_NAME,
	.keys = words_keys,
	.add = add_words},
    {.name = "rule",
	.heading = HEADING_NAME,
	.keys = rule_keys,
	.add = add_rule,
	.check = check_rule},
    {.name = "publish",
	.heading = HEADING_FILE,
	.keys = publish_keys,
	.add = add_output,
	.check = check_output,
	.needed = true},
    {.name = NULL}};

const struct kind *
schema_find(const char *kind)
{
	for (const struct kind *k = schema; k->name != NULL; k++)
		if (strcmp(k->name, kind) == 0)
			return k;
	return NULL;
}

const struct key *
schema_find_key(const struct kind *kind, const char *name)
{
	for (const struct key *k = kind->keys; k->name != NULL; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}
