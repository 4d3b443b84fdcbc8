/* SPDX-License-Identifier: ISC */
/* Lists of names. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/byline.h"
#include "parse/nameword.h"

#define PARTS_MAX (2 * LIMIT_PEOPLE) /* a surname and initials are two */
#define WORDS_MAX 7                  /* more are a sentence */

/* What stands between two commas, or between a comma and an "and". */
struct part {
	struct span text;
	size_t words;
	size_t initials; /* of the words */
	bool dotted;     /* all its words are initials beyond doubt */
	bool inner;      /* "Jane C. Doe": initials between other words */
	bool suffixed;   /* "Jr.", "PhD" stands behind it, in text too */
	bool body;       /* signs as an author, is no person */
	bool strange;    /* holds what no person's name does */
	bool joined;     /* the word, not a comma alone, stands before it */
};

struct parts {
	struct part *list;
	size_t n;
	size_t ands;
};

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Takes the first word off rest; false when there is none. */
static bool
next_word(struct span *rest, struct span *word)
{
	const char *end;

	*rest = span_trim(*rest, " ");
	end = memchr(rest->s, ' ', rest->len);
	*word = *rest;
	if (end != NULL)
		word->len = (size_t)(end - rest->s);
	*rest = span_from(*rest, word->len);
	return word->len > 0;
}

static bool
has_any(struct span t, const char *set)
{
	for (size_t i = 0; i < t.len; i++)
		if (strchr(set, t.s[i]) != NULL)
			return true;
	return false;
}

/* "J.", "J", "J.-P.", "R.J.", "Yu.", "É." */
static bool
is_dotted(struct span word)
{
	unsigned int cp;
	size_t n;

	while (word.len > 0) {
		n = text_decode(word.s, word.len, &cp);
		if (n == 0 || (n == 1 && !is_capital(word.s[0])))
			return false;
		if (n + 1 < word.len && word.s[n] >= 'a' && word.s[n] <= 'z' &&
		    word.s[n + 1] == '.')
			n++;
		if (n < word.len && word.s[n] != '.' && word.s[n] != '-')
			return false;
		while (n < word.len && (word.s[n] == '.' || word.s[n] == '-'))
			n++;
		word.s += n;
		word.len -= n;
	}
	return true;
}

/* "AB", "ABC": initials as medical journals write them, or a short name. */
static bool
is_bare(struct span word)
{
	size_t n = 0;

	while (n < word.len && is_capital(word.s[n]))
		n++;
	return n == word.len && n <= 3;
}

static struct part
look_at(struct span text, bool joined)
{
	struct part p = {.text = text, .dotted = true, .joined = joined};
	struct span word, last = text;
	enum nameword is;
	bool dotted = false, before;

	/* What is longer is no name, whatever its words are. */
	for (; p.words <= WORDS_MAX && next_word(&text, &word); p.words++) {
		is = nameword_is(word.s, word.len);
		p.body |= is == NAMEWORD_BODY;
		p.strange |=
		    is == NAMEWORD_NO_NAME || has_any(word, "0123456789/:@|");
		before = dotted;
		dotted = is_dotted(word);
		p.initials += dotted;
		p.dotted &= dotted;
		p.inner |= p.words > 1 && before && !dotted;
		last = word;
	}
	p.initials += !dotted && is_bare(last);
	return p;
}

/* One person, or a body, beyond doubt: "Jane Doe", "van der Laan M". */
static bool
is_full(const struct part *p)
{
	return p->words > 1 && p->words <= WORDS_MAX &&
	       p->initials < p->words && !p->strange && !p->body;
}

/* Not a surname of several words, either. */
static bool
is_complete(const struct part *p)
{
	return is_full(p) && (p->initials > 0 || p->suffixed);
}

static bool
is_given(const struct part *p)
{
	return p->words == p->initials;
}

static void
add_part(struct span text, bool joined, struct parts *ps)
{
	struct part *last = ps->n > 0 ? &ps->list[ps->n - 1] : NULL;

	text = span_trim(text, " ");
	if (text.len == 0)
		return;
	if (last != NULL && !joined &&
	    nameword_is(text.s, text.len) == NAMEWORD_SUFFIX) {
		last->text.len = (size_t)(text.s + text.len - last->text.s);
		last->suffixed = true;
		return;
	}
	ps->list = xgrow(ps->list, ps->n, sizeof(*ps->list));
	ps->list[ps->n++] = look_at(text, joined && last != NULL);
	ps->ands += ps->list[ps->n - 1].joined;
}

static void
read_parts(struct span t, struct parts *ps)
{
	struct span rest = t, part = t;
	bool joined = false;
	size_t gap;

	for (; rest.len > 0 && ps->n < PARTS_MAX; rest = span_from(rest, 1)) {
		gap = rest.s == t.s || rest.s[-1] == ' '
			  ? nameword_and(rest.s, rest.len)
			  : 0;
		if (gap == 0 && rest.s[0] != ',')
			continue;
		part.len = (size_t)(rest.s - part.s);
		add_part(part, joined, ps);
		joined = gap > 0;
		rest = span_from(rest, gap > 0 ? gap - 1 : 0);
		part = span_from(rest, 1);
	}
	if (rest.len == 0)
		add_part(part, joined, ps);
}

/* "Surname, I." and given names: where one entry of the list ends. */
static size_t
end_of_pair(const struct parts *ps, size_t i)
{
	const struct part *it = &ps->list[i];
	const struct part *next = it + 1;
	bool given_follows = i + 2 < ps->n && !it[2].joined && is_given(&it[2]);

	if (i + 1 == ps->n || next->joined || it->dotted)
		return i + 1;
	if (is_given(next))
		return i + 2;
	return it->body || next->body || given_follows ? i + 1 : i + 2;
}

/* Whether commas stand inside names: "LAPALU, N., Plaumann, P.-L." */
static bool
is_paired(const struct parts *ps)
{
	for (size_t i = 1; i < ps->n; i++)
		if (!ps->list[i].joined && is_given(&ps->list[i]) &&
		    !ps->list[i - 1].dotted)
			return true;
	/* "Doe, Jane and Roe, Richard" */
	if (ps->ands == 0 || ps->n != 2 * (ps->ands + 1))
		return false;
	for (size_t i = 0; i < ps->n; i++)
		if (ps->list[i].joined != (i > 0 && i % 2 == 0) ||
		    ps->list[i].strange || ps->list[i].body ||
		    (i % 2 == 0 && ps->list[i].words > 1))
			return false;
	return true;
}

/*
 * Whether each part is a person. Two that stand on either side of a comma may
 * be "García Márquez, Gabriel J.": they are two only where initials tell.
 */
static bool
is_list(const struct parts *ps)
{
	const struct part *it = ps->list;
	bool commas = ps->ands + 1 < ps->n;

	if (ps->n == 2 && commas && !it[1].inner &&
	    !(is_complete(&it[0]) && is_complete(&it[1])))
		return false;
	for (; it < ps->list + ps->n; it++)
		if (!is_full(it) &&
		    !(it->body && commas && ps->n > 2 && it > ps->list))
			return false;
	return true;
}

struct span *
byline_split(struct span t, size_t *n)
{
	struct parts ps = {0};
	struct span *names = NULL;
	bool paired;
	size_t end;

	*n = 0;
	read_parts(t, &ps);
	paired = is_paired(&ps);
	if (ps.n < 2 || (!paired && !is_list(&ps))) {
		names = xgrow(NULL, 0, sizeof(*names));
		names[(*n)++] = t;
	} else {
		for (size_t i = 0; i < ps.n; i = end) {
			const struct span *last;

			end = paired ? end_of_pair(&ps, i) : i + 1;
			last = &ps.list[end - 1].text;
			names = xgrow(names, *n, sizeof(*names));
			names[*n].s = ps.list[i].text.s;
			names[*n].len =
			    (size_t)(last->s + last->len - names[*n].s);
			++*n;
		}
	}
	free(ps.list);
	return names;
}
