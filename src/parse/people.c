/* SPDX-License-Identifier: ISC */
/* Who wrote it, as feeds write it. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/nameword.h"
#include "parse/people.h"

#define PARTS_MAX (2 * LIMIT_PEOPLE) /* a surname and initials are two */
#define WORDS_MAX 7                  /* more are a sentence */

/* A stretch of text that somebody else owns. */
struct span {
	const char *s;
	size_t len;
};

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

static struct span
trim(struct span t, const char *set)
{
	while (t.len > 0 && strchr(set, t.s[0]) != NULL) {
		t.s++;
		t.len--;
	}
	while (t.len > 0 && strchr(set, t.s[t.len - 1]) != NULL)
		t.len--;
	return t;
}

/* Without its first n bytes. */
static struct span
from(struct span t, size_t n)
{
	return (struct span){t.s + n, t.len - n};
}

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

	*rest = trim(*rest, " ");
	end = memchr(rest->s, ' ', rest->len);
	*word = *rest;
	if (end != NULL)
		word->len = (size_t)(end - rest->s);
	*rest = from(*rest, word->len);
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

/* "a@example.org" within t; an empty span when there is none. */
static struct span
find_mail(struct span t)
{
	static const char around[] = "@ <>()[],;:\"'";
	const char *end = t.s + t.len, *at = memchr(t.s, '@', t.len);
	struct span mail;

	for (; at != NULL; at = memchr(at, '@', (size_t)(end - at))) {
		mail.s = at;
		while (mail.s > t.s && strchr(around, mail.s[-1]) == NULL)
			mail.s--;
		at++;
		mail.len = (size_t)(at - mail.s) + strcspn(at, around);
		if (mail.s < at - 1 && mail.s + mail.len > at)
			return mail;
	}
	return (struct span){t.s, 0};
}

/* Whether what t begins with is closed by what it ends with: not so in
 * "(Jane) Doe (Leeds)". */
static bool
is_enclosed(struct span t, const char *pair)
{
	int depth = 0;

	if (t.len < 2 || t.s[0] != pair[0] || t.s[t.len - 1] != pair[1])
		return false;
	for (size_t i = 1; i < t.len - 1 && depth >= 0; i++)
		depth += t.s[i] == pair[1] ? -1 : t.s[i] == pair[0];
	return depth == 0;
}

/* Takes off what encloses all of t: (Name), "Name". */
static struct span
unwrap(struct span t)
{
	static const char *const pairs[] = {"()", "<>", "[]", "\"\"", "''"};

	t = trim(t, " ,:;");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (is_enclosed(t, pairs[i]))
			t = trim((struct span){t.s + 1, t.len - 2}, " ,:;");
	return t;
}

/* A copy, cut where it is long; NULL for what holds no letter. */
static char *
copy_name(struct span t)
{
	size_t i = 0;

	while (i < t.len && (t.s[i] & 0x80) == 0 &&
	       !is_capital((char)(t.s[i] & ~0x20)))
		i++;
	return i < t.len ? xstrndup(t.s, text_cut(t.s, t.len, LIMIT_PERSON))
			 : NULL;
}

static bool
is_same(const struct person *a, const char *name, const char *email)
{
	if (a->name != NULL && name != NULL)
		return strcmp(a->name, name) == 0;
	return a->email != NULL && email != NULL &&
	       strcasecmp(a->email, email) == 0;
}

/* Fills in what is missing of a person who is there, or appends one. */
static void
take_person(char *name, char *email, struct people *p)
{
	struct person *who = NULL;

	for (size_t i = 0; i < p->n && who == NULL; i++)
		if (is_same(&p->list[i], name, email))
			who = &p->list[i];
	if (who == NULL && (name != NULL || email != NULL))
		who = people_add(p);
	if (who != NULL && who->name == NULL) {
		who->name = name;
		name = NULL;
	}
	if (who != NULL && who->email == NULL) {
		who->email = email;
		email = NULL;
	}
	free(name);
	free(email);
}

/* The length of the "and " that t begins with; 0 when it does not. */
static size_t
conjunction(struct span t)
{
	const char *end = memchr(t.s, ' ', t.len);
	size_t n = end == NULL ? t.len : (size_t)(end - t.s);

	if (nameword_is(t.s, n) != NAMEWORD_AND)
		return 0;
	return end == NULL ? n : n + 1;
}

/* t is one person: a name, an address, or both. */
static void
add_person(struct span t, struct people *p, size_t *left)
{
	static const char scheme[] = "mailto:";
	const size_t n = strlen(scheme);
	struct span mail, before, behind;

	if (*left == 0)
		return;
	--*left;
	t = trim(t, " ");
	t = from(t, conjunction(t));
	mail = find_mail(t);
	if (mail.len == 0) {
		take_person(copy_name(unwrap(t)), NULL, p);
		return;
	}
	before = (struct span){t.s, (size_t)(mail.s - t.s)};
	behind = from(t, before.len + mail.len);
	if (before.len >= n && strncasecmp(mail.s - n, scheme, n) == 0)
		before.len -= n;
	/* The brackets that enclose the address go with it. */
	if (before.len > 0 && strchr("<([", before.s[before.len - 1]) != NULL &&
	    behind.len > 0 && strchr(">)]", behind.s[0]) != NULL) {
		before.len--;
		behind = from(behind, 1);
	}
	before = unwrap(before);
	if (before.len == 0)
		before = unwrap(behind);
	if (find_mail(before).len > 0)
		before.len = 0;
	take_person(copy_name(before),
	    mail.len <= LIMIT_PERSON ? xstrndup(mail.s, mail.len) : NULL, p);
}

/*
 * Splits at the commas or semicolons that stand outside brackets; with
 * addresses, at an "and" too, and only behind an address:
 * "a@example.org (Doe, Jane), b@example.org and c@example.org".
 */
static void
add_separated(
    struct span t, char comma, bool addresses, struct people *p, size_t *left)
{
	struct span one, rest = t;
	bool at = false;
	int depth = 0;
	size_t gap;

	for (one = t; rest.len > 0 && *left > 0; rest = from(rest, gap)) {
		gap = rest.s[0] == comma ? 1 : 0;
		if (gap == 0 && addresses && rest.s > t.s && rest.s[-1] == ' ')
			gap = conjunction(rest);
		depth += rest.s[0] == '(' || rest.s[0] == '<';
		depth -= depth > 0 && (rest.s[0] == ')' || rest.s[0] == '>');
		at |= rest.s[0] == '@';
		if (gap > 0 && depth == 0 && (at || !addresses)) {
			one.len = (size_t)(rest.s - one.s);
			add_person(one, p, left);
			one = from(rest, gap);
			at = false;
		}
		gap = gap > 0 ? gap : 1;
	}
	if (rest.len == 0)
		add_person(one, p, left);
}

static void
add_part(struct span text, bool joined, struct parts *ps)
{
	struct part *last = ps->n > 0 ? &ps->list[ps->n - 1] : NULL;

	text = trim(text, " ");
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

	for (; rest.len > 0 && ps->n < PARTS_MAX; rest = from(rest, 1)) {
		gap =
		    rest.s == t.s || rest.s[-1] == ' ' ? conjunction(rest) : 0;
		if (gap == 0 && rest.s[0] != ',')
			continue;
		part.len = (size_t)(rest.s - part.s);
		add_part(part, joined, ps);
		joined = gap > 0;
		rest = from(rest, gap > 0 ? gap - 1 : 0);
		part = from(rest, 1);
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

static void
add_names(struct span t, struct people *p, size_t *left)
{
	struct parts ps = {0};
	struct span one;
	bool paired;
	size_t end;

	read_parts(t, &ps);
	paired = is_paired(&ps);
	if (ps.n < 2 || (!paired && !is_list(&ps)))
		add_person(t, p, left);
	else
		for (size_t i = 0; i < ps.n; i = end) {
			end = paired ? end_of_pair(&ps, i) : i + 1;
			one = ps.list[i].text;
			one.len = (size_t)(ps.list[end - 1].text.s - one.s) +
				  ps.list[end - 1].text.len;
			add_person(one, p, left);
		}
	free(ps.list);
}

/* Without the "by" before and the "et al." behind. */
static struct span
core_of(struct span t)
{
	static const char *const tails[] = {" et al", " et al."};
	size_t n;

	t = trim(t, " ,;");
	if (t.len > 3 && strncasecmp(t.s, "by ", 3) == 0)
		t = trim(from(t, 3), " ");
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		n = strlen(tails[i]);
		if (t.len > n && strncasecmp(t.s + t.len - n, tails[i], n) == 0)
			return trim((struct span){t.s, t.len - n}, " ,;");
	}
	return t;
}

void
people_parse(const char *s, struct people *p, size_t *left)
{
	struct span t;
	char *copy;

	if (*left == 0 || text_is_blank(s))
		return;
	copy = text_squash(xstrdup(s));
	t = core_of((struct span){copy, strlen(copy)});
	if (memchr(t.s, ';', t.len) != NULL)
		add_separated(t, ';', false, p, left);
	else if (find_mail(t).len > 0)
		add_separated(t, ',', true, p, left);
	else
		add_names(t, p, left);
	free(copy);
}
