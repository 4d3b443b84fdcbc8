/* SPDX-License-Identifier: ISC */
/* Who wrote it, as feeds write it. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/limits.h"
#include "core/text.h"
#include "core/xalloc.h"
#include "parse/byline.h"
#include "parse/nameword.h"
#include "parse/people.h"

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

	t = span_trim(t, " ,:;");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (is_enclosed(t, pairs[i]))
			t = span_trim(
			    (struct span){t.s + 1, t.len - 2}, " ,:;");
	return t;
}

/* A copy, cut where it is long; NULL for what holds no letter. */
static char *
copy_name(struct span t)
{
	size_t i = 0;

	while (i < t.len && (t.s[i] & 0x80) == 0 &&
	       ((t.s[i] | 0x20) < 'a' || (t.s[i] | 0x20) > 'z'))
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
	t = span_trim(t, " ");
	t = span_from(t, nameword_and(t.s, t.len));
	mail = find_mail(t);
	if (mail.len == 0) {
		take_person(copy_name(unwrap(t)), NULL, p);
		return;
	}
	before = (struct span){t.s, (size_t)(mail.s - t.s)};
	behind = span_from(t, before.len + mail.len);
	if (before.len >= n && strncasecmp(mail.s - n, scheme, n) == 0)
		before.len -= n;
	/* The brackets that enclose the address go with it. */
	if (before.len > 0 && strchr("<([", before.s[before.len - 1]) != NULL &&
	    behind.len > 0 && strchr(">)]", behind.s[0]) != NULL) {
		before.len--;
		behind = span_from(behind, 1);
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

	for (one = t; rest.len > 0 && *left > 0; rest = span_from(rest, gap)) {
		gap = rest.s[0] == comma ? 1 : 0;
		if (gap == 0 && addresses && rest.s > t.s && rest.s[-1] == ' ')
			gap = nameword_and(rest.s, rest.len);
		depth += rest.s[0] == '(' || rest.s[0] == '<';
		depth -= depth > 0 && (rest.s[0] == ')' || rest.s[0] == '>');
		at |= rest.s[0] == '@';
		if (gap > 0 && depth == 0 && (at || !addresses)) {
			one.len = (size_t)(rest.s - one.s);
			add_person(one, p, left);
			one = span_from(rest, gap);
			at = false;
		}
		gap = gap > 0 ? gap : 1;
	}
	if (rest.len == 0)
		add_person(one, p, left);
}

static void
add_names(struct span t, struct people *p, size_t *left)
{
	size_t n;
	struct span *names = byline_split(t, &n);

	for (size_t i = 0; i < n; i++)
		add_person(names[i], p, left);
	free(names);
}

/* Without the "by" before and the "et al." behind. */
static struct span
core_of(struct span t)
{
	static const char *const tails[] = {" et al", " et al."};
	size_t n;

	t = span_trim(t, " ,;");
	if (t.len > 3 && strncasecmp(t.s, "by ", 3) == 0)
		t = span_trim(span_from(t, 3), " ");
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		n = strlen(tails[i]);
		if (t.len > n && strncasecmp(t.s + t.len - n, tails[i], n) == 0)
			return span_trim((struct span){t.s, t.len - n}, " ,;");
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
