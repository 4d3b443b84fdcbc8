/* SPDX-License-Identifier: ISC */
/*
 * What documents and servers call encodings, after the labels of the Encoding
 * Standard of WHATWG, where "latin1" and "ascii" mean windows-1252 and "gb2312"
 * means gbk. UTF-32 is known besides; UTF-7, which hides markup, is not.
 */
#ifndef PARSE_LABEL_H
#define PARSE_LABEL_H

#include <stddef.h>

enum charset {
	CHARSET_UNKNOWN,
	CHARSET_UTF_8,
	CHARSET_UTF_16LE, /* the four wide ones stay together */
	CHARSET_UTF_16BE,
	CHARSET_UTF_32LE,
	CHARSET_UTF_32BE,
	CHARSET_BIG5,
	CHARSET_EUC_JP,
	CHARSET_EUC_KR,
	CHARSET_GB18030,
	CHARSET_GBK,
	CHARSET_IBM866,
	CHARSET_ISO_2022_JP,
	CHARSET_ISO_8859_10,
	CHARSET_ISO_8859_13,
	CHARSET_ISO_8859_14,
	CHARSET_ISO_8859_15,
	CHARSET_ISO_8859_16,
	CHARSET_ISO_8859_2,
	CHARSET_ISO_8859_3,
	CHARSET_ISO_8859_4,
	CHARSET_ISO_8859_5,
	CHARSET_ISO_8859_6,
	CHARSET_ISO_8859_7,
	CHARSET_ISO_8859_8,
	CHARSET_KOI8_R,
	CHARSET_KOI8_U,
	CHARSET_MACINTOSH,
	CHARSET_SHIFT_JIS,
	CHARSET_WINDOWS_1250,
	CHARSET_WINDOWS_1251,
	CHARSET_WINDOWS_1252,
	CHARSET_WINDOWS_1253,
	CHARSET_WINDOWS_1254,
	CHARSET_WINDOWS_1255,
	CHARSET_WINDOWS_1256,
	CHARSET_WINDOWS_1257,
	CHARSET_WINDOWS_1258,
	CHARSET_WINDOWS_874,
	CHARSET_X_MAC_CYRILLIC,
	N_CHARSETS
};

/* What the len bytes at label name, without regard to case and to white space
 * around them; CHARSET_UNKNOWN when nothing that we know. */
enum charset label_find(const char *label, size_t len);

#endif
