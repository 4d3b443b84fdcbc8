/* SPDX-License-Identifier: ISC */
/* A person's name as bibliographies write it. */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "publish/name.h"

#define NAME_WORDS 7 /* what has more of them is hardly a person */

/* A name in words; they point into text. */
struct name {
	char *text;
	char *word[NAME_WORDS];
	size_t n;
	bool is_long; /* there were more words */
};

/* One of these makes a name without a comma that of an organisation. */
static const char *const bodies[] = {"academy", "agency", "alliance",
    "association", "authority", "bma", "bmj", "board", "centre", "center",
    "collaboration", "collaborative", "collaborators", "college", "commission",
    "committee", "community", "confederation", "consortium", "consultants",
    "council", "department", "directorate", "editorial", "editors", "england",
    "faculty", "federation", "forum", "foundation", "fund", "gmc", "group",
    "hospital", "inc", "initiative", "institute", "international",
    "investigators", "journal", "limited", "ltd", "ministry", "network", "news",
    "nhs", "nihr", "office", "organisation", "organization", "panel",
    "partnership", "programme", "project", "research", "school", "secretariat",
    "service", "services", "society", "staff", "taskforce", "team", "trust",
    "union", "unit", "university", "who", NULL};

/* And one of these even a name with a comma. */
static const char *const connectives[] = {
    "and", "for", "in", "of", "the", "&", NULL};

static const char *const honorifics[] = {"dr", "prof", "professor", "mr", "mrs",
    "ms", "miss", "mx", "sir", "dame", "lord", "baroness", "rev", NULL};

static const char *const degrees[] = {"bsc", "cbe", "dphil", "facs", "ffmlm",
    "frcgp", "frcp", "frcs", "kc", "mba", "mbbs", "mbchb", "mbe", "md", "mph",
    "mrcp", "msc", "obe", "phd", "rn", NULL};

static const char *const generations[] = {"jr", "sr", "ii", "iii", "iv", NULL};

/* Words that belong to the surname behind them. */
static const char *const particles[] = {"'t", "af", "al", "av", "ben", "bin",
    "da", "das", "de", "degli", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "het", "ibn", "la", "le", "st", "ten", "ter", "van", "von",
    "zu", "zum", "zur", NULL};

/* Whether word is in list, dots and case apart. */
static bool
is_one_of(const char *word, const char *const *list)
{
	const char *w, *l;

	for (; *list != NULL; list++) {
		for (w = word, l = *list; *w != '\0'; w++) {
			if (*w == '.')
				continue;
			if (tolower((unsigned char)*w) != *l)
				break;
			l++;
		}
		if (*w == '\0' && *l == '\0' && l > *list)
			return true;
	}
	return false;
}

static bool
has_one_of(const struct name *n, const char *const *list)
{
	for (size_t i = 0; i < n->n; i++)
		if (is_one_of(n->word[i], list))
			return true;
	return false;
}

/* Splits a text, which it takes, at spaces; what stands in brackets goes. */
static void
split(char *text, struct name *n)
{
	*n = (struct name){.text = text};
	for (char *s = text; *(s += strspn(s, " ")) != '\0';) {
		size_t len = strcspn(s, *s == '(' ? ")" : " ");

		if (n->n == NAME_WORDS) {
			n->is_long = true;
			return;
		}
		if (*s != '(')
			n->word[n->n++] = s;
		if (s[len] == '\0')
			return;
		s[len] = '\0';
		s += len + 1;
	}
}

static void
drop_first(struct name *n)
{
	n->n--;
	for (size_t i = 0; i < n->n; i++)
		n->word[i] = n->word[i + 1];
}

/* Drops titles before and degrees behind; returns "Jr." and its like. */
static const char *
strip(struct name *n)
{
	const char *generation = NULL;

	while (n->n > 1 && is_one_of(n->word[0], honorifics))
		drop_first(n);
	/* "Jones MD" is M. D. Jones. */
	while (n->n > 2 && is_one_of(n->word[n->n - 1], degrees))
		n->n--;
	if (n->n > 2 && is_one_of(n->word[n->n - 1], generations))
		generation = n->word[--n->n];
	return generation;
}

/* The length of the letter at s, and whether it is a small one. Beyond ASCII
 * a letter's case is told by what follows it. */
static size_t
letter(const char *s, bool *is_small)
{
	unsigned int cp;
	size_t n = text_decode(s, strlen(s), &cp);

	*is_small = n <= 1 ? islower((unsigned char)*s) != 0
			   : islower((unsigned char)s[n]) != 0;
	return n > 0 ? n : 1;
}

/* True for "L", "L.", "JR", "J.R.R.", "J.-P.": capitals alone, of which no
 * more than two stand without a mark: "LEE" is a name. */
static bool
is_initials(const char *s)
{
	size_t letters = 0, marks = 0;
	bool is_small;

	while (*s != '\0') {
		if (*s == '.' || *s == '-') {
			marks++;
			s++;
			continue;
		}
		if ((unsigned char)*s < 0x80 && !isupper((unsigned char)*s))
			return false;
		s += letter(s, &is_small);
		if (is_small)
			return false;
		letters++;
	}
	return letters > 0 && letters <= (marks > 0 ? 4 : 2);
}

/* "Laura" as "L.", "Jean-Pierre" and "J.-P." as "J.-P.", "JR" as "J. R." */
static void
add_initials(struct buf *b, const char *word)
{
	bool all = is_initials(word), wanted = true, is_small;
	char before = ' ';
	size_t n;

	for (const char *s = word; *s != '\0'; s += n) {
		n = letter(s, &is_small);
		if (*s == '-' || *s == '.') {
			before = *s == '-' ? '-' : ' ';
			wanted = true;
			continue;
		}
		if (!wanted || (n == 1 && !isalpha((unsigned char)*s)))
			continue;
		if (b->len > 0)
			buf_addc(b, before);
		if (n == 1)
			buf_addc(b, (char)toupper((unsigned char)*s));
		else
			buf_add(b, s, n);
		buf_addc(b, '.');
		before = ' ';
		wanted = all;
	}
}

/* The words with spaces between them, initials with their dots; NULL of none.
 */
static char *
join(const struct name *n)
{
	struct buf b, initials;

	if (n->n == 0)
		return NULL;
	buf_init(&b, LIMIT_PERSON);
	buf_init(&initials, LIMIT_PERSON);
	for (size_t i = 0; i < n->n; i++) {
		buf_clear(&initials);
		if (is_initials(n->word[i]))
			add_initials(&initials, n->word[i]);
		buf_addf(&b, "%s%s", i > 0 ? " " : "",
		    initials.len > 0 ? initials.data : n->word[i]);
	}
	buf_done(&initials);
	return buf_take(&b);
}

static struct name_parts
assemble(const struct name *surname, const struct name *given, const char *jr)
{
	struct name_parts parts = {.suffix = xstrdup(jr)};
	struct buf b;

	buf_init(&b, LIMIT_PERSON);
	for (size_t i = 0; i < surname->n; i++)
		buf_addf(&b, "%s%s", i > 0 ? " " : "", surname->word[i]);
	parts.family = buf_take(&b);
	parts.given = join(given);
	return parts;
}

/* The words from..to of n, borrowed. */
static struct name
part(const struct name *n, size_t from, size_t to)
{
	struct name p = {0};

	for (size_t i = from; i < to; i++)
		p.word[p.n++] = n->word[i];
	return p;
}

/* "Laura Jones", "L. van der Laan", and "Jones L" as PubMed writes it. */
static struct name_parts
parse_natural(struct name *n)
{
	const char *jr = strip(n);
	struct name surname, given;
	size_t at;

	if (is_initials(n->word[n->n - 1]) && !is_initials(n->word[0])) {
		for (at = n->n - 1; at > 1; at--)
			if (!is_initials(n->word[at - 1]))
				break;
		surname = part(n, 0, at);
		given = part(n, at, n->n);
		return assemble(&surname, &given, jr);
	}
	for (at = n->n - 1; at > 0; at--)
		if (!is_one_of(n->word[at - 1], particles) ||
		    (at == 1 && isupper((unsigned char)n->word[0][0])))
			break;
	surname = part(n, at, n->n);
	given = part(n, 0, at);
	return assemble(&surname, &given, jr);
}

/* "Jones, Laura M.", "Laan, Mark van der", "Smith, John, Jr."; comma is the
 * first of the name's. */
static struct name_parts
parse_inverted(const char *name, const char *comma)
{
	size_t at, len = strcspn(comma + 1, ",");
	struct name surname, given, suffix, first, family;
	const char *jr = NULL;
	struct name_parts result;

	split(xstrndup(name, (size_t)(comma - name)), &surname);
	split(xstrndup(comma + 1, len), &given);
	split(xstrdup(comma + 1 + len), &suffix);
	if (suffix.n > 0 && is_one_of(suffix.word[0] + 1, generations))
		jr = suffix.word[0] + 1;
	else if (suffix.n > 1 && is_one_of(suffix.word[1], generations))
		jr = suffix.word[1];
	strip(&given);
	for (at = given.n; at > 1; at--)
		if (!islower((unsigned char)given.word[at - 1][0]) ||
		    !is_one_of(given.word[at - 1], particles))
			break;
	first = part(&given, 0, at);
	family = part(&given, at, given.n);
	for (size_t i = 0; i < surname.n && family.n < NAME_WORDS; i++)
		family.word[family.n++] = surname.word[i];
	result = assemble(&family, &first, jr);
	free(surname.text);
	free(given.text);
	free(suffix.text);
	return result;
}

/* True when a name's letters have no initials: Chinese, Japanese, Korean. */
static bool
is_ideographic(const char *name)
{
	unsigned int cp;

	return text_decode(name, strlen(name) + 1, &cp) > 0 && cp >= 0x2e80;
}

/* True when what stands behind a comma only follows the name: "Laura Jones,
 * MD, PhD". */
static bool
is_suffix(const char *s)
{
	const char *start = s + strspn(s, " ");
	char *word = xstrndup(start, strcspn(start, " ,"));
	bool is = is_one_of(word, degrees) || is_one_of(word, generations);

	free(word);
	return is;
}

void
name_parts_done(struct name_parts *parts)
{
	free(parts->family);
	free(parts->given);
	free(parts->suffix);
	*parts = (struct name_parts){0};
}

bool
name_parse(const char *name, struct name_parts *ret)
{
	char *copy = xstrdup(name), *comma = strchr(copy, ',');
	struct name_parts parts;
	struct name n;
	bool is_person;

	if (comma != NULL && is_suffix(comma + 1)) {
		for (char *s = comma; (s = strchr(s, ',')) != NULL;)
			*s = ' ';
		comma = NULL;
	}
	split(xstrdup(copy), &n);
	is_person = n.n >= 2 && !n.is_long && comma != copy &&
		    !is_ideographic(name) &&
		    strpbrk(name, "@0123456789") == NULL &&
		    !has_one_of(&n, connectives) &&
		    (comma != NULL || !has_one_of(&n, bodies));
	if (is_person) {
		parts = comma != NULL ? parse_inverted(copy, comma)
				      : parse_natural(&n);
		is_person = parts.family[0] != '\0';
		if (is_person)
			*ret = parts;
		else
			name_parts_done(&parts);
	}
	free(n.text);
	free(copy);
	return is_person;
}

char *
name_cite(const char *name)
{
	struct name_parts parts;
	struct name given = {0};
	struct buf initials;
	char *result;

	if (!name_parse(name, &parts))
		return xstrdup(name);
	buf_init(&initials, LIMIT_PERSON);
	if (parts.given != NULL)
		split(xstrdup(parts.given), &given);
	for (size_t i = 0; i < given.n; i++)
		add_initials(&initials, given.word[i]);
	result =
	    xasprintf("%s%s%s%s%s", parts.family, initials.len > 0 ? ", " : "",
		initials.data, parts.suffix != NULL ? ", " : "",
		parts.suffix != NULL ? parts.suffix : "");
	free(given.text);
	buf_done(&initials);
	name_parts_done(&parts);
	return result;
}
