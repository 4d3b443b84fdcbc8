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
put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void
check_holds(const char *path, const char *want)
{
	struct buf b;
	struct err e;

	buf_init(&b, 1000);
	assert_int_equal(file_read(path, &b, &e), 0);
	check_str(path, b.data, want);
	buf_done(&b);
}

static void
sheet_set(struct sheet *sheet, char *file, const char *text)
{
	sheet->file = file;
	buf_init(&sheet->doc, LIMIT_DOCUMENT);
	buf_adds(&sheet->doc, text);
}

static void
check_same_time(const char *path, const char *other)
{
	struct stat a, b;

	assert_int_equal(stat(path, &a), 0);
	assert_int_equal(stat(other, &b), 0);
	assert_memory_equal(&a.st_mtim, &b.st_mtim, sizeof(a.st_mtim));
}

static void
test_replace(void **state)
{
	char folder[] = "/tmp/test_publish.XXXXXX";
	struct sheet sheets[2];
	struct stat before, after;
	struct err e;

	(void)state;
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	sheet_set(&sheets[0], literal("a"), "one");
	sheet_set(&sheets[1], literal("b"), "two");
	assert_int_equal(publish_replace(folder, sheets, 2, &e), 0);
	assert_int_equal(sheets[0].change, FILE_REPLACED);
	check_holds("a", "one");
	check_holds("b", "two");
	check_same_time("a.gz", "a");
	assert_int_equal(stat("a", &before), 0);
	assert_int_equal(before.st_mode & 0777, 0644);

	/* One of them changed; of the other the packed form was lost. */
	buf_adds(&sheets[1].doc, " three");
	unlink("a.gz");
	put("b.gz.new", "half");
	assert_int_equal(publish_replace(folder, sheets, 2, &e), 0);
	assert_int_equal(sheets[0].change, FILE_SAME);
	assert_int_equal(sheets[1].change, FILE_REPLACED);
	check_holds("b", "two three");
	check_same_time("b.gz", "b");
	check_same_time("a.gz", "a");
	assert_int_equal(access("b.gz.new", F_OK), -1);
	assert_int_equal(stat("a", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_memory_equal(
	    &before.st_mtim, &after.st_mtim, sizeof(before.st_mtim));

	/* One that cannot be written: none is replaced. */
	buf_adds(&sheets[0].doc, "!");
	sheets[1].file = literal("no/b");
	assert_int_equal(publish_replace(folder, sheets, 2, &e), -1);
	check_int("code", e.code, EX_CANTCREAT);
	check_holds("a", "one");
	assert_int_equal(access("a.new", F_OK), -1);

	unlink("a");
	unlink("a.gz");
	unlink("b");
	unlink("b.gz");
	assert_int_equal(rmdir(folder), 0);
	buf_done(&sheets[0].doc);
	buf_done(&sheets[1].doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_render),
	    cmocka_unit_test(test_refuses),
	    cmocka_unit_test(test_replace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
