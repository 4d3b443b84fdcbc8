/* SPDX-License-Identifier: ISC */
/* An edition to the file that members read. */
#include <stdio.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "edition.h"
#include "publish/publish.h"

static void
test_render(void **state)
{
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add(&f, "articles", "One");
	buf_init(&doc, LIMIT_DOCUMENT);
	buf_adds(&doc, "what was there before");
	assert_int_equal(publish_render(&f.ed, &doc, &e), 0);
	assert_memory_equal(doc.data, "<?xml version=", 14);
	f.ed.output = &f.outputs[FILE_PAGE];
	assert_int_equal(publish_render(&f.ed, &doc, &e), 0);
	assert_memory_equal(doc.data, "<!DOCTYPE html>", 15);
	buf_done(&doc);
	fixture_done(&f);
}

static void
test_refuses(void **state)
{
	struct fixture f;
	struct buf doc;
	struct err e;

	(void)state;
	fixture_init(&f, FILE_ALL);
	fixture_add(&f, "articles", "One");
	fixture_add(&f, "articles", "Two");
	buf_init(&doc, LIMIT_DOCUMENT);
	f.ed.entries.list[1].updated_at = f.ed.entries.list[0].updated_at;
	assert_int_equal(publish_render(&f.ed, &doc, &e), -1);
	check_str("check", e.msg, "feed: two entries updated at one time");
	check_int("code", e.code, EX_SOFTWARE);
	check_int("left behind", (int64_t)doc.len, 0);
	buf_done(&doc);

	buf_init(&doc, 100);
	f.ed.output = &f.outputs[FILE_PAGE];
	assert_int_equal(publish_render(&f.ed, &doc, &e), -1);
	check_str("size", e.msg, "larger than 67108864 bytes");
	check_int("left behind", (int64_t)doc.len, 0);
	buf_done(&doc);
	fixture_done(&f);
}

static void
test_write(void **state)
{
	char folder[] = "/tmp/test_publish.XXXXXX";
	enum file_change change;
	struct fixture f;
	struct stat before, after;
	struct buf doc, read;
	struct err e;
	char *path;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = xasprintf("%s/reading.atom", folder);
	fixture_init(&f, FILE_ALL);
	fixture_add(&f, "articles", "One");
	buf_init(&doc, LIMIT_DOCUMENT);
	buf_init(&read, LIMIT_DOCUMENT);
	assert_int_equal(publish_render(&f.ed, &doc, &e), 0);
	assert_int_equal(
	    publish_write(folder, f.ed.output, &doc, &change, &e), 0);
	assert_int_equal(change, FILE_REPLACED);
	assert_int_equal(stat(path, &before), 0);
	assert_int_equal(before.st_mode & 0777, 0644);
	assert_int_equal(file_read(path, &read, &e), 0);
	assert_string_equal(read.data, doc.data);

	assert_int_equal(publish_render(&f.ed, &doc, &e), 0);
	assert_int_equal(
	    publish_write(folder, f.ed.output, &doc, &change, &e), 0);
	assert_int_equal(change, FILE_SAME);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(
	    &before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));

	unlink(path);
	rmdir(folder);
	assert_int_equal(
	    publish_write(folder, f.ed.output, &doc, &change, &e), -1);
	check_int("code", e.code, EX_CANTCREAT);
	free(path);
	buf_done(&doc);
	buf_done(&read);
	fixture_done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_render),
	    cmocka_unit_test(test_refuses),
	    cmocka_unit_test(test_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
