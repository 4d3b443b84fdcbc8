/* SPDX-License-Identifier: ISC */
/*
 * The least that polling can cost: a loop over curl multi and SQLite, for
 * lectern to be measured against. It makes conditional GETs, reads the five
 * elements of RSS 2.0 that the benchmark writes, and keeps each item's texts in
 * one row under its guid, all in one transaction. With "search" it keeps them
 * in a full-text index, too, as they are, markup and all: that is the least
 * that a program needs to find items again by their words. With "commits" each
 * feed is a transaction of its own, besides: what was read is not lost when the
 * loop is killed. It trusts everybody, knows no other format, cleans nothing,
 * compares nothing, selects nothing and publishes nothing.
 *
 *     bare_poll DATABASE FILE-OF-URLS [search | commits]
 */
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>
#include <libxml/parser.h>
#include <sqlite3.h>

#define CONNECTIONS 32

static const char schema[] =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "CREATE TABLE IF NOT EXISTS feed (url TEXT PRIMARY KEY, etag TEXT,"
    " checked_at INTEGER) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS item (guid TEXT PRIMARY KEY, title TEXT,"
    " link TEXT, description TEXT, published TEXT);";

static const char search_schema[] =
    "CREATE VIRTUAL TABLE IF NOT EXISTS item_text USING fts5"
    " (title, description, content = 'item');";

enum { GUID, TITLE, LINK, DESCRIPTION, PUBLISHED, N_ELEMENTS };
static const char *const elements[N_ELEMENTS] = {
    "guid", "title", "link", "description", "pubDate"};

struct text {
	char *data;
	size_t len, size;
};

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	char *url;
	struct text body;
};

struct poll {
	FILE *urls;
	sqlite3 *db;
	sqlite3_stmt *get_feed, *set_feed, *add_item;
	sqlite3_stmt *add_words; /* NULL: nobody searches */
	bool commits;
	bool in_item;
	int element; /* -1 = none that is kept */
	struct text values[N_ELEMENTS];
};

static void
text_add(struct text *t, const void *p, size_t len)
{
	if (t->len + len + 1 > t->size) {
		t->size = 2 * (t->len + len + 1);
		if ((t->data = realloc(t->data, t->size)) == NULL)
			err(1, "realloc");
	}
	memcpy(t->data + t->len, p, len);
	t->len += len;
	t->data[t->len] = '\0';
}

static size_t
on_body(char *data, size_t size, size_t n, void *arg)
{
	text_add(&((struct transfer *)arg)->body, data, size * n);
	return size * n;
}

static void
on_start(void *arg, const xmlChar *name, const xmlChar **attributes)
{
	struct poll *p = arg;

	(void)attributes;
	p->element = -1;
	if (strcmp((const char *)name, "item") == 0) {
		p->in_item = true;
		for (size_t i = 0; i < N_ELEMENTS; i++)
			p->values[i].len = 0;
	}
	for (size_t i = 0; i < N_ELEMENTS && p->in_item; i++)
		if (strcmp((const char *)name, elements[i]) == 0)
			p->element = (int)i;
}

static void
on_text(void *arg, const xmlChar *s, int len)
{
	struct poll *p = arg;

	if (p->element >= 0)
		text_add(&p->values[p->element], s, (size_t)len);
}

static void
execute(const struct poll *p, const char *sql)
{
	if (sqlite3_exec(p->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		errx(1, "%s", sqlite3_errmsg(p->db));
}

static void
bind_text(sqlite3_stmt *stmt, int at, const struct text *t)
{
	sqlite3_bind_text(stmt, at, t->data, (int)t->len, SQLITE_STATIC);
}

static void
step(const struct poll *p, sqlite3_stmt *stmt)
{
	if (sqlite3_step(stmt) != SQLITE_DONE)
		errx(1, "%s", sqlite3_errmsg(p->db));
	sqlite3_reset(stmt);
}

static void
on_end(void *arg, const xmlChar *name)
{
	struct poll *p = arg;

	p->element = -1;
	if (strcmp((const char *)name, "item") != 0)
		return;
	p->in_item = false;
	for (size_t i = 0; i < N_ELEMENTS; i++)
		bind_text(p->add_item, (int)i + 1, &p->values[i]);
	step(p, p->add_item);
	if (p->add_words == NULL || sqlite3_changes(p->db) == 0)
		return;
	sqlite3_bind_int64(p->add_words, 1, sqlite3_last_insert_rowid(p->db));
	bind_text(p->add_words, 2, &p->values[TITLE]);
	bind_text(p->add_words, 3, &p->values[DESCRIPTION]);
	step(p, p->add_words);
}

/* Gives the transfer its next URL; false when there are no more. */
static bool
start(struct poll *p, struct transfer *t, CURLM *multi)
{
	char line[1024];

	if (fgets(line, sizeof(line), p->urls) == NULL)
		return false;
	line[strcspn(line, "\n")] = '\0';
	free(t->url);
	t->url = strdup(line);
	t->body.len = 0;
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	sqlite3_bind_text(p->get_feed, 1, t->url, -1, SQLITE_STATIC);
	if (sqlite3_step(p->get_feed) == SQLITE_ROW) {
		snprintf(line, sizeof(line), "If-None-Match: %s",
		    sqlite3_column_text(p->get_feed, 0));
		t->headers = curl_slist_append(NULL, line);
	}
	sqlite3_reset(p->get_feed);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(t->easy, CURLOPT_URL, t->url);
	curl_multi_add_handle(multi, t->easy);
	return true;
}

static void
finish(struct poll *p, struct transfer *t, CURLcode result)
{
	xmlSAXHandler sax = {.startElement = on_start,
	    .endElement = on_end,
	    .characters = on_text,
	    .cdataBlock = on_text};
	struct curl_header *etag = NULL;
	long status = 0;

	if (result != CURLE_OK)
		errx(1, "%s: %s", t->url, curl_easy_strerror(result));
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status == 200 &&
	    xmlSAXUserParseMemory(&sax, p, t->body.data, (int)t->body.len) != 0)
		errx(1, "%s: not well-formed", t->url);
	curl_easy_header(t->easy, "ETag", 0, CURLH_HEADER, -1, &etag);
	sqlite3_bind_text(p->set_feed, 1, t->url, -1, SQLITE_STATIC);
	sqlite3_bind_text(p->set_feed, 2, etag == NULL ? NULL : etag->value, -1,
	    SQLITE_STATIC);
	step(p, p->set_feed);
	if (p->commits)
		execute(p, "COMMIT; BEGIN");
}

static void
run(struct poll *p, CURLM *multi, struct transfer *transfers)
{
	struct transfer *t;
	CURLMsg *msg;
	int running = 0, left;

	for (int i = 0; i < CONNECTIONS; i++)
		running += start(p, &transfers[i], multi);
	while (running > 0) {
		curl_multi_perform(multi, &left);
		while ((msg = curl_multi_info_read(multi, &left)) != NULL) {
			curl_easy_getinfo(
			    msg->easy_handle, CURLINFO_PRIVATE, &t);
			finish(p, t, msg->data.result);
			curl_multi_remove_handle(multi, t->easy);
			running -= !start(p, t, multi);
		}
		curl_multi_poll(multi, NULL, 0, running > 0 ? 1000 : 0, NULL);
	}
}

static void
prepare(struct poll *p, const char *sql, sqlite3_stmt **stmt)
{
	if (sqlite3_prepare_v2(p->db, sql, -1, stmt, NULL) != SQLITE_OK)
		errx(1, "%s", sqlite3_errmsg(p->db));
}

int
main(int argc, char **argv)
{
	struct transfer transfers[CONNECTIONS] = {0};
	struct poll p = {.element = -1};
	CURLM *multi;

	if (argc != 3 && argc != 4)
		errx(64, "usage: bare_poll DATABASE FILE-OF-URLS [search | "
			 "commits]");
	if ((p.urls = fopen(argv[2], "r")) == NULL)
		err(66, "%s", argv[2]);
	if (sqlite3_open(argv[1], &p.db) != SQLITE_OK)
		errx(1, "%s", sqlite3_errmsg(p.db));
	execute(&p, schema);
	execute(&p, "BEGIN");
	prepare(&p, "SELECT etag FROM feed WHERE url = ?1", &p.get_feed);
	prepare(&p,
	    "REPLACE INTO feed (url, etag, checked_at)"
	    " VALUES (?1, ?2, unixepoch())",
	    &p.set_feed);
	prepare(&p, "INSERT OR IGNORE INTO item VALUES (?1, ?2, ?3, ?4, ?5)",
	    &p.add_item);
	if (argc == 4) {
		p.commits = strcmp(argv[3], "commits") == 0;
		execute(&p, search_schema);
		prepare(&p,
		    "INSERT INTO item_text (rowid, title, description)"
		    " VALUES (?1, ?2, ?3)",
		    &p.add_words);
	}
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS);
	for (int i = 0; i < CONNECTIONS; i++) {
		transfers[i].easy = curl_easy_init();
		curl_easy_setopt(
		    transfers[i].easy, CURLOPT_WRITEFUNCTION, on_body);
		curl_easy_setopt(
		    transfers[i].easy, CURLOPT_WRITEDATA, &transfers[i]);
		curl_easy_setopt(
		    transfers[i].easy, CURLOPT_PRIVATE, &transfers[i]);
	}
	run(&p, multi, transfers);
	execute(&p, "COMMIT");
	return 0;
}
