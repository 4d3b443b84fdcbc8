/* SPDX-License-Identifier: ISC */
/* What a server is sent beside the address: what is let through, and that no
 * message quotes what may be secret. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "check.h"
#include "config/sent.h"
#include "core/xalloc.h"
#include "model/config.h"

static void
test_header(void **state)
{
	static const struct {
		const char *text;
		const char *want; /* NULL = refused */
		const char *said;
	} cases[] = {
	    {"X-Key: 1", "X-Key: 1", NULL},
	    {"X-Key:1", "X-Key:1", NULL},
	    {"x!#$%&'*+-.^_`|~9: a: b", "x!#$%&'*+-.^_`|~9: a: b", NULL},
	    {"Accept: text/xml", "Accept: text/xml", NULL},
	    {"Accept-Language:  en-GB ", "Accept-Language: en-GB", NULL},
	    {"Authorization: Bearer secret", "Authorization: Bearer secret",
		NULL},
	    {"Cookie: consent=secret", "Cookie: consent=secret", NULL},
	    {"Hosts: a", "Hosts: a", NULL},
	    {"secret", NULL, "\"Name: value\""},
	    {": secret", NULL, "\"Name: value\""},
	    {"X-Key:", NULL, "\"Name: value\""},
	    {"X-Key: ", NULL, "\"Name: value\""},
	    {"X-Key;", NULL, "\"Name: value\""},
	    {"X Key: secret", NULL, "\"Name: value\""},
	    {"X-Key : secret", NULL, "\"Name: value\""},
	    {"X-K\xc3\xa9y: secret", NULL, "\"Name: value\""},
	    {"(X): secret", NULL, "\"Name: value\""},
	    {"User-Agent: secret", NULL, "user-agent"},
	    {"user-agent: secret", NULL, "user-agent"},
	    {"Host: secret", NULL, "'Host'"},
	    {"content-length: 4", NULL, "'content-length'"},
	    {"Connection: close", NULL, "'Connection'"},
	    {"Transfer-Encoding: chunked", NULL, "'Transfer-Encoding'"},
	    {"If-None-Match: secret", NULL, "'If-None-Match'"},
	    {"If-Modified-Since: secret", NULL, "'If-Modified-Since'"},
	    {"A-IM: feed", NULL, "'A-IM'"},
	    {"Accept-Encoding: br", NULL, "'Accept-Encoding'"},
	    {"Range: bytes=0-1", NULL, "'Range'"},
	    {"Proxy-Authorization: secret", NULL, "'Proxy-Authorization'"},
	};

	(void)state;
	for (size_t i = 0; i < N_OF(cases); i++) {
		char **list = NULL;
		struct err e = {0};
		int rc = sent_header(cases[i].text, NULL, &list, &e);

		check_int(cases[i].text, rc, cases[i].want == NULL ? -1 : 0);
		check_str(cases[i].text, list == NULL ? NULL : list[0],
		    cases[i].want);
		if (rc != 0 && strstr(e.msg, cases[i].said) == NULL)
			fail_msg("%s: %s", cases[i].text, e.msg);
		assert_null(strstr(e.msg, "secret"));
		if (list != NULL)
			free(list[0]);
		free(list);
	}
}

static void
test_is_secret(void **state)
{
	(void)state;
	assert_true(sent_is_secret("Authorization: Bearer x"));
	assert_true(sent_is_secret("cookie:x"));
	assert_false(sent_is_secret("Cookies: x"));
	assert_false(sent_is_secret("Accept: Cookie"));
}

static void
test_username(void **state)
{
	struct err e = {0};
	char *name = NULL;

	(void)state;
	assert_int_equal(sent_username("Jo Smith", NULL, &name, &e), 0);
	check_str("name", name, "Jo Smith");
	free(name);
	name = NULL;
	assert_int_equal(sent_username("me:secret", NULL, &name, &e), -1);
	assert_null(name);
	assert_null(strstr(e.msg, "secret"));
}

static void
test_password(void **state)
{
	static const struct {
		const char *what;
		const char *content;
		size_t len;
		mode_t mode;
		const char *want; /* NULL = refused */
		const char *said;
	} cases[] = {
	    {"a line", "open sesame\n", 12, 0600, "open sesame", NULL},
	    {"no line feed", "secret", 6, 0400, "secret", NULL},
	    {"its group may read", "secret\r\nmore", 12, 0640, "secret", NULL},
	    {"spaces count", " a  b \n", 7, 0600, " a  b ", NULL},
	    {"open to all", "secret\n", 7, 0644, NULL, "chmod o="},
	    {"open for writing", "secret\n", 7, 0602, NULL, "chmod o="},
	    {"nothing", "", 0, 0600, NULL, "no password"},
	    {"an empty line", "\nsecret\n", 8, 0600, NULL, "no password"},
	    {"a NUL", "sec\0ret", 7, 0600, NULL, "no password"},
	};
	char name[] = "/tmp/test_sent.XXXXXX";
	const struct context ctx = {.file = "/tmp/lectern.conf"};
	int fd = mkstemp(name);

	(void)state;
	assert_true(fd >= 0);
	for (size_t i = 0; i < N_OF(cases); i++) {
		struct err e = {0};
		struct password password = {0};
		const char *fault;

		assert_int_equal(ftruncate(fd, 0), 0);
		assert_int_equal(pwrite(fd, cases[i].content, cases[i].len, 0),
		    (ssize_t)cases[i].len);
		assert_int_equal(fchmod(fd, cases[i].mode), 0);
		/* As seen from the file that names it. */
		assert_int_equal(
		    sent_password(name + strlen("/tmp/"), &ctx, &password, &e),
		    0);
		check_str(cases[i].what, password.text, cases[i].want);
		fault = password.fault == NULL ? "" : password.fault;
		check_int(
		    cases[i].what, fault[0] == '\0', cases[i].said == NULL);
		if (cases[i].said != NULL &&
		    (strstr(fault, cases[i].said) == NULL ||
			strstr(fault, name) == NULL))
			fail_msg("%s: %s", cases[i].what, fault);
		assert_null(strstr(fault, "secret"));
		free(password.text);
		free(password.fault);
	}
	close(fd);
	unlink(name);
}

static void
test_no_password_file(void **state)
{
	const struct context ctx = {.file = "/tmp/lectern.conf"};
	static const char *const paths[] = {"/tmp/no-such-file", "/tmp"};

	(void)state;
	for (size_t i = 0; i < N_OF(paths); i++) {
		struct password password = {0};
		struct err e = {0};

		assert_int_equal(
		    sent_password(paths[i], &ctx, &password, &e), 0);
		assert_null(password.text);
		assert_non_null(strstr(password.fault, paths[i]));
		free(password.fault);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_header),
	    cmocka_unit_test(test_is_secret),
	    cmocka_unit_test(test_username),
	    cmocka_unit_test(test_password),
	    cmocka_unit_test(test_no_password_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
