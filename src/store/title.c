/* SPDX-License-Identifier: ISC */
/* Titles in the form in which two spellings are equal. */
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/text.h"
#include "store/fold.h"
#include "store/title.h"

/* As text_words(), which knows no "&". */
static char *
words_of(const char *title)
{
	static const char and[] = " and ";
	struct buf b;
	char *words;

	buf_init(&b, (sizeof(and) - 1) * strlen(title));
	for (const char *s = title; *s != '\0'; s += strcspn(s, "&")) {
		if (*s == '&') {
			buf_adds(&b, and);
			s++;
		}
		buf_add(&b, s, strcspn(s, "&"));
	}
	words = text_words(b.data);
	buf_done(&b);
	return words;
}

char *
title_fold(const char *title)
{
	char *words = words_of(title), *out = words;
	size_t len, n;

	for (const char *s = words; *s != '\0'; s += n) {
		len = n = strcspn(s, " ");
		memmove(out, s, n);
		fold_word(out, &len);
		out += len;
		if (s[n] == ' ')
			*out++ = s[n++];
	}
	*out = '\0';
	return words;
}

char *
title_words(const char *title, size_t min)
{
	char *words = title == NULL ? NULL : title_fold(title);
	size_t n = 1;

	for (const char *s = words; s != NULL && *s != '\0'; s++)
		n += *s == ' ';
	if (n >= min)
		return words;
	free(words);
	return NULL;
}
