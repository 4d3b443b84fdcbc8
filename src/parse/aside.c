/* SPDX-License-Identifier: ISC */
/* What of a document libxml2 need not see. */
#include <stdlib.h>
#include <string.h>

#include "core/mapped.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/aside.h"

#define BEGIN "<![CDATA["
#define END "]]>"
#define WORTHWHILE 32 /* of text: the marks are a third of that */
#define TAKEN 256     /* so many are cleared away at a time */

static bool
is_reference(const char *s, size_t len, struct span *reference, char *c)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'},
	    {"&quot;", '"'}, {"&apos;", '\''}};

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		const size_t n = strlen(entities[i].name);

		if (n > len || s[1] != entities[i].name[1] ||
		    memcmp(s, entities[i].name, n) != 0)
			continue;
		*reference = (struct span){s, n};
		*c = entities[i].c;
		return true;
	}
	return false;
}

struct span
aside_reference(const struct span *text, char *c)
{
	const char *s = text->s, *end = s + text->len;
	struct span reference;

	for (; (s = memchr(s, '&', (size_t)(end - s))) != NULL; s++)
		if (is_reference(s, (size_t)(end - s), &reference, c))
			return reference;
	return (struct span){end, 0};
}

static bool
is_blank(const struct span *text)
{
	size_t n = 0;

	while (n < text->len && strchr(" \t\r\n", text->s[n]) != NULL)
		n++;
	return n == text->len;
}

/* Whether libxml2 would hand the text on as it is, but for XML's entities; of
 * blanks it alone knows whether they may stand there. */
static bool
is_plain(const struct span *text)
{
	const char *s = text->s, *end = s + text->len;
	struct span reference;
	char c;

	if (is_blank(text) || !text_is_clean(text->s, text->len))
		return false;
	for (; (s = memchr(s, '&', (size_t)(end - s))) != NULL;
	     s += reference.len)
		if (!is_reference(s, (size_t)(end - s), &reference, &c))
			return false;
	return true;
}

/* Lays aside the text between the last ">" behind from and the "<" at sign:
 * what stands there is in no tag, as no attribute has a "<" in it. */
static bool
lay_text(struct aside *a, const char *from, const char *sign)
{
	const char *close = memrchr(from, '>', (size_t)(sign - from));
	struct span text;

	if (close == NULL || sign - close <= WORTHWHILE)
		return false;
	text = (struct span){close + 1, (size_t)(sign - close) - 1};
	if (!is_plain(&text))
		return false;
	a->piece = (struct aside_piece){text, false};
	a->stop = text.s;
	a->behind = sign;
	return true;
}

static bool
lay_section(struct aside *a, const char *s, size_t len)
{
	const struct span section = {
	    s + strlen(BEGIN), len - strlen(BEGIN END)};

	if (!text_is_clean(section.s, section.len))
		return false;
	a->piece = (struct aside_piece){section, true};
	a->stop = s;
	a->behind = s + len;
	return true;
}

/* Looks for what is next to be laid aside. In sound XML each "<" but those of
 * comments, instructions and CDATA is a tag's; in any other it does not matter
 * what libxml2 sees until it says so. */
static void
look_ahead(struct aside *a, const char *s)
{
	const char *from = s;
	enum piece_kind kind;
	size_t len;

	for (; (s = memchr(s, '<', (size_t)(a->end - s))) != NULL; s += len) {
		if (lay_text(a, from, s))
			return;
		len = (size_t)(a->end - s);
		from = s;
		if (!piece_read(&a->pieces, s, &len, &kind)) {
			len = 1;
			continue;
		}
		if (kind == PIECE_CDATA && lay_section(a, s, len))
			return;
		from = s + len - 1;
	}
	a->stop = a->end;
}

void
aside_init(struct aside *a, const char *data, size_t len, bool shows_all)
{
	*a = (struct aside){
	    .next = data, .stop = data + len, .end = data + len, .marks = ""};
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
	const char **from;
	size_t n;

	if (*a->marks == '\0' && a->next == a->stop && a->stop != a->end) {
		a->kept = xgrow(a->kept, a->n_kept, sizeof(*a->kept));
		a->kept[a->n_kept++] = a->piece;
		a->marks = BEGIN END;
		a->next = a->behind;
		look_ahead(a, a->next);
	}
	from = *a->marks != '\0' ? &a->marks : &a->next;
	n = *a->marks != '\0' ? strlen(a->marks) : (size_t)(a->stop - a->next);
	if (n > len)
		n = len;
	memcpy(out, *from, n);
	*from += n;
	mapped_pass(a->next);
	return n;
}

void
aside_stop(struct aside *a)
{
	a->next = a->stop = a->end;
	a->marks = "";
}

struct aside_piece
aside_take(struct aside *a)
{
	struct aside_piece piece = {{"", 0}, true};

	if (a->n_taken == a->n_kept)
		return piece;
	piece = a->kept[a->n_taken++];
	/* libxml2 is never far behind: few are left to move. */
	if (a->n_taken == TAKEN) {
		a->n_kept -= TAKEN;
		a->n_taken = 0;
		memmove(a->kept, a->kept + TAKEN, a->n_kept * sizeof(*a->kept));
	}
	return piece;
}
