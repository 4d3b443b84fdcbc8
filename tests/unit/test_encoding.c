/* SPDX-License-Identifier: ISC */
/* Bytes of any encoding to UTF-8: whom to believe, and what to mend. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "core/xalloc.h"
#include "parse/encoding.h"

#define XML(encoding) "<?xml version=\"1.0\" encoding=\"" encoding "\"?>"
#define BYTES(s) s, sizeof(s) - 1

struct row {
	const char *data;
	size_t len;
	const char *content_type;
	const char *name, *text; /* wanted */
	bool damaged;
};

static void
check_rows(const struct row *rows, size_t n)
{
	const char *name;
	struct buf out;
	bool damaged;
	char *data, *label;

	for (size_t i = 0; i < n; i++) {
		/* No byte behind its NUL, for the sanitiser to see. */
		data = xstrndup(rows[i].data, rows[i].len);
		label = xasprintf("row %zu (%s)", i, rows[i].text);
		damaged = false;
		buf_init(&out, 4096);
		name = encoding_decode(
		    data, rows[i].len, rows[i].content_type, &out, &damaged);
		check_str(label, name, rows[i].name);
		check_str(label, out.data, rows[i].text);
		check_int(label, damaged, rows[i].damaged);
		buf_done(&out);
		free(label);
		free(data);
	}
}

static void
test_belief(void **state)
{
	static const struct row rows[] = {
	    /* nothing said */
	    {BYTES("<a>b</a>"), NULL, "utf-8", "<a>b</a>", false},
	    {BYTES("caf\xc3\xa9"), NULL, "utf-8", "café", false},
	    {BYTES("caf\xe9"), NULL, "windows-1252", "café", false},
	    {BYTES("\x93quoted\x94 \x80"), NULL, "windows-1252", "“quoted” €",
		false},
	    {BYTES(""), NULL, "utf-8", "", false},
	    /* a byte order mark beats all */
	    {BYTES("\xef\xbb\xbf"
		   "caf\xc3\xa9"),
		"text/xml; charset=koi8-r", "utf-8", "café", false},
	    {BYTES("\xff\xfe<\0\xe9\0"), "text/xml; charset=utf-8", "utf-16le",
		"<é", false},
	    {BYTES("\xfe\xff\0<\0\xe9"), NULL, "utf-16be", "<é", false},
	    {BYTES("\xff\xfe\0\0<\0\0\0\xe9\0\0\0"), NULL, "utf-32le", "<é",
		false},
	    {BYTES("\0\0\xfe\xff\0\0\0<\0\0\0\xe9"), NULL, "utf-32be", "<é",
		false},
	    /* so does what shows without one */
	    {BYTES("<\0?\0\xac\x20"), "text/xml; charset=utf-8", "utf-16le",
		"<?€", false},
	    {BYTES("\0<\0?\x20\xac"), NULL, "utf-16be", "<?€", false},
	    {BYTES("<\0\0\0?\0\0\0"), NULL, "utf-32le", "<?", false},
	    {BYTES("\0\0\0<\0\0\0?"), NULL, "utf-32be", "<?", false},
	    /* then the header, in whatever form */
	    {BYTES("\xd4\xd5"), "text/xml;charset=koi8-r", "koi8-r", "ту",
		false},
	    {BYTES("\xd4\xd5"), "text/xml; CHARSET = \"KOI8-R\"; x=y", "koi8-r",
		"ту", false},
	    {BYTES("\xd4\xd5"), "text/xml; charset='koi8-r'", "koi8-r", "ту",
		false},
	    {BYTES(XML("windows-1251") "\xd4"), "text/xml; charset=koi8-r",
		"koi8-r", XML("windows-1251") "т", false},
	    {BYTES("caf\xe9"), "text/xml; charset=", "windows-1252", "café",
		false},
	    {BYTES("caf\xc3\xa9"), "text/xml; charset=nonsense", "utf-8",
		"café", false},
	    /* then the declaration */
	    {BYTES(XML("koi8-r") "\xd4"), "text/xml", "koi8-r",
		XML("koi8-r") "т", false},
	    {BYTES("\n <?xml version='1.0' encoding = 'koi8-r' ?>\xd4"), NULL,
		"koi8-r", "\n <?xml version='1.0' encoding = 'koi8-r' ?>т",
		false},
	    {BYTES(XML("ISO-8859-1") "\xe9\x92"), NULL, "windows-1252",
		XML("ISO-8859-1") "é’", false},
	    {BYTES(XML("nonsense") "\xe9"), NULL, "windows-1252",
		XML("nonsense") "é", false},
	    {BYTES("<?xml version='1.0'?><a encoding='koi8-r'>\xe9"), NULL,
		"windows-1252", "<?xml version='1.0'?><a encoding='koi8-r'>é",
		false},
	    {BYTES("<?xml encoding=\xe9"), NULL, "windows-1252",
		"<?xml encoding=é", false},
	};

	(void)state;
	check_rows(rows, N_OF(rows));
}

static void
test_lies(void **state)
{
	static const struct row rows[] = {
	    /* UTF-8 in which single bytes are something else */
	    {BYTES(XML("utf-8") "caf\xe9"), NULL, "utf-8", XML("utf-8") "café",
		true},
	    {BYTES("na\xc3\xafve caf\xe9 \x92 \xe2\x80"),
		"text/xml; charset=utf-8", "utf-8", "naïve café ’ â€", true},
	    {BYTES("\xef\xbb\xbf"
		   "caf\xe9"),
		NULL, "utf-8", "café", true},
	    {BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xe9"), NULL, "utf-8", "éééé",
		true},
	    /* not what it says: the other witness, or the bytes, know better */
	    {BYTES(XML("koi8-r") "\xd4\xd5"), "text/xml; charset=utf-8",
		"koi8-r", XML("koi8-r") "ту", true},
	    {BYTES(XML("utf-16") "caf\xc3\xa9"), NULL, "utf-8",
		XML("utf-16") "café", true},
	    {BYTES("caf\xc3\xa9"), "text/xml; charset=utf-32", "utf-8", "café",
		true},
	    {BYTES("caf\xc3\xa9s na\xc3\xafve \xe2\x82\xac"),
		"text/xml; charset=euc-jp", "utf-8", "cafés naïve €", true},
	    /* "latin1" is what is said of everything */
	    {BYTES("na\xc3\xafve"), "text/xml; charset=iso-8859-1", "utf-8",
		"naïve", true},
	    {BYTES(XML("us-ascii") "na\xc3\xafve"), NULL, "utf-8",
		XML("us-ascii") "naïve", true},
	    {BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xe2"),
		"text/xml; charset=windows-1252", "utf-8", "ééééé â", true},
	    {BYTES("\xc3\xa9\xe9"), "text/xml; charset=iso-8859-1",
		"windows-1252", "Ã©é", false},
	    /* any other label needs more to be a lie */
	    {BYTES("\xc3\xa9"), "text/xml; charset=windows-1251",
		"windows-1251", "Г©", false},
	    {BYTES("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		   "\xc3\xa9"),
		"text/xml; charset=windows-1251", "utf-8", "éééééééé", true},
	    /* half characters, and none */
	    {BYTES("\xff\xfe<\0\x00\xd8>\0"), NULL, "utf-16le", "<\uFFFD>",
		true},
	    {BYTES("\xff\xfe<\0>"), NULL, "utf-16le", "<\uFFFD", true},
	    {BYTES("\xff\xfe\0\0<\0\0\0\0\0\x11\x00>\0\0\0"), NULL, "utf-32le",
		"<\uFFFD>", true},
	    {BYTES("\xa4\xff\xa4\xa2"), "text/xml; charset=euc-jp", "euc-jp",
		"\uFFFD\uFFFDあ", true},
	    {BYTES("\xa4\xa2\xa4"), "text/xml; charset=euc-jp", "euc-jp",
		"あ\uFFFD", true},
	    {BYTES("a\x1b$B!"), "text/xml; charset=iso-2022-jp", "iso-2022-jp",
		"a\uFFFD", true},
	    {BYTES("\xd0\xff"), "text/xml; charset=windows-1253",
		"windows-1253", "Π\uFFFD", true},
	};

	(void)state;
	check_rows(rows, N_OF(rows));
}

static void
test_charsets(void **state)
{
	static const struct row rows[] = {
	    {BYTES("\xa4\xa4"), "x; charset=big5", "big5", "中", false},
	    {BYTES("\xc6\xfc"), "x; charset=euc-jp", "euc-jp", "日", false},
	    {BYTES("\xc7\xd1"), "x; charset=euc-kr", "euc-kr", "한", false},
	    {BYTES("\x94\x39\xfc\x36"), "x; charset=gb18030", "gb18030", "😀",
		false},
	    {BYTES("\xd6\xd0"), "x; charset=gb2312", "gbk", "中", false},
	    {BYTES("\x8f"), "x; charset=ibm866", "ibm866", "П", false},
	    {BYTES("\x1b$BF|\x1b(B"), "x; charset=iso-2022-jp", "iso-2022-jp",
		"日", false},
	    {BYTES("\xbd"), "x; charset=iso-8859-10", "iso-8859-10", "―",
		false},
	    {BYTES("\xe2"), "x; charset=iso-8859-13", "iso-8859-13", "ā",
		false},
	    {BYTES("\xf0"), "x; charset=iso-8859-14", "iso-8859-14", "ŵ",
		false},
	    {BYTES("\xa4"), "x; charset=iso-8859-15", "iso-8859-15", "€",
		false},
	    {BYTES("\xaa"), "x; charset=iso-8859-16", "iso-8859-16", "Ș",
		false},
	    {BYTES("\xb1"), "x; charset=latin2", "iso-8859-2", "ą", false},
	    {BYTES("\xb1"), "x; charset=iso-8859-3", "iso-8859-3", "ħ", false},
	    {BYTES("\xb1"), "x; charset=iso-8859-4", "iso-8859-4", "ą", false},
	    {BYTES("\xb1"), "x; charset=iso-8859-5", "iso-8859-5", "Б", false},
	    {BYTES("\xc7"), "x; charset=iso-8859-6", "iso-8859-6", "ا", false},
	    {BYTES("\xe1"), "x; charset=iso-8859-7", "iso-8859-7", "α", false},
	    {BYTES("\xe0"), "x; charset=iso-8859-8", "iso-8859-8", "א", false},
	    {BYTES("\xfd"), "x; charset=latin5", "windows-1254", "ı", false},
	    {BYTES("\xd4"), "x; charset=koi8-r", "koi8-r", "т", false},
	    {BYTES("\xa4"), "x; charset=koi8-u", "koi8-u", "є", false},
	    {BYTES("\x8e"), "x; charset=macintosh", "macintosh", "é", false},
	    {BYTES("\x93\xfa\xb1"), "x; charset=shift_jis", "shift_jis", "日ｱ",
		false},
	    {BYTES("\x9c"), "x; charset=windows-1250", "windows-1250", "ś",
		false},
	    {BYTES("\xcf\xf0"), "x; charset=windows-1251", "windows-1251", "Пр",
		false},
	    {BYTES("\x85"), "x; charset=windows-1252", "windows-1252", "…",
		false},
	    {BYTES("\xe1"), "x; charset=windows-1253", "windows-1253", "α",
		false},
	    {BYTES("\xf0"), "x; charset=windows-1254", "windows-1254", "ğ",
		false},
	    {BYTES("\xe0"), "x; charset=windows-1255", "windows-1255", "א",
		false},
	    {BYTES("\xc7"), "x; charset=windows-1256", "windows-1256", "ا",
		false},
	    {BYTES("\xe0"), "x; charset=windows-1257", "windows-1257", "ą",
		false},
	    {BYTES("\xf5"), "x; charset=windows-1258", "windows-1258", "ơ",
		false},
	    {BYTES("\x80\xa1"), "x; charset=tis-620", "windows-874", "€ก",
		false},
	    {BYTES("\x80"), "x; charset=x-mac-cyrillic", "x-mac-cyrillic", "А",
		false},
	};

	(void)state;
	encoding_prepare();
	check_rows(rows, N_OF(rows));
}

/* Characters that lie across the edges of what is read and written at once. */
static void
test_long(void **state)
{
	enum { N = 30000 };
	char *text = xcalloc(N + 1, 2);
	struct buf out;
	bool damaged = false;

	(void)state;
	for (int i = 0; i < N; i++)
		memcpy(text + 2 * i, i % 7 == 0 ? "ab" : "\xd6\xd0", 2);
	buf_init(&out, 4 * N);
	check_str("name",
	    encoding_decode(text, 2 * N, "charset=gbk", &out, &damaged), "gbk");
	for (size_t i = 0, at = 0; i < N; at += i % 7 == 0 ? 2 : 3, i++)
		assert_memory_equal(out.data + at, i % 7 == 0 ? "ab" : "中",
		    i % 7 == 0 ? 2 : 3);
	assert_false(damaged);
	buf_done(&out);
	free(text);
}

static void
test_too_small(void **state)
{
	static const char *const types[] = {
	    "charset=utf-8", "charset=windows-1252", "charset=koi8-r"};
	char text[] = "ab\xc3\xa9";
	struct buf out;
	bool damaged = false;

	(void)state;
	for (size_t i = 0; i < N_OF(types); i++) {
		buf_init(&out, 3);
		assert_null(encoding_decode(
		    text, strlen(text), types[i], &out, &damaged));
		buf_done(&out);
	}
	assert_false(damaged);
}

/* What is UTF-8 is not copied. */
static void
test_borrowed(void **state)
{
	char text[] = "\xef\xbb\xbf<a>caf\xc3\xa9</a>";
	struct buf out;
	bool damaged = false;

	(void)state;
	buf_init(&out, sizeof(text));
	check_str("name",
	    encoding_decode(text, strlen(text), NULL, &out, &damaged), "utf-8");
	assert_ptr_equal(out.data, text + 3);
	assert_int_equal(out.len, strlen(text) - 3);
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_belief),
	    cmocka_unit_test(test_lies),
	    cmocka_unit_test(test_charsets),
	    cmocka_unit_test(test_long),
	    cmocka_unit_test(test_too_small),
	    cmocka_unit_test(test_borrowed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
