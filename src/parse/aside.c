/* SPDX-License-Identifier: ISC */
/* What of a document libxml2 need not see. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "core/xalloc.h"
#include "parse/aside.h"

#define BEGIN "<![CDATA["
#define END "]]>"
#define TAKEN 256 /* so many are cleared away at a time */

/* Looks for the next section to be laid aside. In sound XML each "<" but those
 * of comments, instructions and CDATA is a tag's; in any other it does not
 * matter what libxml2 sees until it says so. */
static void
look_ahead(struct aside *a, const char *s)
{
	enum piece_kind kind;
	size_t len;

	for (; (s = memchr(s, '<', (size_t)(a->end - s))) != NULL; s += len) {
		len = (size_t)(a->end - s);
		if (!piece_read(&a->pieces, s, &len, &kind)) {
			len = 1;
			continue;
		}
		if (kind != PIECE_CDATA)
			continue;
		a->section.s = s + strlen(BEGIN);
		a->section.len = len - strlen(BEGIN END);
		if (text_is_clean(a->section.s, a->section.len)) {
			a->stop = a->section.s;
			return;
		}
	}
	a->stop = a->end;
}

void
aside_init(struct aside *a, const char *data, size_t len, bool shows_all)
{
	*a =
	    (struct aside){.next = data, .stop = data + len, .end = data + len};
	if (!shows_all)
		look_ahead(a, data);
}

void
aside_done(struct aside *a)
{
	free(a->kept);
}

size_t
aside_show(struct aside *a, char *out, size_t len)
{
	size_t n;

	if (a->next == a->stop && a->stop != a->end) {
		a->kept = xgrow(a->kept, a->n_kept, sizeof(*a->kept));
		a->kept[a->n_kept++] = a->section;
		a->next += a->section.len;
		look_ahead(a, a->next);
	}
	n = (size_t)(a->stop - a->next);
	if (n > len)
		n = len;
	memcpy(out, a->next, n);
	a->next += n;
	return n;
}

void
aside_stop(struct aside *a)
{
	a->next = a->end;
	a->stop = a->end;
}

struct span
aside_take(struct aside *a)
{
	struct span span = {"", 0};

	if (a->n_taken == a->n_kept)
		return span;
	span = a->kept[a->n_taken++];
	/* libxml2 is never far behind: few are left to move. */
	if (a->n_taken == TAKEN) {
		a->n_kept -= TAKEN;
		a->n_taken = 0;
		memmove(a->kept, a->kept + TAKEN, a->n_kept * sizeof(*a->kept));
	}
	return span;
}
