/* SPDX-License-Identifier: ISC */
/* Bytes of any encoding to UTF-8. */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/bytes.h"
#include "core/limits.h"
#include "core/mapped.h"
#include "core/text.h"
#include "parse/encoding.h"
#include "parse/label.h"

#define DECLARED_WITHIN 1024 /* where an XML declaration is looked for */
#define CHUNK 4096           /* what a converter writes at a time */

/* iconv is glibc's name for what WHATWG means; NULL: we do it ourselves. */
static const struct {
	const char *name;
	const char *iconv;
	size_t unit; /* bytes to pass over where they make no sense */
} charsets[N_CHARSETS] = {
    [CHARSET_UTF_8] = {"utf-8", NULL, 1},
    [CHARSET_UTF_16LE] = {"utf-16le", "UTF-16LE", 2},
    [CHARSET_UTF_16BE] = {"utf-16be", "UTF-16BE", 2},
    [CHARSET_UTF_32LE] = {"utf-32le", "UTF-32LE", 4},
    [CHARSET_UTF_32BE] = {"utf-32be", "UTF-32BE", 4},
    [CHARSET_BIG5] = {"big5", "BIG5-HKSCS", 1},
    [CHARSET_EUC_JP] = {"euc-jp", "EUC-JP-MS", 1},
    [CHARSET_EUC_KR] = {"euc-kr", "CP949", 1},
    [CHARSET_GB18030] = {"gb18030", "GB18030", 1},
    [CHARSET_GBK] = {"gbk", "GB18030", 1},
    [CHARSET_IBM866] = {"ibm866", "IBM866", 1},
    [CHARSET_ISO_2022_JP] = {"iso-2022-jp", "ISO-2022-JP", 1},
    [CHARSET_ISO_8859_10] = {"iso-8859-10", "ISO-8859-10", 1},
    [CHARSET_ISO_8859_13] = {"iso-8859-13", "ISO-8859-13", 1},
    [CHARSET_ISO_8859_14] = {"iso-8859-14", "ISO-8859-14", 1},
    [CHARSET_ISO_8859_15] = {"iso-8859-15", "ISO-8859-15", 1},
    [CHARSET_ISO_8859_16] = {"iso-8859-16", "ISO-8859-16", 1},
    [CHARSET_ISO_8859_2] = {"iso-8859-2", "ISO-8859-2", 1},
    [CHARSET_ISO_8859_3] = {"iso-8859-3", "ISO-8859-3", 1},
    [CHARSET_ISO_8859_4] = {"iso-8859-4", "ISO-8859-4", 1},
    [CHARSET_ISO_8859_5] = {"iso-8859-5", "ISO-8859-5", 1},
    [CHARSET_ISO_8859_6] = {"iso-8859-6", "ISO-8859-6", 1},
    [CHARSET_ISO_8859_7] = {"iso-8859-7", "ISO-8859-7", 1},
    [CHARSET_ISO_8859_8] = {"iso-8859-8", "ISO-8859-8", 1},
    [CHARSET_KOI8_R] = {"koi8-r", "KOI8-R", 1},
    [CHARSET_KOI8_U] = {"koi8-u", "KOI8-RU", 1},
    [CHARSET_MACINTOSH] = {"macintosh", "MACINTOSH", 1},
    [CHARSET_SHIFT_JIS] = {"shift_jis", "CP932", 1},
    [CHARSET_WINDOWS_1250] = {"windows-1250", "CP1250", 1},
    [CHARSET_WINDOWS_1251] = {"windows-1251", "CP1251", 1},
    [CHARSET_WINDOWS_1252] = {"windows-1252", NULL, 1},
    [CHARSET_WINDOWS_1253] = {"windows-1253", "CP1253", 1},
    [CHARSET_WINDOWS_1254] = {"windows-1254", "CP1254", 1},
    [CHARSET_WINDOWS_1255] = {"windows-1255", "CP1255", 1},
    [CHARSET_WINDOWS_1256] = {"windows-1256", "CP1256", 1},
    [CHARSET_WINDOWS_1257] = {"windows-1257", "CP1257", 1},
    [CHARSET_WINDOWS_1258] = {"windows-1258", "CP1258", 1},
    [CHARSET_WINDOWS_874] = {"windows-874", "CP874", 1},
    [CHARSET_X_MAC_CYRILLIC] = {"x-mac-cyrillic", "MAC-UK", 1},
};

/* So many characters of valid UTF-8 are no chance of another encoding. */
#define CERTAIN 8
/* UTF-8 that was cut and joined has this many good characters to a bad byte;
 * in text of a one-byte encoding it is the other way about. */
#define MENDABLE 4

#define STRETCH (64 * KIB) /* of ASCII, before more of the document is read */

/* How the bytes do as UTF-8. */
struct survey {
	size_t good; /* characters beyond ASCII */
	size_t bad;  /* bytes that are part of no character */
};

/* How many bytes of ASCII stand at the head of s. */
static size_t
ascii_run(const char *s, size_t len)
{
	size_t n = 0;

	while (
	    len - n >= BYTES_AT_ONCE && (bytes_load(s + n) & BYTES_HIGH) == 0)
		n += BYTES_AT_ONCE;
	while (n < len && (unsigned char)s[n] < 0x80)
		n++;
	return n;
}

static struct survey
survey(const char *s, size_t len)
{
	struct survey result = {0, 0};
	const char *end = s + len;
	unsigned int cp;
	size_t n;

	for (; s < end; s += n) {
		const size_t left = (size_t)(end - s);

		mapped_pass(s);
		n = ascii_run(s, left < STRETCH ? left : STRETCH);
		if (n > 0)
			continue;
		n = text_decode(s, left, &cp);
		result.good += n > 0;
		result.bad += n == 0;
		n += n == 0;
	}
	return result;
}

static void
decode_windows_1252(const char *s, size_t len, struct buf *out)
{
	size_t n;

	for (; len > 0 && buf_ok(out); s += n, len -= n) {
		n = ascii_run(s, len);
		buf_add(out, s, n);
		if (n < len)
			buf_add_utf8(
			    out, text_windows_1252((unsigned char)s[n++]));
	}
}

/* UTF-8 in which single bytes are something else. */
static void
mend_utf8(const char *s, size_t len, struct buf *out)
{
	const char *end = s + len, *from = s;
	unsigned int cp;
	size_t n;

	while ((s += ascii_run(s, (size_t)(end - s))) < end && buf_ok(out)) {
		n = text_decode(s, (size_t)(end - s), &cp);
		if (n == 0) {
			buf_add(out, from, (size_t)(s - from));
			buf_add_utf8(out, text_windows_1252((unsigned char)*s));
			from = s + 1;
		}
		s += n > 0 ? n : 1;
	}
	buf_add(out, from, (size_t)(end - from));
}

/* The converter of a charset, opened once; (iconv_t)-1 when the system has
 * none. */
static iconv_t
converter(enum charset charset)
{
	static struct {
		iconv_t it;
		bool opened;
	} converters[N_CHARSETS];

	if (!converters[charset].opened) {
		converters[charset].it =
		    iconv_open("UTF-8", charsets[charset].iconv);
		converters[charset].opened = true;
	}
	return converters[charset].it;
}

void
encoding_prepare(void)
{
	for (enum charset c = CHARSET_UTF_8; c < N_CHARSETS; c++)
		if (charsets[c].iconv != NULL)
			converter(c);
}

static bool
is_ready(enum charset charset)
{
	return charset != CHARSET_UNKNOWN &&
	       (charsets[charset].iconv == NULL ||
		   /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
		   converter(charset) != (iconv_t)-1);
}

/* Returns whether all of it made sense. */
static bool
convert(enum charset charset, const char *s, size_t len, struct buf *out)
{
	iconv_t cd = converter(charset);
	char chunk[CHUNK], *in, *to;
	size_t room, rc, skip;
	bool clean = true;

	/* iconv() takes what it does not write to as char **. */
	memcpy(&in, &s, sizeof(in));
	iconv(cd, NULL, NULL, NULL, NULL);
	do {
		to = chunk;
		room = sizeof(chunk);
		rc = iconv(cd, &in, &len, &to, &room);
		buf_add(out, chunk, sizeof(chunk) - room);
		if (rc != (size_t)-1 || errno == E2BIG)
			continue;
		clean = false;
		buf_add_utf8(out, TEXT_REPLACEMENT);
		skip = charsets[charset].unit;
		if (errno == EINVAL || skip > len)
			skip = len;
		in += skip;
		len -= skip;
	} while (len > 0 && buf_ok(out));
	/* Some hold a letter back for the accent that might follow. */
	to = chunk;
	room = sizeof(chunk);
	iconv(cd, NULL, NULL, &to, &room);
	buf_add(out, chunk, sizeof(chunk) - room);
	return clean;
}

/* What the byte order mark says; *mark is its length. */
static enum charset
marked(const char *s, size_t len, size_t *mark)
{
	static const struct {
		const char *bytes;
		size_t len;
		enum charset charset;
	} marks[] = {
	    {"\xef\xbb\xbf", 3, CHARSET_UTF_8},
	    {"\xff\xfe\0\0", 4, CHARSET_UTF_32LE},
	    {"\0\0\xfe\xff", 4, CHARSET_UTF_32BE},
	    {"\xff\xfe", 2, CHARSET_UTF_16LE},
	    {"\xfe\xff", 2, CHARSET_UTF_16BE},
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (len >= marks[i].len &&
		    memcmp(s, marks[i].bytes, marks[i].len) == 0) {
			*mark = marks[i].len;
			return marks[i].charset;
		}
	*mark = 0;
	return CHARSET_UNKNOWN;
}

/* What the places of the NULs say: a feed begins with two of ASCII. */
static enum charset
spaced(const char *s, size_t len)
{
	static const enum charset by_nuls[16] = {
	    [0x5] = CHARSET_UTF_16LE, /* a bit each, the first one highest */
	    [0xa] = CHARSET_UTF_16BE,
	    [0x7] = CHARSET_UTF_32LE,
	    [0xe] = CHARSET_UTF_32BE,
	};
	unsigned int nuls = 0;

	if (len < 4)
		return CHARSET_UNKNOWN;
	for (int i = 0; i < 4; i++)
		nuls = nuls << 1 | (s[i] == '\0');
	return by_nuls[nuls];
}

/* What stands behind "name =" at s, quoted or not: a label. */
static enum charset
value_of(const char *s, size_t len)
{
	const char *end = s + len, *from;

	while (s < end && strchr(" \t\r\n", *s) != NULL)
		s++;
	if (s == end || *s++ != '=')
		return CHARSET_UNKNOWN;
	while (s < end && strchr(" \t\r\n\"'", *s) != NULL)
		s++;
	for (from = s; s < end && strchr("\"' \t\r\n;?>", *s) == NULL; s++)
		;
	return label_find(from, (size_t)(s - from));
}

static enum charset
declared(const char *s, size_t len)
{
	const char *from, *end, *name;

	if (len > DECLARED_WITHIN)
		len = DECLARED_WITHIN;
	if ((from = memmem(s, len, "<?xml", 5)) == NULL ||
	    (end = memchr(from, '>', len - (size_t)(from - s))) == NULL ||
	    (name = memmem(from, (size_t)(end - from), "encoding", 8)) == NULL)
		return CHARSET_UNKNOWN;
	name += strlen("encoding");
	return value_of(name, (size_t)(end - name));
}

static enum charset
sent_as(const char *content_type)
{
	const char *s = content_type == NULL ? "" : content_type;

	for (; *s != '\0'; s++)
		if (strncasecmp(s, "charset", strlen("charset")) == 0)
			return value_of(s + strlen("charset"),
			    strlen(s) - strlen("charset"));
	return CHARSET_UNKNOWN;
}

/* A label that says UTF-16 or UTF-32 of what does not show it is a lie; it is
 * forgotten, as one that nobody can convert is. */
static enum charset
credible(enum charset charset, bool *lie)
{
	if (charset >= CHARSET_UTF_16LE && charset <= CHARSET_UTF_32BE) {
		*lie = true;
		return CHARSET_UNKNOWN;
	}
	return is_ready(charset) ? charset : CHARSET_UNKNOWN;
}

/* Servers and templates say latin1 of all that they send; that other text is
 * by chance UTF-8 throughout is next to impossible. */
static bool
is_belied(enum charset claim, struct survey seen)
{
	if (claim == CHARSET_WINDOWS_1252)
		return seen.good > MENDABLE * seen.bad;
	return claim != CHARSET_UTF_8 && seen.bad == 0 && seen.good >= CERTAIN;
}

/* Decodes by label what shows nothing by itself, and returns what it was. */
static enum charset
decode_claimed(char *s, size_t len, const char *content_type, struct buf *out,
    bool *damaged)
{
	struct survey seen = survey(s, len);
	enum charset sent = credible(sent_as(content_type), damaged);
	enum charset said = credible(declared(s, len), damaged);
	enum charset claim = sent != CHARSET_UNKNOWN ? sent : said;

	if (claim == CHARSET_UTF_8 && seen.bad > 0 && said != CHARSET_UNKNOWN &&
	    said != CHARSET_UTF_8) {
		*damaged = true;
		claim = said;
	}
	if (claim != CHARSET_UNKNOWN && is_belied(claim, seen)) {
		*damaged = true;
		claim = CHARSET_UTF_8;
	}
	if (claim == CHARSET_WINDOWS_1252) {
		decode_windows_1252(s, len, out);
		return claim;
	}
	if (claim != CHARSET_UNKNOWN && claim != CHARSET_UTF_8) {
		if (convert(claim, s, len, out))
			return claim;
		*damaged = true;
		if (seen.bad > 0 || seen.good == 0 || !buf_ok(out))
			return claim;
		buf_clear(out);
	}
	if (claim == CHARSET_UNKNOWN && seen.bad > seen.good) {
		decode_windows_1252(s, len, out);
		return CHARSET_WINDOWS_1252;
	}
	*damaged |= seen.bad > 0;
	if (seen.bad > 0)
		mend_utf8(s, len, out);
	else
		buf_borrow(out, s, len);
	return CHARSET_UTF_8;
}

const char *
encoding_decode(char *data, size_t len, const char *content_type,
    struct buf *out, bool *damaged)
{
	size_t mark;
	enum charset charset = marked(data, len, &mark);
	bool hurt = false;

	if (charset == CHARSET_UNKNOWN)
		charset = spaced(data, len);
	data += mark;
	len -= mark;
	if (charset == CHARSET_UTF_8)
		charset =
		    decode_claimed(data, len, "charset=utf-8", out, &hurt);
	else if (is_ready(charset))
		hurt = !convert(charset, data, len, out);
	else
		charset = decode_claimed(data, len, content_type, out, &hurt);
	if (!buf_ok(out))
		return NULL;
	*damaged |= hurt;
	return charsets[charset].name;
}
