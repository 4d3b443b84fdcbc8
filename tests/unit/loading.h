/* SPDX-License-Identifier: ISC */
/* For tests of config/: files in a folder of their own, loaded, and what is
 * complained of them. */
#ifndef TESTS_LOADING_H
#define TESTS_LOADING_H

#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "config/config.h"
#include "core/buf.h"
#include "core/xalloc.h"

/* All that is needed, on the first line: what follows begins on the second. */
#define SITE                                                    \
	"site { title = T author = A link = \"http://e.org/\" " \
	"base = \"http://e.org/f\" id = \"tag:e.org,2026:r\" } "
#define PATHS "database = d.db public = p "
#define SECTION "section s { title = S } "
#define FEED "feed f { url = \"http://e.org/f\" section = s } "
#define OUTPUT "publish o.atom { } "
#define GOOD SITE PATHS SECTION FEED OUTPUT "\n"

static char folder[] = "/tmp/test_config.XXXXXX";
static char *main_file;
static struct buf told;

/* Keeps a complaint, the folder's name left off wherever it stands. */
static inline void
tell(const char *message)
{
	for (const char *s = message; *s != '\0';) {
		if (strncmp(s, folder, strlen(folder)) == 0)
			s += strlen(folder) + 1;
		else
			buf_addc(&told, *s++);
	}
	buf_addc(&told, '\n');
}

static inline int
no_more(const struct config *c, void (*complaint)(const char *message),
    struct err *e)
{
	(void)c;
	(void)complaint;
	(void)e;
	return 0;
}

static inline void
write_file(const char *name, const char *text, size_t len)
{
	char *path = xasprintf("%s/%s", folder, name);
	FILE *fp = fopen(path, "w");

	assert_non_null(fp);
	assert_int_equal(fwrite(text, 1, len, fp), len);
	assert_int_equal(fclose(fp), 0);
	free(path);
}

static inline int
load(const char *text, struct config *c, struct err *e)
{
	write_file("main", text, strlen(text));
	buf_clear(&told);
	return config_load(main_file, tell, no_more, c, e);
}

static inline size_t
count(char *const *list)
{
	size_t n = 0;

	while (list[n] != NULL)
		n++;
	return n;
}

static inline int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL)
		return -1;
	main_file = xasprintf("%s/main", folder);
	buf_init(&told, 1 << 20);
	return 0;
}

static inline int
drop_folder(void **state)
{
	static const char *const files[] = {
	    "main", "a", "b", "sub/c", "sub", ""};

	(void)state;
	for (size_t i = 0; i < N_OF(files); i++) {
		char *path = xasprintf("%s/%s", folder, files[i]);

		remove(path);
		free(path);
	}
	free(main_file);
	buf_done(&told);
	return access(folder, F_OK) == 0 ? -1 : 0;
}

struct bad {
	const char *text;
	const char *complaints; /* each with a line feed */
};

static inline void
check_bad(const struct bad *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct config c = {.threshold = 4711};
		struct err e = {0};
		int rc = load(cases[i].text, &c, &e);

		check_str(cases[i].text, told.data, cases[i].complaints);
		check_int(cases[i].text, rc, -1);
		check_int(cases[i].text, e.code, EX_CONFIG);
		check_int(cases[i].text, c.threshold, 4711);
	}
}

#endif
