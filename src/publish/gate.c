/* SPDX-License-Identifier: ISC */
/* What the last looks at documents have in common. */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "core/text.h"
#include "publish/gate.h"

int
gate_broken(struct err *e, const char *where, const char *rule)
{
	return err_set(e, EX_SOFTWARE, "%s: %s", where, rule);
}

/* Not text_is_control(): what the store has from before that grew is no reason
 * to publish nothing. */
static bool
is_code(unsigned int cp)
{
	return (cp < 0x20 && cp != '\t' && cp != '\n') ||
	       (cp >= 0x7f && cp < 0xa0);
}

bool
gate_is_text(const struct buf *doc)
{
	unsigned int cp;
	size_t n;

	for (size_t at = 0; at < doc->len; at += n) {
		n = text_decode(doc->data + at, doc->len - at, &cp);
		if (n == 0 || is_code(cp))
			return false;
	}
	return true;
}

size_t
gate_scheme(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz"
			     "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-");

	return n > 0 && s[n] == ':' && s[n + 1] != '\0' ? n : 0;
}

int
gate_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int
gate_distinct(const char **ids, size_t n, struct err *e)
{
	qsort(ids, n, sizeof(*ids), gate_compare);
	for (size_t i = 1; i < n; i++)
		if (strcmp(ids[i - 1], ids[i]) == 0)
			return gate_broken(
			    e, ids[i], "an id that two entries have");
	return 0;
}
